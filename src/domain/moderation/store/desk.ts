import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';

export const waitingKinds = ['urgent', 'case', 'second', 'edited', 'appeal', 'held'] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** What waits on the docket, by kind, with how many there are and since when the first of them does. */
export async function loadDocketWaits({ db, sight }: ForumContext): Promise<{ kind: WaitingKind; count: number; since: Date }[]> {
  const { rows } = await sql<{ kind: WaitingKind; count: number; since: Date }>`
    select kind, count(*)::int as count, min(since) as since from (
      select case
          when m.state in ('open', 'claimed') and exists (select from flag f where f.forum_id = m.forum_id and f.case_id = m.id and f.urgent and f.withdrawn_at is null) then 'urgent'
          when m.state in ('open', 'claimed') then 'case' when m.state = 'proposed' then 'second' when m.state = 'appealed' then 'appeal'
          when d.done ? 'editAsked' and c.revision > m.revision then 'edited' when d.done ? 'editAsked' and d.done ? 'withheld' then 'held' end as kind,
        case when m.state in ('open', 'claimed') then m.opened_at
          when m.state in ('decided', 'upheld') and c.revision > m.revision then c.edited_at
          else (select max(s.at) from case_step s where s.forum_id = m.forum_id and s.case_id = m.id) end as since
      from moderation_case m
      join (select forum_id, id, revision, (select max(r.made_at) from revision r where r.forum_id = contribution.forum_id and r.contribution_id = contribution.id) as edited_at from contribution) c on c.forum_id = m.forum_id and c.id = m.contribution_id
      left join lateral (select done from decision where forum_id = m.forum_id and case_id = m.id and state = 'in-force' order by at desc limit 1) d on true
      where m.forum_id = ${sight.forumId} and m.state <> 'reversed') waits
    where kind is not null group by kind`.execute(db);
  return rows;
}

export type BalanceCell = { questionId: string; category: string | null; language: string; count: number };

/**
 * Contributions by the question they stand in, the category their byline shows and their language.
 *
 * Shape   `category` null where the byline shows none: unattributed, or of a category too small to be shown.
 */
export async function loadBalance({ db, sight }: ForumContext, shownCategories: readonly string[]): Promise<BalanceCell[]> {
  const { rows } = await sql<BalanceCell>`
    select c.stands_in as "questionId", c.lang as language, count(*)::int as count,
      case when c.regime = 'unattributed' or (c.regime = 'category' and not coalesce(b.category = any(${[...shownCategories]}::text[]), false)) then null else b.category end as category
    from contribution c left join byline_source b on b.forum_id = c.forum_id and b.contribution_id = c.id
    where c.forum_id = ${sight.forumId} and c.kind = 'contribution' and c.visibility <> 'withdrawn'
    group by 1, 2, 4 order by 1, 2, 4`.execute(db);
  return rows;
}

export type FlaggerLine = { flags: number; upheld: number; declined: number; withdrawn: number; waiting: number };

/** What became of the flags of each who flagged, in numbers alone: in an order that follows from them, so that it says nothing more. */
export async function loadFlagsByMaker({ db, sight }: ForumContext): Promise<FlaggerLine[]> {
  const { rows } = await sql<FlaggerLine>`
    select count(*)::int as flags, (count(*) filter (where fate = 'upheld'))::int as upheld, (count(*) filter (where fate = 'declined'))::int as declined,
      (count(*) filter (where fate = 'withdrawn'))::int as withdrawn, (count(*) filter (where fate = 'waiting'))::int as waiting
    from (select f.seat_id, case when f.withdrawn_at is not null then 'withdrawn' when m.state in ('open', 'claimed', 'proposed') or d.measure is null then 'waiting' when d.measure = 'none' or d.state = 'reversed' then 'declined' else 'upheld' end as fate
      from flag f join moderation_case m on m.forum_id = f.forum_id and m.id = f.case_id
      left join lateral (select measure, state from decision where forum_id = f.forum_id and case_id = f.case_id and state in ('in-force', 'reversed') order by at desc limit 1) d on true
      where f.forum_id = ${sight.forumId}) flags
    group by seat_id order by 3 desc, 1 desc, 2, 4, 5`.execute(db);
  return rows;
}
