import { eraseOpenings } from '#platform/journal-erasure.ts';
import { journal } from '#platform/journal.ts';
import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context, ForumContext } from '../../context.ts';
import { purgeHeld } from '../../discussion/commands/hold-material.ts';
import type { HeldRefusal } from '../../discussion/model.ts';
import { forgetFiles } from '../../discussion/commands/scan-attachment.ts';
import { events } from '../events.ts';
import { nextQuarantine } from '../rules/quarantine.ts';
import { loadOverdue, loadQuarantine, updateQuarantine } from '../store/quarantine.ts';
import { purgeReferrals } from '../store/referrals.ts';

/**
 * Destroys in the record who appealed in a forum: only an author appeals, so it would tell who wrote.
 *
 * Shape   how many openings went.
 */
export const forgetAppellants = (ctx: Pick<Context, 'db'>, forumId: string): Promise<number> => eraseOpenings(ctx, { forumId, kind: events.appealed, fields: ['actor'] }, 'retention');

/** Forgets the roster of a forum, with what was said at handing over: who served when is of no use once all is decided. Returns how many shifts went. */
export async function letShiftsGo({ db }: Pick<Context, 'db'>, forumId: string): Promise<number> {
  return Number((await db.deleteFrom('duty_shift').where('forum_id', '=', forumId).executeTakeFirst()).numDeletedRows);
}

/**
 * Confirmed material goes for good, with what was packed of it for an authority; its hash, its time and the reason stay
 * in the record. What two people have not settled is never touched.
 *
 * Shape   how many went.
 */
export async function purgeMaterial(ctx: Context, upTo: Date): Promise<number> {
  let gone = 0;
  for (const { forumId, number } of await loadOverdue(ctx, upTo)) {
    const inside = await enter(ctx, forumId);
    if (inside && (await purge(inside, number)).ok) gone += 1;
  }
  return gone;
}

function purge(ctx: ForumContext, number: number): Promise<Outcome<null, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, HeldRefusal>> => {
    const found = await loadQuarantine(ctx, number, { lock: true });
    const state = found && nextQuarantine(found.state, 'purge');
    if (!found || !state) return granted(null);
    const purged = await purgeHeld(ctx, found.heldId);
    if (!purged.ok) return purged;
    await forgetFiles(ctx, await purgeReferrals(ctx, found.id));
    await updateQuarantine(ctx, found, { state, purged_at: ctx.now });
    await journal(ctx, { kind: events.materialPurged, forumId: ctx.sight.forumId, subject: found.id, facts: { foundAt: found.at.toISOString(), confirmedAt: found.settledAt?.toISOString() ?? null, what: found.what }, commit: { hash: found.sha256.toString('hex'), reason: found.reason ?? `${found.match?.list} ${found.match?.entry}` } });
    return granted(null);
  });
}
