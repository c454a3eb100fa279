import { createHash } from 'node:crypto';
import type { Files } from '#platform/files/store.ts';
import { inspectFile, maxFileBytes } from '#platform/incoming/inspect.ts';
import type { Cleaned, Unfit } from '#platform/incoming/model.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { addJob } from '#platform/queue/add-job.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor, isTwoKeyedWord } from '../../disclosure/custody.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { AttachmentRefusal, ContributionRefusal } from '../model.ts';
import { givenNameOf, mayAttach } from '../rules/attachment.ts';
import { mayRevise, readRef } from '../rules.ts';
import type { AttachInput } from '../schema.ts';
import { deleteAttachment, forumBytes, holdFile, insertAttachment, loadAttachment, loadAttachmentsAt, noteFileToDrop, type Place, setAttachment } from '../store/attachments.ts';
import { bumpThread, loadContribution, loadQuestion } from '../store.ts';

/** Where files are kept, and whether a scanner looks at them first. */
export type Keeping = { files: Files; scanner: boolean };
/** To one's own draft under a question or in reply, or to one's own contribution. */
export type AttachTo = { code: string; parent: string | null } | { ref: string };
type Refused = ContributionRefusal | AttachmentRefusal | 'platform.submission_reused';

/**
 * A file goes with a draft, or with a contribution as long as its author may change it. What it is, is found by its
 * content; what it said of its makers is taken out, and told to the sender in kinds.
 *
 * Writes   the cleaned bytes in the file store and a row; a job where a scanner is to look; for a contribution a journal entry.
 * Refuses  what is no PDF, picture or office document, would act, is locked, or unpacks too far; a file too many; and
 *          as `mayRevise` does for a contribution.
 */
export async function attachFile(ctx: ForumContext, { files, scanner }: Keeping, to: AttachTo, { submissionId, file, description, cover }: AttachInput, sentName: string | null = null): Promise<Outcome<{ id: string; removed: string[] }, Refused>> {
  if (!may(ctx.sight, 'post')) return refused('discussion.not_yours');
  if (file.length > maxFileBytes) return refused('discussion.attachment_too_large', { megabytes: maxFileBytes / 1024 ** 2 });
  // Looking at a file takes longer than all else and needs nothing locked: it is done before the transaction begins.
  const inspected = await inspectFile(file);
  if (!inspected.ok) return refusedAs(inspected.why);
  const { kind, bytes, removed, text } = inspected satisfies Cleaned;
  const sha256 = createHash('sha256').update(bytes).digest();
  const sent = createHash('sha256').update(file).digest();
  return once(ctx, submissionId, { to, description, cover: cover ?? null, sent: sent.toString('hex') }, async (ctx): Promise<Outcome<{ id: string; removed: string[] }, Refused>> => {
    const place = await placeOf(ctx, to);
    if (!place.ok) return place;
    const there = await loadAttachmentsAt(ctx, place.value);
    const ruling = mayAttach({ count: there.filter(({ takenBack }) => !takenBack).length, forumBytes: await forumBytes(ctx), bytes: bytes.length });
    if (!ruling.ok) return ruling;
    // Held, so that the worker does not take away what somebody begins to need.
    await holdFile(ctx, sha256);
    await files.put(bytes);
    const id = ctx.world.mint();
    const known = await insertAttachment(ctx, place.value, { id, number: (there.at(-1)?.number ?? 0) + 1, kind, sha256, bytes: bytes.length, description, givenName: givenNameOf(sentName), removed, words: text, scan: scanner ? 'waiting' : 'none', cover: cover ? description : null, sentSha256: sent });
    if (scanner) await addJob(ctx, 'scan-attachment', { forumId: ctx.sight.forumId, id });
    if (known === 'waiting') await addJob(ctx, 'compare-attachment', { forumId: ctx.sight.forumId, id });
    if ('contributionId' in place.value) {
      await journal(ctx, { kind: events.attached, forumId: ctx.sight.forumId, subject: place.value.contributionId, facts: { attachment: id, type: kind, removed }, commit: { file: sha256.toString('hex') } });
      await changed(ctx, place.value.questionId);
    }
    return granted({ id, removed });
  });
}

