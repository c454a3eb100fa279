/**
 * Where a letter of ours stands that has not arrived: waiting for its first try; tried and waiting for the next; given
 * up; returned by a server on the way; not sent because its address takes none; dropped because it said nothing any more.
 */
export const queueStates = ['waiting', 'retrying', 'failed', 'returned', 'suppressed', 'dropped'] as const;
export type QueueState = (typeof queueStates)[number];
/** What the outbox knows of a letter; `being sent` is a next try ahead with no failure behind it. */
export type QueueFacts = { sentAt: Date | null; nextAt: Date | null; attempts: number; failure: string | null; returnedAt: Date | null };

/** Why a letter was left out of the outbox by ourselves, as it is written there. */
const suppressed = 'address takes no letters';
const dropped = ['too late', 'nothing left to tell'];

/** The state of a letter; null for one that was sent and has not come back. */
export function queueState({ sentAt, nextAt, attempts, failure, returnedAt }: QueueFacts): QueueState | null {
  if (returnedAt) return 'returned';
  if (sentAt) return null;
  if (nextAt) return attempts > 0 ? 'retrying' : 'waiting';
  if (failure === suppressed) return 'suppressed';
  // Without a failure it was taken back by the deed that made it void.
  return failure === null || dropped.includes(failure) ? 'dropped' : 'failed';
}

/** Whether a letter may be tried again now: one given up or put off, or one whose address takes letters again. */
export const mayRetry = (state: QueueState | null, failure: string | null, addressTakesLetters: boolean): boolean =>
  (state === 'suppressed' || state === 'failed' || (state === 'retrying' && failure !== null)) && addressTakesLetters;

/** Why a letter has not arrived, as a word that has a message. */
export const queueReasons = ['unreachable', 'refused-for-now', 'refused', 'returned', 'suppressed', 'too-late', 'nothing-left', 'taken-back', 'fault'] as const;
export type QueueReason = (typeof queueReasons)[number];

export function queueReason(state: QueueState, failure: string | null): QueueReason | null {
  if (state === 'returned') return 'returned';
  if (state === 'suppressed') return 'suppressed';
  if (failure === 'too late') return 'too-late';
  if (failure === 'nothing left to tell') return 'nothing-left';
  if (failure === null) return state === 'dropped' ? 'taken-back' : null;
  if (/^4\d\d$/.test(failure)) return 'refused-for-now';
  if (/^5\d\d$/.test(failure)) return 'refused';
  // Words of earlier versions, and of the line.
  return failure === 'fault' ? 'fault' : 'unreachable';
}

/** The code a server answered with, where one is known. */
export const serverCode = (failure: string | null): string | null => (failure && /^[245](?:\d\d|\.\d{1,3}\.\d{1,3})$/.test(failure) ? failure : null);

/** What letters are about, as far as the page of the queue says it. */
export const letterSubjects = ['access', 'seat', 'new', 'tasks', 'personal'] as const;
export type LetterSubject = (typeof letterSubjects)[number];

/**
 * What a kind of letter is about. `personal`: that its addressee has such a letter says that they wrote something, or
 * were told something about what they wrote; whom it goes to and when is then shown to nobody. What is not known counts as that.
 */
export function subjectOf(kind: string): LetterSubject {
  if (kind.startsWith('account.')) return 'access';
  if (kind.startsWith('accreditation.')) return 'seat';
  if (kind === 'discussion.new-contributions') return 'new';
  return kind === 'discussion.desk-tasks' ? 'tasks' : 'personal';
}
