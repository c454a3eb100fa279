import { createHash } from 'node:crypto';
import { instantOf, type LocalTimeRefusal } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { freezeFinding } from '../../synthesis/commands/edit-finding.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { silenceState } from '../rules.ts';
import type { SilenceProposal } from '../schema.ts';
import { loadProcedures } from '../store.ts';

/**
 * A recommendation is put under silence: its wording frozen by hash, under a temporary title, until an exact end.
 *
 * Refuses  `adoption.not_yours`; `adoption.finding_not_ready` for what is no recommendation or still in draft;
 *          `adoption.already_under_silence`; as `instantOf` does; `adoption.ends_before_opening`.
 */
export function openSilence(ctx: ForumContext, reference: string, input: SilenceProposal): Promise<Outcome<{ procedureId: string }, AdoptionRefusal | LocalTimeRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { reference, ...input }, async (ctx): Promise<Outcome<{ procedureId: string }, AdoptionRefusal | LocalTimeRefusal>> => {
    if (!may(ctx.sight, 'open-silence')) return refused('adoption.not_yours');
    const { forumId } = ctx.sight;
    const [finding] = await findingsOf(ctx, reference);
    const forum = await forumFacts(ctx, forumId);
    if (!finding || !forum) return refused('adoption.no_such_finding');
    if (finding.kind !== 'recommendation' || finding.state !== 'ready') return refused('adoption.finding_not_ready');
    const earlier = await loadProcedures(ctx, { findingId: finding.id, lock: true });
    if (earlier.some((p) => ['pending', 'running', 'adopted'].includes(silenceState(p, ctx.now)))) return refused('adoption.already_under_silence');
    const opens = input.opens ? instantOf(input.opens, forum.zone) : granted(ctx.now);
    if (!opens.ok) return opens;
    const ends = instantOf(input.ends, forum.zone);
    if (!ends.ok) return ends;
    if (ends.value <= opens.value || ends.value <= ctx.now) return refused('adoption.ends_before_opening');
    const procedureId = ctx.world.mint();
    const wording = createHash('sha256').update(finding.text).digest();
    await ctx.db.insertInto('silence_procedure').values({ forum_id: forumId, id: procedureId, finding_id: finding.id, finding_version: finding.version, temporary_title: `Draft ${reference}`, wording_sha256: wording, opens_at: opens.value, ends_at: ends.value }).execute();
    await freezeFinding(ctx, finding.id, true);
    await journal(ctx, { kind: events.silenceOpened, forumId, subject: procedureId, facts: { finding: finding.id, version: finding.version, opensAt: opens.value.toISOString(), endsAt: ends.value.toISOString() }, commit: { wording: finding.text } });
    return granted({ procedureId });
  });
}
