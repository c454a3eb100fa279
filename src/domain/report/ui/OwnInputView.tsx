import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Callout, Empty } from '#ui/marks.tsx';
import type { OwnInput, OwnInputPage } from '../queries/own-input.ts';
import { ended } from './ended.ts';

/** What became of what one said: finding or reason, contribution by contribution, seen by oneself only. */
export function OwnInputView({ locale, page }: { locale: Locale; page: OwnInputPage }): VNode {
  const report = `/${locale}/s/${page.slug}/report`;
  return (
    <div class="page stack-6">
      <header class="stack"><h1>{say(locale, 'report.input.title')}</h1><p class="read">{page.title}</p><p class="meta">{say(locale, 'report.input.onlyYou')}</p></header>
      {page.published ? null : <Callout tone="now"><p>{say(locale, 'report.input.soFar')}</p></Callout>}
      {page.forums.length === 0 ? <Empty><p>{say(locale, 'report.input.none')}</p></Empty> : null}
      {page.forums.map((forum) => <Forum key={forum.key} locale={locale} report={report} forum={forum} published={page.published} />)}
      {page.unattributed ? <p class="meta">{say(locale, 'notice.report.unattributed')}</p> : null}
    </div>
  );
}

function Forum({ locale, report, forum, published }: { locale: Locale; report: string; forum: OwnInput; published: boolean }): VNode {
  const base = `/${locale}/f/${forum.key}`;
  const open = forum.quotations.filter(({ standing }) => standing === 'asked').length;
  // Several passages of one text stand as one line where the same became of them.
  const answered = new Set(forum.quotations.filter(({ standing }) => standing !== 'asked').map(({ ref, kind, standing }) => `${forum.roman}/${ref}: ${say(locale, `quotation.standing.${kind}.${standing}`)}`));
  return (
    <section class="stack" aria-labelledby={`h-${forum.key}`}><h2 id={`h-${forum.key}`}>{forum.title}</h2>
      {open > 0 ? <Callout tone="now"><p><a href={`${base}/quotations`}>{say(locale, 'report.input.asked', { count: open })}</a></p></Callout> : null}
      {forum.ends.length === 0 ? <Empty><p>{say(locale, 'report.input.none')}</p></Empty> : (
        <ul class="docs">{forum.ends.map((end) => (
          <li><a href={`${base}/c/${end.ref.replace('·', '-')}`}>{ended({ ...end, ref: `${forum.roman}/${end.ref}` }, locale)}</a>
            {published && end.findings.length > 0 ? <> {end.findings.map((ref) => <> → <a href={`${report}/finding/${forum.roman}-${ref}`}>{forum.roman}/{ref}</a></>)}</> : null}
            {end.sentences > 0 ? <> {say(locale, 'report.input.sentences', { count: end.sentences })}</> : null}</li>
        ))}</ul>
      )}
      {answered.size > 0 ? <ul class="docs">{[...answered].map((line) => <li>{line}</li>)}</ul> : null}
    </section>
  );
}
