import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Tag } from '#ui/marks.tsx';

/** A sentence with what it rests on; `problem` is said to those who write summaries alone. */
export type SummaryLine = { html: string; remark: boolean; refs: readonly string[]; paragraphs: readonly string[]; hidden?: boolean; problem?: string | null };
type Props = { locale: Locale; base: string; lang: string; lines: readonly SummaryLine[]; dress: (html: string) => string };

/** A summary as it is read, previewed or published: every sentence with its references. */
export function SummaryText({ locale, base, lang, lines, dress }: Props): VNode {
  return (
    <div class="stack read">{lines.map((line) => {
      if (line.hidden) return <p class="meta">{say(locale, 'summary.page.hidden', { refs: line.refs.join(', ') })}</p>;
      const marks = <>{line.remark ? <> <Tag>{say(locale, 'synthesis.summary.remark')}</Tag></> : null}{line.refs.map((ref) => <> <a class="pararef" href={`${base}/c/${ref.replace('·', '-')}`}>{ref}</a></>)}{line.paragraphs.map((number) => <> <a class="pararef" href={`${base}/paper`}>¶ {number}</a></>)}{line.problem ? <> <Tag tone="danger">{line.problem}</Tag></> : null}</>;
      // A line of Markdown is a paragraph as a rule; a list or a heading stands apart from its references.
      const [, words] = /^<p>((?:(?!<p>)[\s\S])*)<\/p>\s*$/.exec(line.html) ?? [];
      if (words === undefined) return <div lang={lang}><div dangerouslySetInnerHTML={{ __html: dress(line.html) }} /><p>{marks}</p></div>;
      return <p lang={lang}><span class={line.problem ? 'unsourced' : ''} dangerouslySetInnerHTML={{ __html: dress(words) }} />{marks}</p>;
    })}</div>
  );
}
