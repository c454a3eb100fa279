import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { type Held, holdAttachment, holdText } from '../../discussion/commands/hold-material.ts';
import type { HeldRefusal } from '../../discussion/model.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { fileByNumber, tieTo } from '../../discussion/queries/held.ts';
import { may } from '../../rights.ts';
import type { KnownMatch } from '../aids/known.ts';
import { events } from '../events.ts';
import type { QuarantineRefusal } from '../model.ts';
import { mayHandle } from '../rules/quarantine.ts';
import type { QuarantineInput } from '../schema.ts';
import { insertQuarantine, type NewQuarantine } from '../store/quarantine.ts';
import { forgetObserved } from '../store/signals.ts';

type Refused = QuarantineRefusal | HeldRefusal;

/**
 * A moderator puts a text, or a file that goes with it, out of everybody's reach at once, with a reason; two people
 * decide what becomes of it.
 *
 * Writes   what discussion writes for what is held, the reason, one journal entry with hash and reason committed to.
 * Refuses  as `mayHandle` does; `moderation.no_such_material`; `moderation.already_quarantined`.
 */
export function quarantineMaterial(ctx: ForumContext, input: QuarantineInput): Promise<Outcome<{ number: number }, Refused | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { ...input }, async (ctx): Promise<Outcome<{ number: number }, Refused>> => {
    const { seat, roles } = ctx.sight;
    if (!seat || !may(ctx.sight, 'quarantine')) return refused('moderation.no_such_material');
    const contribution = await contributionByRef(ctx, input.ref);
    const file = contribution && input.file ? await fileByNumber(ctx, contribution.id, input.file) : null;
    if (!contribution || (input.file && !file)) return refused('moderation.no_such_material');
    const ruling = mayHandle({ roles, seatId: seat.id, ...(await tieTo(ctx, { contributionId: contribution.id })) });
    if (!ruling.ok) return ruling;
    const held = file ? await holdAttachment(ctx, file) : await holdText(ctx, contribution.id);
    if (!held.ok && held.refusal.code === 'discussion.already_so') return refused('moderation.already_quarantined');
    if (!held.ok) return refused('moderation.no_such_material');
    // What aids had to say quotes words of the text.
    if (!file) await forgetObserved(ctx, contribution.id);
    return put(ctx, held.value, { what: file ? 'attachment' : 'text', subjectId: file ?? contribution.id, seatId: seat.id, reason: input.reason, match: null });
  });
}

/**
 * A file that is on a list of known material is put out of everybody's reach until two people have looked. Called by the
 * comparison of uploads, by the clock; that is all that comes of a match.
 */
export function quarantineMatch(ctx: ForumContext, attachmentId: string, match: KnownMatch): Promise<Outcome<{ number: number }, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ number: number }, HeldRefusal>> => {
    const held = await holdAttachment(ctx, attachmentId);
    if (!held.ok) return held;
    return put(ctx, held.value, { what: 'attachment', subjectId: attachmentId, seatId: null, reason: null, match });
  });
}

type Put = { what: 'attachment' | 'text'; subjectId: string } & ({ seatId: string; reason: string; match: null } | { seatId: null; reason: null; match: KnownMatch });

async function put(ctx: ForumContext, held: Held, of: Put): Promise<Outcome<{ number: number }, never>> {
  const made: NewQuarantine = { heldId: held.id, sha256: held.sha256, ...of };
  const { id, number } = await insertQuarantine(ctx, made);
  const { match } = of;
  await journal(ctx, {
    kind: events.quarantined, forumId: ctx.sight.forumId, subject: id,
    facts: { what: of.what, by: match ? 'match' : 'moderator', list: match?.list ?? null, listVersion: match?.version ?? null, method: match?.method ?? null, methodVersion: match?.methodVersion ?? null, distance: match?.distance ?? null },
    commit: { hash: held.sha256.toString('hex'), reason: of.reason ?? `${match?.list} ${match?.entry}` },
  });
  return granted({ number });
}
