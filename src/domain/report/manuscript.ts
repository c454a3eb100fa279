import type { Byline, Marking } from '../disclosure/model.ts';

/**
 * The whole report as one value, before typesetting: everything in it has passed disclosure, so that a
 * typesetter needs nothing else and can fetch nothing else.
 */
export type Manuscript = {
  title: string;
  /** Document symbol of the series' own register, for example `OEF.SEC/1/13`. */
  symbol: string | null;
  series: string;
  organiser: string;
  /** Language the manuscript is written in. */
  locale: 'en' | 'fr' | 'de' | 'it' | 'ru' | 'es';
  /** The strictest marking of all parts. */
  marking: Marking;
  /** "Secretariat report, non-binding" unless a person set another. Already in words. */
  status: string;
  /** "Demonstration data" in words where the series is one; shown on every page. */
  demonstration: string | null;
  /** Instant of compiling, ISO 8601 UTC; the typesetters stamp files with it and with nothing else. */
  compiledAt: string;
  /** Words the typesetters print themselves (headings of lists, "page {page} of {pages}", "Trace", …). */
  words: ManuscriptWords;
  chapters: readonly Chapter[];
};

/** A numbered or plain heading with its text and what stands under it. Levels are made by nesting, never skipped. */
export type Chapter = {
  /** Stable anchor, ASCII, unique in the manuscript: `forum-2-discussions-B`. */
  id: string;
  /** Printed before the title: "I", "II.1"; null for none. */
  number: string | null;
  title: string;
  /** BCP 47 language of the title where it differs from the manuscript's. */
  lang?: string;
  blocks: readonly Block[];
  children: readonly Chapter[];
};

export type Block =
  /** `lead`: the opening sentence or two of a chapter, set larger. */
  | { kind: 'paragraph'; spans: readonly Span[]; lead?: boolean; /** Where a Word document that comes back is told apart: `p-1a2b3c4d`. */ anchor?: string }
  | { kind: 'quotation'; text: string; lang: string; byline: Byline; source: Trace }
  | { kind: 'finding'; finding: PrintedFinding }
  | { kind: 'list'; items: readonly (readonly Span[])[] }
  | { kind: 'table'; caption: string; head: readonly string[]; rows: readonly (readonly string[])[] }
  /** A remark beside the text: "Basis of this chapter: 223 contributions …". */
  | { kind: 'note'; text: string };

/** Running text; a span may cite findings or contributions, which typesetters turn into links or footnotes. */
export type Span = { text: string; strong?: boolean; lang?: string; trace?: Trace };

/** Where a claim comes from, in words fit for the audience: reference, who, what language. */
export type Trace = {
  /** `F-07`, `R-03`. */
  reference: string;
  /** Anchor of the finding within the manuscript, where it is printed. */
  anchor: string | null;
  /** "Rests on 4 passages by 3 voices: II/A1·2, II/A1·7 …": one sentence ready to print. */
  sentence: string;
  sources: readonly Source[];
};

export type Source = {
  /** Public reference of the contribution: `II/B2·14`. */
  reference: string;
  byline: Byline;
  /** The byline in words of the manuscript's language. */
  bylineText: string;
  lang: string;
  /** The exact words of the passage where they may leave the forum; null where only the reference may. */
  quote: string | null;
};

export type PrintedFinding = {
  reference: string;
  anchor: string;
  kind: 'challenge' | 'good-practice' | 'conclusion' | 'recommendation';
  /** The kind in words. */
  kindText: string;
  addressee: string | null;
  /** Title of the focus aspect it belongs to; readers narrow by it. */
  aspect?: string | null;
  text: string;
  lang: string;
  /** "several", "many" …: who stands behind it, computed from distinct voices; null where not computed. */
  weight: string | null;
  /** "Adopted, silence not broken", "Silence broken" …; null where it was never under silence. */
  standing: string | null;
  /** Interpretative statements and reservations, each with the body that made it. */
  reservations: readonly { body: string; text: string }[];
  /** What a body whose words are quoted has to say to it: its right of reply. */
  replies?: readonly { body: string; text: string; lang: string }[];
  /** Contrary views in one sentence each. */
  opposing: readonly Source[];
  trace: Trace;
};

export type ManuscriptWords = {
  contents: string;
  recommendationsByAddressee: string;
  trace: string;
  contraryViews: string;
  replies: string;
  reservations: string;
  addressee: string;
  weight: string;
  /** With `{page}` and `{pages}` left in for the typesetter. */
  pageOf: string;
  /** Ready to print, with the day in it: "Compiled on 10 August 2012". */
  compiledOn: string;
  /** Printed before the manuscript's checksum on the last page: "SHA-256 of the manuscript". */
  checksum: string;
};
