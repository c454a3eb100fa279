import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAdoptions } from '#domain/adoption/commands/record-adoptions.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { type Line, type Opened, verify } from '#domain/record/chain.ts';
import { exportRecord } from '#domain/record/queries/export-record.ts';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb, type Who } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: 'Somebody else should confirm it.', regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  const elif = await house.as('elif');
  const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote: 'Somebody else' });
  for (const [n, addressee, text] of [[1, 'Participating States', 'Provide for a hold that a judge confirms.'], [2, 'Providers', 'Keep a common form.']] as const) {
    await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee, text });
    await attachExcerpt(elif, `R-0${n}`, marked.ok ? marked.value.excerptId : '');
    await readyFinding(elif, `R-0${n}`);
  }
  house.at('2012-07-16T08:00:00Z');
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const list = '/en/f/internet-2012-2/outcome';
const one = `${list}/R-01`;
const send = (deed: string, form: Record<string, string>, as: Who) => web.post(`${one}${deed}`, { submissionId: randomUUID(), ...form }, as);

describe('a recommendation on the web', () => {
  it('is opened for comment, commented on exact words and answered, by forms alone', async () => {
    expect((await web.post(`${list}/consult`, { submissionId: randomUUID(), findings: 'R-01', ends: '2012-07-20T12:00' }, 'fay')).status).toBe(303);
    const wrong = await send('/comment', { quote: 'a jury', text: 'Not every law knows this.', lang: 'en', regime: 'institution', version: '1', in: 'en' }, 'anna');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('These words do not stand in the text.');
    expect(wrong.text).toContain('Not every law knows this.');
    expect((await send('/comment', { quote: 'a judge', text: 'Not every law knows this.', proposal: 'an authority', lang: 'en', regime: 'institution', version: '1', in: 'en' }, 'anna')).headers['location']).toBe('/en/f/internet-2012-2/outcome/R-01#comments');
    const page = await web.get(one, 'elif');
    expect(page.text).toContain('Delegation of Austria');
    expect(page.text).not.toContain('Berger');
    const unreasoned = await send('/comments/1', { taken: 'not-taken' }, 'elif');
    expect(unreasoned.status).toBe(422);
    expect(unreasoned.text).toContain('Give the reason why');
    expect((await send('/comments/1', { taken: 'not-taken', reason: 'The word is that of the paper.' }, 'elif')).status).toBe(303);
    expect((await web.get(one, 'ben')).text).toContain('The word is that of the paper.');
  });

  it('says what is next, and the organiser puts it under silence from the list', async () => {
    house.at('2012-08-06T08:00:00Z');
    expect((await web.get(list, 'ben')).text).toContain('The organisers put the text under silence.');
    expect((await web.get(`${one}?do=silence`, 'ben')).text).not.toContain('name="ends"');
    expect((await web.get(`${one}?do=silence`, 'fay')).text).toContain('name="ends"');
    expect((await web.get(list, 'fay')).text).toContain('Put R-01 under silence');
    expect((await send('/silence', { ends: '2012-08-17T12:00', title: 'Draft on holds' }, 'fay')).status).toBe(303);
    const page = await web.get(one, 'ben');
    for (const words of ['Under silence', 'Ends in 11 days', 'Friday 17\u00a0August\u00a02012', 'Draft on holds', 'Wording frozen, SHA-256:', 'Break silence on R-01', 'Delegations that have confirmed receipt: 0 of 2']) expect(page.text, words).toContain(words);
    expect((await web.get(`${one}?do=object`, 'dmitri')).text).not.toContain('action="/en/f/internet-2012-2/outcome/R-01/object"');
    expect((await web.get(`${one}?do=object`, 'ben')).text).toContain('action="/en/f/internet-2012-2/outcome/R-01/object"');
    expect((await web.get(list, 'ben')).text).toContain('Your delegation has not said yet');
    expect((await web.post(`${list}/received`, { submissionId: randomUUID() }, 'ben')).status).toBe(303);
    expect((await web.get(list, 'ben')).text).not.toContain('Your delegation has not said yet');
  });

  it('keeps what was typed when breaking silence is refused, and opens that form again', async () => {
    const refused = await send('/object', { kind: 'amendment', text: 'Provide for a hold, where law allows.', lang: 'de' }, 'anna');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Provide for a hold, where law allows.');
    expect(refused.text).toContain('Tick that you are authorised');
    expect(refused.text).toContain('action="/en/f/internet-2012-2/outcome/R-01/object"');
    // One form at a time: no field shares its name, and so its label, with another.
    for (const text of [refused.text, (await web.get(one, 'anna')).text, (await web.get(one, 'dmitri')).text]) {
      const ids = [...text.matchAll(/ id="(f-\w+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('adopted, carries its symbol and the statements of States on the page, in CSV and JSON and in the report', async () => {
    expect((await send('/statement', { kind: 'interpretative-statement', text: '=Austria understands this as a possibility.', lang: 'en' }, 'anna')).status).toBe(303);
    house.at('2012-08-17T10:05:00Z');
    expect(await recordAdoptions(await house.as('fay'))).toMatchObject({ value: { adopted: 1 } });
    const page = await web.get(one, 'dmitri');
    for (const words of ['OEF2.REC/1/12', 'Adopted, silence not broken', 'Interpretative statement: Austria', '=Austria understands this as a possibility.', 'Issued as OEF2.REC/1/12']) expect(page.text, words).toContain(words);
    const csv = await web.get(`${list}.csv`, 'dmitri');
    expect(csv.text).toContain('"OEF2.REC/1/12"');
    expect(csv.text).toContain('Austria (Interpretative statement): =Austria understands');
    expect(JSON.parse((await web.get(`${list}.json`, 'dmitri')).text)).toMatchObject({ marking: 'TLP:AMBER', recommendations: [{ reference: 'R-01', symbol: 'OEF2.REC/1/12', state: 'adopted', statements: [{ state: 'Austria', kind: 'interpretative-statement' }] }, { reference: 'R-02', symbol: null, state: 'ready', statements: [] }] });
    const manuscript = await manuscriptOf(house.operator(), 'internet-2012', 'en', 'TLP:CLEAR');
    expect(JSON.stringify(manuscript)).toContain('OEF2.REC/1/12 · Adopted, silence not broken');
    expect(JSON.stringify(manuscript)).toContain('"body":"Austria (Interpretative statement)","text":"=Austria understands this as a possibility."');
  });

  it('goes into the archive with its statements, which a verifier without this server opens; of what is not issued nothing is opened', async () => {
    const other = (deed: string, form: Record<string, string>, as: Who) => web.post(`${list}/R-02${deed}`, { submissionId: randomUUID(), ...form }, as);
    expect((await other('/silence', { ends: '2012-09-17T12:00' }, 'fay')).status).toBe(303);
    expect((await other('/statement', { kind: 'reservation', text: 'Of what is not issued.', lang: 'en' }, 'anna')).status).toBe(303);
    const archive = await exportRecord(house.operator());
    expect(verify(archive)).toMatchObject({ ok: true });
    const lines = archive.trimEnd().split('\n').map((line) => JSON.parse(line) as Line & { opened?: Opened });
    const issued = lines.find(({ kind }) => kind === 'adoption.adopted')?.subject ?? '';
    expect(lines.filter(({ opened }) => opened).map(({ kind, subject, facts, opened }) => [kind, subject, facts['code'] ?? null, Object.entries(opened ?? {}).map(([field, { value }]) => [field, value])])).toEqual([
      ['adoption.silence_opened', issued, null, [['wording', 'Provide for a hold that a judge confirms.']]],
      ['adoption.reservation_attached', issued, 'AT', [['text', '=Austria understands this as a possibility.']]],
    ]);
    expect(archive).not.toContain('Of what is not issued.');
    expect(verify(archive.replace('as a possibility', 'as a duty'))).toMatchObject({ ok: false, says: 'opens “text” to words that were not committed to' });
  });

  it('is listed by addressee, with figures of where all stand', async () => {
    const all = await web.get(list, 'dmitri');
    for (const words of ['Participating States', 'Providers', 'adopted, silence not broken', 'All 2']) expect(all.text, words).toContain(words);
    const providers = await web.get(`${list}?to=Providers`, 'dmitri');
    expect(providers.text).toContain('Keep a common form.');
    expect(providers.text).not.toContain('Provide for a hold that a judge confirms.');
    expect((await web.get(`${list}/R-99`, 'dmitri')).status).toBe(404);
    expect((await web.get(`/ru/f/internet-2012-2/outcome/R-01`, 'dmitri')).text).toContain('Принята, молчание не нарушено');
  });
});
