import { endHolds } from '#domain/accreditation/commands/set-standing.ts';
import { remindByClock } from '#domain/accreditation/commands/remind.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { attachSignals } from '#domain/moderation/commands/attach-signals.ts';
import { escalateUrgent } from '#domain/moderation/commands/page-urgent.ts';
import { compareUploads, forumsWithUploads, openOwedCases, forumsOwed } from '#domain/moderation/commands/compare-uploads.ts';
import { lapseProposals } from '#domain/moderation/commands/lapse-proposals.ts';
import { classifyTexts, forumsToObserve } from '#domain/moderation/commands/classify-texts.ts';
import type { Classifier } from '#platform/classify.ts';
import { addJob } from '#platform/queue/add-job.ts';
import { recordAdoptions } from '#domain/adoption/commands/record-adoptions.ts';
import { tellOfConsultation } from '#domain/adoption/commands/tell-of-consultation.ts';
import { tellOfRatings } from '#domain/adoption/commands/tell-of-ratings.ts';
import { tellOfSilence } from '#domain/adoption/commands/tell-of-silence.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import type { Marking } from '#domain/disclosure/model.ts';
import { raiseTasks } from '#domain/discussion/commands/raise-tasks.ts';
import { releaseWaiting } from '#domain/discussion/commands/release-waiting.ts';
import { forumsToRelease } from '#domain/discussion/queries/waiting-page.ts';
import { tellOfHours } from '#domain/discussion/commands/tell-of-hours.ts';
import { sendPacks } from '#domain/discussion/commands/send-packs.ts';
import { tellOfNew } from '#domain/discussion/commands/tell-of-new.ts';
import { dropFiles, scanAttachment, waitingAttachments } from '#domain/discussion/commands/scan-attachment.ts';
import { askedTranslations, translateContribution } from '#domain/discussion/commands/translate-contribution.ts';
import { tellOfReport } from '#domain/report/commands/tell-of-report.ts';
import { executeDepartures } from '#domain/record/commands/erase-person.ts';
import { runRetentionOfTheDay } from '#domain/record/commands/run-retention.ts';
import { askModel } from '#domain/synthesis/commands/ask-model.ts';
import { computeOpinions, forumsWithStatements } from '#domain/synthesis/commands/compute-opinions.ts';
import { computeRounds } from '#domain/synthesis/commands/compute-rounds.ts';
import { closedForums, forumsToCome, openedForums, openForums } from '#domain/programme/queries/forum-facts.ts';
import { forumsToCompare, indexTexts } from '#domain/synthesis/commands/index-texts.ts';
import { tellOfRound } from '#domain/synthesis/commands/tell-of-round.ts';
import { publishSummaries } from '#domain/synthesis/commands/publish-summary.ts';
import { tellOfUnsigned } from '#domain/synthesis/commands/tell-of-unsigned.ts';
import { tellOfSummary } from '#domain/synthesis/commands/tell-of-summary.ts';
import type { Files } from '#platform/files/store.ts';
import type { Scanner } from '#platform/incoming/clamd.ts';
import type { Model } from '#platform/model.ts';
import type { Translator } from '#platform/translate.ts';

/** One thing that happens by the clock. It must be harmless when done twice, and catch up after an outage. */
export type Duty = { name: string; /** `origin` is where links in letters lead. */ do(ctx: Context, origin: string, tools?: Tools): Promise<void> };

/** What lies outside the database and some duties need: the store of attached files, and who looks at or translates. */
export type Tools = { attachments: Files; scan: Scanner | null; translator: { translate: Translator; ceiling: Marking } | null; classifier?: { classify: Classifier; ceiling: Marking } | null; model?: { model: Model; ceiling: Marking } | null };

