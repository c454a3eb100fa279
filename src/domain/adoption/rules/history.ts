import type { Consultation, Silence } from '../model.ts';
import { endOf, silenceState } from '../rules.ts';

type Course = Omit<Silence, 'objections' | 'extensions'> & { temporaryTitle: string; numberIssued: string | null; withdrawnReason: string | null; objections: readonly { stateId: string; kind: string; madeAt: Date; withdrawnAt: Date | null }[]; extended: readonly { endsAt: Date; reason: string; madeAt: Date }[]; extensions: readonly Date[]; reservations: readonly { stateId: string; kind: string; madeAt: Date }[] };

/** One thing that happened, or will. `stateId` is told to those only who may see it. */
export type Happening = { at: Date; what: 'consultation-opened' | 'consultation-over' | 'opened' | 'extended' | 'broken' | 'lifted' | 'statement' | 'withdrawn' | 'ended' | 'issued'; stateId: string | null; kind: string | null; words: string | null; until: Date | null };

const happening = (at: Date, what: Happening['what'], more: Partial<Happening> = {}): Happening => ({ at, what, stateId: null, kind: null, words: null, until: null, ...more });

/** The history of a recommendation in the order of its instants: what is past at `now`, and what the clock has set. */
export function historyOf(courses: readonly Course[], consultations: readonly Consultation[], now: Date): (Happening & { past: boolean })[] {
  const all = [
    ...consultations.flatMap(({ opensAt, endsAt }) => [happening(opensAt, 'consultation-opened', { until: endsAt }), happening(endsAt, 'consultation-over')]),
    ...courses.flatMap((course) => ofCourse(course, now)),
  ];
  return all.map((one) => ({ ...one, past: one.at <= now })).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function ofCourse(course: Course, now: Date): Happening[] {
  const state = silenceState(course, now);
  return [
    happening(course.opensAt, 'opened', { until: course.endsAt, words: course.temporaryTitle }),
    ...course.extended.map((one) => happening(one.madeAt, 'extended', { until: one.endsAt, words: one.reason })),
    ...course.objections.flatMap(({ stateId, kind, madeAt, withdrawnAt }) => [happening(madeAt, 'broken', { stateId, kind }), ...(withdrawnAt ? [happening(withdrawnAt, 'lifted', { stateId })] : [])]),
    ...course.reservations.map(({ stateId, kind, madeAt }) => happening(madeAt, 'statement', { stateId, kind })),
    ...(course.withdrawnAt ? [happening(course.withdrawnAt, 'withdrawn', { words: course.withdrawnReason })] : []),
    ...(state === 'adopted' || state === 'running' || state === 'pending' ? [happening(endOf(course), 'ended')] : []),
    ...(course.issuedAt ? [happening(course.issuedAt, 'issued', { words: course.numberIssued })] : []),
  ];
}
