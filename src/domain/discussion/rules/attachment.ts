import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { AttachmentRefusal, AttachmentState } from '../model.ts';

/** A contribution with more files than this is a parcel; one file may hold what ten do. */
export const maxAttachments = 10;
/** What the files of one forum may weigh together: a week's forum of hundreds stays far below. */
export const maxForumBytes = 2 * 1024 ** 3;

/** Whether one more file is taken. */
export function mayAttach(facts: { count: number; forumBytes: number; bytes: number }): Outcome<null, AttachmentRefusal> {
  if (facts.count >= maxAttachments) return refused('discussion.attachments_full', { max: maxAttachments });
  return facts.forumBytes + facts.bytes > maxForumBytes ? refused('discussion.attachments_forum_full') : granted(null);
}

/** What may be done with a file: opened only when it is not waiting for the scanner or to be compared, not infected, not held and not taken back. */
export function attachmentState({ scan, known, held, takenBack }: { scan: string; known: string; held: boolean; takenBack: boolean }): AttachmentState {
  if (takenBack) return 'taken-back';
  if (held) return 'held';
  if (scan === 'waiting' || scan === 'infected') return scan;
  return known === 'waiting' ? 'checking' : 'open';
}

/** The name a file leaves under: a neutral one, unless its author is named and so may its file be. */
export function fileNameOf({ anchor, number, kind, givenName }: { anchor: string; number: number; kind: string; givenName: string | null }): string {
  const given = givenName?.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '').trim().slice(0, 80);
  return `${given || `${anchor}-${number}`}.${kind}`;
}

/** A name as a browser sent it, without the folders some send along; null where nothing is left of it. */
export const givenNameOf = (sent: string | null): string | null => sent?.split(/[\\/]/).at(-1)?.replace(/[\p{C}]/gu, '').slice(0, 120) || null;
