import { createHash } from 'node:crypto';
import { z } from 'zod';
import { rulesOfForum } from '../model.ts';

/** More entries than this are no list that somebody looks after. */
export const maxTerms = 2_000;
export const listLanguages = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;
const word = z.string().trim().min(2).max(80).regex(/\p{L}/u);

export const TermEntry = z.strictObject({ term: word, rule: z.enum(rulesOfForum), match: z.enum(['word', 'begins']).default('word'), forms: z.array(word).max(20).default([]), note: z.string().trim().min(1).max(300).optional() });
export type TermEntry = z.output<typeof TermEntry>;

/** A word list as a file brings it: docs/reference/aids.md. */
export const WordListFile = z.strictObject({ format: z.literal('colloquy-word-list/1'), language: z.enum(listLanguages), terms: z.array(TermEntry).max(maxTerms) });
export type WordListFile = z.output<typeof WordListFile>;

/** What an entry was tried as, so that no other entry is saved than the one whose trial was read. */
export const triedAs = (language: string, { term, match, forms }: Pick<TermEntry, 'term' | 'match' | 'forms'>): string => createHash('sha256').update(JSON.stringify([language, term, match, forms])).digest('hex').slice(0, 24);

/** Entries of one list are told apart by their words alone, whatever their case. */
export const sameTerm = (a: string, b: string): boolean => a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
