import type { RuleNumber } from '../model.ts';

/**
 * Terminology
 *
 * aid       a method that observes a text or behaviour and says what it saw; it decides nothing
 * signal    what an aid observed: label, evidence, method and version, confidence
 * place     where in the text something stands: `[from, to)` in UTF-16 units of the text as written
 */

/** What speaks against taking a found word at its worst. */
export const lowerings = ['quoted', 'negated', 'reported'] as const;
export type Lowering = (typeof lowerings)[number];

export type Place = { from: number; to: number };
export type Match = Place & { /** The word as it stands in the text. */ word: string; /** The entry of the list it was found by. */ term: string; lowered: Lowering[] };

export type Evidence =
  | { kind: 'words'; matches: Match[]; lowered: Lowering[] }
  | { kind: 'places'; matches: (Place & { word: string })[] }
  | { kind: 'links'; hosts: string[]; count: number }
  | { kind: 'rate'; count: number; minutes: number }
  | { kind: 'duplicates'; similar: { ref: string; percent: number }[] }
  | { kind: 'mass-flags'; count: number; minutes: number }
  | { kind: 'classifier'; says: string; reason: string | null; matches: (Place & { word: string })[] };

export const methods = ['word-list', 'personal-data', 'links', 'rate', 'duplicates', 'mass-flags', 'classifier'] as const;
export type Method = (typeof methods)[number];

export type Signal = { label: string; rule: RuleNumber | null; evidence: Evidence; method: Method; version: string; confidence: number; language: string };

/** A word of a text with its place, and the stems it may go under. */
export type Token = Place & { word: string; stems: readonly string[] };

/** The words of a text with their places; stems are found elsewhere, since the house has one way of stemming. */
export function tokensOf(text: string): (Place & { word: string })[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((m) => ({ from: m.index, to: m.index + m[0].length, word: m[0].normalize('NFC').toLowerCase() }));
}

/** A figure kept to two places, so that a stored signal reads as it was made. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
