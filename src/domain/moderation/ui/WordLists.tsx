import type { VNode } from 'preact';
import { endonyms, type Locale } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { rulesOfForum } from '../model.ts';
import type { WordsPage, WordTrial } from '../queries/words-page.ts';
import { ruleKey } from '../rules.ts';

type Props = { locale: Locale; zone: string; here: string; page: WordsPage; form: FormState | undefined; trial: WordTrial | null };
const known = (language: string) => (endonyms as Readonly<Record<string, string>>)[language] ?? language;

/** The site's word list of one language: its entries, a trial for each new one, its versions, the examples it is tried on. */
export function WordLists(p: Props): VNode {
  const { locale, here, page } = p;
  return (
    <div class="stack-6">
      <h1>{say(locale, 'words.title')}</h1><p class="lead">{say(locale, 'words.lead')}</p>
      <nav class="row" aria-label={say(locale, 'words.language')}>{page.languages.map((one) => <a href={`${here}?language=${one}`} lang={one} {...(one === page.language ? { 'aria-current': 'page' as const } : {})}>{one === page.language ? <b>{known(one)}</b> : known(one)}</a>)}</nav>
      <ErrorSummary locale={locale} form={p.form} />
      <Entries {...p} />
      {page.canEdit ? <NewEntry {...p} /> : null}
      <Examples {...p} />
      <section class="stack"><h2>{say(locale, 'words.versions')}</h2>
        {page.versions.length === 0 ? <p class="meta">{say(locale, 'aids.page.noLists')}</p> : <ul class="docs">{page.versions.map((one) => <li>{say(locale, 'words.versionLine', { version: one.version, count: one.entries, day: dayOf(locale, one.loadedAt, p.zone, { year: true }) })}</li>)}</ul>}</section>
    </div>
  );
}

function Entries({ locale, here, page }: Props): VNode {
  return (
    <section class="stack" aria-labelledby="entries-h"><h2 id="entries-h">{say(locale, 'words.entries', { count: page.terms.length })}</h2>
      {page.terms.length === 0 ? <p class="meta">{say(locale, 'words.empty')}</p> : (
        <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'words.title')}><table class="table">
          <thead><tr>{(['term', 'rule', 'match', 'forms', 'note'] as const).map((key) => <th scope="col">{say(locale, `words.${key}`)}</th>)}{page.canEdit ? <th scope="col"><span class="vh">{say(locale, 'words.withdraw')}</span></th> : null}</tr></thead>
          <tbody>{page.terms.map((entry) => (
            <tr><th scope="row" lang={page.language}>{entry.term}</th><td>{entry.rule}</td><td>{say(locale, `words.matches.${entry.match}`)}</td><td lang={page.language}>{entry.forms.join(', ')}</td><td>{entry.note ?? ''}</td>
              {page.canEdit ? <td><form method="post" action={`${here}/withdraw`}><SubmissionId /><input type="hidden" name="language" value={page.language} /><input type="hidden" name="version" value={page.version} /><button class="btn btn--s" name="term" value={entry.term}>{say(locale, 'words.withdraw')}<span class="vh">: {entry.term}</span></button></form></td> : null}</tr>
          ))}</tbody>
        </table></div>
      )}
    </section>
  );
}

function NewEntry({ locale, here, page, form, trial }: Props): VNode {
  return (
    <section class="stack" aria-labelledby="new-h"><h2 id="new-h">{say(locale, 'words.new')}</h2>
      <form method="post" action={here} class="form" data-turbo="false"><SubmissionId value={form?.typed?.['submissionId']} />
        <input type="hidden" name="language" value={page.language} /><input type="hidden" name="version" value={page.version} /><input type="hidden" name="tried" value={trial?.tried ?? ''} />
        <TextField locale={locale} name="term" label={say(locale, 'words.term')} hint={say(locale, 'words.termHint')} form={form} />
        <Select locale={locale} name="rule" label={say(locale, 'words.rule')} form={form} options={rulesOfForum.map((rule) => ({ value: rule, text: `${rule} ${sayAny(locale, ruleKey(rule))}` }))} />
        <Choices locale={locale} name="match" label={say(locale, 'words.match')} form={form} value="word" options={(['word', 'begins'] as const).map((value) => ({ value, text: say(locale, `words.matches.${value}`), hint: say(locale, `words.matchesHint.${value}`) }))} />
        <TextField locale={locale} name="forms" label={say(locale, 'words.forms')} hint={say(locale, 'words.formsHint')} form={form} />
        <TextField locale={locale} name="note" label={say(locale, 'words.note')} hint={say(locale, 'words.noteHint')} form={form} />
        {trial ? <Trial locale={locale} language={page.language} trial={trial} /> : null}
        <div class="btns"><button class={`btn${trial ? '' : ' btn--primary'}`} name="deed" value="try">{say(locale, 'words.try')}</button>{trial ? <button class="btn btn--primary" name="deed" value="save">{say(locale, trial.inFull > 0 ? 'words.saveAnyway' : 'words.save')}</button> : null}</div>
      </form>
    </section>
  );
}

/** What the entry would mark of what condemns, denies or reports, each with why it is taken more lightly, or not. */
function Trial({ locale, language, trial }: { locale: Locale; language: string; trial: WordTrial }): VNode {
  const why = (lowered: WordTrial['examples'][number]['lowered']) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(lowered.map((one) => say(locale, `aids.lowered.${one}`)));
  return (
    <section class="panel" aria-labelledby="trial-h" tabIndex={-1} data-controller="focus"><div class="panel__head"><h3 id="trial-h">{say(locale, 'words.trial')}</h3></div>
      <div class="panel__body stack" role="status">
        <Callout tone={trial.inFull > 0 ? 'danger' : 'ok'} icon={trial.inFull > 0 ? 'warning' : 'check'}><b>{say(locale, 'words.inFull', { count: trial.inFull, all: trial.examples.length })}</b></Callout>
        <ul class="docs">{trial.examples.map((one) => (
          <li><span lang={language}>{one.text}</span> {one.own ? <Tag>{say(locale, 'words.own')}</Tag> : null} {one.fate === 'in-full' ? <Tag tone="danger">{say(locale, 'words.fate.inFull')}</Tag> : one.fate === 'lowered' ? <Tag tone="now">{say(locale, 'words.fate.lowered', { why: why(one.lowered) })}</Tag> : <Tag tone="ok">{say(locale, 'words.fate.unmarked')}</Tag>}</li>
        ))}</ul>
      </div>
    </section>
  );
}

function Examples({ locale, here, page, form }: Props): VNode {
  const language = <input type="hidden" name="language" value={page.language} />;
  return (
    <section class="stack" aria-labelledby="examples-h"><h2 id="examples-h">{say(locale, 'words.examples')}</h2><p class="meta">{say(locale, 'words.examplesLead')}</p>
      {page.examples.length === 0 ? null : (
        <ul class="docs">{page.examples.map((one) => (
          <li><span lang={page.language}>{one.text}</span> {page.canEdit ? <form method="post" action={`${here}/examples`}><SubmissionId />{language}<button class="btn btn--s" name="example" value={one.id}>{say(locale, 'words.withdraw')}<span class="vh">: {one.text}</span></button></form> : null}</li>
        ))}</ul>
      )}
      {page.canEdit ? <form method="post" action={`${here}/examples`} class="form"><SubmissionId />{language}<TextArea locale={locale} name="text" rows={2} lang={page.language} label={say(locale, 'words.example')} form={form} /><button class="btn">{say(locale, 'words.addExample')}</button></form> : null}
    </section>
  );
}
