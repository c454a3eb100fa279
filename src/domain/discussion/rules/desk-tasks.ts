import { afterWorkingDays } from '#platform/instant.ts';
import type { Category, Regime } from '../../disclosure/model.ts';
import { shownInstant } from '../../disclosure/rules.ts';
import { isOpen } from '../../programme/rules.ts';
import type { TaskSubject } from '../model.ts';

/** What can be seen of a forum by anyone inside: nothing here depends on who wrote a text that is not attributed. */
export type DeskFacts = {
  opensAt: Date | null;
  closesAt: Date | null;
  zone: string;
  parts: readonly { letter: string; questions: readonly { code: string; contributions: number }[] }[];
  categories: readonly { category: Category; seats: number; voices: number }[];
  /** First contributions of their threads that nobody replied to. */
  unanswered: readonly { id: string; ref: string; code: string; regime: Regime; receivedAt: Date }[];
};

/** Half of the opening hours; where that falls on a weekend, the Monday after. Null while the closing is not known. */
export function halfTime({ opensAt, closesAt, zone }: Pick<DeskFacts, 'opensAt' | 'closesAt' | 'zone'>): Date | null {
  return opensAt && closesAt ? afterWorkingDays(new Date((opensAt.getTime() + closesAt.getTime()) / 2), 0, zone) : null;
}

/**
 * What is wanting in an open forum at `now`: after one working day an aspect or a question without a contribution; at
 * half-time a category without a speaker; one working day after it came, a contribution without a reply.
 *
 * Shape    an aspect silent as a whole is one task, not one for each of its questions.
 */
export function dueTasks(facts: DeskFacts, now: Date): TaskSubject[] {
  if (!facts.opensAt || !isOpen(facts, now)) return [];
  const half = halfTime(facts);
  return [
    ...(now >= afterWorkingDays(facts.opensAt, 1, facts.zone) ? facts.parts.flatMap(silentIn) : []),
    ...(half && now >= half ? facts.categories.filter(({ category, seats, voices }) => category !== 'staff' && seats > 0 && voices === 0).map(({ category }) => subject({ key: `silent-category:${category}`, kind: 'silent-category', category })) : []),
    ...facts.unanswered.filter((one) => now >= afterWorkingDays(lastKnown(one), 1, facts.zone)).map(({ id, ref, code }) => subject({ key: `unanswered:${id}`, kind: 'unanswered', code, contributionId: id, ref })),
  ];
}

function silentIn({ letter, questions }: DeskFacts['parts'][number]): TaskSubject[] {
  const silent = questions.filter(({ contributions }) => contributions === 0);
  if (silent.length === questions.length && questions.length > 1) return [subject({ key: `silent-aspect:${letter}`, kind: 'silent-aspect', part: letter })];
  return silent.map(({ code }) => subject({ key: `silent-question:${code}`, kind: 'silent-question', part: letter, code }));
}

/** The instant from which a reader would count: under `unattributed` the end of the hour shown, or the task itself would tell the minute. */
function lastKnown({ receivedAt, regime }: { receivedAt: Date; regime: Regime }): Date {
  const { at, precision } = shownInstant(receivedAt, regime);
  return precision === 'hour' ? new Date(at.getTime() + 3_600_000) : at;
}

const subject = (given: Pick<TaskSubject, 'key' | 'kind'> & Partial<TaskSubject>): TaskSubject => ({ part: null, code: null, category: null, contributionId: null, ref: null, ...given });
