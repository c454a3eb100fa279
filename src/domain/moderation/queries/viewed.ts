import type { Files } from '#platform/files/store.ts';
import { fileKinds } from '#platform/incoming/model.ts';
import type { ForumContext } from '../../context.ts';
import type { HeldContent } from '../../discussion/model.ts';
import { heldById } from '../../discussion/queries/held.ts';
import { lookMinutes, mayView, quarantineRef } from '../rules/quarantine.ts';
import { loadAccesses, loadQuarantine, loadViews } from '../store/quarantine.ts';
import { handOn } from './hand-on.ts';

/** What was taken out of sight, for one who looked and may look still; null for everybody else. Each look was journaled. */
export async function viewedContent(ctx: ForumContext, number: number, view: string): Promise<{ content: HeldContent; heldId: string } | null> {
  const found = await loadQuarantine(ctx, number);
  const hand = found && (await handOn(ctx, found));
  if (!found || !hand || !/^[0-9a-f-]{36}$/.test(view)) return null;
  const looked = (await loadViews(ctx, found.id)).find(({ id, seatId }) => id === view && seatId === hand.seatId);
  if (!looked || ctx.now.getTime() >= looked.at.getTime() + lookMinutes * 60_000) return null;
  const access = (await loadAccesses(ctx, found.id)).find(({ id }) => id === looked.accessId);
  if (!access || !mayView({ ...hand, state: found.state }, access, ctx.now).ok) return null;
  const content = (await heldById(ctx, found.heldId))?.content;
  return content ? { content, heldId: found.heldId } : null;
}

/** The bytes of a file that was looked at, under the same conditions; under a name that says nothing. */
export async function viewedFile(ctx: ForumContext, files: Files, number: number, view: string): Promise<{ mediaType: string; fileName: string; bytes: Uint8Array } | null> {
  const viewed = await viewedContent(ctx, number, view);
  const held = viewed?.content.kind === 'attachment' ? await heldById(ctx, viewed.heldId) : null;
  const bytes = held && (await files.get(held.sha256));
  if (viewed?.content.kind !== 'attachment' || !bytes) return null;
  return { mediaType: fileKinds[viewed.content.type], fileName: `${quarantineRef(number)}.${viewed.content.type}`, bytes };
}
