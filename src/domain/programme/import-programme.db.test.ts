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
    expect(await problemsOf(file)).toBe('programme.unchanged');
  });

  it('is not taken in from somebody who may not', async () => {
    expect(await importProgramme(house.visitor(), file)).toMatchObject({ refusal: { code: 'programme.not_yours' } });
  });
});

describe('what a programme holds beyond its fields', () => {
  it('is told with its line, at every depth, and never dropped in silence', async () => {
    const programme = JSON.parse(file);
    programme.series.slug = 'told';
    programme.extra = 1;
    const outcome = await importProgramme(house.operator(), JSON.stringify(programme, null, 1));
    const told = outcome.ok ? outcome.value.passedOver : [];
    for (const path of ['extra', 'series.location_field', 'forums.0.roman', 'forums.1.focus_aspects.2.report_page', 'report.copyright_line', 'model_consequences']) expect(told.map((t) => t.path)).toContain(path);
    expect(told.find(({ path }) => path === 'forums.0.focus_aspects.1.questions.1')?.code).toBe('programme.problem.remark');
    expect(told.every(({ line }) => line > 1)).toBe(true);
  });
});

describe('a programme brought again', () => {
  const again = (change: (p: { series: { title: string }; forums: { number: number; opens: string | null; closes: string | null; framing: unknown; focus_aspects: { key: string; report_title: string; questions: unknown[] }[] }[] }) => void) => {
    const programme = JSON.parse(file);
    change(programme);
    return importProgramme(house.operator(), JSON.stringify(programme));
  };
  const slug = 'countering-the-use-of-2012';
  const forums = async () => (await wholeSeries(house.operator(), slug))?.forums ?? [];

  it('changes what has not opened, known again by key and code', async () => {
    const before = (await forums())[2]?.aspects ?? [];
    const outcome = await again((p) => {
      const [first, second] = p.forums[2]?.focus_aspects ?? [];
      if (!first || !second || !p.forums[2]) throw new Error('the file changed');
      first.report_title = 'A new title';
      first.questions.push('And then?');
      p.forums[2].focus_aspects = [first, second];
    });
    expect(outcome).toMatchObject({ ok: true, value: { changed: 1 } });
    const after = (await forums())[2]?.aspects ?? [];
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]).toMatchObject({ reportTitle: 'A new title', questions: [{ id: before[0]?.questions[0]?.id }, { id: before[0]?.questions[1]?.id }, { code: 'A3', text: 'And then?' }] });
  });

  it('removes nothing', async () => {
    expect(await again(() => {})).toMatchObject({ refusal: { code: 'programme.would_remove', detail: { what: 'A3' } } });
  });

  it('changes nothing of a forum that has opened, and then nothing at all', async () => {
    house.at('2012-07-02T07:00:00Z');
    const keep = (p: Parameters<Parameters<typeof again>[0]>[0]) => { p.forums[2]?.focus_aspects[0]?.questions.push('And then?'); };
    const changed = await again((p) => { keep(p); p.series.title = 'Another title'; if (p.forums[1]) p.forums[1].framing = 'Another framing'; });
    expect(changed).toMatchObject({ refusal: { code: 'programme.opened_forum_changed', detail: { number: 2 } } });
    expect((await wholeSeries(house.operator(), slug))?.series.title).not.toBe('Another title');
    expect(await again(keep)).toMatchObject({ ok: true });
    house.at('2012-07-02T06:59:59.999Z');
    expect(await again((p) => { keep(p); if (p.forums[1]) p.forums[1].framing = 'Another framing'; })).toMatchObject({ ok: true, value: { changed: 1 } });
  });

  it('twice at once is taken in once', async () => {
    const programme = JSON.parse(file);
    programme.series.slug = 'at-once';
    const both = await Promise.all([1, 2].map(() => importProgramme(house.operator(), JSON.stringify(programme))));
    expect(both.map((o) => (o.ok ? 'in' : o.refusal.code)).sort()).toEqual(['in', 'programme.unchanged']);
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
    expect(await problemsOf('{\n"series": {},\n"series": {}}')).toBe('series (line 3): This field stands twice.');
  });

  it('is refused for a zone that is none, a closing before the opening, a time Vienna skips', async () => {
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['timezone'] = 'Europe/Wien'; }))).toMatch(/forums\.1\.timezone \(line \d+\): There is no time zone called Europe\/Wien/);
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['closes'] = '2012-07-01T17:00'; }))).toMatch(/forums\.1\.closes \(line \d+\): The forum would close before it opens/);
    expect(await problemsOf(changed((p) => { Object.assign(p.forums[1] ?? {}, { opens: '2026-03-29T02:30', closes: '2026-04-01T17:00' }); }))).toMatch(/forums\.1\.opens \(line \d+\): 2026-03-29T02:30 does not exist in Europe\/Vienna/);
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['opens'] = '2012-07-02T09:00:00+01:00'; }))).toMatch(/forums\.1\.opens \(line \d+\): The offset does not fit/);
  });

  it('names the very line', async () => {
    const text = changed((p) => { (p.forums[2] ?? {})['number'] = 'three'; });
    const line = text.split('\n').findIndex((row) => row.includes('"three"')) + 1;
    expect(await problemsOf(text)).toBe(`forums.2.number (line ${line}): This is of the wrong kind. Expected: number`);
    const question = changed((p) => { ((p.forums[1] as { focus_aspects: { questions: unknown[] }[] }).focus_aspects[0] ?? { questions: [] }).questions[1] = { text: 'Well?', kind: 'rôle' }; });
    const at = question.split('\n').findIndex((row) => row.includes('"rôle"')) + 1;
    expect(await problemsOf(question)).toBe(`forums.1.focus_aspects.0.questions.1.kind (line ${at}): This value is not one of: question, role`);
  });

  it('is refused where one thing is named twice', async () => {
    expect(await problemsOf(changed((p) => { (p.forums[1] ?? {})['number'] = 1; }))).toMatch(/forums\.1\.number \(line \d+\): This stands elsewhere in the programme already: 1/);
    expect(await problemsOf(changed((p) => { ((p.forums[1] as { focus_aspects: { key: string }[] }).focus_aspects[0] ?? { key: '' }).key = 'I.1'; }))).toMatch(/forums\.1\.focus_aspects\.0\.key .*: I\.1/);
    const coded = changed((p) => { (p.forums[1] as { focus_aspects: { questions: unknown[] }[] }).focus_aspects[0]?.questions.push({ code: 'A2', text: 'Again?' }); });
    expect(await problemsOf(coded)).toMatch(/forums\.1\.focus_aspects\.0\.questions\.3 .*: A2/);
  });

  it('is refused at an address that is another page’s', async () => {
    expect(await problemsOf(changed((p) => { p.series['slug'] = 'new'; }))).toMatch(/^series\.slug \(line \d+\): /);
  });

  it('is refused when its usual attribution is not allowed', async () => {
    expect(await problemsOf(changed((p) => { Object.assign(p.forums[1] ?? {}, { allowed_regimes: ['named'], default_regime: 'institution' }); }))).toMatch(/forums\.1\.default_regime/);
  });

  it('leaves nothing behind', async () => {
    expect(await house.pool.db.selectFrom('series').select('slug').where('slug', '=', 'another').execute()).toEqual([]);
  });
});
