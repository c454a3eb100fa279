import { Bookmark, BookmarkEnd, BookmarkStart, FootnoteReferenceRun, InternalHyperlink, Paragraph, type ParagraphChild, TextRun } from 'docx';
import type { Chapter, Source, Span, Trace } from '../../manuscript.ts';
import { languageOf, quoted } from '../printable.ts';
import type { Sheet } from '../sheet.ts';
import { ink, wordLanguage } from './styles.ts';

/** A place that links lead to: Word wants a short name of letters and digits, and a number. */
type Place = { name: string; id: number };

/** What every part of the document needs beside its own text. */
export type Typing = { sheet: Sheet; bookmarks: ReadonlyMap<string, Place> };

/** Names and numbers the anchors in the order of print; the library's own counter would go on from one document to the next. */
export function bookmarksOf(sheet: Sheet): ReadonlyMap<string, Place> {
  return new Map(sheet.chapters.flatMap(anchorsOf).map((anchor, index) => [anchor, { name: bookmarkName(anchor, index), id: index + 1 }]));
}

const anchorsOf = (chapter: Chapter): readonly string[] => [
  chapter.id,
  ...chapter.blocks.flatMap((block) => (block.kind === 'finding' ? [block.finding.anchor, textAnchor(block.finding.anchor)] : block.kind === 'paragraph' && block.anchor ? [block.anchor] : [])),
  ...chapter.children.flatMap(anchorsOf),
];

/** Where the words of a finding themselves stand: what is changed in them is a proposal when the document comes back. */
export const textAnchor = (anchor: string): string => `${anchor}-text`;

/** Word drops bookmarks with names over 40 characters. */
const bookmarkName = (anchor: string, index: number): string => `p${index + 1}_${anchor.replace(/[^A-Za-z0-9]/g, '_')}`.slice(0, 40);

/** Runs between the two ends of a bookmark, so that links lead there. */
export function marked(anchor: string, children: readonly ParagraphChild[], { bookmarks }: Typing): readonly ParagraphChild[] {
  const place = bookmarks.get(anchor);
  return place ? [new NumberedBookmark(place, children)] : children;
}

/** The library numbers bookmarks through all documents of a process; ours count from 1 in each, or no two files were alike. */
class NumberedBookmark extends Bookmark {
  readonly #place: Place;
  constructor(place: Place, children: readonly ParagraphChild[]) {
    super({ id: place.name, children });
    this.#place = place;
  }
  override get writtenAs(): readonly (ParagraphChild | BookmarkStart | BookmarkEnd)[] {
    return [new BookmarkStart(this.#place.name, this.#place.id), ...this.children, new BookmarkEnd(this.#place.id)];
  }
}

export type RunLook = { bold?: boolean; color?: string; lang?: string | undefined };

/** A text as runs, its line breaks kept, its language told where it is known. */
export function runs(text: string, look: RunLook = {}): readonly TextRun[] {
  const language = look.lang !== undefined && languageOf(look.lang) !== null ? { language: { value: wordLanguage(look.lang) } } : {};
  const { lang: _, ...style } = look;
  return text.split('\n').map((line, index) => new TextRun({ text: line, ...style, ...language, ...(index > 0 ? { break: 1 } : {}) }));
}

/** Running text with its footnotes. */
export function spanRuns(spans: readonly Span[], typing: Typing): readonly ParagraphChild[] {
  return spans.flatMap((span) => [
    ...runs(span.text, { lang: span.lang, ...(span.strong ? { bold: true } : {}) }),
    ...(span.trace ? [footnote(span.trace, typing)] : []),
  ]);
}

/** A real footnote that tells where a claim comes from. */
export function footnote(trace: Trace, typing: Typing): FootnoteReferenceRun {
  const place = trace.anchor === null ? undefined : typing.bookmarks.get(trace.anchor);
  const name = runs(trace.reference, { bold: true, color: ink });
  const first = new Paragraph({
    style: 'FootnoteText',
    children: [...(place ? [new InternalHyperlink({ anchor: place.name, children: name })] : name), ...runs(` ${trace.sentence}`)],
  });
  const rest = trace.sources.map((source) => new Paragraph({ style: 'FootnoteText', children: sourceRuns(source, typing.sheet.locale) }));
  return new FootnoteReferenceRun({ children: [first, ...rest] });
}

/** A passage: its reference, its byline and, where they may leave the forum, its words. */
export function sourceRuns(source: Source, locale: string): readonly TextRun[] {
  const [open = '', close = ''] = quoted(locale, '\n').split('\n');
  const quote = source.quote === null ? [] : [...runs(`: ${open}`), ...runs(source.quote, { lang: source.lang }), ...runs(close)];
  return [...runs(source.reference, { bold: true, color: ink }), ...runs(` ${source.bylineText}`), ...quote];
}
