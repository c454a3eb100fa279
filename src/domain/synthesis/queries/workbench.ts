import type { ForumContext } from '../../context.ts';
import type { Byline } from '../../disclosure/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import type { Account, BenchFilter, CodeLine, CoverState, Fate } from '../model.ts';
import { coverOf, endOf } from '../rules/accounting.ts';
import { linesOf } from '../rules/code-tree.ts';
import { sentencesOf } from '../rules.ts';
import { type FindingRow, loadExcerpts, loadFindings } from '../store.ts';
import { loadAccounts } from '../store/accounts.ts';
import { loadAuthors } from '../store/bylines.ts';
import { type ExcerptRow, loadCodes, loadExcerptsOf, seriesOf } from '../store/codes.ts';
import { loadStream, type StreamRow } from '../store/stream.ts';

export type { ExcerptRow };
export type Coverage = Record<CoverState, number>;
export type StreamItem = { ref: string; question: string; byline: Byline | null; lang: string; marking: string; firstWords: string; excerpts: number; state: CoverState };
export type BenchFinding = FindingRow & { excerpts: { ref: string; quote: string; lang: string; opposing: boolean; sourceChanged: boolean }[] };
export type ChosenText = { ref: string; byline: Byline | null; marking: string; lang: string; revision: number; markdown: string; sentences: { start: number; end: number; text: string }[]; excerpts: ExcerptRow[]; end: Fate | null; decision: Account['decision'] };
export type Workbench = {
  /** One page of what the filter leaves. */
  stream: StreamItem[];
  count: number;
  page: number;
  pages: number;
  chosen: ChosenText | null;
  /** The next after the chosen one that is not yet reflected, whatever the filter. */
  nextOpen: string | null;
  findings: BenchFinding[];
  codes: CodeLine[];
  /** Of the whole part, whatever the filter. */
  coverage: Coverage;
};

const perPage = 100;

/**
 * The rapporteur's desk for one part: what was said and how far it is reflected, one text to mark, the findings.
 * States as in `coverOf`: they are said of the wording that stands. The category is that of the byline: what the
 * regime hides is found by no filter.
 */
export async function workbench(ctx: ForumContext, part: string, chosenRef: string | null, filter: BenchFilter & { page?: number | undefined } = {}): Promise<Workbench | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const [rows, findings, excerpts, accounts, authors, codes] = await Promise.all([loadStream(ctx, part), loadFindings(ctx), loadExcerpts(ctx), loadAccounts(ctx), loadAuthors(ctx), loadCodes(ctx, await seriesOf(ctx))]);
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const all = rows.map((row) => ({ row, said: authors.of.get(row.id), state: coverOf(accountOf.get(row.id) ?? unread(row.revision), row.excerpts) }));
  const left = all.filter(({ row, said, state }) => (!filter.question || row.question === filter.question) && (!filter.lang || row.lang === filter.lang) && (!filter.category || said?.category === filter.category) && (!filter.cover || state === filter.cover));
  const chosen = all.find(({ row }) => refOf(row.code, row.number) === chosenRef) ?? left[0] ?? null;
  const after = chosen ? all.indexOf(chosen) + 1 : 0;
  const next = [...all.slice(after), ...all.slice(0, Math.max(0, after - 1))].find(({ state }) => state === 'notYet');
  const pages = Math.max(1, Math.ceil(left.length / perPage));
  const at = chosenRef && chosen && !filter.page ? Math.floor(Math.max(0, left.indexOf(chosen)) / perPage) + 1 : Math.min(filter.page ?? 1, pages);
  const count = (state: CoverState) => all.filter((item) => item.state === state).length;
  return {
    stream: left.slice((at - 1) * perPage, at * perPage).map(({ row, said, state }) => ({ ref: refOf(row.code, row.number), question: row.question, byline: said?.byline ?? null, lang: row.lang, marking: row.marking, firstWords: row.markdown.slice(0, 160), excerpts: row.excerpts, state })),
    count: left.length,
    page: at,
    pages,
    chosen: chosen && (await chosenText(ctx, chosen.row, chosen.said?.byline ?? null, accountOf.get(chosen.row.id) ?? null)),
    nextOpen: next ? refOf(next.row.code, next.row.number) : null,
    findings: findings.filter(({ letter }) => letter === part).map((finding) => ({ ...finding, excerpts: excerpts.filter(({ findingId }) => findingId === finding.id).map((e) => ({ ref: refOf(e.code, e.number), quote: e.quote, lang: e.lang, opposing: e.opposing, sourceChanged: e.revision !== e.currentRevision })) })),
    codes: linesOf(codes),
    coverage: { reflected: count('reflected'), inPart: count('inPart'), notYet: count('notYet'), setAside: count('setAside') },
  };
}

async function chosenText(ctx: ForumContext, row: StreamRow, by: Byline | null, account: Account | null): Promise<ChosenText> {
  return {
    ref: refOf(row.code, row.number), byline: by, marking: row.marking, lang: row.lang, revision: row.revision, markdown: row.markdown,
    sentences: sentencesOf(row.markdown, row.lang),
    excerpts: await loadExcerptsOf(ctx, row.id),
    end: account && endOf(account),
    decision: account?.decision ?? null,
  };
}

const unread = (revision: number): Account => ({ visibility: 'shown', revision, quotedRevisions: [], decision: null });
