import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { blocksOf } from '#platform/text/cover.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { CoverRefusal } from '../model.ts';
import { readRef } from '../rules.ts';
import type { CoverInput, LiftInput } from '../schema.ts';
import { loadAttachment } from '../store/attachments.ts';
import { insertCover, liftCoverRow, loadCovers, renderCovered, setAttachmentCover } from '../store/covers.ts';
import { bumpThread, type ContributionRow, loadContribution, loadRevisions } from '../store.ts';

type Refused = CoverRefusal | 'platform.submission_reused';

/**
 * A moderator puts a passage of a contribution, all of it, or one of its files behind a description: readers see that
 * first, and open it knowingly. The text stays as it was written; only how it is shown changes.
 *
 * Writes   the cover, the text as it is shown, one journal entry.
 * Refuses  `discussion.no_such_contribution`, `discussion.no_such_passage`, `discussion.no_such_attachment`.
 */
export function coverMaterial(ctx: ForumContext, ref: string, { submissionId, what, from, to, description }: CoverInput): Promise<Outcome<{ code: string; cover: string }, Refused>> {
  return once(ctx, submissionId, { ref, what, from, to, description }, async (ctx): Promise<Outcome<{ code: string; cover: string }, Refused>> => {
    const contribution = await held(ctx, ref);
    if (!contribution) return refused('discussion.no_such_contribution');
    const attachmentId = what === 'text' ? null : what;
    const range = attachmentId === null && from !== undefined ? { from: from - 1, to: Math.max(from, to ?? from) } : null;
    if (attachmentId !== null && (await loadAttachment(ctx, attachmentId, { lock: true }))?.contributionId !== contribution.id) return refused('discussion.no_such_attachment');
    if (range && range.to > (await blocksIn(ctx, contribution))) return refused('discussion.no_such_passage');
    const id = ctx.world.mint();
    await insertCover(ctx, contribution.id, { id, attachmentId, revision: contribution.revision, range, description });
    await show(ctx, contribution, attachmentId, description);
    await journal(ctx, { kind: events.covered, forumId: ctx.sight.forumId, subject: contribution.id, facts: { cover: id, attachment: attachmentId, revision: contribution.revision, from: range?.from ?? null, to: range?.to ?? null }, commit: { description } });
    return granted({ code: contribution.code, cover: id });
  });
}

/** A moderator lifts a cover: what lay behind it stands open again. Refuses `discussion.no_such_cover`. */
export function liftCover(ctx: ForumContext, ref: string, { submissionId, cover }: LiftInput): Promise<Outcome<{ code: string }, Refused>> {
  return once(ctx, submissionId, { ref, cover }, async (ctx): Promise<Outcome<{ code: string }, Refused>> => {
    const contribution = await held(ctx, ref);
    const found = contribution && (await loadCovers(ctx, contribution.id)).find(({ id }) => id === cover);
    if (!contribution || !found) return refused('discussion.no_such_cover');
    await liftCoverRow(ctx, cover);
    await show(ctx, contribution, found.attachmentId, null);
    await journal(ctx, { kind: events.uncovered, forumId: ctx.sight.forumId, subject: contribution.id, facts: { cover } });
    return granted({ code: contribution.code });
  });
}

async function held(ctx: ForumContext, ref: string): Promise<ContributionRow | null> {
  const asked = readRef(ref);
  const contribution = asked && may(ctx.sight, 'cover') ? await loadContribution(ctx, asked, { lock: true }) : null;
  return contribution?.visibility === 'shown' ? contribution : null;
}

async function blocksIn(ctx: ForumContext, { id, revision }: ContributionRow): Promise<number> {
  const wording = (await loadRevisions(ctx, id)).find(({ number }) => number === revision);
  return blocksOf(renderMarkdown(wording?.markdown ?? '')).length;
}

async function show(ctx: ForumContext, contribution: ContributionRow, attachmentId: string | null, description: string | null): Promise<void> {
  if (attachmentId === null) await renderCovered(ctx, contribution);
  else {
    const others = (await loadCovers(ctx, contribution.id)).filter((cover) => cover.attachmentId === attachmentId);
    await setAttachmentCover(ctx, attachmentId, description ?? others.at(-1)?.description ?? null);
  }
  await notify(ctx, { topic: `question:${contribution.questionId}`, what: 'changed' });
  await bumpThread(ctx, contribution.questionId);
}
