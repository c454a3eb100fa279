import { createHash } from 'node:crypto';
import { instantOf, type LocalTimeRefusal } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { freezeFinding } from '../../synthesis/commands/edit-finding.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { mayPropose } from '../rules.ts';
import { consultationSettled } from '../rules/consultation.ts';
import type { SilenceProposal } from '../schema.ts';
import { loadProcedures, receiptNow } from '../store.ts';
import { consultationsOf, unansweredOf } from '../store/comments.ts';

type Refused = AdoptionRefusal | LocalTimeRefusal;

/**
 * A recommendation is put under silence: its wording frozen by hash, under a temporary title, until an exact end.
 *
 * Refuses  `adoption.not_yours`; `adoption.finding_not_ready` for what is no recommendation or still in draft; as
 *          `consultationSettled`, `mayPropose` and `instantOf` do.
 */
export function openSilence(ctx: ForumContext, reference: string, input: SilenceProposal): Promise<Outcome<{ procedureId: string }, Refused | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { reference, ...input }, async (ctx): Promise<Outcome<{ procedureId: string }, Refused>> => {
    if (!may(ctx.sight, 'open-silence')) return refused('adoption.not_yours');
    const { forumId } = ctx.sight;
    const [finding, forum] = [await findingHeld(ctx, reference), await forumFacts(ctx, forumId)];
    if (!finding || !forum) return refused('adoption.no_such_finding');
    if (finding.kind !== 'recommendation' || finding.state !== 'ready') return refused('adoption.finding_not_ready');
    const now = await receiptNow(ctx);
    const settled = consultationSettled(await consultationsOf(ctx, finding.id), await unansweredOf(ctx, finding.id), now);
    if (!settled.ok) return settled;
    const opens = input.opens ? instantOf(input.opens, forum.zone) : granted(now);
    if (!opens.ok) return opens;
    const ends = instantOf(input.ends, forum.zone);
    if (!ends.ok) return ends;
    const hash = createHash('sha256').update(finding.text).digest();
    const ruling = mayPropose(await loadProcedures(ctx, { findingId: finding.id, lock: true }), { wording: hash.toString('hex'), opensAt: opens.value, endsAt: ends.value }, now);
    if (!ruling.ok) return ruling;
    const procedureId = ctx.world.mint();
    await ctx.db.insertInto('silence_procedure').values({ forum_id: forumId, id: procedureId, finding_id: finding.id, finding_version: finding.version, temporary_title: input.title ?? `Draft ${reference}, under silence`, wording_sha256: hash, opens_at: opens.value, ends_at: ends.value }).execute();
    await freezeFinding(ctx, finding.id, true);
    await journal({ ...ctx, now }, { kind: events.silenceOpened, forumId, subject: procedureId, facts: { finding: finding.id, version: finding.version, wording: hash.toString('hex'), opensAt: opens.value.toISOString(), endsAt: ends.value.toISOString() }, commit: { wording: finding.text } });
    return granted({ procedureId });
  });
}
