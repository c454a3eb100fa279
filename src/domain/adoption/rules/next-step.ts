import type { SilenceState } from '../model.ts';

/** Where a recommendation stands between its draft and its symbol, as far as it says who has what to do. */
export type Standing = {
  ready: boolean;
  consultation: 'to-come' | 'open' | 'over' | null;
  unanswered: number;
  silence: SilenceState | null;
  issued: boolean;
  /** An objection stands against the words as they are now. */
  objectedAsItIs: boolean;
};

/** What comes next, and whose turn it is; each is a sentence of its own (`adopt.next.…`). */
export const nextSteps = ['finish-draft', 'await-consultation', 'comment', 'answer', 'propose', 'await-silence', 'break-or-wait', 'number', 'reword', 'done'] as const;
export type NextStep = (typeof nextSteps)[number];

/** The one thing that is next: what is under silence or decided says so; else consultation, answers, proposal in that order. */
export function nextStep({ ready, consultation, unanswered, silence, issued, objectedAsItIs }: Standing): NextStep {
  if (silence === 'running') return 'break-or-wait';
  if (silence === 'pending') return 'await-silence';
  if (silence === 'adopted') return issued ? 'done' : 'number';
  if (!ready) return 'finish-draft';
  if (consultation === 'open') return 'comment';
  if (consultation === 'to-come') return 'await-consultation';
  if (unanswered > 0) return 'answer';
  return objectedAsItIs ? 'reword' : 'propose';
}
