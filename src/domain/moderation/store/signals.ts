import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { Evidence, Method, Signal } from '../aids/signal.ts';
import type { Print } from '../aids/duplicates.ts';
import type { RuleNumber } from '../model.ts';

export type Outcome = 'right' | 'overridden';
export type SignalRow = Signal & { id: string; contributionId: string; revision: number; at: Date; outcome: Outcome | null };

const rows = ({ db, sight }: ForumContext) => db.selectFrom('signal').selectAll().where('forum_id', '=', sight.forumId);
type Read = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
const asRow = (r: Read): SignalRow => ({ id: r.id, contributionId: r.contribution_id, revision: r.revision, label: r.label, rule: r.rule as RuleNumber | null, evidence: r.evidence as Evidence, method: r.method as Method, version: r.version, confidence: r.confidence, language: r.language, at: r.at, outcome: r.outcome as Outcome | null });

/** The signals on one wording, the surest first. */
export const loadSignals = async (ctx: ForumContext, contributionId: string, revision: number): Promise<SignalRow[]> => (await rows(ctx).where('contribution_id', '=', contributionId).where('revision', '=', revision).orderBy('confidence', 'desc').orderBy('method').orderBy('label').execute()).map(asRow);

export async function loadSignal(ctx: ForumContext, id: string, { lock = false } = {}): Promise<SignalRow | null> {
  const query = rows(ctx).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? asRow(row) : null;
}

/** Puts what these methods see now in the place of what they saw before; what a moderator has judged stays as it was judged. */
export async function replaceSignals(ctx: ForumContext, { id, revision }: { id: string; revision: number }, methods: readonly Method[], signals: readonly Signal[]): Promise<void> {
  const { db, sight, now, world } = ctx;
  await db.deleteFrom('signal').where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).where('revision', '=', revision).where('method', 'in', [...methods]).where('outcome', 'is', null).execute();
  if (signals.length === 0) return;
  await db.insertInto('signal').values(signals.map((s) => ({ forum_id: sight.forumId, id: world.mint(), contribution_id: id, revision, label: s.label, rule: s.rule, evidence: JSON.stringify(s.evidence), method: s.method, version: s.version, confidence: s.confidence, language: s.language, at: now }))).onConflict((c) => c.doNothing()).execute();
}

export async function setOutcome({ db, sight, now }: ForumContext, ids: readonly string[], outcome: Outcome): Promise<void> {
  if (ids.length > 0) await db.updateTable('signal').set({ outcome, judged_at: now }).where('forum_id', '=', sight.forumId).where('id', 'in', [...ids]).execute();
}

export type RecordLine = { method: string; label: string; language: string; right: number; overridden: number };

/** How often moderators of this forum found each method's signals right, or overrode them, by language. */
export async function loadRecord({ db, sight }: ForumContext): Promise<RecordLine[]> {
  const counted = await db.selectFrom('signal').select(['method', 'label', 'language', 'outcome']).select((eb) => eb.fn.countAll<string>().as('n')).where('forum_id', '=', sight.forumId).where('outcome', 'is not', null).groupBy(['method', 'label', 'language', 'outcome']).execute();
  const lines = new Map<string, RecordLine>();
  for (const { method, label, language, outcome, n } of counted) {
    const line = lines.get(`${method}/${label}/${language}`) ?? { method, label, language, right: 0, overridden: 0 };
    line[outcome === 'right' ? 'right' : 'overridden'] += Number(n);
    lines.set(`${method}/${label}/${language}`, line);
  }
  return [...lines.values()];
}

export type ToObserve = { id: string; revision: number; seen: string };

/** Contributions whose wording, language's list or flags the aids have not seen yet; with what they will have seen. */
export async function loadToObserve({ db, sight }: ForumContext, lists: string): Promise<ToObserve[]> {
  const { rows: found } = await sql<ToObserve>`
    select c.id, c.revision, now.seen from contribution c
    cross join lateral (select count(*) as n from moderation_case m join flag f on f.forum_id = m.forum_id and f.case_id = m.id where m.forum_id = c.forum_id and m.contribution_id = c.id) flags
    cross join lateral (select c.revision || ' ' || ${lists}::text || ' ' || flags.n as seen) now
    left join aid_run r on r.forum_id = c.forum_id and r.contribution_id = c.id
    where c.forum_id = ${sight.forumId} and c.visibility <> 'withdrawn' and r.seen is distinct from now.seen
    order by c.received_at, c.id limit 100`.execute(db);
  return found;
}

export async function noteRun({ db, sight, now }: ForumContext, { id, seen }: ToObserve): Promise<void> {
  await db.insertInto('aid_run').values({ forum_id: sight.forumId, contribution_id: id, seen, at: now }).onConflict((c) => c.columns(['forum_id', 'contribution_id']).doUpdateSet({ seen, at: now, tries: 0 })).execute();
}

