import type { ForumContext } from '../context.ts';
import type { ExcerptFacts, FindingKind, Weight } from './model.ts';

export type FindingRow = { id: string; reference: string; kind: FindingKind; aspectId: string; aspectKey: string; letter: string; addressee: string | null; organizationRole: boolean; state: 'draft' | 'ready'; version: number; weight: Weight | null; /** Under silence, or adopted: its wording stands. */ frozen: boolean; text: string; texts: Record<string, string>; /** Languages whose wording another person has reviewed. */ reviewed: readonly string[] };

/** Findings of the forum in sight with their newest wording in each language, by reference. */
export async function loadFindings({ db, sight }: ForumContext, by: { reference?: string } = {}): Promise<FindingRow[]> {
  let query = db
    .selectFrom('finding as f')
    .innerJoin('focus_aspect as a', (on) => on.onRef('a.forum_id', '=', 'f.forum_id').onRef('a.id', '=', 'f.aspect_id'))
    .innerJoin('finding_version as v', (on) => on.onRef('v.forum_id', '=', 'f.forum_id').onRef('v.finding_id', '=', 'f.id').onRef('v.number', '=', 'f.version'))
    .select(['f.id', 'f.reference', 'f.kind', 'f.aspect_id', 'a.key', 'a.letter', 'f.addressee', 'f.organization_role', 'f.state', 'f.version', 'f.weight', 'f.frozen', 'v.locale', 'v.text', 'v.reviewed_at'])
    .where('f.forum_id', '=', sight.forumId)
    .orderBy('f.reference');
  if (by.reference) query = query.where('f.reference', '=', by.reference);
  const found = new Map<string, FindingRow>();
  for (const r of await query.execute()) {
    const row = found.get(r.id) ?? { id: r.id, reference: r.reference, kind: r.kind as FindingKind, aspectId: r.aspect_id, aspectKey: r.key, letter: r.letter, addressee: r.addressee, organizationRole: r.organization_role, state: r.state as 'draft' | 'ready', version: r.version, weight: r.weight as Weight | null, frozen: r.frozen, text: '', texts: {}, reviewed: [] };
    row.texts[r.locale] = r.text;
    if (r.reviewed_at) row.reviewed = [...row.reviewed, r.locale];
    row.text = row.texts['en'] ?? r.text;
    found.set(r.id, row);
  }
  return [...found.values()];
}

/** Excerpts of findings with the text they were cut from. */
export async function loadExcerpts({ db, sight }: ForumContext, findingId?: string): Promise<(ExcerptFacts & { findingId: string; opposing: boolean; code: string; number: number; lang: string; regime: string; marking: string })[]> {
  let query = db
    .selectFrom('finding_excerpt as fe')
    .innerJoin('excerpt as e', (on) => on.onRef('e.forum_id', '=', 'fe.forum_id').onRef('e.id', '=', 'fe.excerpt_id'))
    .innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'e.forum_id').onRef('c.id', '=', 'e.contribution_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'e.forum_id').onRef('r.contribution_id', '=', 'e.contribution_id').onRef('r.number', '=', 'e.revision'))
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .select(['fe.finding_id', 'fe.opposing', 'e.id', 'e.contribution_id', 'e.revision', 'e.range_start', 'e.range_end', 'e.quote', 'r.markdown', 'c.visibility', 'c.revision as current', 'q.code', 'c.number', 'c.lang', 'c.regime', 'c.marking'])
    .where('fe.forum_id', '=', sight.forumId)
    .orderBy('q.position')
    .orderBy('c.number')
    .orderBy('e.range_start');
  if (findingId) query = query.where('fe.finding_id', '=', findingId);
  return (await query.execute()).map((r) => ({ findingId: r.finding_id, opposing: r.opposing, id: r.id, contributionId: r.contribution_id, revision: r.revision, start: r.range_start, end: r.range_end, quote: r.quote, text: r.markdown, visibility: r.visibility, currentRevision: r.current, code: r.code, number: r.number, lang: r.lang, regime: r.regime, marking: r.marking }));
}

export async function nextReference({ db, sight }: ForumContext, prefix: 'F' | 'R'): Promise<number> {
  const rows = await db.selectFrom('finding').select('reference').where('forum_id', '=', sight.forumId).where('reference', 'like', `${prefix}-%`).execute();
  return Math.max(0, ...rows.map(({ reference }) => Number(reference.slice(2)))) + 1;
}

/** One finding, held against other changes of it until the transaction ends. */
export async function holdFinding(ctx: ForumContext, reference: string): Promise<FindingRow | null> {
  await ctx.db.selectFrom('finding').select('id').where('forum_id', '=', ctx.sight.forumId).where('reference', '=', reference).forUpdate().executeTakeFirst();
  return (await loadFindings(ctx, { reference }))[0] ?? null;
}

/** A finding whose evidence or words changed is in draft again: its weight was counted on what it rested on before. What is frozen stays as it is. */
export async function backToDraft({ db, sight }: ForumContext, findingId: string): Promise<void> {
  await db.updateTable('finding').set({ state: 'draft', weight: null, ready_at: null }).where('forum_id', '=', sight.forumId).where('id', '=', findingId).where('frozen', '=', false).execute();
}
