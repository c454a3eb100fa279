import { instantOf, type LocalTimeRefusal } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { silenceState } from '../rules.ts';
import type { ConsultationInput } from '../schema.ts';
import { loadProcedures, receiptNow } from '../store.ts';
import { loadConsultations } from '../store/comments.ts';

type Refused = AdoptionRefusal | LocalTimeRefusal;

/**
 * Recommendations are opened for comment to everyone at the table, for a set time.
 *
 * Refuses  `adoption.not_yours`; `adoption.no_such_finding`; `adoption.finding_not_ready`; `adoption.already_under_silence`
 *          for what is under silence or adopted; as `instantOf` does; `adoption.opens_in_the_past`, `adoption.ends_before_opening`.
 */
export function openConsultation(ctx: ForumContext, input: ConsultationInput): Promise<Outcome<{ number: number }, Refused | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ number: number }, Refused>> => {
    if (!may(ctx.sight, 'open-consultation')) return refused('adoption.not_yours');
    const { forumId } = ctx.sight;
    const forum = await forumFacts(ctx, forumId);
    if (!forum) return refused('adoption.no_such_finding');
    const findings: string[] = [];
    for (const reference of [...new Set(input.findings)].sort()) {
      const finding = await findingHeld(ctx, reference);
      if (!finding) return refused('adoption.no_such_finding');
      if (finding.kind !== 'recommendation' || finding.state !== 'ready') return refused('adoption.finding_not_ready');
      const earlier = await loadProcedures(ctx, { findingId: finding.id, lock: true });
      if (earlier.some((one) => ['pending', 'running', 'adopted'].includes(silenceState(one, ctx.now)))) return refused('adoption.already_under_silence');
      findings.push(finding.id);
    }
    const now = await receiptNow(ctx);
    const opens = input.opens ? instantOf(input.opens, forum.zone) : granted(now);
    if (!opens.ok) return opens;
    const ends = instantOf(input.ends, forum.zone);
    if (!ends.ok) return ends;
    if (opens.value < now) return refused('adoption.opens_in_the_past');
    if (ends.value <= opens.value) return refused('adoption.ends_before_opening');
    const id = ctx.world.mint();
    const number = Math.max(0, ...(await loadConsultations(ctx)).map((one) => one.number)) + 1;
    await ctx.db.insertInto('consultation').values({ forum_id: forumId, id, number, opens_at: opens.value, ends_at: ends.value, note: input.note ?? null, opened_at: now }).execute();
    await ctx.db.insertInto('consultation_finding').values(findings.map((finding_id) => ({ forum_id: forumId, consultation_id: id, finding_id }))).execute();
    await journal({ ...ctx, now }, { kind: events.consultationOpened, forumId, subject: id, facts: { number, findings, opensAt: opens.value.toISOString(), endsAt: ends.value.toISOString() }, commit: { note: input.note ?? '' } });
    return granted({ number });
  });
}
