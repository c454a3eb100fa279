import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role } from '../../accreditation/model.ts';
import { may } from '../../rights.ts';
import type { QuarantineRefusal, QuarantineState, QuarantineStep } from '../model.ts';

/** Where each step leads from each state; what is not listed does not happen. Nothing that two people have not settled is ever deleted. */
const steps: Readonly<Record<QuarantineState, Readonly<Partial<Record<QuarantineStep, QuarantineState>>>>> = {
  held: { 'propose-release': 'release-proposed', 'propose-confirm': 'confirm-proposed' },
  'release-proposed': { second: 'released', decline: 'held' },
  'confirm-proposed': { second: 'confirmed', decline: 'held' },
  // A decision that is reversed on appeal lets go of what it rested on.
  confirmed: { reverse: 'released', purge: 'purged' },
  released: {},
  purged: {},
};

/** The state after a step, or null where that step is not lawful in its state. */
export const nextQuarantine = (state: QuarantineState, step: QuarantineStep): QuarantineState | null => steps[state][step] ?? null;

/** Whether material still waits for two people. */
export const waitsForTwo = (state: QuarantineState): boolean => state === 'held' || state === 'release-proposed' || state === 'confirm-proposed';
/** Whether there still is something to open. */
export const canBeOpened = (state: QuarantineState): boolean => waitsForTwo(state) || state === 'confirmed';

/** Long enough to look at a file and write down what it is; who needs longer asks again. */
export const accessMinutes = 60;
/** One look: long enough for a page and what it shows, too short to come back without being asked again. */
export const lookMinutes = 10;

/** Who acts, and what ties them to the material. */
export type Hand = { roles: readonly Role[]; seatId: string; isAuthor: boolean; sharesBody: boolean };

/** Whether this person may take a hand in it at all: of the roles, and no party to it. */
export function mayHandle(hand: Hand): Outcome<null, QuarantineRefusal> {
  if (!may(hand, 'quarantine')) return refused('moderation.no_such_material');
  if (hand.isAuthor) return refused('moderation.party_to_the_case');
  return hand.sharesBody ? refused('moderation.same_delegation') : granted(null);
}

/** Whether this person may ask for it to be opened: while there is something to open. */
export function mayAsk(hand: Hand & { state: QuarantineState }): Outcome<null, QuarantineRefusal> {
  const ruling = mayHandle(hand);
  if (!ruling.ok) return ruling;
  return canBeOpened(hand.state) ? granted(null) : refused('moderation.material_settled');
}

type Access = { askedBy: string; grantedBy: string | null; endsAt: Date | null };

/** Whether this person may grant what was asked: another than the one who asked. */
export function mayGrant(hand: Hand & { state: QuarantineState }, access: Access): Outcome<null, QuarantineRefusal> {
  const ruling = mayAsk(hand);
  if (!ruling.ok) return ruling;
  if (access.grantedBy !== null) return refused('moderation.already_granted');
  return access.askedBy === hand.seatId ? refused('moderation.needs_another_person') : granted(null);
}

/** The access by which this person may look now: the one that lasts longest. */
export const openFor = <A extends Access>(accesses: readonly A[], seatId: string, now: Date): A | null =>
  accesses.filter(({ askedBy, grantedBy, endsAt }) => (askedBy === seatId || grantedBy === seatId) && endsAt !== null && now < endsAt).at(-1) ?? null;

/** Whether this person may look now: one of the two, within the time granted, which is half-open. Who asked alone sees nothing. */
export function mayView(hand: Hand & { state: QuarantineState }, access: Access | null, now: Date): Outcome<null, QuarantineRefusal> {
  const ruling = mayAsk(hand);
  if (!ruling.ok) return ruling;
  const theirs = access !== null && access.grantedBy !== null && access.grantedBy !== access.askedBy && (access.askedBy === hand.seatId || access.grantedBy === hand.seatId);
  return theirs && access.endsAt !== null && now < access.endsAt ? granted(null) : refused('moderation.not_opened');
}

/** Whether this person may propose what becomes of it: who has looked. */
export function mayPropose(hand: Hand & { state: QuarantineState; hasViewed: boolean }): Outcome<null, QuarantineRefusal> {
  const ruling = mayHandle(hand);
  if (!ruling.ok) return ruling;
  if (!nextQuarantine(hand.state, 'propose-release')) return refused('moderation.material_settled');
  return hand.hasViewed ? granted(null) : refused('moderation.not_viewed');
}

/** Whether this person may agree to a proposal or decline it: another than the one who made it. */
export function maySecond(hand: Hand & { state: QuarantineState; proposedBy: string | null }): Outcome<null, QuarantineRefusal> {
  const ruling = mayHandle(hand);
  if (!ruling.ok) return ruling;
  if (!nextQuarantine(hand.state, 'second')) return refused('moderation.not_proposed');
  return hand.proposedBy === hand.seatId ? refused('moderation.needs_another_person') : granted(null);
}

/** Whether this person may ask that confirmed material be handed to an authority; it goes by another's confirmation only. */
export function mayRefer(hand: Hand & { state: QuarantineState }): Outcome<null, QuarantineRefusal> {
  const ruling = mayHandle(hand);
  if (!ruling.ok) return ruling;
  return hand.state === 'confirmed' ? granted(null) : refused('moderation.not_confirmed');
}

export function mayConfirmReferral(hand: Hand & { state: QuarantineState }, { askedBy, confirmedBy }: { askedBy: string; confirmedBy: string | null }): Outcome<null, QuarantineRefusal> {
  const ruling = mayRefer(hand);
  if (!ruling.ok) return ruling;
  if (confirmedBy !== null) return refused('moderation.already_referred');
  return askedBy === hand.seatId ? refused('moderation.needs_another_person') : granted(null);
}

/** Whether this person may take the package: one of the two who made it. */
export const mayTakeReferral = (hand: Hand & { state: QuarantineState }, { askedBy, confirmedBy }: { askedBy: string; confirmedBy: string | null }): Outcome<null, QuarantineRefusal> => {
  const ruling = mayRefer(hand);
  if (!ruling.ok) return ruling;
  return confirmedBy !== null && (askedBy === hand.seatId || confirmedBy === hand.seatId) ? granted(null) : refused('moderation.no_such_material');
};

/** `Q-001` */
export const quarantineRef = (number: number): string => `Q-${String(number).padStart(3, '0')}`;
