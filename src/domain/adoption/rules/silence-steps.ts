import type { Step } from '../../accreditation/rules/notice-step.ts';
import type { Silence } from '../model.ts';
import { endOf, silenceState } from '../rules.ts';

/** What people are told of a silence procedure. */
export type SilenceStep = 'opened' | 'extended' | 'reminder' | 'broken' | 'adopted';
/** A procedure with when each thing happened to it. */
export type Course = Pick<Silence, 'opensAt' | 'endsAt' | 'withdrawnAt'> & { objections: readonly { stateId: string; madeAt: Date }[]; extensions: readonly { endsAt: Date; madeAt: Date }[] };

const hourMs = 3_600_000;
/** How long before its end silence is called to mind. */
const remindersBeforeHours = [72, 24, 2] as const;

/** When silence ends, extensions counted. */
export const endOfCourse = ({ endsAt, extensions }: Course): Date => endOf({ endsAt, extensions: extensions.map((one) => one.endsAt) });

/**
 * The course of a procedure as people are told of it. Broken, it is over at its first objection; extended, it is called
 * to mind before its new end; withdrawn, there is nothing to tell. Of a silence not yet begun nothing is called to mind.
 */
export function silenceSteps(course: Course, now: Date): Step<SilenceStep>[] {
  const state = silenceState({ ...course, extensions: course.extensions.map(({ endsAt }) => endsAt) }, now);
  if (state === 'withdrawn') return [];
  const objected = course.objections.map(({ madeAt }) => madeAt.getTime());
  if (objected.length > 0) return [{ step: 'broken', at: new Date(Math.min(...objected)) }];
  const end = endOfCourse(course);
  const reminders = remindersBeforeHours.map((hours) => new Date(end.getTime() - hours * hourMs)).filter((at) => at > course.opensAt);
  return [
    { step: 'opened', at: course.opensAt },
    ...course.extensions.map(({ madeAt }) => ({ step: 'extended' as const, at: madeAt })),
    ...reminders.map((at) => ({ step: 'reminder' as const, at })),
    { step: 'adopted', at: end },
  ];
}
