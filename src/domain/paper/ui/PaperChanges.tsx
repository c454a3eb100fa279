import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { wordDiff } from '#platform/text/word-diff.ts';
import { Tag } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import type { PaperChanges } from '../queries/paper-changes.ts';

/** Two versions compared paragraph by paragraph; the unchanged ones are told by number, not printed again. */
export function Changes({ changes, locale, base }: { changes: PaperChanges; locale: Locale; base: string }): VNode {
  const { from, to, versions, locale: lang, paragraphs } = changes;
  const shown = paragraphs.filter(({ kind }) => kind !== 'same');
  const options = (chosen: number) => versions.map((n) => <option value={n} selected={n === chosen}>{say(locale, 'paper.version', { number: n })}</option>);
  return (
    <div class="content--read stack-6">
      <header>
        <h1>{say(locale, 'paper.changes.title', { from, to })}</h1>
        <p class="meta mt-2">{say(locale, 'paper.changes.unchanged', { count: paragraphs.length - shown.length })} · <a href={`${base}/paper?v=${to}&lang=${lang}`}>{say(locale, 'terms.discussionPaper')}</a></p>
        {versions.length > 2 ? (
          <form method="get" action={`${base}/paper/changes`} class="row mt-4">
            <input type="hidden" name="lang" value={lang} />
            <label class="label" for="f-from">{say(locale, 'paper.changes.from')}</label><select class="select" id="f-from" name="from">{options(from)}</select>
            <label class="label" for="f-to">{say(locale, 'paper.changes.to')}</label><select class="select" id="f-to" name="to">{options(to)}</select>
            <button class="btn">{say(locale, 'paper.changes.button')}</button>
          </form>
        ) : null}
      </header>
      {shown.length === 0 ? <p>{say(locale, 'paper.changes.none')}</p> : null}
      {shown.map(({ id, number, was, is, kind }) => (
        <section aria-labelledby={`h-${id}`}>
          <h2 id={`h-${id}`}><a href={`${base}/paper?v=${is === null ? from : to}&lang=${lang}#${id}`}>{number ? say(locale, 'paper.paragraph', { number }) : say(locale, 'paper.heading')}</a> <Tag>{say(locale, `paper.changes.${kind as 'added' | 'removed' | 'changed'}`)}</Tag></h2>
          <div lang={lang}><Diff locale={locale} title={say(locale, 'paper.changes.title', { from, to })} changes={wordDiff(was ?? '', is ?? '')} /></div>
        </section>
      ))}
    </div>
  );
}
