import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role } from '../model.ts';

export const staffDelayHours = 24;

const staff: readonly Role[] = ['organiser', 'moderator', 'rapporteur'];
export const isStaff = (roles: readonly Role[]): boolean => roles.some((role) => staff.includes(role));

export type RecoveryRefusal = 'accreditation.not_yours' | 'accreditation.not_staff' | 'accreditation.recovery_own' | 'accreditation.recovery_same_person';

/** Whether one may ask that somebody be let in without their second factor: an organiser, never for themselves. */
export function mayAskRecovery(by: { personId: string | null; roles: readonly Role[] }, forPerson: string): Outcome<null, RecoveryRefusal> {
  if (!by.roles.includes('organiser') || !by.personId) return refused('accreditation.not_yours');
  return by.personId === forPerson ? refused('accreditation.recovery_own') : granted(null);
}

/** Whether one may confirm it: another member of staff than all before, and not the person themselves. */
export function mayConfirmRecovery(by: { personId: string | null; roles: readonly Role[] }, recovery: { personId: string; askedBy: string; confirmedBy: readonly string[] }): Outcome<null, RecoveryRefusal> {
  if (!isStaff(by.roles) || !by.personId) return refused('accreditation.not_staff');
  if (by.personId === recovery.personId) return refused('accreditation.recovery_own');
  return by.personId === recovery.askedBy || recovery.confirmedBy.includes(by.personId) ? refused('accreditation.recovery_same_person') : granted(null);
}

/**
 * From when the second factor is taken away. At once after one confirmation; for staff, whose account opens more,
 * a day after it, in which the notice can be answered, or at once after a second one.
 */
export function readyAt(facts: { staff: boolean; confirmations: number; before: Date | null }, now: Date): Date {
  if (!facts.staff || facts.confirmations >= 2) return now;
  return facts.before ?? new Date(now.getTime() + staffDelayHours * 3_600_000);
}
