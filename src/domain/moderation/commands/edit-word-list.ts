import { createHash } from 'node:crypto';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { WordRefusal } from '../model.ts';
import { maxTerms, sameTerm, type TermEntry, triedAs } from '../rules/word-list.ts';
import type { ExampleInput, ExampleWithdrawal, WordInput, WordWithdrawal } from '../schema.ts';
import { endExample, holdLists, insertExample, insertWordList, loadVersions, type WordListRow } from '../store/word-lists.ts';

type Changed = Outcome<{ version: number }, WordRefusal | 'platform.submission_reused'>;
const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/**
 * A moderator puts an entry on the site's list of a language, once its trial on counter-speech was read. The list's next
 * version; those before it stay, so that each signal can be explained.
 *
 * Writes   the next version, one journal entry without the word.
 * Refuses  `moderation.not_yours`; `moderation.word_list_stale` where the list changed since it was read;
 *          `moderation.already_listed`; `moderation.word_untried` for an entry other than the one that was tried;
 *          `moderation.word_list_full`.
 */
export function listWord(ctx: ForumContext, { submissionId, language, version, tried, ...entry }: WordInput): Promise<Changed> {
  return once(ctx, submissionId, { language, version, ...entry }, async (ctx): Promise<Outcome<{ version: number }, WordRefusal>> => {
    const list = await listAt(ctx, language, version);
    if (!list.ok) return list;
    const { terms } = list.value;
    if (terms.some(({ term }) => sameTerm(term, entry.term))) return refused('moderation.already_listed', { term: entry.term });
    if (tried !== triedAs(language, entry)) return refused('moderation.word_untried');
    if (terms.length >= maxTerms) return refused('moderation.word_list_full', { count: maxTerms });
    const { note, ...rest } = entry;
    const next = await putInForce(ctx, list.value, [...terms, { ...rest, ...(note ? { note } : {}) }]);
    await journal(ctx, { kind: events.wordListed, forumId: null, subject: null, facts: { language, version: next.version, terms: next.terms.length }, commit: { word: entry.term, list: hashOf(next.terms) } });
    return granted({ version: next.version });
  });
}

/**
 * A moderator takes an entry off the list of a language; in the versions before it stays.
 *
 * Refuses  as `listWord` does; `moderation.no_such_word`.
 */
export function withdrawWord(ctx: ForumContext, { submissionId, language, version, term }: WordWithdrawal): Promise<Changed> {
  return once(ctx, submissionId, { language, version, term }, async (ctx): Promise<Outcome<{ version: number }, WordRefusal>> => {
    const list = await listAt(ctx, language, version);
    if (!list.ok) return list;
    const left = list.value.terms.filter((entry) => !sameTerm(entry.term, term));
    if (left.length === list.value.terms.length) return refused('moderation.no_such_word');
    const next = await putInForce(ctx, list.value, left);
    await journal(ctx, { kind: events.wordWithdrawn, forumId: null, subject: null, facts: { language, version: next.version, terms: left.length }, commit: { word: term, list: hashOf(left) } });
    return granted({ version: next.version });
  });
}

/**
 * A moderator adds an example of counter-speech of the site's own, on which entries are tried from now on.
 *
 * Refuses  `moderation.not_yours`.
 */
export function addExample(ctx: ForumContext, { submissionId, language, text }: ExampleInput): Promise<Outcome<{ id: string }, WordRefusal | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { language, text }, async (ctx): Promise<Outcome<{ id: string }, WordRefusal>> => {
    if (!ctx.sight.seat || !may(ctx.sight, 'decide-case')) return refused('moderation.not_yours');
    const id = ctx.world.mint();
    await insertExample(ctx, { id, language, text });
    await journal(ctx, { kind: events.exampleAdded, forumId: null, subject: id, facts: { language }, commit: { text } });
    return granted({ id });
  });
}

/**
 * A moderator withdraws an example.
 *
 * Refuses  `moderation.not_yours`, `moderation.no_such_example`.
 */
export function withdrawExample(ctx: ForumContext, { submissionId, language, example }: ExampleWithdrawal): Promise<Outcome<null, WordRefusal | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { language, example }, async (ctx): Promise<Outcome<null, WordRefusal>> => {
    if (!ctx.sight.seat || !may(ctx.sight, 'decide-case')) return refused('moderation.not_yours');
    if (!(await endExample(ctx, { id: example, language }))) return refused('moderation.no_such_example');
    await journal(ctx, { kind: events.exampleWithdrawn, forumId: null, subject: example, facts: { language } });
    return granted(null);
  });
}

/** The list of a language as it was read, held; a language without one has version 0. */
async function listAt(ctx: ForumContext, language: string, version: number): Promise<Outcome<WordListRow, WordRefusal>> {
  if (!ctx.sight.seat || !may(ctx.sight, 'decide-case')) return refused('moderation.not_yours');
  await holdLists(ctx);
  const list = (await loadVersions(ctx, language))[0] ?? { language, version: 0, terms: [], loadedAt: ctx.now };
  return list.version === version ? granted(list) : refused('moderation.word_list_stale');
}

async function putInForce(ctx: ForumContext, list: WordListRow, terms: TermEntry[]): Promise<WordListRow> {
  const next = { language: list.language, version: list.version + 1, terms, loadedAt: ctx.now };
  await insertWordList(ctx, next);
  return next;
}
