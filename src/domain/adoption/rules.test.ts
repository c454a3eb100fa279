import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Silence } from './model.ts';
import { endOf, mayExtend, mayObject, silenceState } from './rules.ts';

const opensAt = new Date('2012-08-06T10:00:00Z');
const endsAt = new Date('2012-08-17T10:00:00Z');
const lastMoment = new Date(endsAt.getTime() - 1);
const running: Silence = { opensAt, endsAt, withdrawnAt: null, extensions: [], objections: [] };
const austria = { stateId: 'at', speaksForState: true, participating: true };

describe('a recommendation under silence', () => {
  it('is adopted at the deadline, not a millisecond before', () => {
    expect(silenceState(running, new Date(opensAt.getTime() - 1))).toBe('pending');
    expect(silenceState(running, lastMoment)).toBe('running');
    expect(silenceState(running, endsAt)).toBe('adopted');
  });
  it('takes an objection up to the last moment, and none at the deadline', () => {
    expect(mayObject(running, austria, lastMoment)).toEqual({ ok: true, value: 'at' });
    expect(mayObject(running, austria, endsAt)).toMatchObject({ refusal: { code: 'adoption.silence_not_open' } });
  });
  it('is broken by the authorised sender of a participating State only', () => {
    expect(mayObject(running, { ...austria, stateId: null }, opensAt)).toMatchObject({ refusal: { code: 'adoption.not_a_delegation' } });
    expect(mayObject(running, { ...austria, participating: false }, opensAt)).toMatchObject({ refusal: { code: 'adoption.not_a_participating_state' } });
    expect(mayObject(running, { ...austria, speaksForState: false }, opensAt)).toMatchObject({ refusal: { code: 'adoption.not_the_authorised_sender' } });
  });
  it('can be joined in breaking, once by each State', () => {
    const broken = { ...running, objections: [{ stateId: 'at' }] };
    expect(mayObject(broken, austria, lastMoment)).toMatchObject({ refusal: { code: 'adoption.already_objected' } });
    expect(mayObject(broken, { ...austria, stateId: 'ch' }, lastMoment).ok).toBe(true);
  });
  it('is never adopted once an objection was admitted, at any two instants and under any extensions', () => {
    const instant = fc.date({ noInvalidDate: true, min: new Date('2012-08-01Z'), max: new Date('2012-09-30Z') });
    fc.assert(fc.property(instant, instant, fc.array(instant), (madeAt, now, extensions) => {
      const silence = { ...running, extensions };
      fc.pre(mayObject(silence, austria, madeAt).ok);
      expect(silenceState({ ...silence, objections: [{ stateId: 'at' }] }, now)).toBe('broken');
    }));
  });
  it('is extended, never shortened, never revived', () => {
    expect(mayExtend(running, endsAt, lastMoment)).toMatchObject({ refusal: { code: 'adoption.never_shortened' } });
    expect(mayExtend(running, new Date('2012-08-20Z'), lastMoment).ok).toBe(true);
    expect(mayExtend(running, new Date('2012-08-20Z'), endsAt)).toMatchObject({ refusal: { code: 'adoption.silence_not_open' } });
    expect(endOf({ endsAt, extensions: [new Date('2012-08-10Z')] })).toEqual(endsAt);
  });
});
