import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationSlug, loadDemonstration } from '../src/cli/demonstration.ts';
import type { Context } from '#domain/context.ts';
import { blocksOf, contentsOf } from '#domain/report/rules.ts';
import { unaccounted } from '#domain/report/queries/unaccounted.ts';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { verify } from '#domain/record/chain.ts';
import { exportRecord } from '#domain/record/queries/export-record.ts';
import { seededWorld } from '#platform/world.ts';
import { freshDatabase } from './database.ts';

let house: Awaited<ReturnType<typeof freshDatabase>>;
let ctx: Context;
beforeAll(async () => {
  house = await freshDatabase();
  const now = new Date('2013-02-12T10:00:00Z');
  const world = seededWorld(2012, () => now);
  ctx = { db: house.pool.db, actor: { kind: 'operator', personId: null, administrator: false }, now, world, requestId: 'test' };
  await loadDemonstration({ ctx, folder: 'demonstration', until: now, progress: () => {} });
}, 180_000);
afterAll(() => house.drop());

describe('the series of 2012 with its demonstration data', () => {
  it('goes through its whole life by the commands people use', async () => {
    const count = async (table: 'contribution' | 'finding' | 'silence_procedure' | 'excerpt') => Number((await house.pool.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
    const files = [1, 2, 3, 4].map((n) => JSON.parse(readFileSync(`demonstration/forum-${n}.json`, 'utf8')));
    const sum = (key: string) => files.reduce((total: number, file) => total + file[key].length, 0);
    expect(await count('contribution')).toBe(sum('contributions'));
    expect(await count('finding')).toBe(sum('findings'));
    expect(await count('silence_procedure')).toBe(sum('silence'));
    expect(await count('excerpt')).toBe(sum('excerpts'));
  });

  it('is compiled into exactly the table of contents of the real report', async () => {
    const made = await manuscriptOf(ctx, demonstrationSlug, 'en', 'TLP:CLEAR');
    if (!made.ok) throw new Error(made.refusal.code);
    const facts = JSON.parse(readFileSync('demonstration/osce-2012-series.json', 'utf8'));
    const aspects = new Map<string, string>(facts.forums.flatMap((f: { focus_aspects: { key: string; report_title: string }[] }) => f.focus_aspects.map((a) => [a.key, a.report_title])));
    const titles = (entries: unknown[], depth = 0): { depth: number; title: string }[] => entries.flatMap((entry) => {
      if (typeof entry === 'string') return [{ depth, title: aspects.get(entry.split(' ')[0] ?? '') ?? entry }];
      const { title, children } = entry as { title: string; children?: unknown[] };
      return [{ depth, title }, ...titles(children ?? [], depth + 1)];
    });
    expect(contentsOf(made.value.chapters)).toEqual(titles(facts.report.outline));
    expect(made.value.status).toBe('Secretariat report, non-binding');
    expect(made.value.demonstration).toContain('Demonstration data');
  });

  it('leaves no contribution unaccounted for', async () => {
    expect(await unaccounted(ctx, demonstrationSlug)).toEqual({ ok: true, value: null });
    await house.pool.db.deleteFrom('disposition').where('fate', 'in', ['merged', 'out-of-scope']).execute();
    expect(await unaccounted(ctx, demonstrationSlug)).toMatchObject({ refusal: { code: 'report.contribution_open' } });
  });

  it('names nobody in the report whom a regime hides', async () => {
    const made = await manuscriptOf(ctx, demonstrationSlug, 'en', 'TLP:CLEAR');
    if (!made.ok) throw new Error(made.refusal.code);
    const people = JSON.parse(readFileSync('demonstration/people.json', 'utf8')).people as { key: string; name: string }[];
    const contributions = [1, 2, 3, 4].flatMap((n) => JSON.parse(readFileSync(`demonstration/forum-${n}.json`, 'utf8')).contributions.map((c: { key: string; author: string; regime: string }) => ({ ...c, ref: `${['I', 'II', 'III', 'IV'][n - 1]}/${c.key.replace('-', '·')}` })));
    const sources = blocksOf(made.value.chapters).flatMap((b) => (b.kind === 'finding' ? [...b.finding.trace.sources, ...b.finding.opposing] : []));
    expect(sources.length).toBeGreaterThan(100);
    for (const source of sources) {
      const contribution = contributions.find((c) => c.ref === source.reference);
      const name = people.find((p) => p.key === contribution?.author)?.name ?? '?';
      if (contribution?.regime !== 'named') expect(source.bylineText, source.reference).not.toContain(name);
      if (contribution?.regime === 'unattributed') expect(source.byline).toEqual({ shows: 'nobody', rule: 'unattributed' });
      if (contribution?.regime === 'chatham-house') expect(source.byline).toEqual({ shows: 'nobody', rule: 'chatham-house' });
    }
  });

  it('leaves a record that is whole and holds no name and no text', async () => {
    const record = await exportRecord(ctx);
    expect(verify(record)).toMatchObject({ ok: true });
    for (const word of ['Marten', 'Halden', 'Velmark', 'preserv']) expect(record).not.toContain(word);
  });
});
