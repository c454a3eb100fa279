import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SummaryRefusal } from '../model.ts';
import { summaryTimes } from '../queries/summary-hour.ts';
import type { SignatureInput, SummaryHourInput } from '../schema.ts';
import { loadSummaryDraft, setHour, setSignature } from '../store/summaries.ts';
import { mayBePublished, publishSigned } from './publish-summary.ts';

/**
 * A version of a day's summary is signed by who read it: the clock publishes it at the hour. Where the hour is past, or
 * it corrects what is published, it is published with the signature.
 *
 * Shape    whether it is published already, and when it will be.
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_day`; `synthesis.summary_stale` where another version stands
 *          since; else what keeps it from being published, of the first sentence that has something.
 */
export function signSummary(ctx: ForumContext, day: string, { submissionId, version }: SignatureInput): Promise<Outcome<{ published: boolean; at: string }, SummaryRefusal | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { day, version }, async (ctx): Promise<Outcome<{ published: boolean; at: string }, SummaryRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'write-summary')) return refused('synthesis.not_yours');
    const [times, draft] = [await summaryTimes(ctx), await loadSummaryDraft(ctx, day, { lock: true })];
    if (!times?.days.includes(day)) return refused('synthesis.no_such_day');
    if (!draft) return refused('synthesis.summary_empty');
    if (draft.version !== version) return refused('synthesis.summary_stale');
    const checked = await mayBePublished(ctx, draft);
    if (!checked.ok) return checked;
    await setSignature(ctx, day, seat.id);
    await journal(ctx, { kind: events.summarySigned, forumId, subject: null, facts: { day, version, sentences: checked.value.length }, commit: { text: draft.lines } });
    const at = times.at(day);
    const published = at <= ctx.now;
    if (published) await publishSigned(ctx, { ...draft, signedBy: seat.id }, checked.value);
    return granted({ published, at: at.toISOString() });
  });
}

/**
 * Those who write summaries say at what hour they are published from now on.
 *
 * Refuses  `synthesis.not_yours`.
 */
export function setSummaryHour(ctx: ForumContext, { submissionId, hour }: SummaryHourInput): Promise<Outcome<null, 'synthesis.not_yours' | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { hour }, async (ctx): Promise<Outcome<null, 'synthesis.not_yours'>> => {
    if (!ctx.sight.seat || !may(ctx.sight, 'write-summary')) return refused('synthesis.not_yours');
    await setHour(ctx, hour);
    await journal(ctx, { kind: events.summaryHourSet, forumId: ctx.sight.forumId, subject: null, facts: { hour } });
    return granted(null);
  });
}
