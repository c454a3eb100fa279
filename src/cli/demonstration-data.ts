import type { Marking, Regime } from '#domain/disclosure/model.ts';

/** The files of demonstration/, as far as they are loaded. */
export type DemoPeople = {
  states: { key: string; names: Record<string, string>; status: string }[];
  bodies: { key: string; name: string; category: string; state?: string | null }[];
  people: { key: string; name: string; body: string; role: string; languages: string[]; focalPoint?: boolean }[];
};

export type DemoForum = {
  forum: number;
  opens: string;
  closes: string;
  timezone: string;
  datesAreInvented: boolean;
  allowedRegimes: Regime[];
  defaultRegime: Regime;
  defaultMarking: Marking;
  questions: { key: string; aspect: string; text: string; short: string; kind: 'question' | 'role' }[];
  paper: { title: string; symbol: string; paragraphs: { id: string; en: string; fr: string; ru: string }[]; raises: { question: string; paragraph: string }[] };
  annotations: { paragraph: string; quote: string; author: string; at: string; lang: string; text: string; proposal?: string | null }[];
  contributions: { key: string; question: string; parent: string | null; author: string; capacity: string; group?: { name: string; aligned: string[] }; regime: Regime; marking: Marking; lang: string; at: string; text: string; channel: 'web' | 'mail'; revisions?: { at: string; text: string }[]; kind?: 'opening' | 'prompt' | 'summary' | 'closing' }[];
  moderation: {
    flags: { contribution: string; by: string; at: string; rule: string; sentence: string; urgent?: boolean }[];
    cases: { key: string; contribution: string; measure: string; reasons: { facts: string; ground: string; scope: string; aidUsed: string; redress: string }; decidedBy: string; at: string; appeal?: { by: string; at: string; text: string; decidedBy: string; outcome: 'upheld' | 'reversed'; reasons: string } | null }[];
  };
  summaries: { date: string; by: string; sentences: { text: string; refs?: string[]; remark?: boolean }[]; notAddressed: string[] }[];
  codes: { key: string; label: string; parent: string | null }[];
  excerpts: { key: string; contribution: string; quote: string; codes: string[]; by: string }[];
  findings: { key: string; kind: string; aspect: string; addressee: string | null; text: string; textRu: string; excerpts: string[]; opposing: string[]; orgRole?: boolean }[];
  dispositions: { contribution: string; fate: string; reason?: string }[];
  ratings: { finding: string; by: string; value: string; comment?: string }[];
  /** Recommendations opened for comment, in the forum that has one. */
  consultation?: { by: string; opens: string; ends: string; findings: string[]; note: string; comments: { finding: string; by: string; at: string; regime: Regime; lang: 'en'; quote: string | null; text: string; proposal: string | null; answer: { at: string; taken: 'taken'; reason: string | null } }[] };
  /** A round of rating: the values of each answer are those of the items in their order, reasons by the item’s number. */
  round?: { by: string; opens: string; ends: string; lang: 'en'; title: string; scale: 5 | 9; low: string; high: string; maxIqr: number; minShare: number; items: string[]; answers: { by: string; values: number[]; reasons?: Record<string, string> }[] };
  silence: { finding: string; proposedAt: string; endsAt: string; /** The words proposed, where they were others than the finding’s. */ wording?: string; events: { type: string; by: string; at: string; text?: string }[]; outcome: string; reservations: { state: string; text: string }[] }[];
  chapter: { background?: ChapterText; challenges?: ChapterText; discussions: { aspect: string; paragraphs: { text: string; findings: string[] }[] }[] };
};

/** One paragraph in words, or several with the findings each rests on. */
type ChapterText = string | { text: string; findings?: string[] }[];

/** The demonstration's report: its running text in Russian by forum, and what later forums made of earlier findings. */
export type DemoReport = { russian: Readonly<Record<string, string[][]>>; lineage: readonly { later: string; earlier: string; relation: 'takes-up' | 'merges' | 'contradicts' }[] };