/** When the flags on a contribution came; not whose they are. */
export async function loadFlagTimes({ db, sight }: ForumContext, contributionId: string): Promise<Date[]> {
  const found = await db.selectFrom('flag as f').innerJoin('moderation_case as m', (on) => on.onRef('m.forum_id', '=', 'f.forum_id').onRef('m.id', '=', 'f.case_id')).select('f.at').where('m.forum_id', '=', sight.forumId).where('m.contribution_id', '=', contributionId).execute();
  return found.map(({ at }) => at);
}

/** How many contributions the person shown as author made in the minutes before one, itself included; null where no person is shown. */
export async function countBySamePerson({ db, sight }: ForumContext, contributionId: string, minutes: number): Promise<number | null> {
  const { rows: found } = await sql<{ n: number | null }>`
    select case when own.person is null then null else (
      select count(*)::int from byline_source b join contribution c on c.forum_id = b.forum_id and c.id = b.contribution_id
      where b.forum_id = own.forum_id and b.person = own.person and b.affiliation is not distinct from own.affiliation
        and c.received_at <= mine.received_at and c.received_at > mine.received_at - make_interval(mins => ${minutes})) end as n
    from byline_source own join contribution mine on mine.forum_id = own.forum_id and mine.id = own.contribution_id
    where own.forum_id = ${sight.forumId} and own.contribution_id = ${contributionId}`.execute(db);
  return found[0]?.n ?? null;
}

/** Keeps a text's fingerprint and finds those of other texts of the forum that share a band with it. */
export async function printAndNeighbours({ db, sight }: ForumContext, contributionId: string, print: Print | null): Promise<{ code: string; number: number; print: number[] }[]> {
  await db.deleteFrom('text_print').where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).execute();
  if (!print) return [];
  await db.insertInto('text_print').values({ forum_id: sight.forumId, contribution_id: contributionId, ...print }).execute();
  const { rows: found } = await sql<{ code: string; number: number; print: number[] }>`
    select q.code, c.number, p.print from text_print p join contribution c on c.forum_id = p.forum_id and c.id = p.contribution_id
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    where p.forum_id = ${sight.forumId} and p.contribution_id <> ${contributionId} and p.bands && ${print.bands}::int[] limit 200`.execute(db);
  return found;
}

/** A text's fingerprint as it was kept, and those of texts shown and said before it that share a band with it. */
export async function loadEarlierPrints({ db, sight }: ForumContext, contributionId: string): Promise<{ own: number[]; others: { code: string; number: number; print: number[] }[] }> {
  const own = await db.selectFrom('text_print').select(['print', 'bands']).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).executeTakeFirst();
  if (!own) return { own: [], others: [] };
  const { rows: others } = await sql<{ code: string; number: number; print: number[] }>`
    select q.code, c.number, p.print from text_print p join contribution c on c.forum_id = p.forum_id and c.id = p.contribution_id
    join contribution mine on mine.forum_id = c.forum_id and mine.id = ${contributionId}
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    where p.forum_id = ${sight.forumId} and p.bands && ${own.bands}::int[] and c.visibility = 'shown' and c.kind = 'contribution' and c.marking <> 'TLP:RED'
      and (c.received_at, c.id) < (mine.received_at, mine.id) limit 200`.execute(db);
  return { own: own.print, others };
}

/** Texts the house's aids have seen and the classifier has not answered for, three tries at most for each wording. */
export async function loadToClassify({ db, sight }: ForumContext): Promise<{ id: string; revision: number }[]> {
  const { rows: found } = await sql<{ id: string; revision: number }>`
    select c.id, c.revision from aid_run r join contribution c on c.forum_id = r.forum_id and c.id = r.contribution_id
    where r.forum_id = ${sight.forumId} and c.visibility = 'shown' and r.classified is distinct from c.revision and r.tries < 3
    order by c.received_at, c.id limit 500`.execute(db);
  return found;
}

export async function noteClassified({ db, sight }: ForumContext, { id, revision }: { id: string; revision: number }): Promise<void> {
  await db.updateTable('aid_run').set({ classified: revision, tries: 0 }).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).execute();
}

export async function noteTry({ db, sight }: ForumContext, id: string): Promise<void> {
  await db.updateTable('aid_run').set((eb) => ({ tries: eb('tries', '+', 1) })).where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).execute();
}

export const loadForums = async ({ db }: Pick<ForumContext, 'db'>): Promise<string[]> => (await db.selectFrom('contribution').select('forum_id').distinct().execute()).map((row) => row.forum_id);

/** What aids saw in a text goes, except what a moderator has judged; they look at it as at a new one when it is there again. */
export async function forgetObserved({ db, sight }: ForumContext, contributionId: string): Promise<void> {
  await db.deleteFrom('signal').where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).where('outcome', 'is', null).execute();
  await db.updateTable('signal').set({ evidence: sql`jsonb_build_object('kind', 'places', 'matches', '[]'::jsonb)` }).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).execute();
  for (const table of ['text_print', 'aid_run'] as const) await db.deleteFrom(table).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).execute();
}
