import type { Context } from '../../context.ts';
import type { Forum } from '../../programme/model.ts';
import { titleOf } from '../../programme/rules.ts';
import { cellOf, type Figures, figuresStand, tellFigures } from '../rules/figures.ts';
import { type RegisterLine, tellRegister } from '../rules/register.ts';
import { loadSettings } from '../store/duty.ts';
import { countAutomated, countFlags, countSignals, loadDecided } from '../store/figures.ts';

/** What is published of a forum's moderation; `figures` null before the first time they are made. */
export type Transparency = { k: number; asOf: Date | null; next: Date | null; figures: Figures | null; register: RegisterLine[]; decisionsPublic: boolean };
export type OfForum = Pick<Forum, 'id' | 'key' | 'number' | 'zone' | 'opensAt' | 'closesAt' | 'smallCell' | 'announcedTitle' | 'reportTitle' | 'shortTitle'>;

/** The figures and the register of a forum's moderation, the same for everyone: they name nobody and hide what is small. */
export async function transparency(ctx: Context, forum: OfForum): Promise<Transparency> {
  const k = cellOf(forum.smallCell);
  const { at, next } = figuresStand(forum, ctx.now);
  const { decisionsPublic } = await loadSettings(ctx, forum.id);
  if (!at) return { k, asOf: null, next, figures: null, register: [], decisionsPublic };
  const [cases, flags, aids, automatedAlone] = await Promise.all([loadDecided(ctx, forum.id, at), countFlags(ctx, forum.id, at), countSignals(ctx, forum.id, at), countAutomated(ctx, forum.id)]);
  const figures = tellFigures({ cases, flags, aids, automatedAlone }, k);
  return { k, asOf: at, next, figures, register: tellRegister(cases, figures, forum.zone, k), decisionsPublic };
}

/** Texts with a deed on them and no person behind it, of whatever kind. */
export const automatedInAll = ({ automatedAlone }: Figures): number => Object.values(automatedAlone).reduce((a, b) => a + b, 0);

/** `colloquy-transparency/1`: docs/reference/transparency-format.md */
export function transparencyFile(forum: OfForum, { k, asOf, next, figures }: Transparency) {
  return { format: 'colloquy-transparency/1', forum: forumOf(forum), asOf: asOf?.toISOString() ?? null, next: next?.toISOString() ?? null, smallCell: k, figures };
}

export const forumOf = (forum: OfForum) => ({ key: forum.key, number: forum.number, title: titleOf(forum) });
