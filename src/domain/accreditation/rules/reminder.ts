import { dayIn, localOf } from '#platform/instant.ts';
import { type InvitationState, mayRemind } from './invitation-state.ts';

/** Nobody is reminded before the working day begins where the forum is. */
const firstHour = 9;

/**
 * Whether the clock reminds somebody now: their answer is awaited, and as many days have passed since their last
 * letter as the forum set. An outage is caught up with by one letter, since only the last letter is looked at.
 *
 * Units   `everyDays` counts calendar days in the forum's zone; null: the clock reminds nobody.
 */
export function reminderDue({ state, lastLetterAt, everyDays, zone }: { state: InvitationState; lastLetterAt: Date; everyDays: number | null; zone: string }, now: Date): boolean {
  if (everyDays === null || !mayRemind(state)) return false;
  if (Number(localOf(now, zone).slice(11, 13)) < firstHour) return false;
  const days = (Date.parse(dayIn(now, zone)) - Date.parse(dayIn(lastLetterAt, zone))) / 86_400_000;
  return days >= everyDays;
}
