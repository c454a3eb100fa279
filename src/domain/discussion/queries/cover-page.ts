import { blocksOf } from '#platform/text/cover.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import type { ShownAttachment } from '../model.ts';
import { anchorOf, readRef, refOf } from '../rules.ts';
import { loadAttachmentsAt } from '../store/attachments.ts';
import { type CoverRow, loadCovers } from '../store/covers.ts';
import { loadContribution, loadRevisions } from '../store.ts';
import { showAttachment } from './attachments.ts';

export type CoverPage = { code: string; ref: string; lang: string; /** The wording as written, block by block. */ blocks: readonly string[]; attachments: readonly ShownAttachment[]; covers: readonly CoverRow[] };

/** A contribution block by block with the covers that lie on it, for a moderator; null where it is not shown. */
export async function coverPage(ctx: ForumContext, ref: string): Promise<CoverPage | null> {
  const asked = readRef(ref);
  const contribution = asked && (await loadContribution(ctx, asked));
  if (contribution?.visibility !== 'shown') return null;
  const { id, code, number, lang, revision, questionId } = contribution;
  const wording = (await loadRevisions(ctx, id)).find((one) => one.number === revision);
  const files = await loadAttachmentsAt(ctx, { contributionId: id, questionId });
  return { code, ref: refOf(code, number), lang, blocks: blocksOf(renderMarkdown(wording?.markdown ?? '')), attachments: files.map((row) => showAttachment(row, anchorOf(code, number))).filter(({ state }) => state !== 'taken-back' && state !== 'checking' && state !== 'held'), covers: await loadCovers(ctx, id) };
}
