import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf } from '#platform/csv.ts';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { enter } from '../accreditation/sight.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { withholdContribution } from '../discussion/commands/withhold-contribution.ts';
import { forumFacts } from '../programme/queries/forum-facts.ts';
import { decideAppeal, lodgeAppeal } from './commands/appeal.ts';
import { decideCase } from './commands/decide-case.ts';
import { flagContribution } from './commands/flag-contribution.ts';
import { setRegister } from './commands/set-moderation.ts';
import { annualReport } from './queries/annual-report.ts';
import { decisionsFile, decisionsRows } from './queries/decisions-file.ts';
import { transparency, transparencyFile } from './queries/transparency.ts';
import { TransparencyFile } from './rules/transparency-file.ts';

let house: TestHouse;
let number = 0;
beforeAll(async () => {
  house = await openHouse();
  for (let n = 0; n < 6; n += 1) await decided('4.2', 'label', 30);
  for (let n = 0; n < 6; n += 1) await decided('3.1', 'none', 100);
  for (let n = 1; n <= 5; n += 1) {
    expect(await lodgeAppeal(await house.as('dmitri'), n, { submissionId: randomUUID(), text: 'Nothing is wrong with it.' })).toMatchObject({ ok: true });
    expect(await decideAppeal(await house.as('gus'), n, { submissionId: randomUUID(), outcome: 'reversed', reasons: 'So it is.' })).toMatchObject({ ok: true });
  }
});
afterAll(() => house.end());

const ground = { facts: 'Names a school in the harbour town.', scope: 'The text.', aidUsed: 'None.', redress: 'None.' };
let clock = new Date('2012-07-04T08:00:00Z');
const pass = (minutes: number) => { clock = new Date(clock.getTime() + minutes * 60_000); house.at(clock); };

/** A text by Dmitri that Anna flags and Clara decides on so many minutes later. */
async function decided(rule: '4.2' | '3.1', measure: 'none' | 'label', minutes: number): Promise<string> {
  number += 1;
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: `Text ${number}.`, regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  expect(await flagContribution(await house.as('anna'), ref, { submissionId: randomUUID(), rule, sentence: 'Look at this.' })).toMatchObject({ ok: true });
  pass(minutes);
  expect(await decideCase(await house.as('clara'), number, { submissionId: randomUUID(), version: 1, measure, rule, ...ground, ...(measure === 'label' ? { label: 'See B1.' } : {}) })).toMatchObject({ ok: true });
  return ref;
}

/** What a reader is told at an instant; anybody's context will do. */
async function told(at: string, as: 'visitor' | 'anna' | 'clara' | 'fay' = 'visitor') {
  house.at(at);
  const ctx = as === 'visitor' ? { ...house.visitor(), now: house.world.now() } : await house.as(as);
  const forum = await forumFacts(ctx, ids.forum);
  if (!forum) throw new Error('there is no forum');
  return { forum, told: await transparency(ctx, forum) };
}
const closing = '2012-07-06T15:00:00Z';

