import { createHash } from 'node:crypto';
import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { nearCopies } from '../../moderation/queries/near-copies.ts';
import { may } from '../../rights.ts';
import { leadOf } from '../aids/lead.ts';
import { nearest } from '../aids/likeness.ts';
import { type CodedPassage, guessCode, mostLike } from '../aids/passages.ts';
import { type Compared, mostShown, type Neighbour, type Passage, type SuggestionMethod } from '../aids/suggestion.ts';
import { endOf } from '../rules/accounting.ts';
import { sentencesOf } from '../rules.ts';
import { loadAccounts } from '../store/accounts.ts';
import { type ExcerptRow, loadCodes, loadExcerptsOf, seriesOf } from '../store/codes.ts';
import { loadPointed } from '../store/model.ts';
import { loadTexts } from '../store/stream.ts';
import { loadSettled, loadSuggestionRecord, type SuggestionRecord } from '../store/suggestions.ts';
import { loadExcerptVectors, loadVectors } from '../store/vectors.ts';
import { comparedTexts } from './compared.ts';

/** What an aid proposes, with its reason; `passage` is what accepting it would mark. */
export type Suggestion = { id: string; method: SuggestionMethod; version: string; language: string; passage: Passage | null; codes: { id: string; label: string }[]; /** What the passage is like, or the text a copy is of. */ like: { ref: string; quote: string } | null; /** Of a theme. */ label: string | null; percent: number | null; shared: string[]; neighbours: Neighbour[] };
export type ShownSuggestion = Suggestion & { record: { accepted: number; dismissed: number } };

export const suggestionVersion = '1';
/** So many of the nearest texts are read sentence by sentence. */
const readClosely = 12;

/** The id of a suggestion is what it says: the same is not made twice to one who judged it. */
export const suggestionId = (...parts: readonly (string | number)[]): string => createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);

type Chosen = { id: string; ref: string; revision: number; language: string; text: string; excerpts: ExcerptRow[] };

/**
 * What aids suggest about one text: codes for its passages by what the actor coded alike, passages elsewhere that are
 * like its excerpts, and an earlier text of which it is nearly a copy. Made anew from what stands; nothing is kept.
 *
 * Shape   null for who is no rapporteur, and for a text that is not shown or may not be quoted.
 */
export async function suggestionsFor(ctx: ForumContext, ref: string): Promise<ShownSuggestion[] | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const contribution = await contributionByRef(ctx, ref);
  if (contribution?.visibility !== 'shown' || contribution.marking === 'TLP:RED') return null;
  const [text] = await loadTexts(ctx, [contribution.id]);
  if (!text) return null;
  const chosen: Chosen = { id: text.id, ref, revision: text.revision, language: text.lang, text: text.markdown, excerpts: (await loadExcerptsOf(ctx, text.id)).filter(({ revision }) => revision === text.revision) };
  const [settled, record, codes, similar, copies, pointed] = [await loadSettled(ctx), await loadSuggestionRecord(ctx), await codesFor(ctx, chosen), await similarTo(ctx, chosen), await copiesOf(ctx, chosen), await pointedIn(ctx, chosen)];
  const open = (list: readonly Suggestion[]) => list.filter(({ id }) => !settled.has(id)).slice(0, mostShown);
  return withRecord([...open(codes), ...open(similar), ...open(copies), ...open(pointed)], record);
}

/** Each suggestion with how often what its method suggested was accepted and dismissed in its language. */
export const withRecord = (list: readonly Suggestion[], record: readonly SuggestionRecord[]): ShownSuggestion[] =>
  list.map((one) => {
    const line = record.find(({ method, language }) => method === one.method && language === one.language);
    return { ...one, record: { accepted: line?.accepted ?? 0, dismissed: line?.dismissed ?? 0 } };
  });

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean => a.start < b.end && b.start < a.end;

/** "Resembles what you coded as": passages of the text without a code of the actor's, by the nearest of those that have one. */
async function codesFor(ctx: ForumContext, chosen: Chosen): Promise<Suggestion[]> {
  const coded = (await loadExcerptVectors(ctx, chosen.language)).filter(({ own }) => own.length > 0).map(({ ref, quote, own, vector }): CodedPassage => ({ ref, quote, codes: own, compared: { text: quote, vector, words: new Map() } }));
  if (coded.length === 0) return [];
  const mine = chosen.excerpts.filter(({ codes }) => codes.some(({ own }) => own));
  const sentences = sentencesOf(chosen.text, chosen.language).filter((sentence) => !mine.some((excerpt) => overlaps(sentence, excerpt)));
  const compared = await comparedTexts(ctx, chosen.language, sentences.map(({ start, text }) => ({ id: String(start), text })));
  const labels = new Map((await loadCodes(ctx, await seriesOf(ctx))).map(({ id, label }) => [id, label]));
  return sentences
    .flatMap((sentence): Suggestion[] => {
      const one = compared.get(String(sentence.start));
      const guess = one && guessCode(one, coded);
      const label = guess && labels.get(guess.code);
      if (!guess || !label) return [];
      return [{ id: suggestionId('neighbours', suggestionVersion, chosen.id, chosen.revision, sentence.start, sentence.end, guess.code), method: 'neighbours', version: suggestionVersion, language: chosen.language, passage: passageOf(chosen, sentence), codes: [{ id: guess.code, label }], like: null, label: null, percent: guess.percent, shared: guess.shared, neighbours: guess.neighbours }];
    })
    .sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0));
}

