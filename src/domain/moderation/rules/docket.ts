import type { CaseState, CaseStep, Measure } from '../model.ts';

/** Where each step leads from each state; what is not listed does not happen. */
const steps: Readonly<Record<CaseState, Readonly<Partial<Record<CaseStep, CaseState>>>>> = {
  // Material that was confirmed joins a case that waits, as a flag does.
  open: { flag: 'open', material: 'open', 'withdraw-flag': 'open', claim: 'claimed', propose: 'proposed', decide: 'decided' },
  claimed: { flag: 'claimed', material: 'claimed', 'withdraw-flag': 'claimed', claim: 'claimed', 'hand-over': 'open', propose: 'proposed', decide: 'decided' },
  proposed: { flag: 'proposed', material: 'proposed', 'withdraw-flag': 'proposed', confirm: 'decided', decline: 'open', lapse: 'open' },
  // An edit that was asked for is looked at after the decision: it is enough, or the case is open again.
  decided: { 'accept-edit': 'decided', reopen: 'open', appeal: 'appealed' },
  appealed: { uphold: 'upheld', reverse: 'reversed' },
  upheld: { 'accept-edit': 'upheld', reopen: 'open' },
  reversed: {},
};

/** The state of a case after a step, or null where that step is not lawful in its state. */
export const nextState = (state: CaseState, step: CaseStep): CaseState | null => steps[state][step] ?? null;

/** Whether a case still waits for a decision, so that a new flag joins it. */
export const waits = (state: CaseState): boolean => state === 'open' || state === 'claimed' || state === 'proposed';

/** Taking a text from view for good, or a person's word, is not one moderator's to do. */
export const needsSecond = (measure: Measure): boolean => measure === 'withhold' || measure === 'mute' || measure === 'suspend';

/** Whether a measure takes the text from view. */
export const takesFromView = (measure: Measure): boolean => measure === 'withhold' || measure === 'withhold-until-edited';

/** Whether a measure leaves the author to change the wording, and the case to wait for it. */
export const asksForEdit = (measure: Measure): boolean => measure === 'edit-requested' || measure === 'withhold-until-edited';

/** Whether a measure is about a person rather than a text. */
export const concernsPerson = (measure: Measure): boolean => measure === 'mute' || measure === 'suspend';

/** Hours of work in a forum's zone, Monday to Friday. */
const [begins, ends] = [9, 17];
/** Half a working day: a moderator on shift has read the thread by then, and the author is not left in doubt overnight. */
export const dueWorkingHours = 4;
/** Danger to a person does not wait for hours of work. */
export const urgentMinutes = 60;
/** How long the author has for a change that was asked for (ux: Ask the author to edit). */
export const editHours = 12;
/** How long a measure holds that one moderator took alone because of danger to a person. */
export const interimHours = 24;

/**
 * By when a case is to be decided: four hours of work from its opening, or one hour by the clock where a person is in danger.
 *
 * Shape   `localOf` and `instantOf` translate to and from the forum's zone: `2012-07-04T10:00`.
 */
export function dueAt(openedAt: Date, urgent: boolean, { localOf, instantOf }: { localOf: (at: Date) => string; instantOf: (local: string) => Date | null }): Date {
  if (urgent) return new Date(openedAt.getTime() + urgentMinutes * 60_000);
  let left = dueWorkingHours * 60;
  let [day = '', time = ''] = localOf(openedAt).split('T');
  let minute = Math.max(minutesOf(time), begins * 60);
  while (isWeekend(day) || minute >= ends * 60 || minute + left > ends * 60) {
    if (!isWeekend(day) && minute < ends * 60) left -= ends * 60 - minute;
    day = dayAfter(day);
    minute = begins * 60;
  }
  time = `${String(Math.floor((minute + left) / 60)).padStart(2, '0')}:${String((minute + left) % 60).padStart(2, '0')}`;
  // Hours of work meet no change of the clocks; should a zone have one there, the hour by the clock is near enough.
  return instantOf(`${day}T${time}`) ?? new Date(openedAt.getTime() + dueWorkingHours * 3_600_000);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