describe('the transparency of moderation', () => {
  it('tells nothing before the forum has closed or a week is over', async () => {
    expect((await told('2012-07-06T14:59:59Z')).told).toMatchObject({ asOf: null, next: new Date(closing), figures: null, register: [] });
  });

  it('tells at the closing what was decided, how fast, and what became of it', async () => {
    const { figures } = (await told(closing)).told;
    expect(figures).toMatchObject({
      decided: 12, byRule: { '4.2': 6, '3.1': 6, law: 0 }, byMeasure: { label: 6, none: 6, withhold: 0 }, byOutcome: { stands: 7, reversed: 5, upheld: 0 }, byTime: { hour: 6, 'half-day': 6, longer: 0 }, medianMinutes: 65,
      flags: 12, byFate: { upheld: null, declined: null, withdrawn: 0 }, aids: [], automatedAlone: { withheld: 0, covered: 0, labelled: 0, marked: 0, held: 0 },
    });
  });

  it('is one and the same for a visitor, a participant, a moderator and an organiser, and in its published format', async () => {
    const files = await Promise.all((['visitor', 'anna', 'clara', 'fay'] as const).map(async (as) => { const { forum, told: view } = await told(closing, as); return JSON.stringify([transparencyFile(forum, view), decisionsFile(forum, view)]); }));
    expect(new Set(files).size).toBe(1);
    const [figures] = JSON.parse(files[0] ?? '') as unknown[];
    expect(TransparencyFile.safeParse(figures)).toMatchObject({ success: true });
    // No word anybody wrote, no name, no reference, no day.
    expect(files[0]).not.toMatch(/harbour|Look at|See B1|Nothing is wrong|Dmitri|Anna|Clara|Gus|A1|M-0|2012-07-04/);
  });

  it('changes only when the figures are made anew, whatever happens in between', async () => {
    const before = JSON.stringify((await told(closing)).told);
    clock = new Date('2012-07-07T08:00:00Z');
    house.at(clock);
    await house.pool.db.updateTable('forum').set({ closes_at: '2012-07-20T15:00:00Z' }).execute();
    for (let n = 0; n < 6; n += 1) await decided('4.2', 'label', 10);
    await house.pool.db.updateTable('forum').set({ closes_at: closing }).execute();
    expect(JSON.stringify((await told('2012-07-08T21:59:59Z')).told)).toBe(before);
    expect((await told('2012-07-08T22:00:00Z')).told.figures).toMatchObject({ decided: 18, byMeasure: { label: 12, none: 6 } });
  });

  it('stays as it was where a week brought one decision alone, which two looks would tell apart', async () => {
    const before = (await told('2012-07-08T22:00:00Z')).told.figures;
    clock = new Date('2012-07-10T08:00:00Z');
    house.at(clock);
    await house.pool.db.updateTable('forum').set({ closes_at: '2012-07-20T15:00:00Z' }).execute();
    await decided('4.2', 'label', 10);
    await house.pool.db.updateTable('forum').set({ closes_at: closing }).execute();
    const after = (await told('2012-07-15T22:00:00Z')).told;
    expect([after.asOf, after.figures]).toEqual([new Date('2012-07-15T22:00:00Z'), before]);
  });

  it('has a register of lines that five share, in the fields of the statement of reasons', async () => {
    const { forum, told: view } = await told('2012-07-08T22:00:00Z');
    const { decisions } = decisionsFile(forum, view);
    expect(decisions).toHaveLength(18);
    const alike = new Map<string, number>();
    for (const line of decisions) alike.set(JSON.stringify(line), (alike.get(JSON.stringify(line)) ?? 0) + 1);
    for (const count of alike.values()) expect(count).toBeGreaterThanOrEqual(5);
    expect(decisions).toContainEqual(expect.objectContaining({ rule: '3.1', measure: 'none', scope: 'text', week: '2012-W27', statement: expect.objectContaining({ decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT', automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED' }) }));
    expect(decisionsRows(view)).toHaveLength(18);
  });

  it('has its register opened by organisers alone', async () => {
    for (const name of ['anna', 'clara', 'elif'] as const) expect(await setRegister(await house.as(name), { submissionId: randomUUID(), open: 'yes' }), name).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await setRegister(await house.as('fay'), { submissionId: randomUUID(), open: 'yes' })).toMatchObject({ ok: true });
    expect((await told(closing)).told.decisionsPublic).toBe(true);
  });

  it('is written for a year as JSON and tables that no spreadsheet reckons with', async () => {
    await house.pool.db.updateTable('forum').set({ announced_title: '=HYPERLINK("http://evil.example")' }).execute();
    house.at('2013-01-02T08:00:00Z');
    const of = (year: number) => annualReport({ ...house.operator(), now: house.world.now() }, year);
    const report = await of(2012);
    const file = JSON.parse(report.json) as { forums: unknown[]; sums: unknown; decisions: { decisions: unknown[] }[] };
    expect(file.sums).toMatchObject({ overCases: ['internet-2012-2'], byRule: { '4.2': 12, '3.1': 6 }, automatedAlone: { withheld: 0 } });
    expect([file.forums.length, file.decisions[0]?.decisions.length]).toEqual([1, 18]);
    for (const rows of [report.figures, report.decisions]) {
      const text = csvOf(rows);
      expect(text).toContain(`"'=HYPERLINK(`);
      const cells = (parse(text, { bom: true }) as string[][]).flat();
      expect(cells.length).toBeGreaterThan(100);
      expect(cells.filter((cell) => /^[=+\-@\t\r\n|%]/.test(cell))).toEqual([]);
    }
    expect((await of(2011)).forums).toBe(0);
  });

  it('counts what is done by no person, should it ever be', async () => {
    const inside = await enter({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
    const { id } = await house.pool.db.selectFrom('contribution').select('id').where('visibility', '=', 'shown').limit(1).executeTakeFirstOrThrow();
    expect(inside && (await withholdContribution(inside, id, '4.2'))).toMatchObject({ ok: true });
    const { forum, told: view } = await told('2013-01-02T08:00:00Z');
    expect(view.figures?.automatedAlone).toMatchObject({ withheld: 1, covered: 0 });
    expect(decisionsFile(forum, view).decisions[0]?.statement.automated_decision).toBeUndefined();
  });
});
