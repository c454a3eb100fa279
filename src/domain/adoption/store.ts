import { type Kysely, sql } from 'kysely';
import type { ForumContext } from '../context.ts';
import type { Silence, StatementKind } from './model.ts';

export type ObjectionRow = { stateId: string; kind: string; text: string | null; lang: string | null; madeAt: Date; withdrawnAt: Date | null };
export type StatementRow = { stateId: string; kind: StatementKind; text: string; lang: string | null; madeAt: Date };
export type ExtensionRow = { endsAt: Date; reason: string; madeAt: Date };
export type Procedure = Omit<Silence, 'objections'> & {
  id: string; findingId: string; findingVersion: number; temporaryTitle: string; /** SHA-256 of the frozen words, hexadecimal. */ wording: string; numberIssued: string | null; withdrawnReason: string | null;
  objections: ObjectionRow[]; reservations: StatementRow[]; extended: ExtensionRow[]; /** States whose delegations have said they have the text. */ received: string[];
};

/** Procedures of the forum in sight, the newest of each finding first. `lock` holds one until the transaction ends. */
export async function loadProcedures({ db, sight }: ForumContext, by: { findingId?: string; lock?: boolean } = {}): Promise<Procedure[]> {
  let query = db.selectFrom('silence_procedure').selectAll().where('forum_id', '=', sight.forumId).orderBy('opens_at', 'desc').orderBy('id');
  if (by.findingId) query = query.where('finding_id', '=', by.findingId);
  if (by.lock) query = query.forUpdate();
  const rows = await query.execute();
  if (rows.length === 0) return [];
  // What hangs on them is read after they are held: whoever waited for another's deed sees what that deed did.
  const [objections, extensions, reservations, receipts] = await Promise.all([
    db.selectFrom('objection').selectAll().where('forum_id', '=', sight.forumId).orderBy('made_at').orderBy('id').execute(),
    db.selectFrom('silence_extension').selectAll().where('forum_id', '=', sight.forumId).orderBy('made_at').execute(),
    db.selectFrom('reservation').selectAll().where('forum_id', '=', sight.forumId).orderBy('made_at').orderBy('id').execute(),
    db.selectFrom('silence_receipt').selectAll().where('forum_id', '=', sight.forumId).orderBy('at').execute(),
  ]);
  return rows.map((r) => {
    const extended = extensions.filter((e) => e.procedure_id === r.id).map((e) => ({ endsAt: e.ends_at, reason: e.reason, madeAt: e.made_at }));
    return {
      id: r.id, findingId: r.finding_id, findingVersion: r.finding_version, temporaryTitle: r.temporary_title, wording: r.wording_sha256.toString('hex'),
      opensAt: r.opens_at, endsAt: r.ends_at, withdrawnAt: r.withdrawn_at, withdrawnReason: r.withdrawn_reason, issuedAt: r.issued_at, numberIssued: r.number_issued,
      objections: objections.filter((o) => o.procedure_id === r.id).map((o) => ({ stateId: o.state_id, kind: o.kind, text: o.text, lang: o.lang, madeAt: o.made_at, withdrawnAt: o.withdrawn_at })),
      extensions: extended.map(({ endsAt }) => endsAt), extended,
      reservations: reservations.filter((x) => x.procedure_id === r.id).map((x) => ({ stateId: x.state_id, kind: x.kind as StatementKind, text: x.text, lang: x.lang, madeAt: x.made_at })),
      received: receipts.filter((x) => x.procedure_id === r.id).map((x) => x.state_id),
    };
  });
}

/**
 * The procedure on a finding that counts, its newest, held until the transaction ends; with the instant it is held at.
 * Whoever had to wait is judged by when their turn came: two deeds on one text have an order, and the clock keeps it.
 */
export async function holdProcedure(ctx: ForumContext, findingId: string): Promise<{ procedure: Procedure; now: Date } | null> {
  const [procedure] = await loadProcedures(ctx, { findingId, lock: true });
  return procedure ? { procedure, now: await receiptNow(ctx) } : null;
}

/** The instant by the one clock of all nodes, now that what was waited for is held. */
export const receiptNow = (ctx: ForumContext): Promise<Date> => ctx.world.receipt(ctx.db as unknown as Kysely<never>);

/** Whether a letter that came in before an instant is still unread. */
export async function unreadBefore({ db }: Pick<ForumContext, 'db'>, instant: Date): Promise<boolean> {
  const { rows } = await sql<{ unread: boolean }>`select unread_inbound_before(${instant}) as unread`.execute(db);
  return rows[0]?.unread ?? false;
}
