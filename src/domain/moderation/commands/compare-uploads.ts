import { atomically } from '#platform/atomically.ts';
import type { Files } from '#platform/files/store.ts';
import { luminanceOf } from '#platform/incoming/luminance.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import { settleComparison } from '../../discussion/commands/hold-material.ts';
import { filesToCompare, forumsToCompare, type ToCompare } from '../../discussion/queries/held.ts';
import type { HeldRefusal } from '../../discussion/model.ts';
import { type KnownEntry, type KnownMatch, observeKnown } from '../aids/known.ts';
import { perceptualOf } from '../aids/pdq.ts';
import { loadExact, loadHashLists, loadPerceptual } from '../store/hash-lists.ts';
import { loadForumsWithoutCase, loadQuarantineOf, loadWithoutCase } from '../store/quarantine.ts';
import { quarantineMatch } from './quarantine.ts';
import { joinCase } from './settle-quarantine.ts';

/** So many at a turn; a pile of older files that a new list asks for does not keep the minute. */
const mostAtOnce = 20;

/**
 * The clock, or the job of one upload, has files compared with the lists of known material that are in force. One that
 * is on a list goes to quarantine for two people; nothing else comes of it. All others may be opened from now on.
 *
 * Writes   what was compared; for a match what `quarantineMatch` writes.
 * Throws   where a file could not be looked into: it goes on waiting, and the others have their turn.
 */
export async function compareUploads(ctx: ForumContext, files: Files, only: string | null = null): Promise<{ compared: number; matched: number }> {
  const lists = await namesInForce(ctx);
  const waiting = await filesToCompare(ctx, lists, { only, most: mostAtOnce });
  const perceptual = waiting.length > 0 && lists !== '' ? await loadPerceptual(ctx) : [];
  const done = { compared: 0, matched: 0 };
  const faults: unknown[] = [];
  for (const file of waiting) {
    try {
      const match = lists === '' ? null : await matchOf(ctx, files, file, perceptual);
      const settled = await settle(ctx, file, match, lists);
      if (settled.ok) done.compared += 1;
      if (settled.ok && settled.value) done.matched += 1;
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
  return done;
}

/** Confirmed files whose text has been posted since get their case. Shape: how many. */
export async function openOwedCases(ctx: ForumContext): Promise<number> {
  const owed = await loadWithoutCase(ctx);
  for (const { number, contributionId } of owed) await joinCase(ctx, number, contributionId);
  return owed.length;
}

/** Forums in which confirmed material may still lack its case. */
export const forumsOwed = (ctx: Pick<Context, 'db'>): Promise<string[]> => loadForumsWithoutCase(ctx);

/** Forums with files that were not compared with what is in force. */
export const forumsWithUploads = async (ctx: Pick<Context, 'db'>): Promise<string[]> => forumsToCompare(ctx, await namesInForce(ctx));

const namesInForce = async (ctx: Pick<Context, 'db'>): Promise<string> => (await loadHashLists(ctx, { inForce: true })).map(({ name, version }) => `${name}/${version}`).join(' ');

async function matchOf(ctx: ForumContext, files: Files, file: ToCompare, perceptual: readonly KnownEntry[]): Promise<KnownMatch | null> {
  const hashes = [file.sha256, ...(file.sentSha256 ? [file.sentSha256] : [])];
  const exact = observeKnown({ hashes, pictures: [] }, await loadExact(ctx, hashes));
  if (exact) return exact;
  const bytes = perceptual.length > 0 ? await files.get(file.sha256) : null;
  const pictures = bytes ? (await luminanceOf(bytes)).flatMap((picture) => perceptualOf(picture) ?? []) : [];
  return observeKnown({ hashes, pictures }, perceptual);
}

function settle(ctx: ForumContext, { id }: ToCompare, match: KnownMatch | null, lists: string): Promise<Outcome<boolean, HeldRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<boolean, HeldRefusal>> => {
    // What two people have released once is not held again for the same entry.
    const judged = match !== null && (await loadQuarantineOf(ctx, [id])).some((one) => one.state === 'released' && one.match?.list === match.list && one.match.entry === match.entry);
    if (match && !judged) {
      const put = await quarantineMatch(ctx, id, match);
      if (!put.ok) return put;
    }
    const settled = await settleComparison(ctx, id, lists);
    return settled.ok ? granted(match !== null && !judged) : settled;
  });
}