const passageOf = ({ id, ref, revision }: { id: string; ref: string; revision: number }, { start, end, text }: { start: number; end: number; text: string }): Passage => ({ contributionId: id, ref, revision, start, end, text });

/** Passages of other texts that are like the excerpts of this one, or like what it leads with where it has none. */
async function similarTo(ctx: ForumContext, chosen: Chosen): Promise<Suggestion[]> {
  const lead = leadOf(sentencesOf(chosen.text, chosen.language));
  const asked = chosen.excerpts.length > 0 ? chosen.excerpts.slice(0, 3).map(({ id, quote, codes }) => ({ id, text: quote, codes: codes.filter(({ own }) => own) })) : lead ? [{ id: 'lead', text: lead.text, codes: [] }] : [];
  if (asked.length === 0) return [];
  const [all, compared] = [await loadVectors(ctx, { language: chosen.language }), await comparedTexts(ctx, chosen.language, asked)];
  const found = [];
  for (const { id, text, codes } of asked) {
    const one = compared.get(id);
    if (one) found.push(...(await passagesLike(ctx, { chosen, one, all, quote: text, codes })));
  }
  return found.sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0)).filter(({ id }, i, list) => list.findIndex((other) => other.id === id) === i);
}

type Asked = { chosen: Chosen; one: Compared; all: Awaited<ReturnType<typeof loadVectors>>; quote: string; codes: readonly { id: string; label: string }[] };

async function passagesLike(ctx: ForumContext, { chosen, one, all, quote, codes }: Asked): Promise<Suggestion[]> {
  const { near, weights } = nearest(one.vector, all, readClosely + 1);
  const texts = await loadTexts(ctx, near.map(({ id }) => id).filter((id) => id !== chosen.id));
  const sentences = texts.flatMap((text) => sentencesOf(text.markdown, text.lang).map((sentence) => ({ text, sentence, key: `${text.id} ${sentence.start}` })));
  const compared = await comparedTexts(ctx, chosen.language, sentences.map(({ key, sentence }) => ({ id: key, text: sentence.text })));
  const marked = await ctx.db.selectFrom('excerpt').select(['contribution_id', 'revision', 'range_start as start', 'range_end as end']).where('forum_id', '=', ctx.sight.forumId).where('contribution_id', 'in', texts.length > 0 ? texts.map(({ id }) => id) : [chosen.id]).execute();
  return texts.flatMap((text): Suggestion[] => {
    const open = sentences.filter((held) => held.text === text && !marked.some((m) => m.contribution_id === text.id && m.revision === text.revision && overlaps(m, held.sentence)));
    const best = mostLike(one, open.flatMap((held) => { const there = compared.get(held.key); return there ? [{ item: held.sentence, compared: there }] : []; }), weights);
    if (!best) return [];
    const ref = refOf(text.code, text.number);
    return [{ id: suggestionId('similar', suggestionVersion, text.id, text.revision, best.item.start, best.item.end, ...codes.map(({ id }) => id)), method: 'similar', version: suggestionVersion, language: chosen.language, passage: passageOf({ id: text.id, ref, revision: text.revision }, best.item), codes: codes.map(({ id, label }) => ({ id, label })), like: { ref: chosen.ref, quote }, label: null, percent: best.percent, shared: best.shared, neighbours: [] }];
  });
}

/** An earlier text of which this one is nearly a copy: said once, it need not be accounted for twice. */
async function copiesOf(ctx: ForumContext, chosen: Chosen): Promise<Suggestion[]> {
  const [account] = await loadAccounts(ctx, chosen.id);
  if (!account || endOf(account)) return [];
  return (await nearCopies(ctx, chosen.id)).map(({ ref, percent }) => ({ id: suggestionId('near-copy', suggestionVersion, chosen.id, chosen.revision, ref), method: 'near-copy', version: suggestionVersion, language: chosen.language, passage: null, codes: [], like: { ref, quote: '' }, label: null, percent, shared: [], neighbours: [] }));
}

/** What the site's model points to, where nothing is marked yet: its words stand there, checked when they came. */
async function pointedIn(ctx: ForumContext, chosen: Chosen): Promise<Suggestion[]> {
  const pointed = (await loadPointed(ctx, chosen.id, chosen.revision)).filter((one) => !chosen.excerpts.some((excerpt) => overlaps(one, excerpt)));
  return pointed.map(({ start, end, quote, code, model }) => ({ id: suggestionId('model', model, chosen.id, chosen.revision, start, end, code?.id ?? ''), method: 'model', version: model, language: chosen.language, passage: passageOf(chosen, { start, end, text: quote }), codes: code ? [code] : [], like: null, label: null, percent: null, shared: [], neighbours: [] }));
}
