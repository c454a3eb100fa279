import { granted, type Outcome, refused } from '#platform/outcome.ts';

export const applicationStates = ['unconfirmed', 'lapsed', 'waiting', 'approved', 'refused', 'seated'] as const;
export type ApplicationState = (typeof applicationStates)[number];
export type ApplicationFacts = { confirmUntil: Date; confirmedAt: Date | null; decision: 'approved' | 'refused' | null; /** Whether the invitation of an approval was accepted. */ seated: boolean };

/** Hours in which an address must be confirmed. */
export const confirmHours = 48;

/** Where an application stands: it follows from facts and the clock. */
export function applicationState({ confirmUntil, confirmedAt, decision, seated }: ApplicationFacts, now: Date): ApplicationState {
  if (decision === 'approved') return seated ? 'seated' : 'approved';
  if (decision) return decision;
  if (confirmedAt) return 'waiting';
  return now < confirmUntil ? 'unconfirmed' : 'lapsed';
}

export const applicationDeeds = ['confirm', 'approve', 'refuse', 'reverse'] as const;
export type ApplicationDeed = (typeof applicationDeeds)[number];
export type ApplicationRefusal = 'application.no_such_application' | 'application.already_confirmed' | 'application.already_approved' | 'application.already_refused' | 'application.already_seated' | 'application.not_decided';

const allowed: Readonly<Record<ApplicationDeed, readonly ApplicationState[]>> = { confirm: ['unconfirmed'], approve: ['waiting'], refuse: ['waiting'], reverse: ['approved', 'refused'] };

/** Whether a deed may be done to an application. What is not confirmed is not there for the secretariat. */
export function mayDo(deed: ApplicationDeed, state: ApplicationState): Outcome<null, ApplicationRefusal> {
  if (allowed[deed].includes(state)) return granted(null);
  if (state === 'unconfirmed' || state === 'lapsed') return refused('application.no_such_application');
  if (deed === 'confirm') return refused('application.already_confirmed');
  if (state === 'waiting') return refused('application.not_decided');
  if (state === 'seated') return refused('application.already_seated');
  return refused(state === 'approved' ? 'application.already_approved' : 'application.already_refused');
}
