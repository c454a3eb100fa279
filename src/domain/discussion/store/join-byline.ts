import { sql } from 'kysely';

/**
 * Joins what may be shown of the author to contributions `c`, as `b`. Looked up for each contribution that is shown:
 * joined as a whole, the view is made for the forum's every contribution again and again, and a page costs their square.
 */
export const joinByline = sql`left join lateral (select * from byline_source s where s.forum_id = c.forum_id and s.contribution_id = c.id limit 1) b on true`;
