import type { Marking, Regime } from '../disclosure/model.ts';

/**
 * Terminology
 *
 * series           the set of forums compiled into one report
 * forum            one time-boxed online expert forum of a series
 * focus aspect     a theme of a forum under which questions are put; its announced and its report title may differ
 * guiding question the question a thread answers; `role` is the standing one on the organization's own role
 * opening hours    [opensAt, closesAt), agreed as local time in a zone
 * phase            where a forum stands in its life: follows from the clock and from recorded events
 */

export const phases = ['announced', 'paper-circulated', 'open', 'closed', 'synthesis', 'silence', 'report'] as const;
export type Phase = (typeof phases)[number];

/** What a forum's phase follows from. Unknown dates are null. */
export type LifeFacts = {
  opensAt: Date | null;
  closesAt: Date | null;
  paperCirculatedAt: Date | null;
  synthesisAt: Date | null;
  /** First opening of a silence procedure. */
  silenceAt: Date | null;
  publishedAt: Date | null;
};

export type Question = { id: string; code: string; kind: 'question' | 'role'; text: string; shortText: string; paragraph: string | null; position: number };
export type Aspect = { id: string; key: string; letter: string; position: number; announcedTitle: string | null; reportTitle: string | null; questions: readonly Question[] };

export type Series = {
  id: string;
  slug: string;
  title: string;
  shortTitle: string;
  organiser: string;
  organiserShort: string;
  organization: string;
  purpose: string | null;
  finalOutput: string | null;
  demonstration: boolean;
  report: ReportPlan;
};

/** The report as planned: its title and its contents in order, as the programme gives them. */
export type ReportPlan = { title: string | null; outline: readonly PlannedChapter[] };
export type PlannedChapter = { number: string | null; title: string; children: readonly (PlannedChapter | { aspect: string })[] };

export type Forum = {
  id: string;
  seriesId: string;
  /** As in addresses: `internet-2012-2`. */
  key: string;
  number: number;
  announcedTitle: string | null;
  reportTitle: string | null;
  shortTitle: string;
  framing: string | null;
  goal: string | null;
  zone: string;
  /** As agreed, in the forum's zone: `2012-07-02T09:00`. */
  opensLocal: string | null;
  closesLocal: string | null;
  opensAt: Date | null;
  closesAt: Date | null;
  /** Until when a text announced before closing is still admitted; null: nothing is. */
  lateUntilLocal: string | null;
  lateUntil: Date | null;
  datesInvented: boolean;
  audience: readonly string[];
  tags: readonly string[];
  allowedRegimes: readonly Regime[];
  defaultRegime: Regime;
  defaultMarking: Marking;
  smallCell: number;
  editWindowMinutes: number;
  /** Unattributed contributions are released together when so many people wait, and at the latest at every so many hours of the day. */
  batchAuthors: number;
  batchHours: number;
  announcedAt: Date | null;
  /** Since when it holds a list's archive: it is a past discussion brought in, and nobody spoke here. */
  importedAt: Date | null;
  /** Grows with every change, so that a calendar knows the newer from the older. */
  revision: number;
  life: LifeFacts;
};

/** One extension: until when, why, and when it was made. */
export type Extended = { to: Date; reason: string; at: Date };

export type HoursRefusal = 'programme.closes_before_opening' | 'programme.hours_incomplete';
/** One thing in a programme's file: where it stands, what is to be said of it, and the same in English. */
export type ImportProblem = { path: string; line: number; code: string; detail: Readonly<Record<string, string | number>>; says: string };
