import { atomically } from '#platform/atomically.ts';
import type { Files } from '#platform/files/store.ts';
import type { Scanner } from '#platform/incoming/clamd.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import { forgetFileToDrop, holdFile, isFileUsed, loadAttachment, loadFilesToDrop, loadWaiting, noteFileToDrop, setAttachment } from '../store/attachments.ts';
import { bumpThread } from '../store.ts';

type Refused = 'discussion.no_such_attachment';

/**
 * The scanner looks at a file that waits: clean, it may be opened; infected, it never is, and its bytes go.
 *
 * Writes   the verdict; for the file of a contribution that is infected a journal entry.
 * Refuses  `discussion.no_such_attachment` where it waits no longer.
 * Throws   where the scanner cannot say: the file goes on waiting.
 */
export async function scanAttachment(ctx: ForumContext, { files, scan }: { files: Files; scan: Scanner }, id: string): Promise<Outcome<{ clean: boolean }, Refused>> {
  const waiting = await loadAttachment(ctx, id);
  const bytes = waiting?.scan === 'waiting' ? await files.get(waiting.sha256) : null;
  if (!waiting || !bytes) return refused('discussion.no_such_attachment');
  const { clean } = await scan(bytes);
  return atomically(ctx, async (ctx): Promise<Outcome<{ clean: boolean }, Refused>> => {
    const row = await loadAttachment(ctx, id, { lock: true });
    if (row?.scan !== 'waiting') return refused('discussion.no_such_attachment');
    await setAttachment(ctx, id, { scan: clean ? 'clean' : 'infected', scanned_at: ctx.now });
    if (!clean) await noteFileToDrop(ctx, row.sha256);
    // Nothing of a draft is journaled.
    if (row.contributionId === null) return granted({ clean });
    if (!clean) await journal(ctx, { kind: events.attachmentFound, forumId: ctx.sight.forumId, subject: row.contributionId, facts: { attachment: id } });
    await notify(ctx, { topic: `question:${row.questionId}`, what: 'changed' });
    await bumpThread(ctx, row.questionId);
    return granted({ clean });
  });
}

/** All files that wait for the scanner, with their forums: for the clock, after the scanner was away. */
export const waitingAttachments = (ctx: Pick<Context, 'db'>): Promise<{ forumId: string; id: string }[]> => loadWaiting(ctx);

/** Bytes that a later stage put beside the attached files, and needs no more. */
export async function forgetFiles(ctx: Pick<Context, 'db'>, hashes: readonly Buffer[]): Promise<void> {
  for (const sha256 of hashes) await noteFileToDrop(ctx, sha256);
}

/** Takes from the store the bytes that nothing refers to any more. Shape: how many went. */
export async function dropFiles(ctx: Context, files: Files): Promise<number> {
  let dropped = 0;
  for (const sha256 of await loadFilesToDrop(ctx)) {
    await atomically(ctx, async (ctx) => {
      await holdFile(ctx, sha256);
      if (!(await isFileUsed(ctx, sha256))) {
        await files.remove(sha256);
        dropped += 1;
      }
      await forgetFileToDrop(ctx, sha256);
      return granted(null);
    });
  }
  return dropped;
}
