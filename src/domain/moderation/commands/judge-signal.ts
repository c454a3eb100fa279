import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { Measure } from '../model.ts';
import { outcomeOf } from '../rules/signals.ts';
import type { JudgeInput } from '../schema.ts';
import { loadSignal, loadSignals, setOutcome } from '../store/signals.ts';

/**
 * A moderator says whether a signal was right; the track record counts it. The text, the case and what anybody sees stay.
 *
 * Writes   the signal's outcome, one journal entry.
 * Refuses  `moderation.no_such_signal` to everyone who decides no cases as well.
 */
export function judgeSignal(ctx: ForumContext, id: string, { submissionId, outcome }: JudgeInput): Promise<Outcome<null, 'moderation.no_such_signal' | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { id, outcome }, async (ctx): Promise<Outcome<null, 'moderation.no_such_signal'>> => {
    const signal = may(ctx.sight, 'decide-case') && /^[0-9a-f-]{36}$/.test(id) ? await loadSignal(ctx, id, { lock: true }) : null;
    if (!signal) return refused('moderation.no_such_signal');
    await setOutcome(ctx, [id], outcome);
    await journal(ctx, { kind: events.signalJudged, forumId: ctx.sight.forumId, subject: id, facts: { method: signal.method, version: signal.version, label: signal.label, language: signal.language, outcome } });
    return granted(null);
  });
}

/**
 * A decision, or its reversal, judges all signals on the wording it was about. Called in the transaction that decides
 * or reviews, which has asked for the right and writes the journal entry.
 */
export async function settleSignals(ctx: ForumContext, { contributionId, revision }: { contributionId: string; revision: number }, decision: { measure: Measure; rule: string; reversed?: boolean }): Promise<void> {
  const signals = await loadSignals(ctx, contributionId, revision);
  for (const outcome of ['right', 'overridden'] as const) await setOutcome(ctx, signals.filter((signal) => outcomeOf(signal, decision) === outcome).map(({ id }) => id), outcome);
}
