import type { ForumContext } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import type { Account, CoverState, Fate, FindingKind } from '../model.ts';
import { coverOf, endOf } from '../rules/accounting.ts';
import { sentencesOf } from '../rules.ts';
import { type FindingRow, loadExcerpts, loadFindings } from '../store.ts';
import { loadAccounts } from '../store/accounts.ts';

export type Coverage = Record<CoverState, number>;
export type StreamItem = { ref: string; code: string; lang: string; marking: string; firstWords: string; excerpts: number; state: CoverState };
export type BenchFinding = FindingRow & { excerpts: { ref: string; quote: string; lang: string; opposing: boolean; sourceChanged: boolean }[] };
export type Workbench = {
  stream: StreamItem[];
  chosen: { ref: string; lang: string; revision: number; markdown: string; sentences: { start: number; end: number; text: string }[]; marked: { start: number; end: number; kind: FindingKind | null }[]; end: Fate | null; decision: Account['decision'] } | null;
  findings: BenchFinding[];
  coverage: Coverage;
};

/**
 * The rapporteur's desk for one part: what was said and how far it is reflected, one text to mark, the findings.
 * States as in `coverOf`: they are said of the wording that stands.
 */
export async function workbench(ctx: ForumContext, part: string, chosenRef: string | null): Promise<Workbench | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const { forumId } = ctx.sight;
  const rows = await ctx.db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .innerJoin('guiding_question as at', (on) => on.onRef('at.forum_id', '=', 'c.forum_id').onRef('at.id', '=', 'c.stands_in'))
    .innerJoin('focus_aspect as a', (on) => on.onRef('a.forum_id', '=', 'at.forum_id').onRef('a.id', '=', 'at.aspect_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'c.forum_id').onRef('r.contribution_id', '=', 'c.id').onRef('r.number', '=', 'c.revision'))
    .select((eb) => ['c.id', 'q.code', 'c.number', 'c.lang', 'c.marking', 'c.revision', 'r.markdown',
      eb.selectFrom('excerpt').select((e) => e.fn.countAll<number>().as('n')).whereRef('excerpt.forum_id', '=', 'c.forum_id').whereRef('excerpt.contribution_id', '=', 'c.id').as('excerpts')])
    .where('c.forum_id', '=', forumId)
    .where('a.letter', '=', part)
    .where('c.visibility', '=', 'shown')
    // What facilitators say is no input that a finding could rest on.
    .where('c.kind', '=', 'contribution')
    .orderBy('at.position')
    .orderBy('c.place')
    .execute();
  const [findings, excerpts, accounts] = await Promise.all([loadFindings(ctx), loadExcerpts(ctx), loadAccounts(ctx)]);
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const stream = rows.map((r): StreamItem & { id: string } => ({
    id: r.id, ref: refOf(r.code, r.number), code: r.code, lang: r.lang, marking: r.marking, firstWords: r.markdown.slice(0, 160), excerpts: r.excerpts ?? 0,
    state: coverOf(accountOf.get(r.id) ?? unread(r.revision), Number(r.excerpts ?? 0)),
  }));
  const chosenRow = rows.find((r) => refOf(r.code, r.number) === chosenRef) ?? rows[0];
  const account = accountOf.get(chosenRow?.id ?? '') ?? null;
  const marks = chosenRow ? await ctx.db.selectFrom('excerpt').select(['id', 'range_start', 'range_end', 'revision']).where('forum_id', '=', forumId).where('contribution_id', '=', chosenRow.id).execute() : [];
  const kindOf = new Map(excerpts.map((e) => [e.id, findings.find(({ id }) => id === e.findingId)?.kind ?? null]));
  const count = (state: CoverState) => stream.filter((item) => item.state === state).length;
  return {
    stream: stream.map(({ id: _, ...item }) => item),
    chosen: chosenRow ? { ref: refOf(chosenRow.code, chosenRow.number), lang: chosenRow.lang, revision: chosenRow.revision, markdown: chosenRow.markdown, sentences: sentencesOf(chosenRow.markdown, chosenRow.lang), marked: marks.filter((m) => m.revision === chosenRow.revision).map((m) => ({ start: m.range_start, end: m.range_end, kind: kindOf.get(m.id) ?? null })), end: account && endOf(account), decision: account?.decision ?? null } : null,
    findings: findings.filter(({ letter }) => letter === part).map((finding) => ({ ...finding, excerpts: excerpts.filter(({ findingId }) => findingId === finding.id).map((e) => ({ ref: refOf(e.code, e.number), quote: e.quote, lang: e.lang, opposing: e.opposing, sourceChanged: e.revision !== e.currentRevision })) })),
    coverage: { reflected: count('reflected'), inPart: count('inPart'), notYet: count('notYet'), setAside: count('setAside') },
  };
}

const unread = (revision: number): Account => ({ visibility: 'shown', revision, quotedRevisions: [], decision: null });
