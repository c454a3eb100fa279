import { dayIn, instantOf, mondayOf } from '#platform/instant.ts';
import { suppressBreakdowns } from '../../disclosure/rules/suppress-breakdowns.ts';
import { suppressTable } from '../../disclosure/rules/suppress-table.ts';
import { type Ground, grounds, type Measure, measures } from '../model.ts';

/** A count as it may be printed; null stands for one that is not told. */
export type Told = number | null;

/** What became of a decision: nobody appealed, an appeal waits, it was upheld, it was reversed. */
export const decisionOutcomes = ['stands', 'appealed', 'upheld', 'reversed'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** How long a case waited for its decision: the hour an urgent one is due in, half a working day, a day, three days, longer. */
export const decisionTimes = ['hour', 'half-day', 'day', 'three-days', 'longer'] as const;
export type DecisionTime = (typeof decisionTimes)[number];
const upToMinutes: Readonly<Record<Exclude<DecisionTime, 'longer'>, number>> = { hour: 60, 'half-day': 240, day: 1_440, 'three-days': 4_320 };

/** What became of a flag: a measure was taken and stands, none was or it was reversed, its maker took it back, its case waits. */
export const flagFates = ['upheld', 'declined', 'withdrawn', 'waiting'] as const;
export type FlagFate = (typeof flagFates)[number];

/** What could be done to a text or its author without anybody deciding. */
export const automatedDeeds = ['withheld', 'covered', 'labelled', 'marked', 'held'] as const;
export type AutomatedDeed = (typeof automatedDeeds)[number];

export type DecidedCase = { ground: Ground; measure: Measure; automated: boolean; openedAt: Date; decidedAt: Date; endsAt: Date | null; outcome: DecisionOutcome };
export type AidLine = { language: string; method: string; label: string; right: number; overridden: number; notJudged: number };
export type FigureSources = { cases: readonly DecidedCase[]; flags: Readonly<Record<FlagFate, number>>; aids: readonly AidLine[]; automatedAlone: Readonly<Record<AutomatedDeed, number>> };

export type ToldAidLine = { language: string; method: string; label: string; signals: Told; right: Told; overridden: Told; notJudged: Told };
/** What is published of a forum's moderation. */
export type Figures = {
  decided: Told;
  byRule: Record<Ground, Told>;
  byMeasure: Record<Measure, Told>;
  byOutcome: Record<DecisionOutcome, Told>;
  byTime: Record<DecisionTime, Told>;
  medianMinutes: Told;
  flags: Told;
  byFate: Record<FlagFate, Told>;
  aids: ToldAidLine[];
  /** Texts something was done to with no person behind it. Told whatever it is: a number of this kind names nobody. */
  automatedAlone: Record<AutomatedDeed, number>;
};

/** Cells below this are never published, however small a forum's own cells may be inside. */
const publicCell = 5;
export const cellOf = (smallCell: number): number => Math.max(publicCell, smallCell);

/**
 * The figures of a forum as they may be published: counts under k hidden, with as much else as it takes that they cannot
 * be computed. The median is told where no stretch of time is hidden, since it would narrow them.
 */
export function tellFigures({ cases, flags, aids, automatedAlone }: FigureSources, k: number): Figures {
  const { told: [byRule, byMeasure, byOutcome, byTime], total } = suppressBreakdowns(countCases(cases), k);
  const fates = suppressBreakdowns(countFates(flags), k);
  const lines = suppressTable(aids.map((line) => [line.right, line.overridden, line.notJudged]), k);
  return {
    decided: total,
    byRule: named(grounds, byRule), byMeasure: named(measures, byMeasure), byOutcome: named(decisionOutcomes, byOutcome), byTime: named(decisionTimes, byTime),
    medianMinutes: total === null || total === 0 || byTime?.includes(null) ? null : medianOf(cases.map(minutesOf)),
    flags: fates.total, byFate: named(flagFates, fates.told[0]),
    aids: aids.map(({ language, method, label }, i) => ({ language, method, label, signals: lines.rows[i] ?? null, right: lines.cells[i]?.[0] ?? null, overridden: lines.cells[i]?.[1] ?? null, notJudged: lines.cells[i]?.[2] ?? null })),
    automatedAlone: { ...automatedAlone },
  };
}

/** Cases by rule, measure, outcome and time. */
export function countCases(cases: readonly DecidedCase[]): number[][] {
  const count = <V extends string>(values: readonly V[], of: (one: DecidedCase) => V) => values.map((value) => cases.filter((one) => of(one) === value).length);
  return [count(grounds, (c) => c.ground), count(measures, (c) => c.measure), count(decisionOutcomes, (c) => c.outcome), count(decisionTimes, timeOf)];
}

/** Flags by what became of them. */
export const countFates = (flags: FigureSources['flags']): number[][] => [flagFates.map((fate) => flags[fate])];

const named = <V extends string>(values: readonly V[], told: readonly Told[] | undefined): Record<V, Told> => Object.fromEntries(values.map((value, i) => [value, told?.[i] ?? null])) as Record<V, Told>;

const minutesOf = ({ openedAt, decidedAt }: DecidedCase): number => Math.max(0, Math.round((decidedAt.getTime() - openedAt.getTime()) / 60_000));

/** The stretch a case's time to its decision falls in; the end of each still belongs to it. */
export function timeOf(one: DecidedCase): DecisionTime {
  const minutes = minutesOf(one);
  return decisionTimes.find((time) => time === 'longer' || minutes <= upToMinutes[time]) ?? 'longer';
}

/** The middle of some numbers, of an even number the mean of the two; at five minutes, so that no case is told apart by its minute. */
function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const exact = sorted.length % 2 ? (sorted[Math.floor(middle)] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return Math.round(exact / 5) * 5;
}

/**
 * As of when a forum's figures stand, and when they are made anew: on Mondays in its zone, and at its closing. Between
 * two of these nothing changes, so that no reader learns by looking twice what happened in between.
 *
 * Shape    `at` null before the first.
 */
export function figuresStand({ opensAt, closesAt, zone }: { opensAt: Date | null; closesAt: Date | null; zone: string }, now: Date): { at: Date | null; next: Date | null } {
  const monday = mondayIn(now, zone);
  const closed = closesAt !== null && closesAt <= now ? closesAt : null;
  const at = closed && closed > monday ? closed : monday;
  const following = mondayIn(new Date(monday.getTime() + 8 * 86_400_000), zone);
  const next = closesAt && closesAt > now && closesAt < following ? closesAt : following;
  return { at: opensAt !== null && at > opensAt ? at : null, next: opensAt === null ? null : next };
}

/** The first instant of the week of an instant. */
function mondayIn(at: Date, zone: string): Date {
  const local = `${mondayOf(dayIn(at, zone))}T00:00`;
  const monday = instantOf(local, zone);
  // Midnight between Sunday and Monday is skipped by no zone in use; by UTC it would be an hour or two off, no more.
  return monday.ok ? monday.value : new Date(`${local}:00Z`);
}
