import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Silence } from './model.ts';
import { endOf, mayAttachStatement, mayExtend, mayIssue, mayObject, mayPropose, mayWithdrawObjection, mayWithdrawProposal, settlingMs, silenceState } from './rules.ts';

const opensAt = new Date('2012-08-06T10:00:00Z');
const endsAt = new Date('2012-08-17T10:00:00Z');
const lastMoment = new Date(endsAt.getTime() - 1);
const running: Silence = { opensAt, endsAt, withdrawnAt: null, issuedAt: null, extensions: [], objections: [] };
const objected = (stateId: string, withdrawnAt: Date | null = null) => ({ stateId, withdrawnAt });
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
    const broken = { ...running, objections: [objected('at')] };
    expect(mayObject(broken, austria, lastMoment)).toMatchObject({ refusal: { code: 'adoption.already_objected' } });
    expect(mayObject(broken, { ...austria, stateId: 'ch' }, lastMoment).ok).toBe(true);
  });
  it('is never adopted once an objection was admitted, at any two instants and under any extensions', () => {
    const instant = fc.date({ noInvalidDate: true, min: new Date('2012-08-01Z'), max: new Date('2012-09-30Z') });
    fc.assert(fc.property(instant, instant, fc.array(instant), (madeAt, now, extensions) => {
      const silence = { ...running, extensions };
      fc.pre(mayObject(silence, austria, madeAt).ok);
      expect(silenceState({ ...silence, objections: [objected('at')] }, now)).toBe('broken');
    }));
  });
  it('is extended, never shortened, never revived', () => {
    expect(mayExtend(running, endsAt, lastMoment)).toMatchObject({ refusal: { code: 'adoption.never_shortened' } });
    expect(mayExtend(running, new Date('2012-08-20Z'), lastMoment).ok).toBe(true);
    expect(mayExtend(running, new Date('2012-08-20Z'), endsAt)).toMatchObject({ refusal: { code: 'adoption.silence_not_open' } });
    expect(endOf({ endsAt, extensions: [new Date('2012-08-10Z')] })).toEqual(endsAt);
  });
  it('stays broken when its objection is taken back, which the State that made it does, once', () => {
    const broken = { ...running, objections: [objected('at')] };
    expect(mayWithdrawObjection(broken, austria)).toEqual({ ok: true, value: 'at' });
    expect(mayWithdrawObjection(broken, { ...austria, speaksForState: false })).toMatchObject({ refusal: { code: 'adoption.not_the_authorised_sender' } });
    expect(mayWithdrawObjection(broken, { ...austria, stateId: 'ch' })).toMatchObject({ refusal: { code: 'adoption.no_such_objection' } });
    const lifted = { ...running, objections: [objected('at', lastMoment)] };
    expect(mayWithdrawObjection(lifted, austria)).toMatchObject({ refusal: { code: 'adoption.no_such_objection' } });
    expect(silenceState(lifted, endsAt)).toBe('broken');
  });
  it('is proposed again in the same words only when no objection to them stands', () => {
    const again = { wording: 'same', opensAt: endsAt, endsAt: new Date('2012-08-30Z') };
    expect(mayPropose([{ ...running, wording: 'same', objections: [objected('at')] }], again, endsAt)).toMatchObject({ refusal: { code: 'adoption.objection_stands' } });
    expect(mayPropose([{ ...running, wording: 'other', objections: [objected('at')] }], again, endsAt).ok).toBe(true);
    expect(mayPropose([{ ...running, wording: 'same', objections: [objected('at', endsAt)] }], again, endsAt).ok).toBe(true);
    expect(mayPropose([{ ...running, wording: 'other' }], again, endsAt)).toMatchObject({ refusal: { code: 'adoption.already_under_silence' } });
    expect(mayPropose([], { ...again, opensAt: lastMoment }, endsAt)).toMatchObject({ refusal: { code: 'adoption.opens_in_the_past' } });
    expect(mayPropose([], { ...again, endsAt }, endsAt)).toMatchObject({ refusal: { code: 'adoption.ends_before_opening' } });
  });
  it('is withdrawn while nothing is decided; a statement is attached while it runs or once it is adopted', () => {
    expect([new Date(opensAt.getTime() - 1), opensAt, lastMoment, endsAt].map((now) => mayWithdrawProposal(running, now).ok)).toEqual([true, true, true, false]);
    expect([new Date(opensAt.getTime() - 1), opensAt, endsAt].map((now) => mayAttachStatement(running, austria, now).ok)).toEqual([false, true, true]);
    expect(mayAttachStatement({ ...running, objections: [objected('ch')] }, austria, lastMoment).ok).toBe(false);
  });
  it('gets its number a few minutes after its end, when no letter that came in time can be unread, once', () => {
    const settled = new Date(endsAt.getTime() + settlingMs);
    expect([new Date(settled.getTime() - 1), settled].map((now) => mayIssue(running, now, { unread: false }))).toEqual([false, true]);
    expect(mayIssue(running, settled, { unread: true })).toBe(false);
    expect(mayIssue({ ...running, issuedAt: settled }, settled, { unread: false })).toBe(false);
    expect(mayObject({ ...running, issuedAt: settled }, austria, lastMoment)).toMatchObject({ refusal: { code: 'adoption.silence_not_open' } });
  });
});
