import type { Context } from '../../context.ts';
import type { Forum } from '../../programme/model.ts';
import { titleOf } from '../../programme/rules.ts';
import { suppressBreakdowns } from '../../disclosure/rules/suppress-breakdowns.ts';
import { lastInBatches } from '../rules/batches.ts';
import { type AidLine, cellOf, countCases, countFates, type Figures, type FigureSources, figuresStand, tellFigures } from '../rules/figures.ts';
import { type RegisterLine, tellRegister } from '../rules/register.ts';
import { loadSettings } from '../store/duty.ts';
import { countAutomated, countFlags, countSignals, loadDecided, loadTurns } from '../store/figures.ts';

/** What is published of a forum's moderation; `figures` null before the first time they are made. */
export type Transparency = { k: number; asOf: Date | null; next: Date | null; figures: Figures | null; register: RegisterLine[]; decisionsPublic: boolean };
export type OfForum = Pick<Forum, 'id' | 'key' | 'number' | 'zone' | 'opensAt' | 'closesAt' | 'smallCell' | 'announcedTitle' | 'reportTitle' | 'shortTitle'>;

/** The figures and the register of a forum's moderation, the same for everyone: they name nobody and hide what is small. */
export async function transparency(ctx: Context, forum: OfForum): Promise<Transparency> {
  const k = cellOf(forum.smallCell);
  const { at, next } = figuresStand(forum, ctx.now);
  const { decisionsPublic } = await loadSettings(ctx, forum.id);
  if (!at) return { k, asOf: null, next, figures: null, register: [], decisionsPublic };
  const sources = await sourcesAt(ctx, forum, at);
  const figures = tellFigures(sources, k);
  return { k, asOf: at, next, figures, register: tellRegister(sources.cases, figures, forum.zone, k), decisionsPublic };
}

/**
 * What the figures of an instant rest on: cases, flags and what the aids observed, each as of the last time they were made
 * anew at which they might be told beside those told before.
 */
export async function sourcesAt(ctx: Context, forum: Pick<OfForum, 'id' | 'zone' | 'opensAt' | 'closesAt' | 'smallCell'>, at: Date): Promise<FigureSources> {
  const k = cellOf(forum.smallCell);
  const made = new Set([at.getTime()]);
  for (const turn of await loadTurns(ctx, forum.id, at)) {
    const { next } = figuresStand(forum, turn);
    if (next && next < at && figuresStand(forum, next).at) made.add(next.getTime());
  }
  const states = [];
  for (const time of [...made].sort((a, b) => a - b)) {
    const then = new Date(time);
    states.push({ cases: await loadDecided(ctx, forum.id, then), flags: await countFlags(ctx, forum.id, then), aids: await countSignals(ctx, forum.id, then) });
  }
  const lines = [...new Set(states.flatMap(({ aids }) => aids.map(lineOf)))];
  const aided = (aids: readonly AidLine[]) => lines.map((line) => { const found = aids.find((one) => lineOf(one) === line); return [found?.right ?? 0, found?.overridden ?? 0, found?.notJudged ?? 0]; });
  const isTold = (counts: number[][]) => suppressBreakdowns(counts, k).total !== null;
  const held = {
    cases: lastInBatches(states, { counts: ({ cases }) => countCases(cases), told: ({ cases }) => isTold(countCases(cases)), k }),
    flags: lastInBatches(states, { counts: ({ flags }) => countFates(flags), told: ({ flags }) => isTold(countFates(flags)), k }),
    aids: lastInBatches(states, { counts: ({ aids }) => [aided(aids).flat()], told: ({ aids }) => aids.length > 0, k }),
  };
  const nothing = { upheld: 0, declined: 0, withdrawn: 0, waiting: 0 };
  return { cases: held.cases?.cases ?? [], flags: held.flags?.flags ?? nothing, aids: held.aids?.aids ?? [], automatedAlone: await countAutomated(ctx, forum.id) };
}

const lineOf = ({ language, method, label }: AidLine): string => JSON.stringify([language, method, label]);

/** Texts with a deed on them and no person behind it, of whatever kind. */
export const automatedInAll = ({ automatedAlone }: Figures): number => Object.values(automatedAlone).reduce((a, b) => a + b, 0);

/** `colloquy-transparency/1`: docs/reference/transparency-format.md */
export function transparencyFile(forum: OfForum, { k, asOf, next, figures }: Transparency) {
  return { format: 'colloquy-transparency/1', forum: forumOf(forum), asOf: asOf?.toISOString() ?? null, next: next?.toISOString() ?? null, smallCell: k, figures };
}

export const forumOf = (forum: OfForum) => ({ key: forum.key, number: forum.number, title: titleOf(forum) });
