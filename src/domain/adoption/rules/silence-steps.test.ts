import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import { endOf, silenceState } from '../rules.ts';
import { type Course, silenceSteps } from './silence-steps.ts';

const at = (hours: number) => new Date(Date.UTC(2012, 7, 6) + hours * 3_600_000);
const course: Course = { opensAt: at(0), endsAt: at(240), withdrawnAt: null, issuedAt: null, objections: [], extensions: [] };
const objection = (stateId: string, hours: number, lifted: number | null = null) => ({ stateId, madeAt: at(hours), withdrawnAt: lifted === null ? null : at(lifted) });
const told = (c: Course, now: Date) => stepReached(silenceSteps(c, now), now)?.step ?? null;

describe('what is told of a silence procedure', () => {
  it('is its opening, the end three days, a day and two hours ahead, nothing at the end, and the adoption once it has its number', () => {
    expect([-1, 0, 167, 168, 216, 238, 239.999, 240].map((hour) => told(course, at(hour)))).toEqual([null, 'opened', 'opened', 'reminder', 'reminder', 'reminder', 'reminder', null]);
    expect([240, 241].map((hour) => told({ ...course, issuedAt: at(241) }, at(hour)))).toEqual([null, 'adopted']);
    expect([168, 216, 238].map((hour) => stepReached(silenceSteps(course, at(hour)), at(hour))?.at)).toEqual([at(168), at(216), at(238)]);
  });

  it('is that it is broken, once, and nothing more of its end', () => {
    const broken = { ...course, objections: [objection('b', 200), objection('a', 180)] };
    expect([180, 216, 240].map((hour) => stepReached(silenceSteps(broken, at(hour)), at(hour)))).toEqual(Array(3).fill({ step: 'broken', at: at(180), until: at(180 + 14 * 24) }));
  });

  it('is each objection taken back, which adopts nothing', () => {
    const lifted = { ...course, objections: [objection('a', 180, 190), objection('b', 200, 260)] };
    expect([189, 190, 259, 260].map((hour) => told(lifted, at(hour)))).toEqual(['broken', 'lifted', 'lifted', 'lifted']);
    expect(stepReached(silenceSteps(lifted, at(261)), at(261))?.at).toEqual(at(260));
  });

  it('calls the new end to mind where it was extended, after saying so', () => {
    const extended = { ...course, extensions: [{ endsAt: at(340), madeAt: at(239) }] };
    expect([239, 240, 267, 268].map((hour) => told(extended, at(hour)))).toEqual(['extended', 'extended', 'extended', 'reminder']);
  });

  it('is that it was withdrawn, and nothing else; a short one is not called to mind before it began', () => {
    expect([told({ ...course, withdrawnAt: at(1) }, at(2)), told({ ...course, withdrawnAt: at(1) }, at(240))]).toEqual(['withdrawn', 'withdrawn']);
    expect([0, 9].map((hour) => told({ ...course, endsAt: at(10) }, at(hour)))).toEqual(['opened', 'reminder']);
  });

  it('never says adopted of what is not, whatever happened when', () => fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 }), fc.array(fc.tuple(fc.integer({ min: 1, max: 239 }), fc.integer({ min: 241, max: 500 })), { maxLength: 2 }), fc.integer({ min: -5, max: 610 }), (objections, extensions, hour) => {
    const c: Course = { ...course, issuedAt: hour >= 600 ? at(600) : null, objections: objections.map((h) => objection(`${h}`, h, h % 2 === 0 ? h + 5 : null)), extensions: extensions.map(([made, ends]) => ({ madeAt: at(made), endsAt: at(ends) })) };
    const silence = { ...c, extensions: c.extensions.map(({ endsAt }) => endsAt) };
    const step = told(c, at(hour));
    if (step === 'adopted') expect([silenceState(silence, at(hour)), at(hour) >= endOf(silence)]).toEqual(['adopted', true]);
    if (step === 'reminder') expect(at(hour) < endOf(silence)).toBe(true);
  })));
});
