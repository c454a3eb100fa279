import { granted, type Outcome, refused } from '#platform/outcome.ts';

export const invitationStates = ['queued', 'sent', 'bounced', 'opened', 'accepted', 'declined', 'expired', 'cancelled', 'replaced'] as const;
export type InvitationState = (typeof invitationStates)[number];
export type Answer = 'accepted' | 'declined' | 'replaced' | 'cancelled';

/** What the outbox knows of a letter. `nextAt` null and not sent: given up. `returned`: it came back, or its address takes no letters. */
export type LetterFacts = { sentAt: Date | null; nextAt: Date | null; returned: boolean };
export type StateFacts = { answer: Answer | null; openedAt: Date | null; expiresAt: Date; letter: LetterFacts | null };

/**
 * Where an invitation stands: it follows from facts and the clock, and is kept nowhere.
 * A letter given up matters more than a deadline: the address is wrong, and a new deadline would not help.
 */
export function invitationState({ answer, openedAt, expiresAt, letter }: StateFacts, now: Date): InvitationState {
  if (answer) return answer;
  // Whoever has opened the link has the letter, whatever a server on the way said.
  if (letter && (letter.returned ? !openedAt : !letter.sentAt && !letter.nextAt)) return 'bounced';
  if (now >= expiresAt) return 'expired';
  if (openedAt) return 'opened';
  return letter && !letter.sentAt ? 'queued' : 'sent';
}

/** Why an invitation was not delivered, as far as it tells what to do: the address is wrong, or no server took the letter. */
export const undelivered = (letter: LetterFacts | null): 'returned' | 'given-up' => (letter?.returned ? 'returned' : 'given-up');

export type OnInvitationRefusal = 'invitation.already_accepted' | 'invitation.already_declined' | 'invitation.already_replaced' | 'invitation.already_cancelled';

/** Whether a new letter with a new link may go out: not to who has answered, and not for one that a newer replaced. */
export function mayResend(state: InvitationState): Outcome<null, OnInvitationRefusal> {
  if (state === 'accepted') return refused('invitation.already_accepted');
  if (state === 'declined') return refused('invitation.already_declined');
  return state === 'replaced' ? refused('invitation.already_replaced') : granted(null);
}

/** Whether an invitation may be taken back: as long as nobody has answered it. */
export function mayCancel(state: InvitationState): Outcome<null, OnInvitationRefusal> {
  return state === 'cancelled' ? refused('invitation.already_cancelled') : mayResend(state);
}

/** Whether somebody is to be reminded: a letter has reached them, and their answer is still awaited. */
export const mayRemind = (state: InvitationState): boolean => state === 'sent' || state === 'opened';
