import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import type { HeldRefusal } from '../model.ts';
import { loadAttachment, noteFileToDrop } from '../store/attachments.ts';
import { emptyAttachment, emptyText, endHeld, fillAttachment, fillText, insertHeld, loadHeld, setCompared, setHeld } from '../store/held.ts';
import { bumpThread, loadContribution } from '../store.ts';

/** What a withheld text names as its ground while it is held. */
export const heldGround = 'quarantine';
export type Held = { id: string; sha256: Buffer };

/**
 * A file is held: what is readable of it is taken out of the rows that anybody reads, and its bytes are given to nobody.
 * Called by moderation, as are all commands here; this stage owns what is shown.
 *
 * Writes   what was taken out, apart; one journal entry.
 */
export function holdAttachment(ctx: ForumContext, id: string): Promise<Outcome<Held, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Held, HeldRefusal>> => {
    const row = await loadAttachment(ctx, id, { lock: true });
    if (!row || row.takenBack || row.scan === 'infected') return refused('discussion.no_such_attachment');
    if (row.held) return refused('discussion.already_so');
    const content = await emptyAttachment(ctx, id);
    if (!content) return refused('discussion.no_such_attachment');
    const held = await insertHeld(ctx, { attachmentId: id }, row.sha256, content);
    await journal(ctx, { kind: events.held, forumId: ctx.sight.forumId, subject: row.contributionId, facts: { attachment: id }, commit: { file: row.sha256.toString('hex') } });
    await changed(ctx, row.questionId);
    return granted({ id: held, sha256: row.sha256 });
  });
}

/** A text is held: all its wordings and translations go out of the rows that anybody reads; its place and number stay. */
export function holdText(ctx: ForumContext, id: string): Promise<Outcome<Held, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Held, HeldRefusal>> => {
    const contribution = await loadContribution(ctx, { id }, { lock: true });
    if (!contribution) return refused('discussion.no_such_contribution');
    if (contribution.held) return refused('discussion.already_so');
    const taken = await emptyText(ctx, id);
    const before = { visibility: contribution.visibility, ground: contribution.withheldGround };
    const sha256 = createHash('sha256').update(taken.wordings.map(({ markdown }) => markdown).join('\n')).digest();
    const held = await insertHeld(ctx, { contributionId: id }, sha256, { kind: 'text', lang: contribution.lang, before, ...taken });
    // Who took their text back sees it taken back still.
    await setHeld(ctx, id, true, contribution.visibility === 'withdrawn' ? null : { visibility: 'withheld', ground: heldGround });
    await journal(ctx, { kind: events.held, forumId: ctx.sight.forumId, subject: id, facts: { attachment: null }, commit: { text: sha256.toString('hex') } });
    await changed(ctx, contribution.questionId);
    return granted({ id: held, sha256 });
  });
}

/** What was held is back where it was, under its number; what was decided or withdrawn meanwhile stays so. */
export function releaseHeld(ctx: ForumContext, heldId: string): Promise<Outcome<null, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, HeldRefusal>> => {
    const held = await loadHeld(ctx, heldId, { lock: true });
    if (!held?.content || held.ended) return refused('discussion.already_so');
    const { content } = held;
    await endHeld(ctx, heldId, 'released');
    await journal(ctx, { kind: events.heldReleased, forumId: ctx.sight.forumId, subject: held.contributionId, facts: { attachment: held.attachmentId } });
    if (content.kind === 'attachment' && held.attachmentId) {
      await fillAttachment(ctx, held.attachmentId, content);
      const row = await loadAttachment(ctx, held.attachmentId);
      if (row) await changed(ctx, row.questionId);
    }
    const contribution = content.kind === 'text' && held.contributionId ? await loadContribution(ctx, { id: held.contributionId }, { lock: true }) : null;
    if (content.kind === 'text' && contribution) {
      await fillText(ctx, contribution.id, content);
      await setHeld(ctx, contribution.id, false, contribution.visibility === 'withdrawn' ? null : content.before);
      await changed(ctx, contribution.questionId);
    }
    return granted(null);
  });
}

/** What was held goes for good: its words now, its bytes with the next files that nobody needs. Place and number stay. */
export function purgeHeld(ctx: ForumContext, heldId: string): Promise<Outcome<null, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, HeldRefusal>> => {
    const held = await loadHeld(ctx, heldId, { lock: true });
    if (!held || held.ended) return refused('discussion.already_so');
    await endHeld(ctx, heldId, 'purged');
    if (held.attachmentId) await noteFileToDrop(ctx, held.sha256);
    await journal(ctx, { kind: events.heldPurged, forumId: ctx.sight.forumId, subject: held.contributionId, facts: { attachment: held.attachmentId }, commit: { hash: held.sha256.toString('hex') } });
    return granted(null);
  });
}

/** A file was compared with the lists named, or none is in force: it waits no longer. What it was sent as is forgotten. */
export function settleComparison(ctx: ForumContext, id: string, lists: string): Promise<Outcome<null, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, HeldRefusal>> => {
    const row = await loadAttachment(ctx, id, { lock: true });
    if (!row) return refused('discussion.no_such_attachment');
    await setCompared(ctx, id, lists);
    if (row.known === 'waiting') await changed(ctx, row.questionId);
    return granted(null);
  });
}

async function changed(ctx: ForumContext, questionId: string): Promise<void> {
  await notify(ctx, { topic: `question:${questionId}`, what: 'changed' });
  await bumpThread(ctx, questionId);
}
