import { setImmediate as breath } from 'node:timers/promises';
import type { ForumContext } from '../../context.ts';
import type { Byline, Category } from '../../disclosure/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import { hashOf, soughtIn, type Vector } from '../aids/stems.ts';
import type { CoverState } from '../model.ts';
import { coverOf } from '../rules/accounting.ts';
import { bestBm25, type Counted, countStems, gini, wordsOf } from '../rules/bm25.ts';
import { type CoverRow, coverTable } from '../rules/coverage.ts';
import { type FindingRow, loadExcerpts, loadFindings } from '../store.ts';
import { loadAccounts } from '../store/accounts.ts';
import { type Authors, loadAuthors } from '../store/bylines.ts';
import { loadStems } from '../store/stems.ts';
import { loadStream, loadTexts, type StreamRow } from '../store/stream.ts';
import { loadVectors } from '../store/vectors.ts';

export type Unreflected = { ref: string; letter: string; lang: string; byline: Byline | null; firstWords: string; state: CoverState; /** Null where no finding is written in its language. */ score: number | null };
export type CoveragePage = {
  total: Record<CoverState, number>;
  byAspect: CoverRow[];
  byCategory: CoverRow[];
  byLanguage: CoverRow[];
  byBody: CoverRow[];
  /** Texts whose regime hides their author are among them: small cells are hidden. */
  hides: boolean;
  unreflected: Unreflected[];
  unreflectedCount: number;
  oneKind: { reference: string; text: string; category: Category; texts: number }[];
  evenness: { gini: number; bodies: number } | null;
};

const mostListed = 100;
/** After so many texts whoever else waits for this process has a turn. */
const atOnce = 1_000;

/**
 * How far what was said is reflected: by aspect, category, language and body, and what is not, least alike to any
 * finding first. No score takes the place of the list.
 */
export async function coveragePage(ctx: ForumContext): Promise<CoveragePage | null> {
  if (!may(ctx.sight, 'draft-finding')) return null;
  // One after the other: ten thousand rows of each at once would hold the process.
  const [rows, accounts, authors, findings, excerpts] = [await loadStream(ctx, null, { firstWords: 160 }), await loadAccounts(ctx), await loadAuthors(ctx), await loadFindings(ctx), await loadExcerpts(ctx)];
  await breath();
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const texts = rows.flatMap((row) => {
    const account = accountOf.get(row.id);
    return account ? [{ row, said: authors.of.get(row.id), state: coverOf(account, row.excerpts) }] : [];
  });
  const hides = texts.some(({ said }) => said?.regime === 'category' || said?.regime === 'unattributed');
  const table = (keyOf: (text: (typeof texts)[number]) => string) => coverTable(texts.map((text) => ({ key: keyOf(text), state: text.state })), hides ? authors.smallCell : null);
  const count = (state: CoverState) => texts.filter((text) => text.state === state).length;
  const open = texts.filter(({ state }) => state === 'notYet' || state === 'inPart');
  await breath();
  const scores = await scoresOf(ctx, rows, open.map(({ row }) => row), findings);
  return {
    total: { reflected: count('reflected'), inPart: count('inPart'), notYet: count('notYet'), setAside: count('setAside') },
    byAspect: coverTable(texts.map(({ row, state }) => ({ key: row.letter, state })), null),
    byCategory: table(({ said }) => said?.category ?? ''),
    byLanguage: table(({ row }) => row.lang),
    byBody: table(({ said }) => said?.body ?? ''),
    hides,
    unreflected: open
      .map(({ row, said, state }) => ({ ref: refOf(row.code, row.number), letter: row.letter, lang: row.lang, byline: said?.byline ?? null, firstWords: row.markdown, state, score: scores.get(row.id) ?? null }))
      .sort((a, b) => (a.score ?? -1) - (b.score ?? -1) || (a.ref < b.ref ? -1 : 1))
      .slice(0, mostListed),
    unreflectedCount: open.length,
    oneKind: oneKindOnly(findings, excerpts, authors),
    evenness: evennessOf(texts.map(({ said, state }) => ({ body: said?.body ?? null, cited: state === 'reflected' }))),
  };
}

/** Each open text's likeness to the finding it is most alike to, among those written in its language. */
async function scoresOf(ctx: ForumContext, all: readonly StreamRow[], open: readonly StreamRow[], findings: readonly FindingRow[]): Promise<Map<string, number>> {
  const scores = new Map<string, number>();
  const kept = await loadVectors(ctx, { withRed: true });
  const isOpen = new Set(open.map(({ id }) => id));
  for (const lang of new Set(findings.flatMap(({ texts }) => Object.keys(texts)))) {
    const said = all.filter((row) => row.lang === lang);
    const asked = findings.flatMap(({ texts }) => (texts[lang] ? [wordsOf(texts[lang])] : []));
    const stems = await loadStems(ctx, lang, [...new Set(asked.flat())]);
    const queries = asked.map((words) => words.flatMap((word) => stems.get(word) ?? []));
    const counted = await countedIn(ctx, lang, said, kept, new Set(queries.flat()));
    const df = new Map<string, number>();
    for (const { tf } of counted) for (const stem of tf.keys()) df.set(stem, (df.get(stem) ?? 0) + 1);
    for (const [id, score] of bestBm25(counted, queries, df, counted.length)) if (isOpen.has(id)) scores.set(id, score);
  }
  return scores;
}

/** How often the sought stems stand in each text: from what the clock keeps ready, word by word where it has not come to it yet. */
async function countedIn(ctx: ForumContext, lang: string, said: readonly StreamRow[], kept: readonly Vector[], sought: ReadonlySet<string>): Promise<Counted[]> {
  const ready = new Map(kept.map((vector) => [vector.id, vector]));
  const hashes = new Map([...sought].map((stem) => [hashOf(stem), stem]));
  const late = (await loadTexts(ctx, said.filter(({ id }) => !ready.has(id)).map(({ id }) => id))).map(({ id, markdown }) => ({ id, words: wordsOf(markdown) }));
  const fresh = new Map(countStems(late, await loadStems(ctx, lang, [...new Set(late.flatMap(({ words }) => words))]), sought).map((one) => [one.id, one]));
  const counted: Counted[] = [];
  for (let from = 0; from < said.length; from += atOnce) {
    for (const { id } of said.slice(from, from + atOnce)) {
      const vector = ready.get(id);
      const one = vector ? { id, length: vector.words, tf: soughtIn(vector, hashes) } : fresh.get(id);
      if (one) counted.push(one);
    }
    await breath();
  }
  return counted;
}

/** Findings all of whose supporting texts are shown with one and the same category; where one hides it, none can tell. */
function oneKindOnly(findings: readonly FindingRow[], excerpts: readonly { findingId: string; contributionId: string; opposing: boolean }[], authors: Authors): CoveragePage['oneKind'] {
  return findings.flatMap(({ id, reference, text }) => {
    const behind = [...new Set(excerpts.filter((e) => e.findingId === id && !e.opposing).map((e) => e.contributionId))];
    const [category, ...others] = new Set(behind.map((one) => authors.of.get(one)?.category ?? null));
    return category && others.length === 0 ? [{ reference, text, category, texts: behind.length }] : [];
  });
}

function evennessOf(texts: readonly { body: string | null; cited: boolean }[]): CoveragePage['evenness'] {
  const cited = new Map<string, number>();
  for (const text of texts) if (text.body) cited.set(text.body, (cited.get(text.body) ?? 0) + Number(text.cited));
  const value = gini([...cited.values()]);
  return value === null ? null : { gini: value, bodies: cited.size };
}
