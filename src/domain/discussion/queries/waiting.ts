import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import { shownInstant } from '../../disclosure/rules.ts';
import { may } from '../../rights.ts';
import { loadUnanswered } from '../store/tasks.ts';

export type Waiting = { silent: { code: string; shortText: string }[]; unanswered: { ref: string; anchor: string }[] };

const dayMs = 86_400_000;

/** What a facilitator looks after: questions nobody has contributed to, and contributions a day old without a reply; null for others. */
export async function waiting(ctx: ForumContext): Promise<Waiting | null> {
  const { db, sight, now } = ctx;
  if (!may(sight, 'facilitate')) return null;
  const [{ rows: silent }, unanswered] = await Promise.all([
    sql<{ code: string; shortText: string }>`
      select q.code, q.short_text as "shortText" from guiding_question q join focus_aspect a on a.forum_id = q.forum_id and a.id = q.aspect_id
      where q.forum_id = ${sight.forumId} and not exists (select from contribution c where c.forum_id = q.forum_id and c.stands_in = q.id and c.kind = 'contribution' and c.visibility <> 'withdrawn')
      order by a.position, q.position`.execute(db),
    loadUnanswered(ctx),
  ]);
  // An unattributed text is a day old when the hour it lies in is, so that the list tells no minute.
  const old = unanswered.filter(({ receivedAt, regime }) => {
    const { at, precision } = shownInstant(receivedAt, regime);
    return now.getTime() >= at.getTime() + dayMs + (precision === 'hour' ? 3_600_000 : 0);
  });
  return { silent, unanswered: old.map(({ ref }) => ({ ref, anchor: ref.replace('·', '-') })) };
}
