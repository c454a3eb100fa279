import type { Marking } from '../disclosure/model.ts';
import { mayRelease, strictest } from '../disclosure/rules.ts';
import type { Block, Chapter, Manuscript } from './manuscript.ts';

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** Forums are numbered in Roman figures in a report. */
export const romanOf = (number: number): string => romans[number - 1] ?? String(number);

/** Every block of a chapter and of those under it. */
export function blocksOf(chapters: readonly Chapter[]): Block[] {
  return chapters.flatMap((chapter) => [...chapter.blocks, ...blocksOf(chapter.children)]);
}

/** The titles of a manuscript in their order, each with its depth: its table of contents. */
export function contentsOf(chapters: readonly Chapter[], depth = 0): { depth: number; title: string }[] {
  return chapters.flatMap((chapter) => [{ depth, title: chapter.title }, ...contentsOf(chapter.children, depth + 1)]);
}

/** Whether a manuscript may leave by a channel that carries markings up to `ceiling`. */
export const mayPublish = (manuscript: Pick<Manuscript, 'marking'>, ceiling: Marking): boolean => mayRelease(manuscript.marking, ceiling);

/** The marking of a compilation: of its quotations, the strictest. */
export const markingOf = (quoted: readonly Marking[]): Marking => strictest(quoted);
