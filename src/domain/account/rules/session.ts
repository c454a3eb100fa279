import type { Method, StaffSecondFactor } from '../model.ts';

/** A working day and its evening; then signing in again is due, used or not. */
export const sessionHours = 12;
/** A desk that was left: longer than a plenary, shorter than half a day. */
export const idleHours = 3;
/** A use is written at most this often, so that reading costs no writing. */
export const useEveryMinutes = 15;
/** A deed of weight asks for a proof no older than this. */
export const freshMinutes = 10;

/** A proof is dated by the database and looked at by the clock of a process, which may be behind by a slow query or by the drift of two machines. */
const driftSeconds = 30;

type Times = { startedAt: Date; lastUsedAt: Date; expiresAt: Date };

/** Whether a session still stands: neither at its end nor left unused too long. */
export const stands = (s: Times, now: Date): boolean => now < s.expiresAt && now.getTime() - s.lastUsedAt.getTime() < idleHours * 3_600_000;

/** Whether a use is worth writing down. */
export const useIsDue = (lastUsedAt: Date, now: Date): boolean => now.getTime() - lastUsedAt.getTime() >= useEveryMinutes * 60_000;

/**
 * Whether the person of a session has proved lately who they are: by signing in, or by being asked again.
 * Asked by what changes an address or a key, exports, or opens an identity: disclosing an unattributed author asks
 * it of each of the two custodians at the moment each signs.
 */
export function isFresh(s: { startedAt: Date; confirmedAt: Date | null }, now: Date): boolean {
  const proved = Math.max(s.startedAt.getTime(), s.confirmedAt?.getTime() ?? 0);
  const age = now.getTime() - proved;
  return age >= -driftSeconds * 1_000 && age <= freshMinutes * 60_000;
}

/** How many factors a way of signing in proves: a passkey is a device held and its owner's gesture. */
export const factorsOf = (method: Method): 1 | 2 => (method === 'passkey' ? 2 : 1);

/** Whether a session must prove a second factor before it counts: whoever has one set up, and staff where the house says so. */
export const needsSecondFactor = (s: { factors: number; hasFactor: boolean; staff: boolean }, policy: StaffSecondFactor): boolean =>
  s.factors < 2 && (s.hasFactor || (s.staff && policy === 'required'));
