import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { countsReadings } from '../rules.ts';
import { circulatedVersion, loadPaper } from '../store.ts';

/**
 * Somebody at the table opened the circulated paper: kept once for a version and seat, without an instant and
 * without an entry in the record, either of which would be a person's trace. Only numbers are ever read back.
 *
 * Shape    `noted` is false where there is nothing to note: no paper circulated, no seat, or a forum that does not count.
 */
export function noteReading(ctx: ForumContext): Promise<Outcome<{ noted: boolean }, never>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ noted: boolean }, never>> => {
    const { seat, forumId } = ctx.sight;
    const [forum, paper] = [await forumFacts(ctx, forumId), await loadPaper(ctx)];
    const version = paper ? await circulatedVersion(ctx, paper.id) : 0;
    if (!forum || !paper || version === 0 || !seat || seat.category === 'staff' || !may(ctx.sight, 'read') || !countsReadings(forum)) return granted({ noted: false });
    await ctx.db.insertInto('paper_reading').values({ forum_id: forumId, paper_id: paper.id, version, seat_id: seat.id }).onConflict((c) => c.doNothing()).execute();
    return granted({ noted: true });
  });
}
