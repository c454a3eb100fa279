/**
 * Terminology
 *
 * daily summary  the dated digest of one day of a forum; each sentence rests on contributions or paragraphs, or is marked as a remark
 * signature      its author's word that a version of a summary may be published at the hour
 * excerpt        a quotation anchored to a revision: code points [start, end) of its Markdown, and the exact words
 * code           a label a rapporteur puts on excerpts
 * finding        challenge, good practice, conclusion or recommendation, with its excerpts
 * trace          finding → excerpt → revision → contribution
 * disposition    how a contribution ended: cited, merged, noted, out of scope, withdrawn
 * account        what is known of that end: the wording that stands, where it is quoted, what was decided
 */
export const findingKinds = ['challenge', 'good-practice', 'conclusion', 'recommendation'] as const;
export type FindingKind = (typeof findingKinds)[number];
export const fates = ['cited', 'merged', 'noted', 'out-of-scope', 'withdrawn'] as const;
export type Fate = (typeof fates)[number];

export type Account = { visibility: 'shown' | 'withheld' | 'withdrawn'; /** The wording that stands. */ revision: number; /** Wordings that an excerpt under a finding quotes. */ quotedRevisions: readonly number[]; decision: { fate: Fate; reason: string | null; revision: number } | null };
export type CoverState = (typeof coverStates)[number];

/** The computed word for how many stand behind a point; its sentence is a message `synthesis.weight.<word>`. */
export const weights = ['one', 'two', 'several', 'many', 'most', 'all'] as const;
export type Weight = (typeof weights)[number];

export type ExcerptFacts = { id: string; contributionId: string; revision: number; start: number; end: number; quote: string; /** The Markdown of that revision. */ text: string; visibility: string; currentRevision: number };

/** A label rapporteurs put on excerpts; the tree is one for all forums of a series. `uses`: how many excerpts bear it. */
export type Code = { id: string; parentId: string | null; label: string; description: string; colour: string | null; uses: number };
/** A code as a line of the tree: how deep it stands, and its names from the top. */
export type CodeLine = Code & { depth: number; path: string };

/** What the stream shows of what was said; `part` is the focus aspect. */
export type BenchFilter = { question?: string | undefined; category?: string | undefined; lang?: string | undefined; cover?: CoverState | undefined };
export const coverStates = ['reflected', 'inPart', 'notYet', 'setAside'] as const;

export type SummaryRefusal =
  | 'synthesis.not_yours'
  | 'synthesis.no_such_day'
  | 'synthesis.summary_empty'
  | 'synthesis.summary_stale'
  | 'synthesis.sentence_without_source'
  | 'synthesis.source_not_shown'
  | 'synthesis.source_too_strict'
  | 'synthesis.summary_misquotes'
  | 'synthesis.summary_names'
  | 'synthesis.summary_unchanged'
  | 'synthesis.summary_needs_correction';

export type SynthesisRefusal =
  | 'synthesis.not_yours'
  | 'synthesis.no_such_contribution'
  | 'synthesis.quote_differs'
  | 'synthesis.quote_not_there'
  | 'synthesis.may_not_be_quoted'
  | 'synthesis.no_such_excerpt'
  | 'synthesis.no_such_finding'
  | 'synthesis.no_such_aspect'
  | 'synthesis.finding_stale'
  | 'synthesis.finding_frozen'
  | 'synthesis.no_excerpt'
  | 'synthesis.excerpt_withheld'
  | 'synthesis.needs_addressee'
  | 'synthesis.fate_needs_reason'
  | 'synthesis.not_cited'
  | 'synthesis.not_withdrawn'
  | 'synthesis.text_changed'
  | 'synthesis.no_such_code'
  | 'synthesis.code_exists'
  | 'synthesis.code_under_itself'
  | 'synthesis.no_such_suggestion'
  | 'synthesis.release_not_needed'
  | 'synthesis.already_asked'
  | 'synthesis.nobody_to_ask'
  | 'synthesis.no_such_request'
  | 'synthesis.request_already_answered'
  | 'synthesis.request_closed'
  | 'synthesis.notice_not_refused'
  | 'synthesis.own_translation'
  | 'synthesis.no_such_translation';

export type OpinionRefusal = 'opinion.not_yours' | 'opinion.no_such_source' | 'opinion.no_such_statement' | 'opinion.own_statement' | 'opinion.already_reviewed' | 'opinion.forum_closed';
