import { atomically } from '#platform/atomically.ts';
import type { Files } from '#platform/files/store.ts';
import { fileKinds } from '#platform/incoming/model.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor, isTwoKeyedWord } from '../../disclosure/custody.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { ShownAttachment } from '../model.ts';
import { attachmentState, fileNameOf } from '../rules/attachment.ts';
import { anchorOf, mayRevise, readRef, refOf } from '../rules.ts';
import { type AttachmentRow, loadAttachment, loadAttachmentsAt, loadAttachmentsOf } from '../store/attachments.ts';
import { loadContribution, loadQuestion } from '../store.ts';

/** More than a screen of a file's words is read on a page of its own. */
const firstWords = 1_500;

/** The files of all that is shown under a question, by contribution. */
export async function attachmentsOf(ctx: ForumContext, shown: readonly { id: string; anchor: string }[]): Promise<ReadonlyMap<string, ShownAttachment[]>> {
  const anchors = new Map(shown.map(({ id, anchor }) => [id, anchor]));
  const byContribution = new Map<string, ShownAttachment[]>();
  for (const row of await loadAttachmentsOf(ctx, [...anchors.keys()])) {
    const id = row.contributionId ?? '';
    byContribution.set(id, [...(byContribution.get(id) ?? []), showAttachment(row, anchors.get(id) ?? '')]);
  }
  return byContribution;
}

/** A file as it may be shown: its name only where its author is named. */
export function showAttachment(row: AttachmentRow, anchor: string): ShownAttachment {
  const { id, number, kind, bytes, description, removed, words, scan } = row;
  const state = attachmentState(row);
  // Of a file that is compared or held nothing is said but that, not even to who sent it.
  if (state === 'checking' || state === 'held') return { id, number, kind, bytes: 0, description: '', removed, state, scanned: false, cover: null, fileName: '', words: null };
  const readable = state === 'open' && words !== null;
  return { id, number, kind, bytes, description, removed, state, scanned: scan === 'clean', cover: row.cover, fileName: fileNameOf({ anchor, number, kind, givenName: row.givenName }), words: readable ? { text: words.slice(0, firstWords), more: words.length > firstWords } : null };
}

export type AttachmentsPage = { code: string; ref: string | null; to: string | null; attachments: ShownAttachment[] };

/** The files of one's draft under a question or in reply; null where there is no such place. */
export async function draftAttachments(ctx: ForumContext, code: string, to: string | null): Promise<AttachmentsPage | null> {
  const { seat } = ctx.sight;
  const question = await loadQuestion(ctx, code);
  const asked = to ? readRef(to) : null;
  const parent = asked ? await loadContribution(ctx, asked) : null;
  if (!question || !seat || (to && parent?.visibility !== 'shown')) return null;
  const rows = await loadAttachmentsAt(ctx, { seatId: seat.id, questionId: question.id, parentId: parent?.id ?? null });
  return { code, ref: null, to: parent ? anchorOf(parent.code, parent.number) : null, attachments: rows.map((row) => showAttachment(row, code)) };
}

/** The files of one's own contribution, as long as it may be changed; null for everyone else. */
export async function ownAttachments(ctx: ForumContext, ref: string): Promise<AttachmentsPage | null> {
  const asked = readRef(ref);
  const contribution = asked && (await loadContribution(ctx, asked));
  const { seat, forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!contribution || !seat || !forum) return null;
  const own = await atomically(ctx, async (ctx) => granted({ isAuthor: await isAuthor(ctx, forumId, contribution.id, seat.id), twoKeyed: await isTwoKeyedWord(ctx, forumId, contribution.id) }));
  if (!own.ok || !mayRevise({ receivedAt: contribution.receivedAt, windowMinutes: forum.editWindowMinutes, visibility: contribution.visibility, regime: contribution.regime, held: contribution.held, ...own.value }, ctx.now).ok) return null;
  const rows = await loadAttachmentsAt(ctx, { contributionId: contribution.id, questionId: contribution.questionId });
  return { code: contribution.code, ref: refOf(contribution.code, contribution.number), to: null, attachments: rows.filter(({ takenBack }) => !takenBack).map((row) => showAttachment(row, anchorOf(contribution.code, contribution.number))) };
}

export type OpenedAttachment = { mediaType: string; fileName: string; bytes: Uint8Array };
export type ReadAttachment = { attachment: ShownAttachment; words: string; lang: string; code: string; ref: string };

/**
 * A file to be opened. It shares the fate of its contribution: where that is withheld or withdrawn, the file is gone;
 * with a draft it is its sender's alone; with the scanner it is nobody's.
 */
export async function openAttachment(ctx: ForumContext, files: Files, id: string): Promise<OpenedAttachment | null> {
  const found = await visibleAttachment(ctx, id);
  const bytes = found && (await files.get(found.row.sha256));
  return found && bytes ? { mediaType: fileKinds[found.row.kind], fileName: found.attachment.fileName, bytes } : null;
}

/** All words of a file, under the same conditions. */
export async function readAttachment(ctx: ForumContext, id: string): Promise<ReadAttachment | null> {
  const found = await visibleAttachment(ctx, id);
  if (!found?.row.words || !found.contribution) return null;
  const { row, attachment, contribution } = found;
  return { attachment, words: row.words ?? '', lang: contribution.lang, code: contribution.code, ref: refOf(contribution.code, contribution.number) };
}

async function visibleAttachment(ctx: ForumContext, id: string) {
  const row = /^[0-9a-f-]{36}$/.test(id) ? await loadAttachment(ctx, id) : null;
  if (!row || attachmentState(row) !== 'open') return null;
  if (row.contributionId === null) return row.seatId === ctx.sight.seat?.id ? { row, attachment: showAttachment(row, 'draft'), contribution: null } : null;
  const contribution = await loadContribution(ctx, { id: row.contributionId });
  if (contribution?.visibility !== 'shown') return null;
  return { row, attachment: showAttachment(row, anchorOf(contribution.code, contribution.number)), contribution };
}