/** What happens every minute, in this order; one that fails does not keep the next from its turn. */
export const everyMinute: readonly Duty[] = [
  // First, so that whatever else the clock does at a closing sees all that was said before it.
  { name: 'discussion.release-waiting', do: releaseEveryBatch },
  { name: 'discussion.raise-tasks', do: raiseEveryTask },
  { name: 'adoption.record-adoptions', do: (ctx) => inOpened(ctx, recordAdoptions) },
  { name: 'record.execute-departures', do: async (ctx) => void (await executeDepartures(ctx)) },
  // Once a day by the forum's clock, at the first minute of the day that a worker sees.
  { name: 'record.run-retention', do: async (ctx) => void (await runRetentionOfTheDay(ctx)) },
  { name: 'accreditation.remind', do: remindEverybody },
  { name: 'discussion.tell-of-hours', do: (ctx) => inOpened(ctx, tellOfHours) },
  { name: 'adoption.tell-of-silence', do: (ctx) => inOpened(ctx, tellOfSilence) },
  { name: 'adoption.tell-of-consultation', do: (ctx) => inOpened(ctx, tellOfConsultation) },
  { name: 'synthesis.tell-of-round', do: (ctx) => inOpened(ctx, tellOfRound) },
  { name: 'adoption.tell-of-ratings', do: (ctx) => inOpened(ctx, tellOfRatings) },
  { name: 'synthesis.publish-summaries', do: (ctx) => inOpened(ctx, publishSummaries) },
  { name: 'synthesis.tell-of-unsigned', do: (ctx, origin) => inOpened(ctx, (inside) => tellOfUnsigned(inside, origin)) },
  { name: 'synthesis.tell-of-summary', do: (ctx) => inOpened(ctx, tellOfSummary) },
  { name: 'report.tell-of-report', do: (ctx) => inOpened(ctx, tellOfReport) },
  { name: 'discussion.tell-of-new', do: tellEverybody },
  { name: 'discussion.send-packs', do: packEverybody },
  { name: 'accreditation.end-holds', do: async (ctx) => void (await endHolds(ctx)) },
  { name: 'moderation.escalate-urgent', do: escalateEverything },
  { name: 'moderation.lapse-proposals', do: lapseEverything },
  { name: 'moderation.attach-signals', do: observeEverything },
  { name: 'synthesis.index-texts', do: indexEverything },
  { name: 'moderation.compare-uploads', do: compareEverything },
  { name: 'moderation.open-owed-cases', do: openEveryOwedCase },
  { name: 'synthesis.compute-opinions', do: computeEveryOpinion },
  { name: 'synthesis.compute-rounds', do: (ctx) => inOpened(ctx, computeRounds) },
  // What a job did not do while the other side was away.
  { name: 'discussion.scan', do: scanEverything },
  { name: 'discussion.translate', do: translateEverything },
  { name: 'discussion.drop-files', do: async (ctx, _, tools) => void (tools && (await dropFiles(ctx, tools.attachments))) },
];

