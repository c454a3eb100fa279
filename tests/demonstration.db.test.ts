import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationSlug, loadDemonstration } from '../src/cli/demonstration.ts';
import type { Context } from '#domain/context.ts';
import { blocksOf, contentsOf } from '#domain/report/rules.ts';
import { unaccounted } from '#domain/report/queries/unaccounted.ts';
import { typeset } from '#domain/report/commands/compile-report.ts';
import { blocks, reportChecks } from '#domain/report/queries/report-checks.ts';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { type Line, type Opened, verify } from '#domain/record/chain.ts';
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
    const planned = titles(facts.report.outline);
    expect(contentsOf(made.value.chapters).slice(0, planned.length)).toEqual(planned);
    expect(contentsOf(made.value.chapters).slice(planned.length).map(({ title }) => title)).toEqual(['What was not taken up, and why', 'Participation', 'How this report was made', 'Transparency']);
    expect(made.value.status).toBe('Secretariat report, non-binding');
    expect(made.value.demonstration).toContain('Demonstration data');
  });

  it('has nothing in the way of publication, in English and in Russian', async () => {
    for (const locale of ['en', 'ru'] as const) {
      const standing = ((await reportChecks(ctx, demonstrationSlug, locale)) ?? []).filter(blocks);
      expect(standing.map(({ code, ref, text }) => `${code} ${ref} ${text.slice(0, 60)}`), locale).toEqual([]);
    }
    // In the other four nothing is translated: each text of the report says so.
    expect(((await reportChecks(ctx, demonstrationSlug, 'fr')) ?? []).filter(({ code }) => code === 'untranslated').length).toBeGreaterThan(100);
  });

  it('reads in Russian from the same findings: no paragraph of the running text is left in English', async () => {
    const [english, russian] = await Promise.all((['en', 'ru'] as const).map((locale) => manuscriptOf(ctx, demonstrationSlug, locale, 'TLP:CLEAR')));
    if (!english?.ok || !russian?.ok) throw new Error('not compiled');
    const paragraphs = (chapters: Parameters<typeof blocksOf>[0]) => blocksOf(chapters).flatMap((block) => (block.kind === 'paragraph' && block.anchor ? [block] : []));
    const [en, ru] = [paragraphs(english.value.chapters), paragraphs(russian.value.chapters)];
    expect(en.length).toBe(48);
    expect(ru.map(({ anchor }) => anchor)).toEqual(en.map(({ anchor }) => anchor));
    for (const { spans } of ru) expect(spans[0]).toMatchObject({ text: expect.stringMatching(/[а-я]/u) });
    expect(ru.flatMap(({ spans }) => spans.filter(({ lang }) => lang === 'en'))).toEqual([]);
  });

  it('follows a recommendation through all four forums, and sets recommendations out by addressee and forum', async () => {
    const made = await manuscriptOf(ctx, demonstrationSlug, 'en', 'TLP:CLEAR');
    if (!made.ok) throw new Error(made.refusal.code);
    const text = JSON.stringify(made.value.chapters);
    expect(text).toContain('I/R-01 arose in forum I; II/R-02 takes up I/R-01; III/R-03 takes up II/R-02; IV/R-02 takes up III/R-03; Silence broken.');
    const table = blocksOf(made.value.chapters).find((block) => block.kind === 'table');
    expect(table).toMatchObject({ head: ['Addressee', 'Forum I', 'Forum II', 'Forum III', 'Forum IV'] });
    expect(table?.kind === 'table' ? table.rows.find(([addressee]) => addressee === 'participating States') : null).toEqual(['participating States', 'R-01', 'R-01, R-02, R-03, R-04', 'R-02', 'R-02, R-03']);
  });

  it('says in its annexes who took part and what was not taken up, by figures that are counted', async () => {
    const made = await manuscriptOf(ctx, demonstrationSlug, 'en', 'TLP:CLEAR');
    if (!made.ok) throw new Error(made.refusal.code);
    const annex = (id: string) => JSON.stringify(made.value.chapters.find((chapter) => chapter.id === `annex-${id}`));
    expect(annex('b')).toMatch(/Forum II, .* \d+ contributions in 6 languages/);
    expect(annex('c')).toContain('3 or more, and under a third');
    expect(annex('d')).toContain('Contributions accounted for: ');
    expect(annex('a')).toContain('outside the subject');
  });

  it('makes the same files of the same deeds, byte for byte', async () => {
    const [one, two] = [await manuscriptOf(ctx, demonstrationSlug, 'ru', 'TLP:CLEAR'), await manuscriptOf(ctx, demonstrationSlug, 'ru', 'TLP:CLEAR')];
    if (!one.ok || !two.ok) throw new Error('not compiled');
    for (const format of ['html', 'pdf', 'docx'] as const) expect(Buffer.from(await typeset(one.value, format)).equals(await typeset(two.value, format)), format).toBe(true);
  }, 60_000);

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

  it('leaves a record that is whole and holds no name and no text, but for what was issued and what States attached to it', async () => {
    const record = await exportRecord(ctx);
    expect(verify(record)).toMatchObject({ ok: true });
    const lines = record.trimEnd().split('\n').map((line) => JSON.parse(line) as Line & { opened?: Opened });
    const closed = JSON.stringify(lines.map(({ opened: _, ...line }) => line));
    expect(closed.length).toBeGreaterThan(100_000);
    for (const word of ['Marten', 'Halden', 'Velmark', 'preserv']) expect(closed).not.toContain(word);
    const opened = (kind: string) => lines.flatMap((line) => (line.kind === kind && line.opened ? Object.values(line.opened).map(({ value }) => value) : []));
    expect(opened('adoption.silence_opened').length).toBe(lines.filter(({ kind }) => kind === 'adoption.adopted').length);
    expect(opened('adoption.reservation_attached')).toContain('Interpretative statement: Ostravia understands that the use of the model terms is a matter for each State and will not be monitored.');
    expect(lines.filter((line) => line.opened).every(({ kind }) => kind === 'adoption.silence_opened' || kind === 'adoption.reservation_attached')).toBe(true);
  });

  it('has a consultation whose comments are all answered, and a round with its result', async () => {
    const { consultation, round } = JSON.parse(readFileSync('demonstration/forum-4.json', 'utf8'));
    const comments = await house.pool.db.selectFrom('finding_comment as c').innerJoin('finding_comment_answer as a', (j) => j.onRef('a.forum_id', '=', 'c.forum_id').onRef('a.comment_id', '=', 'c.id')).select(['c.text', 'c.seat_id', 'c.regime']).execute();
    expect(comments.map(({ text }) => text).sort()).toEqual(consultation.comments.map((one: { text: string }) => one.text).sort());
    expect(comments.filter(({ regime }) => regime === 'unattributed').map(({ seat_id }) => seat_id)).toEqual([null]);
    const result = await house.pool.db.selectFrom('opinion_round_result').select('shown').executeTakeFirstOrThrow();
    expect(result.shown).toMatchObject({ people: round.answers.length });
  });
});
