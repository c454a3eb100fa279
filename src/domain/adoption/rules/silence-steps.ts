import type { Step } from '../../accreditation/rules/notice-step.ts';
import type { Silence } from '../model.ts';
import { endOf, silenceState } from '../rules.ts';

/** What people are told of a silence procedure. */
export type SilenceStep = 'opened' | 'extended' | 'reminder' | 'broken' | 'lifted' | 'withdrawn' | 'adopted';
/** A procedure with when each thing happened to it. */
export type Course = Pick<Silence, 'opensAt' | 'endsAt' | 'withdrawnAt' | 'issuedAt'> & { objections: readonly { stateId: string; madeAt: Date; withdrawnAt: Date | null }[]; extensions: readonly { endsAt: Date; madeAt: Date }[] };

const hourMs = 3_600_000;
/** How long before its end silence is called to mind. */
const remindersBeforeHours = [72, 24, 2] as const;

/** When silence ends, extensions counted. */
export const endOfCourse = ({ endsAt, extensions }: Pick<Course, 'endsAt' | 'extensions'>): Date => endOf({ endsAt, extensions: extensions.map((one) => one.endsAt) });

/**
 * The course of a procedure as people are told of it. Broken, it is over at its first objection, and what is told after
 * is that objections were taken back; extended, it is called to mind before its new end. Of a silence not yet begun
 * nothing is called to mind, and between its end and its number nothing is told: a letter may still have come in time.
 */
export function silenceSteps(course: Course, now: Date): Step<SilenceStep>[] {
  const state = silenceState({ ...course, extensions: course.extensions.map(({ endsAt }) => endsAt) }, now);
  if (state === 'withdrawn') return [{ step: 'withdrawn', at: course.withdrawnAt ?? now }];
  if (state === 'broken') return brokenSteps(course);
  if (state === 'adopted') return course.issuedAt ? [{ step: 'adopted', at: course.issuedAt }] : [];
  const end = endOfCourse(course);
  const reminders = remindersBeforeHours.map((hours) => new Date(end.getTime() - hours * hourMs)).filter((at) => at > course.opensAt);
  return [
    { step: 'opened', at: course.opensAt },
    ...course.extensions.map(({ madeAt }) => ({ step: 'extended' as const, at: madeAt })),
    ...reminders.map((at) => ({ step: 'reminder' as const, at })),
  ];
}

/** That it is broken, once; and each objection taken back. */
function brokenSteps({ objections }: Course): Step<SilenceStep>[] {
  const first = new Date(Math.min(...objections.map(({ madeAt }) => madeAt.getTime())));
  return [{ step: 'broken', at: first }, ...objections.flatMap(({ withdrawnAt }) => (withdrawnAt ? [{ step: 'lifted' as const, at: withdrawnAt }] : [])).sort((a, b) => a.at.getTime() - b.at.getTime())];
}
