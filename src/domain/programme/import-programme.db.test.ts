import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { importProgramme } from './commands/import-programme.ts';
import { wholeSeries } from './queries/forum-facts.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());
const file = readFileSync('demonstration/osce-2012-series.json', 'utf8');
const problemsOf = async (text: string) => {
  const outcome = await importProgramme(house.operator(), text);
  return outcome.ok ? 'imported' : String(outcome.refusal.detail?.['problems'] ?? outcome.refusal.code);
};

describe('the programme of 2012', () => {
  it('is taken in as it is: four forums, eleven aspects under both titles, gaps as gaps', async () => {
    const outcome = await importProgramme(house.operator(), file);
    expect(outcome).toMatchObject({ ok: true, value: { forums: 4, aspects: 11 } });
    const whole = outcome.ok ? await wholeSeries(house.operator(), outcome.value.slug) : null;
    const [first, second, , fourth] = whole?.forums ?? [];
    expect(second).toMatchObject({ opensAt: new Date('2012-07-02T07:00:00Z'), closesAt: new Date('2012-07-06T15:00:00Z') });
    expect(first?.opensAt).toBeNull();
    expect(second?.aspects[2]).toMatchObject({ key: 'II.3', announcedTitle: 'Clarifying the role of the private sector', reportTitle: 'The Role of the Private Sector' });
    expect(second?.aspects[0]?.questions.map(({ code, kind }) => [code, kind])).toEqual([['A1', 'question'], ['A2', 'question'], ['A3', 'role']]);
    expect(fourth?.aspects.map(({ questions }) => questions.length)).toEqual([0, 0]);
    // The remark of the compiler about a question that is cut off is no question.
    expect(first?.aspects[1]?.questions).toHaveLength(1);
  });

  it('is taken in once', async () => {
    expect(await problemsOf(file)).toBe('programme.series_exists');
  });

  it('is not taken in from somebody who may not', async () => {
    expect(await importProgramme(house.visitor(), file)).toMatchObject({ refusal: { code: 'programme.not_yours' } });
  });
});

describe('a programme that is wrong', () => {
  const changed = (change: (p: { series: Record<string, unknown>; forums: Record<string, unknown>[] }) => void) => {
    const programme = JSON.parse(file);
    programme.series.slug = 'another';
    change(programme);
    return JSON.stringify(programme, null, 1);
  };

  it('is answered with the field and the line', async () => {
    expect(await problemsOf(changed((p) => { p.series['title'] = 7; }))).toMatch(/series\.title \(line \d+\): /);
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['number'] = 'two'; }))).toMatch(/forums\.1\.number \(line \d+\)/);
    expect(await problemsOf('{ "series": {}, }')).toMatch(/line 1/);
    expect(await problemsOf('{\n"series": {},\n"series": {}}')).toBe('series (line 3): this field stands twice');
  });

  it('is refused for a zone that is none, a closing before the opening, a time Vienna skips', async () => {
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['timezone'] = 'Europe/Wien'; }))).toMatch(/unknown zone/);
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['closes'] = '2012-07-01T17:00'; }))).toMatch(/closes before opening/);
    expect(await problemsOf(changed((p) => { Object.assign(p.forums[1] ?? {}, { opens: '2026-03-29T02:30', closes: '2026-04-01T17:00' }); }))).toMatch(/no such local time/);
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['opens'] = '2012-07-02T09:00:00+01:00'; }))).toMatch(/offset does not fit/);
  });

  it('leaves nothing behind', async () => {
    expect(await house.pool.db.selectFrom('series').select('slug').where('slug', '=', 'another').execute()).toEqual([]);
  });
});
