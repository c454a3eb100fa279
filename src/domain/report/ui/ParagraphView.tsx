import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { wordDiff } from '#platform/text/word-diff.ts';
import { ErrorSummary, type FormState, TextArea, TextField } from '#ui/fields.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import type { ParagraphPage } from '../queries/edit-page.ts';

type Props = { locale: Locale; base: string; page: ParagraphPage; form?: FormState | undefined; /** Another wording was saved while this one was typed. */ stale?: boolean };

/** One paragraph: its sentences as they are typed, in turns; the computed words, what it rests on, its earlier wordings. */
export function ParagraphView({ locale, base, page, form, stale = false }: Props): VNode {
  const here = `${base}/paragraph/${page.id}`;
  return (
    <div class="page stack-6">
      <header class="stack"><h1>{say(locale, 'report.paragraph.title')}</h1><p><a href={`${base}/edit#${page.id}`}>{say(locale, 'report.paragraph.back')}</a></p></header>
      <ErrorSummary locale={locale} form={form} />
      {stale ? (
        <section class="stack" aria-labelledby="h-theirs"><h2 id="h-theirs">{say(locale, 'bench.finding.theirs', { version: page.version })}</h2><p class="read pre" lang="en">{page.typed}</p><p>{say(locale, 'bench.finding.yours')}</p>
          <Diff locale={locale} changes={wordDiff(page.typed, form?.typed?.['text'] ?? '')} title={say(locale, 'bench.finding.compare')} /></section>
      ) : null}
      <form method="post" action={here} class="form"><input type="hidden" name="version" value={page.version} />
        <TextArea locale={locale} name="text" rows={10} label={say(locale, 'report.edit.text')} hint={say(locale, 'report.edit.how', { weight: '{weight}', other: '{many: …}' })} value={page.typed} lang="en" form={form} />
        <TextField locale={locale} name="position" type="number" inputmode="numeric" label={say(locale, 'report.paragraph.position')} value={String(page.position)} form={form} />
        <button class="btn btn--primary">{say(locale, 'report.edit.save')}</button></form>
      {page.proposals.map(({ before, after, comments }) => <section><h2>{say(locale, 'report.paragraph.proposed')}</h2><div lang="en"><Diff locale={locale} changes={wordDiff(before, after)} title={say(locale, 'report.proposals.change')} /></div>{comments.length > 0 ? <ul>{comments.map((comment) => <li>{comment}</li>)}</ul> : null}</section>)}
      {page.computed.length > 0 ? <section aria-labelledby="h-words"><h2 id="h-words">{say(locale, 'report.paragraph.words')}</h2><ul>{page.computed.map(({ text, word }) => <li><span lang="en">{text}</span> · <b>{word ?? say(locale, 'report.paragraph.noWord')}</b></li>)}</ul></section> : null}
      {page.evidence.length > 0 ? <section aria-labelledby="h-rests"><h2 id="h-rests">{say(locale, 'report.paragraph.rests')}</h2><ul class="docs">{page.evidence.map(({ reference, text }) => <li><b>{reference}</b> {text ? <span lang="en">{text}</span> : null}</li>)}</ul></section> : null}
      {page.earlier.length > 0 ? <section aria-labelledby="h-earlier"><h2 id="h-earlier">{say(locale, 'bench.finding.earlier')}</h2><ol class="found">{page.earlier.map(({ version, text }) => <li><p class="meta">{say(locale, 'paper.version', { number: version })}</p><p class="read pre" lang="en">{text}</p></li>)}</ol></section> : null}
      <form method="post" action={`${here}/out`}><input type="hidden" name="version" value={page.version} /><button class="btn btn--danger">{say(locale, 'report.paragraph.out')}</button></form>
    </div>
  );
}
