import type { Vector } from './stems.ts';

/**
 * Terminology
 *
 * suggestion  what an aid proposes to a rapporteur, with its reason; nothing comes of it until one accepts it
 * passage     a stretch of a wording: code points [start, end) of its Markdown
 * likeness    the mean of two cosines, of weighted stems and of groups of signs, in per cent
 */
export const suggestionMethods = ['similar', 'neighbours', 'theme', 'near-copy', 'lead', 'model'] as const;
export type SuggestionMethod = (typeof suggestionMethods)[number];

export type Passage = { contributionId: string; ref: string; revision: number; start: number; end: number; text: string };
/** A text as an aid compares it; `words`: a word as it stands there for each hash of a stem, where it is to be shown. */
export type Compared = { text: string; vector: Vector; words: ReadonlyMap<number, string> };
export type Neighbour = { ref: string; quote: string; percent: number };

/** From this likeness on something is worth a look; four of ten first suggestions are wrong even so. */
export const leastPercent = 25;
/** Three are looked at; ten are not. */
export const mostShown = 3;

export const percentOf = (stems: number, grams: number): number => Math.round(((stems + grams) / 2) * 100);
