import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#platform/config.ts';
import { openHouse, type TestHouse } from '../../tests/house.ts';
import { commands } from './commands.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

const run = (name: string, positionals: string[], values: Record<string, string | boolean> = {}): Promise<string> => {
  const read = readConfig({});
  const command = commands[name];
  if (!read.ok || !command) throw new Error(`no command ${name}`);
  return command.run({ config: read.config, databaseUrl: house.url, pool: house.pool, world: house.world, ctx: house.operator(), close: async () => {} }, { positionals, values });
};

describe('the operator', () => {
  it('is told what retention would erase and when, and erases nothing by it', async () => {
    await expect(run('retention', [])).rejects.toThrow('--dry-run');
    const said = await run('retention', [], { 'dry-run': true });
    expect(said).toContain('unattributed-link: 0');
    expect(said).toContain('2013-07-06T15:00:00.000Z internet-2012-2 unattributed-link');
  });

  it('erases a person on a lawful request, with its words, once', async () => {
    await expect(run('erase-person', ['dmitri@example.org'])).rejects.toThrow('--reason');
    expect(await run('erase-person', ['Dmitri@example.org'], { reason: 'Request of 3 July.' })).toMatch(/^Erased\. \d+ openings/);
    await expect(run('erase-person', ['dmitri@example.org'], { reason: 'Again.' })).rejects.toThrow();
    expect(await run('check-openings', [])).toContain('missing without a reason: 0');
  });
});
