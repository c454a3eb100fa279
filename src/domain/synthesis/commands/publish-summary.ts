import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumAspects } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SummaryRefusal } from '../model.ts';
import { type CheckedSentence, checkedSummary } from '../queries/summary-check.ts';
import { summaryTimes } from '../queries/summary-hour.ts';
import { insertRevision, loadSummaryDraft, type Published, setSignature, signedDays, type SummaryDraft } from '../store/summaries.ts';

/**
 * The clock publishes what was signed and whose hour has come. What a source lost since keeps it back: the signature
 * falls, and whoever is on duty is asked for another.
 *
 * Writes   the summary's next revision, one journal entry; or the fallen signature and its entry.
 * Shape    the days that were published.
 */
export async function publishSummaries(ctx: ForumContext): Promise<string[]> {
  const published: string[] = [];
  for (const day of await signedDays(ctx)) {
    const done = await publishDay(ctx, day);
    if (done.ok && done.value) published.push(day);
  }
  return published;
}

function publishDay(ctx: ForumContext, day: string): Promise<Outcome<Published | null, SummaryRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Published | null, SummaryRefusal>> => {
    if (!may(ctx.sight, 'write-summary')) return refused('synthesis.not_yours');
    const [times, draft] = [await summaryTimes(ctx), await loadSummaryDraft(ctx, day, { lock: true })];
    const { signedBy } = draft ?? { signedBy: null };
    if (!times || !draft || !signedBy || draft.publishedVersion === draft.version || times.at(day) > ctx.now) return granted(null);
    const checked = await mayBePublished(ctx, draft);
    if (checked.ok) return granted(await publishSigned(ctx, { ...draft, signedBy }, checked.value));
    await setSignature(ctx, day, null);
    await journal(ctx, { kind: events.summaryFell, forumId: ctx.sight.forumId, subject: null, facts: { day, version: draft.version, why: checked.refusal.code } });
    return granted(null);
  });
}

/** Whether a draft may be published as it stands: its sentences, or what keeps the first of them from it. */
export async function mayBePublished(ctx: ForumContext, draft: SummaryDraft): Promise<Outcome<CheckedSentence[], SummaryRefusal>> {
  const checked = await checkedSummary(ctx, draft);
  if (checked.length === 0) return refused('synthesis.summary_empty');
  const problem = checked.find((one) => one.problem)?.problem;
  if (problem) return { ok: false, refusal: problem };
  if (draft.publishedVersion === null && !(await isPublished(ctx, draft.day))) return granted(checked);
  if (draft.publishedVersion === draft.version) return refused('synthesis.summary_unchanged');
  return draft.correction ? granted(checked) : refused('synthesis.summary_needs_correction');
}

const isPublished = async ({ db, sight }: ForumContext, day: string): Promise<boolean> =>
  (await db.selectFrom('daily_summary').select('id').where('forum_id', '=', sight.forumId).where('day', '=', day).executeTakeFirst()) !== undefined;

/** Publishes what was signed; called in the transaction that has asked and holds the draft. */
export async function publishSigned(ctx: ForumContext, draft: SummaryDraft & { signedBy: string }, sentences: readonly CheckedSentence[]): Promise<Published> {
  const { forumId } = ctx.sight;
  const questions = (await forumAspects(ctx, forumId)).flatMap((aspect) => aspect.questions).filter(({ code }) => draft.notAddressed.includes(code));
  const published = await insertRevision(ctx, draft, sentences, questions.map(({ id }) => id));
  await journal(ctx, { kind: events.summaryPublished, forumId, subject: published.summaryId, facts: { day: draft.day, revision: published.revision, sentences: sentences.length }, commit: { text: sentences.map(({ text }) => text).join('\n') } });
  return published;
}
