import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedAtLeast, type Counts, lastInBatches } from './batches.ts';

const sum = (numbers: readonly number[] = []) => numbers.reduce((a, b) => a + b, 0);
/** What is told where five are enough. */
const last = (states: readonly Counts[]) => lastInBatches(states, { counts: (state) => state, told: ([first]) => sum(first) === 0 || sum(first) >= 5, k: 5 });

describe('how many have changed', () => {
  it('is what came or went in a breakdown, or moved from one count to another', () => {
    expect(changedAtLeast([[6, 2], [8]], [[6, 2], [8]])).toBe(0);
    expect(changedAtLeast([[6, 2], [8]], [[7, 2], [9]])).toBe(1);
    expect(changedAtLeast([[6, 2], [8]], [[4, 4], [8]])).toBe(2);
    expect(changedAtLeast([], [[3, 1]])).toBe(4);
  });
});

describe('figures told again and again', () => {
  it('stay as they were while fewer than five have changed, and follow when it is five', () => {
    expect(last([[[10, 4]], [[11, 4]]])).toEqual([[10, 4]]);
    expect(last([[[10, 4]], [[11, 4]], [[14, 4]]])).toEqual([[10, 4]]);
    expect(last([[[10, 4]], [[11, 4]], [[14, 5]]])).toEqual([[14, 5]]);
  });

  it('follow the first cases at once, where nothing can be told of these or nothing was told before', () => {
    expect(last([[[0, 0]], [[3, 0]]])).toEqual([[3, 0]]);
    expect(last([[[3, 0]], [[6, 0]]])).toEqual([[6, 0]]);
  });

  it('are compared with what was last told, not with what was told of nothing in between', () => {
    expect(last([[[6, 0]], [[4, 0]], [[7, 0]]])).toEqual([[4, 0]]);
  });

  it('never give two looks a difference of fewer than five, in whatever order things happen', () => {
    const week = fc.tuple(fc.nat(4), fc.nat(4), fc.nat(2));
    fc.assert(fc.property(fc.array(week, { maxLength: 12 }), (weeks) => {
      const states: Counts[] = [];
      let now = [0, 0];
      for (const [first, second, moved] of weeks) {
        const back = Math.min(moved, now[0] ?? 0);
        now = [(now[0] ?? 0) + first - back, (now[1] ?? 0) + second + back];
        states.push([now]);
      }
      const looks = states.map((_, i) => last(states.slice(0, i + 1))).filter((state): state is Counts => state !== null && (sum(state[0]) === 0 || sum(state[0]) >= 5));
      for (const [i, look] of looks.entries()) {
        const changed = i > 0 ? changedAtLeast(looks[i - 1] ?? [], look) : 0;
        expect(changed === 0 || changed >= 5).toBe(true);
      }
    }));
  });
});
