import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('gets a year of moderation as three files', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'colloquy-year-')), 'moderation');
    await expect(run('transparency-report', [], { year: '12', out })).rejects.toThrow('four digits');
    house.at('2013-01-02T08:00:00Z');
    expect(await run('transparency-report', [], { year: '2012', out })).toContain('forums that closed in 2012: 1.');
    house.at('2012-07-04T08:00:00Z');
    expect(JSON.parse(readFileSync(`${out}.json`, 'utf8'))).toMatchObject({ format: 'colloquy-transparency-year/1', sums: { automatedAlone: { withheld: 0 } } });
    expect(readFileSync(`${out}.csv`, 'utf8')).toContain('"","","automatedAlone","withheld","0"');
    expect(readFileSync(`${out}-decisions.csv`, 'utf8')).toContain('"forum","title","rule"');
  });

  it('erases a person on a lawful request, with its words, once', async () => {
    await expect(run('erase-person', ['dmitri@example.org'])).rejects.toThrow('--reason');
    expect(await run('erase-person', ['Dmitri@example.org'], { reason: 'Request of 3 July.' })).toMatch(/^Erased\. \d+ openings/);
    await expect(run('erase-person', ['dmitri@example.org'], { reason: 'Again.' })).rejects.toThrow();
    expect(await run('check-openings', [])).toContain('missing without a reason: 0');
  });
});
