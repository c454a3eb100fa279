import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { type AidLine, type AutomatedDeed, automatedDeeds, type DecidedCase, type DecisionOutcome, type FlagFate } from '../rules/figures.ts';
import type { Ground, Measure } from '../model.ts';

type Db = Pick<Context, 'db'>;

/**
 * The cases of a forum that stood decided at an instant, each with the decision it stood by and what had become of that.
 * What only waited for a second moderator was not decided; what was opened again had no decision until the next.
 */
export async function loadDecided({ db }: Db, forumId: string, at: Date): Promise<DecidedCase[]> {
  const { rows } = await sql<{ ground: Ground; measure: Measure; automated: boolean; opened_at: Date; decided_at: Date; ends_at: Date | null; outcome: DecisionOutcome }>`
    select distinct on (m.number) d.ground, d.measure, d.automated, m.opened_at, coalesce(d.confirmed_at, d.at) as decided_at, d.ends_at,
      case when a.decided_at < ${at} then a.outcome when a.lodged_at < ${at} then 'appealed' else 'stands' end as outcome
    from moderation_case m
    join decision d on d.forum_id = m.forum_id and d.case_id = m.id and d.state in ('in-force', 'superseded', 'reversed') and coalesce(d.confirmed_at, d.at) < ${at}
    left join appeal a on a.forum_id = d.forum_id and a.decision_id = d.id
    where m.forum_id = ${forumId}
      and not exists (select from case_step s where s.forum_id = m.forum_id and s.case_id = m.id and s.step = 'reopen' and s.at >= coalesce(d.confirmed_at, d.at) and s.at < ${at})
    order by m.number, coalesce(d.confirmed_at, d.at) desc`.execute(db);
  return rows.map((r) => ({ ground: r.ground, measure: r.measure, automated: r.automated, openedAt: r.opened_at, decidedAt: r.decided_at, endsAt: r.ends_at, outcome: r.outcome }));
}

/** What had become at an instant of the flags made before it; whose they are is not asked. */
export async function countFlags({ db }: Db, forumId: string, at: Date): Promise<Record<FlagFate, number>> {
  const { rows } = await sql<{ fate: FlagFate; n: number }>`
    select case when f.withdrawn_at < ${at} then 'withdrawn' when d.measure is null then 'waiting' when d.measure = 'none' or d.reversed then 'declined' else 'upheld' end as fate, count(*)::int as n
    from flag f
    left join lateral (select d.measure, coalesce(a.outcome = 'reversed' and a.decided_at < ${at}, false) as reversed from decision d left join appeal a on a.forum_id = d.forum_id and a.decision_id = d.id
      where d.forum_id = f.forum_id and d.case_id = f.case_id and d.state in ('in-force', 'superseded', 'reversed') and coalesce(d.confirmed_at, d.at) < ${at}
        and not exists (select from case_step s where s.forum_id = d.forum_id and s.case_id = d.case_id and s.step = 'reopen' and s.at >= coalesce(d.confirmed_at, d.at) and s.at < ${at})
      order by coalesce(d.confirmed_at, d.at) desc limit 1) d on true
    where f.forum_id = ${forumId} and f.at < ${at} group by 1`.execute(db);
  return { upheld: 0, declined: 0, withdrawn: 0, waiting: 0, ...Object.fromEntries(rows.map(({ fate, n }) => [fate, n])) };
}

/** When something happened that figures count, to the minute. */
export async function loadTurns({ db }: Db, forumId: string, until: Date): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select distinct date_trunc('minute', at) as at from (
      select unnest(array[at, withdrawn_at]) as at from flag where forum_id = ${forumId}
      union all select unnest(array[at, confirmed_at]) from decision where forum_id = ${forumId}
      union all select unnest(array[lodged_at, decided_at]) from appeal where forum_id = ${forumId}
      union all select at from case_step where forum_id = ${forumId} and step = 'reopen'
      union all select unnest(array[at, judged_at]) from signal where forum_id = ${forumId}) turns
    where at < ${until} order by 1`.execute(db);
  return rows.map(({ at }) => at);
}

/** What the aids had observed at an instant, by language, method and label, and what moderators had made of it. */
export async function countSignals({ db }: Db, forumId: string, at: Date): Promise<AidLine[]> {
  const { rows } = await sql<AidLine>`
    select language, method, label, (count(*) filter (where outcome = 'right' and judged_at < ${at}))::int as "right",
      (count(*) filter (where outcome = 'overridden' and judged_at < ${at}))::int as overridden, (count(*) filter (where judged_at is null or judged_at >= ${at}))::int as "notJudged"
    from signal where forum_id = ${forumId} and at < ${at} group by language, method, label order by language, method, label`.execute(db);
  return rows;
}

/**
 * To how many texts or authors something was done by no person: their entries in the record have no one who acted. By
 * the way commands are built there are none; this counts whether it is so.
 */
export async function countAutomated({ db }: Db, forumId: string): Promise<Record<AutomatedDeed, number>> {
  const { rows } = await sql<{ deed: AutomatedDeed; n: number }>`
    select deed, count(distinct subject)::int as n from (
      select subject, case when kind = 'discussion.contribution_withheld' then 'withheld' when kind = 'discussion.covered' then 'covered'
        when kind = 'discussion.contribution_labelled' and facts->'labelled' = 'true' then 'labelled' when kind = 'discussion.marking_changed' then 'marked'
        when kind = 'accreditation.standing_changed' and facts->>'standing' in ('muted', 'suspended') then 'held' end as deed
      from journal where forum_id = ${forumId} and not commitments ? 'actor') done
    where deed is not null group by deed`.execute(db);
  const counted = new Map(rows.map(({ deed, n }) => [deed, n]));
  return Object.fromEntries(automatedDeeds.map((deed) => [deed, counted.get(deed) ?? 0])) as Record<AutomatedDeed, number>;
}
