import { describe, expect, it } from 'vitest';
import { seededWorld, worldApart } from './world.ts';

const seeded = () => seededWorld(7, () => new Date('2012-07-02T07:00:00Z'));

describe('a world apart', () => {
  it('draws the same whichever of two comes first, and never what the other draws', () => {
    const draw = (firstFirst: boolean) => {
      const world = seeded();
      const [a, b] = [worldApart(world), worldApart(world)];
      const first = firstFirst ? a.mint() : null;
      const second = [b.mint(), b.mint()];
      return [first ?? a.mint(), ...second, Buffer.from(a.bytes(40)).toString('hex'), world.mint()];
    };
    expect(draw(false)).toEqual(draw(true));
    expect(new Set(draw(true)).size).toBe(5);
    for (const id of draw(true).slice(0, 3)) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(worldApart(seeded()).bytes(40)).toHaveLength(40);
  });
});