async function releaseEveryBatch(ctx: Context): Promise<void> {
  for (const forumId of await forumsToRelease(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await releaseWaiting(inside);
  }
}

async function raiseEveryTask(ctx: Context, origin: string): Promise<void> {
  for (const forumId of await openForums(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await raiseTasks(inside, origin);
  }
}

async function computeEveryOpinion(ctx: Context): Promise<void> {
  for (const forumId of await forumsWithStatements(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await computeOpinions(inside);
  }
}

/** What is new is made ready for comparison. A model is asked in a job of its own: however slow it is, nothing waits for it. */
async function indexEverything(ctx: Context, _: string, tools?: Tools): Promise<void> {
  for (const forumId of await forumsToCompare(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await indexTexts(inside);
  }
  if (tools?.model) await addJob(ctx, 'ask-model', {}, { key: 'ask-model' });
}

async function tellEverybody(ctx: Context): Promise<void> {
  // Closed ones too: what was said in the last hours is told once more.
  for (const forumId of [...(await openForums(ctx)), ...(await closedForums(ctx))]) {
    const inside = await enter(ctx, forumId);
    if (inside) await tellOfNew(inside);
  }
}

/** Each forum that has opened; one that fails keeps no other waiting. */
async function inOpened(ctx: Context, tell: (inside: ForumContext) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const forumId of await openedForums(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await tell(inside).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
}

async function packEverybody(ctx: Context): Promise<void> {
  for (const forumId of await openForums(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await sendPacks(inside);
  }
}

async function remindEverybody(ctx: Context, origin: string): Promise<void> {
  for (const forumId of await forumsToCome(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await remindByClock(inside, origin);
  }
}

async function scanEverything(ctx: Context, _: string, tools?: Tools): Promise<void> {
  const waiting = tools?.scan ? await waitingAttachments(ctx) : [];
  // One file that the scanner chokes on does not keep the others waiting; the fault is told when all had their turn.
  const faults: unknown[] = [];
  for (const one of waiting) await scanOne(ctx, tools, one).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

/** One file for the scanner; without one, nothing. */
export async function scanOne(ctx: Context, tools: Tools | undefined, { forumId, id }: { forumId: string; id: string }): Promise<void> {
  const inside = await enter(ctx, forumId);
  if (inside && tools?.scan) await scanAttachment(inside, { files: tools.attachments, scan: tools.scan }, id);
}

async function translateEverything(ctx: Context, _: string, tools?: Tools): Promise<void> {
  for (const asked of tools?.translator ? await askedTranslations(ctx) : []) await translateOne(ctx, tools, asked);
}

/** One translation by the provider; without one, nothing. */
export async function translateOne(ctx: Context, tools: Tools | undefined, { forumId, contributionId, locale }: { forumId: string; contributionId: string; locale: string }): Promise<void> {
  const inside = await enter(ctx, forumId);
  if (inside && tools?.translator) await translateContribution(inside, tools.translator, contributionId, locale);
}

/** Where a person may be in danger and nobody has taken the case, everyone who moderates is written to. */
async function escalateEverything(ctx: Context): Promise<void> {
  for (const forumId of await forumsToObserve(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await escalateUrgent(inside);
  }
}

/** What one moderator did alone ends where no second confirmed it, whether the forum is still open or not. */
async function lapseEverything(ctx: Context): Promise<void> {
  for (const forumId of await forumsToObserve(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await lapseProposals(inside);
  }
}

/** What a job did not compare, and what is on lists that came since. One forum that fails keeps no other waiting. */
async function compareEverything(ctx: Context, _: string, tools?: Tools): Promise<void> {
  const faults: unknown[] = [];
  for (const forumId of tools ? await forumsWithUploads(ctx) : []) {
    const inside = await enter(ctx, forumId);
    if (inside && tools) await compareUploads(inside, tools.attachments).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
}

/** One upload, compared as it comes in. */
export async function compareOne(ctx: Context, tools: Tools, { forumId, id }: { forumId: string; id: string }): Promise<void> {
  const inside = await enter(ctx, forumId);
  if (inside) await compareUploads(inside, tools.attachments, id);
}

async function openEveryOwedCase(ctx: Context): Promise<void> {
  for (const forumId of await forumsOwed(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await openOwedCases(inside);
  }
}

/** The aids look at what is new. A classifier is asked in a job of its own: however slow it is, nothing waits for it. */
async function observeEverything(ctx: Context, _: string, tools?: Tools): Promise<void> {
  for (const forumId of await forumsToObserve(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await attachSignals(inside);
  }
  if (tools?.classifier) await addJob(ctx, 'classify-texts', {}, { key: 'classify-texts' });
}

/** The site's classifier looks at what it has not seen; without one, nothing. */
export async function classifyEverything(ctx: Context, tools: Tools): Promise<void> {
  for (const forumId of tools.classifier ? await forumsToObserve(ctx) : []) {
    const inside = await enter(ctx, forumId);
    if (inside && tools.classifier && !(await classifyTexts(inside, tools.classifier))) return;
  }
}

/** The site's model is asked about what it has not seen; without one, nothing. */
export async function askEverything(ctx: Context, tools: Tools): Promise<void> {
  for (const forumId of tools.model ? await forumsToCompare(ctx) : []) {
    const inside = await enter(ctx, forumId);
    if (inside && tools.model && !(await askModel(inside, tools.model))) return;
  }
}
