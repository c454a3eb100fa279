import { z } from 'zod';
import { rulesOfForum } from '../model.ts';

/** More entries than this are no list that somebody looks after. */
export const maxTerms = 2_000;
const word = z.string().trim().min(2).max(80).regex(/\p{L}/u);

export const TermEntry = z.strictObject({ term: word, rule: z.enum(rulesOfForum), match: z.enum(['word', 'begins']).default('word'), forms: z.array(word).max(20).default([]) });
export type TermEntry = z.output<typeof TermEntry>;

/** A word list as a file brings it: docs/reference/aids.md. */
export const WordListFile = z.strictObject({ format: z.literal('colloquy-word-list/1'), language: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']), terms: z.array(TermEntry).max(maxTerms) });
export type WordListFile = z.output<typeof WordListFile>;
