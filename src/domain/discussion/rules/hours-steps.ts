import type { Step } from '../../accreditation/rules/notice-step.ts';

/** What people are told of a forum's hours. */
export type HoursStep = 'open' | 'extended' | 'closing-day' | 'closing-hours' | 'closed';

const hourMs = 3_600_000;

/**
 * The course of a forum's hours as people are told of it: its opening, each time it was kept open longer, a day and two
 * hours before its closing, and the closing. Of a forum shorter than that its opening says all.
 */
export function hoursSteps({ opensAt, closesAt }: { opensAt: Date | null; closesAt: Date | null }, extensions: readonly { at: Date }[]): Step<HoursStep>[] {
  if (!opensAt) return [];
  const before = (hours: number) => new Date((closesAt?.getTime() ?? 0) - hours * hourMs);
  const closing: Step<HoursStep>[] = closesAt ? [{ step: 'closing-day', at: before(24) }, { step: 'closing-hours', at: before(2) }] : [];
  return [
    { step: 'open', at: opensAt },
    ...extensions.map(({ at }) => ({ step: 'extended' as const, at })),
    ...closing.filter(({ at }) => at > opensAt),
    ...(closesAt ? [{ step: 'closed' as const, at: closesAt }] : []),
  ];
}
