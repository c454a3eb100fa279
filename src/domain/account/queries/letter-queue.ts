import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { type LetterSubject, mayRetry, type QueueReason, queueReason, type QueueState, queueState, queueStates, serverCode, subjectOf } from '../rules/letter-queue.ts';

/** One letter that has not arrived. Never its words, nor its subject: they may hold a link that lets somebody in. */
export type QueueLine = {
  id: string;
  subject: LetterSubject;
  state: QueueState;
  tries: number;
  reason: QueueReason | null;
  code: string | null;
  /** Null where that somebody has such a letter would say what they wrote. */
  to: { name: string | null; address: string } | null;
  forum: string | null;
  writtenAt: Date;
  nextAt: Date | null;
  /** Instants of a letter without addressee are shown to the hour. */
  precision: 'minute' | 'hour';
  canRetry: boolean;
};
export type Suppressed = { address: string; name: string | null; since: Date; reason: 'bounced' | 'complained' };
export type LetterQueue = { sums: { state: QueueState; count: number }[]; shown: QueueState | null; lines: QueueLine[]; more: boolean; canRetryAll: number; suppressed: Suppressed[]; moreSuppressed: boolean };

/** A page of it is read, not searched: who looks for one letter filters by state. */
export const maxLines = 200;

/** Letters of ours that wait, failed or came back, for those who run the site, with the addresses that take none. */
export async function letterQueue(ctx: Pick<Context, 'db'>, shown: QueueState | null): Promise<LetterQueue> {
  const sums = await sumsOf(ctx);
  const rows = await linesOf(ctx, shown);
  const suppressed = await ctx.db.selectFrom('suppressed_address as a').leftJoin('person as p', (on) => on.on((eb) => eb(eb.fn('lower', ['p.email']), '=', eb.ref('a.address'))).on('p.left_at', 'is', null)).select(['a.address', 'a.since', 'a.reason', 'p.name']).orderBy('a.since', 'desc').orderBy('a.address').limit(maxLines + 1).execute();
  return {
    sums: queueStates.map((state) => ({ state, count: sums.find((row) => row.state === state)?.count ?? 0 })),
    shown, lines: rows.slice(0, maxLines).map(lineOf), more: rows.length > maxLines,
    canRetryAll: sums.reduce((sum, { state, count }) => sum + (state === 'failed' || state === 'retrying' ? count : 0), 0),
    suppressed: suppressed.slice(0, maxLines).map((row) => ({ ...row, reason: row.reason as Suppressed['reason'] })), moreSuppressed: suppressed.length > maxLines,
  };
}

/** The state as `queueState` has it, in the database's words; a test holds the two together. */
const state = sql<QueueState | null>`case
  when l.returned_at is not null then 'returned' when l.sent_at is not null then null
  when l.next_at is not null then case when l.attempts > 0 then 'retrying' else 'waiting' end
  when l.failure = 'address takes no letters' then 'suppressed'
  when l.failure is null or l.failure in ('too late', 'nothing left to tell') then 'dropped' else 'failed' end`;

/** Letters whose term is over have no address, and are nobody's any more. */
const notArrived = sql<boolean>`l.address <> '' and (l.sent_at is null or l.returned_at is not null)`;

async function sumsOf({ db }: Pick<Context, 'db'>): Promise<{ state: QueueState; count: number }[]> {
  const { rows } = await sql<{ state: QueueState; count: number }>`select ${state} as state, count(*)::int as count from letter l where ${notArrived} group by 1`.execute(db);
  return rows;
}

type Row = { id: string; kind: string; attempts: number; failure: string | null; sent_at: Date | null; returned_at: Date | null; written_at: Date; next_at: Date | null; address: string; name: string | null; forum: string | null; takes: boolean };

async function linesOf({ db }: Pick<Context, 'db'>, shown: QueueState | null): Promise<Row[]> {
  // Within an hour by id, which is random: the order would tell more than the hour.
  const { rows } = await sql<Row>`
    select l.id, l.kind, l.attempts, l.failure, l.sent_at, l.returned_at, l.written_at, l.next_at, l.address, p.name, f.short_title as forum,
      not exists (select from suppressed_address a where a.address = lower(l.address)) as takes
    from letter l left join person p on p.id = l.person_id left join forum f on f.id = l.forum_id
    where ${notArrived} and (${shown}::text is null or ${state} = ${shown})
    order by date_trunc('hour', l.written_at) desc, l.id limit ${maxLines + 1}`.execute(db);
  return rows;
}

function lineOf(row: Row): QueueLine {
  const subject = subjectOf(row.kind);
  const found = queueState({ sentAt: row.sent_at, nextAt: row.next_at, attempts: row.attempts, failure: row.failure, returnedAt: row.returned_at }) ?? 'waiting';
  const hidden = subject === 'personal';
  return {
    id: row.id, subject, state: found, tries: row.attempts, reason: queueReason(found, row.failure), code: serverCode(row.failure),
    to: hidden ? null : { name: row.name, address: row.address }, forum: row.forum, writtenAt: row.written_at, nextAt: row.next_at, precision: hidden ? 'hour' : 'minute',
    canRetry: mayRetry(found, row.failure, row.takes),
  };
}