/**
 * Takes a file back: from one's draft it is gone, from one's contribution it leaves its place and its number.
 *
 * Refuses  as `mayRevise` does; a file of somebody else is not there; `discussion.attachment_held`.
 */
export function takeFileBack(ctx: ForumContext, { id, submissionId }: { id: string; submissionId: string }): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { id }, async (ctx): Promise<Outcome<null, Refused>> => {
    const { seat, forumId } = ctx.sight;
    const found = await loadAttachment(ctx, id, { lock: true });
    if (!found || found.takenBack || !seat || !may(ctx.sight, 'revise')) return refused('discussion.no_such_attachment');
    if (found.contributionId === null) {
      if (found.seatId !== seat.id) return refused('discussion.no_such_attachment');
      if (found.held) return refused('discussion.attachment_held');
      await deleteAttachment(ctx, id);
      return granted(null);
    }
    const ruling = await mayChange(ctx, { id: found.contributionId });
    if (!ruling.ok) return ruling;
    if (found.held) return refused('discussion.attachment_held');
    await setAttachment(ctx, id, { taken_back: true });
    await noteFileToDrop(ctx, found.sha256);
    await journal(ctx, { kind: events.attachmentTakenBack, forumId, subject: found.contributionId, facts: { attachment: id } });
    await changed(ctx, found.questionId);
    return granted(null);
  });
}

async function placeOf(ctx: ForumContext, to: AttachTo): Promise<Outcome<Place, Refused>> {
  if ('ref' in to) {
    const asked = readRef(to.ref);
    return asked ? mayChange(ctx, asked) : refused('discussion.no_such_contribution');
  }
  const { seat } = ctx.sight;
  const question = await loadQuestion(ctx, to.code);
  const asked = to.parent ? readRef(to.parent) : null;
  const parent = asked ? await loadContribution(ctx, asked) : null;
  if (!question || !seat || (to.parent && parent?.visibility !== 'shown')) return refused('discussion.no_such_question');
  return granted({ seatId: seat.id, questionId: question.id, parentId: parent?.id ?? null });
}

/** A contribution held for its author, within the time in which they may change it. */
async function mayChange(ctx: ForumContext, asked: { id: string } | { code: string; number: number }): Promise<Outcome<{ contributionId: string; questionId: string }, Refused>> {
  const { seat, forumId } = ctx.sight;
  const contribution = await loadContribution(ctx, asked, { lock: true });
  const forum = await forumFacts(ctx, forumId);
  if (!seat || !forum || !contribution) return refused('discussion.no_such_contribution');
  const ruling = mayRevise({ receivedAt: contribution.receivedAt, windowMinutes: forum.editWindowMinutes, visibility: contribution.visibility, isAuthor: await isAuthor(ctx, forumId, contribution.id, seat.id), twoKeyed: await isTwoKeyedWord(ctx, forumId, contribution.id), regime: contribution.regime, held: contribution.held }, ctx.now);
  return ruling.ok ? granted({ contributionId: contribution.id, questionId: contribution.questionId }) : ruling;
}

async function changed(ctx: ForumContext, questionId: string): Promise<void> {
  await notify(ctx, { topic: `question:${questionId}`, what: 'changed' });
  await bumpThread(ctx, questionId);
}

function refusedAs(why: Unfit): Outcome<never, AttachmentRefusal> {
  switch (why) {
    case 'unknown':
      return refused('discussion.attachment_unknown');
    case 'unreadable':
      return refused('discussion.attachment_unreadable');
    case 'active':
      return refused('discussion.attachment_active');
    case 'locked':
      return refused('discussion.attachment_locked');
    case 'too_many_pixels':
      return refused('discussion.attachment_pixels');
    case 'unpacks_too_far':
      return refused('discussion.attachment_unpacks');
    default:
      return why satisfies never;
  }
}
