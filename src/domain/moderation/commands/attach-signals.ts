import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import { contributionById, wordingsOf } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { observeFlags, observeLinks, observeRate, rateMinutes } from '../aids/behaviour.ts';
import { observeDuplicates, printOf } from '../aids/duplicates.ts';
import { observePersonalData } from '../aids/personal-data.ts';
import { type Method, type Signal, tokensOf } from '../aids/signal.ts';
import { type ListInForce, observeWords } from '../aids/words.ts';
import { countBySamePerson, loadFlagTimes, loadToObserve, noteRun, printAndNeighbours, replaceSignals, type ToObserve } from '../store/signals.ts';
import { inForce, loadWordLists, stemsOf } from '../store/word-lists.ts';

const own: readonly Method[] = ['word-list', 'personal-data', 'links', 'rate', 'duplicates', 'mass-flags'];

/**
 * The clock has the aids look at what was posted, changed or flagged since they last looked. What they see is kept for
 * the moderators beside the text; nothing else changes, so nothing of it is journaled or told.
 *
 * Writes   signals, fingerprints of words, what was looked at.
 * Shape    how many texts were looked at.
 */
export async function attachSignals(ctx: ForumContext): Promise<number> {
  const lists = await loadWordLists(ctx);
  const waiting = await loadToObserve(ctx, lists.map(({ language, version }) => `${language}/${version}`).join(' '));
  if (waiting.length === 0) return 0;
  const ready = new Map(await Promise.all(lists.map(async (list): Promise<[string, ListInForce]> => [list.language, await inForce(ctx, list)])));
  let looked = 0;
  for (const one of waiting) if ((await observe(ctx, one, ready)).ok) looked += 1;
  return looked;
}

function observe(ctx: ForumContext, one: ToObserve, lists: ReadonlyMap<string, ListInForce>): Promise<Outcome<null, 'discussion.no_such_contribution'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, 'discussion.no_such_contribution'>> => {
    const contribution = await contributionById(ctx, one.id);
    const text = (await wordingsOf(ctx, one.id)).find(({ number }) => number === one.revision)?.markdown;
    if (!contribution || text === undefined) return refused('discussion.no_such_contribution');
    await replaceSignals(ctx, one, own, await signalsIn(ctx, { id: one.id, text, language: contribution.lang }, lists.get(contribution.lang)));
    await noteRun(ctx, one);
    return granted(null);
  });
}

/** All that the house's own aids have to say of one text. */
async function signalsIn(ctx: ForumContext, { id, text, language }: { id: string; text: string; language: string }, list: ListInForce | undefined): Promise<Signal[]> {
  const print = printOf(text);
  const neighbours = (await printAndNeighbours(ctx, id, print)).map(({ code, number, print }) => ({ ref: refOf(code, number), print }));
  return [
    ...(list ? observeWords(text, await stemmed(ctx, text, language), list) : []),
    ...observePersonalData(text, language),
    ...observeLinks(text, language),
    ...observeDuplicates(print, neighbours, language),
    ...observeRate(await countBySamePerson(ctx, id, rateMinutes), language),
    ...observeFlags(await loadFlagTimes(ctx, id), language),
  ];
}

async function stemmed(ctx: Pick<Context, 'db'>, text: string, language: string) {
  const tokens = tokensOf(text);
  const stems = await stemsOf(ctx, language, tokens.map(({ word }) => word));
  return tokens.map((token) => ({ ...token, stems: stems.get(token.word) ?? [token.word] }));
}
