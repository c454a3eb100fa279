import { sql } from 'kysely';
import type { Names, StateNames } from '../../disclosure/model.ts';

/** A contribution with what its regime lets be known of its author; `code` is that of its own number, wherever it stands. */
export type ThreadRow = {
  id: string; code: string; number: number; parent_code: string | null; parent_number: number | null; root_id: string; kind: string; regime: string; marking: string; lang: string; received_at: Date;
  revision: number; revised_at: Date; visibility: string; withheld_ground: string | null; moderators_label: string | null; html: string; person: string | null; affiliation: string | null; affiliation_names: Names | null; category: string | null; capacity: string | null; states: StateNames[] | null; former: boolean | null; late: boolean;
};

/** What a page shows of contributions `c`, with `shownJoins`; the text of what is not shown stays where it is. */
export const shownColumns = sql`c.id, q.code, c.number, pq.code as parent_code, p.number as parent_number, c.root_id, c.kind, c.regime, c.marking, c.lang, c.received_at, c.revision, r.made_at as revised_at, c.visibility,
  c.withheld_ground, c.moderators_label, case when c.visibility = 'shown' then r.html else '' end as html, b.person, b.affiliation, b.affiliation_names, b.category, b.capacity, b.states, b.former, c.received_after_closing as late`;

/**
 * What may be shown of the author, as `b`. Looked up for each contribution that is shown: joined as a whole, the view
 * is made for the forum's every contribution again and again, and a page costs their square.
 */
const joinByline = sql`left join lateral (select * from byline_source s where s.forum_id = c.forum_id and s.contribution_id = c.id limit 1) b on true`;

/** The name of a contribution, of what it replies to, its wording and its byline. */
export const shownJoins = sql`
  join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
  join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
  left join contribution p on p.forum_id = c.forum_id and p.id = c.parent_id
  left join guiding_question pq on pq.forum_id = p.forum_id and pq.id = p.question_id
  ${joinByline}`;
