import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, TextArea, TextField } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import { wordDiff } from '#platform/text/word-diff.ts';
import type { FindingPage } from '../queries/finding-page.ts';
import type { Standing } from '../rules/standing.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { KindChip } from './kinds.tsx';

type Props = { locale: Locale; /** Address of this finding. */ here: string; base: string; page: FindingPage; parts: readonly { letter: string; title: string }[]; form?: FormState | undefined; /** Another wording was saved while this one was typed. */ stale?: boolean };

/** One finding: its wording in turns, what supports and what opposes it, who stands behind it. */
export function FindingView({ locale, here, base, page, parts, form, stale = false }: Props): VNode {
  const { finding, evidence, standing, earlier } = page;
  return (
    <div class="stack-6">
      <div><p class="row"><KindChip locale={locale} kind={finding.kind} /><span class="meta">{finding.reference} · {finding.letter}{finding.state === 'draft' ? ` · ${say(locale, 'adoption.page.draft')}` : ''}</span>{standing.soleVoice ? <Tag tone="now">{say(locale, 'bench.finding.sole')}</Tag> : null}</p>
        <h1>{say(locale, 'bench.finding.title', { ref: finding.reference })}</h1><p><a href={`${base}/bench/${finding.letter}#${finding.reference}`}>{say(locale, 'bench.finding.back')}</a></p></div>
      <ErrorSummary locale={locale} form={form} />
      {stale ? <Both locale={locale} page={page} typed={form?.typed?.['text'] ?? ''} /> : null}
      {finding.frozen ? <Callout tone="plain"><p>{say(locale, 'bench.finding.frozen')}</p></Callout> : null}
      {finding.frozen && !form?.typed?.['text'] ? <p class="read" lang="en">{finding.text}</p> : (
        <form method="post" action={here} class="form"><input type="hidden" name="version" value={finding.version} />
          <TextArea locale={locale} name="text" rows={4} label={say(locale, 'synthesis.bench.text')} hint={say(locale, 'bench.finding.saveHint')} value={finding.text} lang="en" form={form} />
          <TextField locale={locale} name="addressee" label={say(locale, 'terms.addressee')} value={finding.addressee ?? ''} form={form} />
          <Select locale={locale} name="part" label={say(locale, 'terms.focusAspect')} value={finding.letter} options={parts.map(({ letter, title }) => ({ value: letter, text: `${letter} ${title}` }))} form={form} />
          <button class="btn btn--primary">{say(locale, 'bench.finding.save')}</button></form>
      )}
      <EvidenceList locale={locale} here={`${here}/excerpt`} base={base} evidence={evidence} opposing={false} typed={form?.typed ?? {}} />
      <EvidenceList locale={locale} here={`${here}/excerpt`} base={base} evidence={evidence} opposing typed={form?.typed ?? {}} />
      <Behind locale={locale} reference={finding.reference} standing={standing} />
      {earlier.length ? <section aria-labelledby="h-earlier"><h2 id="h-earlier">{say(locale, 'bench.finding.earlier')}</h2><ol class="found">{earlier.map(({ version, text }) => <li><p class="meta">{say(locale, 'paper.version', { number: version })}</p><p class="read" lang="en">{text}</p></li>)}</ol></section> : null}
    </div>
  );
}

/** What somebody else saved, and where it differs from what was typed. */
function Both({ locale, page: { finding }, typed }: { locale: Locale; page: FindingPage; typed: string }): VNode {
  return (
    <section class="stack" aria-labelledby="h-theirs"><h2 id="h-theirs">{say(locale, 'bench.finding.theirs', { version: finding.version })}</h2>
      <p class="read" lang="en">{finding.text}</p>{finding.addressee ? <p class="meta">{say(locale, 'terms.addressee')}: {finding.addressee}</p> : null}
      <p>{say(locale, 'bench.finding.yours')}</p>
      <Diff locale={locale} changes={wordDiff(finding.text, typed)} title={say(locale, 'bench.finding.compare')} />
    </section>
  );
}

function Behind({ locale, reference, standing: { byCategory, voices, hidden } }: { locale: Locale; reference: string; standing: Standing }): VNode {
  const rows = [...byCategory.map((row) => ({ name: say(locale, `ui.category.${row.category}`), ...row })), { name: say(locale, 'bench.standing.all'), ...voices }];
  const none = voices.for + voices.against + hidden.for + hidden.against === 0;
  return (
    <section aria-labelledby="h-behind"><h2 id="h-behind">{say(locale, 'bench.standing.title', { ref: reference })}</h2>
      {none ? <p>{say(locale, 'bench.standing.none')}</p> : (
        <div class="tablewrap" tabIndex={0} role="region" aria-labelledby="h-behind"><table class="table matrix"><thead><tr><th scope="col">{say(locale, 'discussion.search.category')}</th><th scope="col" class="r">{say(locale, 'bench.standing.for')}</th><th scope="col" class="r">{say(locale, 'bench.standing.against')}</th></tr></thead>
          <tbody>{[...rows, ...(hidden.for + hidden.against > 0 ? [{ name: say(locale, 'bench.standing.hidden'), ...hidden }] : [])].map((row) => <tr><th scope="row">{row.name}</th><td class="r">{row.for}</td><td class="r">{row.against}</td></tr>)}</tbody></table></div>
      )}
    </section>
  );
}
