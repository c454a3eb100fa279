import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duties, standings } from '../model.ts';
import { type DutySeat, freeSeats, mayEndSeat, mayFill, mayName, quotaFor, readNominations, senderOf, settled, withDuty } from './delegation.ts';

const focal = { id: 'anna', bodyId: 'at', duty: 'focal-point' as const, standing: 'good' as const };
const deputy = { id: 'ivo', bodyId: 'at', duty: 'deputy' as const, standing: 'good' as const };
const expert = { id: 'eva', bodyId: 'at', duty: null, standing: 'good' as const };

describe('a quota', () => {
  it('is that of the body, else the default of the category, else none', () => {
    const rows = [{ category: 'experts', bodyId: null, seats: 2 }, { category: 'experts', bodyId: 'at', seats: 5 }];
    expect(quotaFor(rows, 'at', 'experts')).toBe(5);
    expect(quotaFor(rows, 'ch', 'experts')).toBe(2);
    expect(quotaFor(rows, 'ch', 'delegations')).toBe(null);
  });

  it('refuses what is more than is free, in figures, and nothing without a limit', () => {
    expect(mayFill({ quota: 3, used: 2 }, 1).ok).toBe(true);
    expect(mayFill({ quota: 3, used: 2 }, 2)).toEqual({ ok: false, refusal: { code: 'accreditation.quota_exhausted', detail: { quota: 3, used: 2, free: 1, asked: 2 } } });
    expect(mayFill({ quota: 0, used: 0 }, 1).ok).toBe(false);
    expect(mayFill({ quota: null, used: 900 }, 50).ok).toBe(true);
  });

  it('is never exceeded by nominations, whatever is asked in whatever order', () => {
    fc.assert(fc.property(fc.nat(20), fc.array(fc.oneof(fc.record({ add: fc.nat(5) }), fc.record({ end: fc.nat(3) }))), (quota, steps) => {
      let used = 0;
      for (const step of steps) {
        if ('end' in step) used = Math.max(0, used - step.end);
        else if (mayFill({ quota, used }, step.add).ok) used += step.add;
        expect(used).toBeLessThanOrEqual(quota);
        expect(freeSeats({ quota, used })).toBe(quota - used);
      }
    }));
  });
});

describe('a delegation', () => {
  it('is spoken for by its focal point and deputy, in good standing, of a State', () => {
    for (const seat of [focal, deputy]) expect(mayName({ ...seat, stateId: 'AT' }).ok).toBe(true);
    for (const seat of [null, { ...focal, stateId: null }, { ...expert, stateId: 'AT' }, { ...focal, stateId: 'AT', standing: 'muted' as const }]) expect(mayName(seat).ok).toBe(false);
  });

  it('ends the seats of its own people, but nobody their own, and not that of its focal point', () => {
    expect(mayEndSeat(focal, expert).ok).toBe(true);
    expect(mayEndSeat(focal, deputy).ok).toBe(true);
    expect(mayEndSeat(deputy, focal)).toMatchObject({ refusal: { code: 'accreditation.focal_point_stays' } });
    expect(mayEndSeat(focal, focal)).toMatchObject({ refusal: { code: 'accreditation.not_oneself' } });
    expect(mayEndSeat(deputy, deputy)).toMatchObject({ refusal: { code: 'accreditation.not_oneself' } });
    for (const other of [null, { ...expert, bodyId: 'ch' }, { ...expert, standing: 'withdrawn' as const }]) expect(mayEndSeat(focal, other)).toMatchObject({ refusal: { code: 'accreditation.no_such_seat' } });
  });

  it('has exactly one sender, who holds a duty, as long as anyone holds one; and no duty twice', () => {
    const seats = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), duty: fc.constant(null), standing: fc.constantFrom(...standings), sender: fc.constant(false) }), { selector: ({ id }) => id, minLength: 1 });
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), what: fc.constantFrom(...duties, null, 'withdraw' as const) });
    fc.assert(fc.property(seats, fc.array(step, { maxLength: 12 }), (start, steps) => {
      let now: DutySeat[] = settled(start);
      for (const { id, what } of steps) {
        const target = now.find((seat) => seat.id === id && seat.standing !== 'withdrawn');
        if (!target) continue;
        now = settled(what === 'withdraw' ? now.map((seat) => (seat.id === id ? { ...seat, standing: 'withdrawn', duty: null, sender: false } : seat)) : withDuty(now, id, what));
        const holders = now.filter(({ duty, standing }) => duty !== null && standing !== 'withdrawn');
        const senders = now.filter(({ sender }) => sender);
        expect(senders).toHaveLength(holders.length > 0 ? 1 : 0);
        expect(senders.every((sender) => holders.includes(sender))).toBe(true);
        for (const duty of duties) expect(holders.filter((seat) => seat.duty === duty).length).toBeLessThanOrEqual(1);
      }
    }));
  });

  it('whose sender is replaced in the duty passes the word on with it', () => {
    const seats: DutySeat[] = [{ ...focal, sender: true }, { ...deputy, sender: false }, { ...expert, sender: false }];
    expect(senderOf(withDuty(seats, 'eva', 'focal-point'))).toBe('eva');
    expect(senderOf(withDuty(seats, 'eva', 'deputy'))).toBe('anna');
    expect(senderOf(withDuty(seats, 'anna', null))).toBe('ivo');
    // Whoever is the sender stays it, be it the deputy.
    expect(senderOf(seats.map((seat) => ({ ...seat, sender: seat.id === 'ivo' })))).toBe('ivo');
  });
});

it('a pasted list names each bad line, and none is taken then', () => {
  expect(readNominations('Eva Huber; eva@example.org; DE; observer\nUwe Lang\tuwe@example.org')).toEqual({ ok: true, rows: [{ name: 'Eva Huber', email: 'eva@example.org', locale: 'de', role: 'observer' }, { name: 'Uwe Lang', email: 'uwe@example.org', locale: 'en', role: 'participant' }] });
  const read = readNominations('Eva; eva@example.org\nEva; EVA@example.org\nUwe; nowhere\nMax; max@example.org; xx\nOle; ole@example.org; en; moderator\n; a@example.org');
  expect(read.ok ? [] : read.wrong.map((line) => line.slice(0, 2))).toEqual(['2:', '3:', '4:', '5:', '6:']);
  expect(readNominations('\n')).toMatchObject({ ok: false });
});
