import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { AidRefusal } from '../model.ts';
import { WordListFile } from '../rules/word-list.ts';
import { insertWordList, loadVersions } from '../store/word-lists.ts';

/**
 * The site puts a word list in force for a language. Versions before it stay, so that each signal can be explained.
 *
 * Writes   the list's next version, one journal entry without its words.
 * Refuses  `moderation.word_list_unreadable`, with the place in the file; reached by the command line only.
 */
export async function loadWordList(ctx: Context, json: string): Promise<Outcome<{ language: string; version: number; terms: number }, AidRefusal>> {
  const read = readList(json);
  if (!read.ok) return read;
  const { language, terms } = read.value;
  return atomically(ctx, async (ctx) => {
    const version = ((await loadVersions(ctx, language))[0]?.version ?? 0) + 1;
    await insertWordList(ctx, { language, version, terms, loadedAt: ctx.now });
    await journal(ctx, { kind: events.wordListLoaded, forumId: null, subject: null, facts: { language, version, terms: terms.length }, commit: { list: createHash('sha256').update(JSON.stringify(terms)).digest('hex') } });
    return granted({ language, version, terms: terms.length });
  });
}

function readList(json: string): Outcome<WordListFile, AidRefusal> {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return refused('moderation.word_list_unreadable', { place: '/' });
  }
  const read = WordListFile.safeParse(given);
  return read.success ? granted(read.data) : refused('moderation.word_list_unreadable', { place: `/${read.error.issues[0]?.path.join('/') ?? ''}` });
}
