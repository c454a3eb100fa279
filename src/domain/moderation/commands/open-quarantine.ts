import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import type { QuarantineRefusal } from '../model.ts';
import { handOn } from '../queries/hand-on.ts';
import { accessMinutes, mayAsk, mayGrant, mayView, openFor } from '../rules/quarantine.ts';
import type { AccessInput, GrantInput, ViewInput } from '../schema.ts';
import { insertAccess, insertView, loadAccesses, loadQuarantine, setGranted } from '../store/quarantine.ts';

type Refused = QuarantineRefusal | 'platform.submission_reused';

/** One asks that material be opened, and says why; until another grants it nobody sees anything. Refuses as `mayAsk` does. */
export function askAccess(ctx: ForumContext, number: number, { submissionId, reason }: AccessInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { number, reason }, async (ctx): Promise<Outcome<null, Refused>> => {
    const found = await loadQuarantine(ctx, number, { lock: true });
    const hand = found && (await handOn(ctx, found));
    if (!found || !hand) return refused('moderation.no_such_material');
    const ruling = mayAsk({ ...hand, state: found.state });
    if (!ruling.ok) return ruling;
    const access = await insertAccess(ctx, found.id, { askedBy: hand.seatId, reason });
    await journal(ctx, { kind: events.accessAsked, forumId: ctx.sight.forumId, subject: found.id, facts: { access }, commit: { reason } });
    return granted(null);
  });
}

/** Another grants it for a time: both may look as long. Refuses as `mayGrant` does. */
export function grantAccess(ctx: ForumContext, number: number, { submissionId, access }: GrantInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { number, access }, async (ctx): Promise<Outcome<null, Refused>> => {
    const found = await loadQuarantine(ctx, number, { lock: true });
    const hand = found && (await handOn(ctx, found));
    const asked = found && (await loadAccesses(ctx, found.id)).find(({ id }) => id === access);
    if (!found || !hand || !asked) return refused('moderation.no_such_material');
    const ruling = mayGrant({ ...hand, state: found.state }, asked);
    if (!ruling.ok) return ruling;
    const endsAt = new Date(ctx.now.getTime() + accessMinutes * 60_000);
    await setGranted(ctx, asked.id, { grantedBy: hand.seatId, endsAt });
    await journal(ctx, { kind: events.accessGranted, forumId: ctx.sight.forumId, subject: found.id, facts: { access, until: endsAt.toISOString() } });
    return granted(null);
  });
}

/**
 * One of the two looks: each look is journaled before anything is shown.
 *
 * Shape    the view's id, which is what material is fetched by, for who looked and for no longer than was granted.
 * Refuses  as `mayView` does.
 */
export function viewMaterial(ctx: ForumContext, number: number, { submissionId }: ViewInput): Promise<Outcome<{ view: string }, Refused>> {
  return once(ctx, submissionId, { number }, async (ctx): Promise<Outcome<{ view: string }, Refused>> => {
    const found = await loadQuarantine(ctx, number, { lock: true });
    const hand = found && (await handOn(ctx, found));
    if (!found || !hand) return refused('moderation.no_such_material');
    const open = openFor(await loadAccesses(ctx, found.id), hand.seatId, ctx.now);
    const ruling = mayView({ ...hand, state: found.state }, open, ctx.now);
    if (!ruling.ok || !open) return ruling.ok ? refused('moderation.not_opened') : ruling;
    const view = await insertView(ctx, open.id, hand.seatId);
    await journal(ctx, { kind: events.materialViewed, forumId: ctx.sight.forumId, subject: found.id, facts: { access: open.id, view } });
    return granted({ view });
  });
}
