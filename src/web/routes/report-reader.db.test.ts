import { randomUUID } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileReport } from '#domain/report/commands/compile-report.ts';
import { tellStates } from '#domain/synthesis/commands/ask-quotation.ts';
import { reviewTranslation, translateFinding } from '#domain/synthesis/commands/translate-finding.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { saidAndConcluded, saidBy } from '../../../tests/report.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await saidAndConcluded(house);
  const [elif, fay] = [await house.as('elif'), await house.as('fay')];
  for (const [reference, text] of [['F-01', 'Заинтересованный узнаёт последним.'], ['R-01', 'Сначала сохранить, затем подтвердить.']] as const) {
    await translateFinding(elif, reference, { version: 1, locale: 'ru', text });
    await reviewTranslation(fay, reference, 'ru');
  }
  await tellStates(elif);
  house.at('2012-07-12T09:00:00Z');
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const base = '/en/s/internet-2012';
const publish = async (locale: 'en' | 'ru') => compileReport(await house.as('fay'), web.files, 'internet-2012', locale);

describe('the published report', () => {
  it('is absent piece by piece before it is published', async () => {
    for (const path of ['/report/findings', '/report/finding/II-R-01', '/report/data/csv', '/follow-up']) expect((await web.get(`${base}${path}`)).status, path).toBe(404);
    expect((await web.get(`${base}/report/input`, 'dmitri')).text).toContain('not published yet');
  });

  it('is published in English and in Russian from the same findings', async () => {
    expect(await publish('en')).toMatchObject({ ok: true });
    expect(await publish('ru')).toMatchObject({ ok: true });
    expect((await web.get(`${base}/report`)).text).toContain('Keep first, then confirm.');
    const russian = (await web.get('/ru/s/internet-2012/report')).text;
    expect(russian).toContain('Сначала сохранить, затем подтвердить.');
    expect(russian).toContain('Что не было учтено и почему');
  });

  it('has each finding at an address of its own, with how it is cited', async () => {
    const page = (await web.get(`${base}/report/finding/II-R-01`)).text;
    expect(page).toContain('Secretariat. Terrorist Use of the Internet: report. Recommendation II/R-01. 2012-07-12. http://forum.example/en/s/internet-2012/report/finding/II-R-01');
    expect(page).toContain(saidBy.anna);
    expect(page).not.toContain(saidBy.ben);
    expect((await web.get(`${base}/report/finding/II-R-02`)).status).toBe(404);
  });

  it('is narrowed by kind and addressee, as a page and as data with the same words', async () => {
    const page = (await web.get(`${base}/report/findings?kind=challenge`)).text;
    expect(page).toContain('Who is concerned learns of it last.');
    expect(page).not.toContain('Keep first, then confirm.');
    const csv = (await web.get(`${base}/report/data/csv?addressee=Participating%20States`)).text;
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain('"Keep first, then confirm."');
    const json = JSON.parse((await web.get('/ru/s/internet-2012/report/data/json')).text);
    expect(json).toMatchObject({ marking: 'TLP:CLEAR', locale: 'ru', findings: [{ reference: 'II/R-01', text: 'Сначала сохранить, затем подтвердить.' }, { reference: 'II/F-01' }] });
    expect(JSON.stringify(json)).not.toContain(saidBy.ben);
  });

  it('tells each contributor what became of their input, and nobody else', async () => {
    const own = (await web.get(`${base}/report/input`, 'dmitri')).text;
    expect(own).toContain('taken up in F-01');
    expect(own).toContain('/en/s/internet-2012/report/finding/II-F-01');
    expect(own).not.toContain('A1·3');
    // What is not attributed is listed for nobody, its author included.
    expect((await web.get(`${base}/report/input`, 'ivo')).text).not.toContain('A1·4');
  });
});

describe('what became of a recommendation', () => {
  const report = (form: Record<string, string>, as: 'ben' | 'dmitri' | 'fay') => web.post(`${base}/follow-up`, { submissionId: randomUUID(), recommendation: 'II/R-01', standing: 'under-way', milestone: 'A bill is before parliament.', ...form }, as);

  it('is reported by a State in its name, by the secretariat, and by nobody else', async () => {
    expect((await report({ evidence: 'https://law.example/bill', dueOn: '2013-01-01' }, 'ben')).status).toBe(303);
    expect((await report({}, 'dmitri')).text).toContain('is reported by who speaks for a State and by the secretariat.');
    const page = (await web.get(`${base}/follow-up`)).text;
    expect(page).toContain('Switzerland');
    expect(page).toContain('https://law.example/bill');
    expect(page).toContain('Under way: 1.');
    expect((await report({ standing: 'done', milestone: 'In force.' }, 'fay')).status).toBe(303);
    expect((await web.get(`${base}/follow-up`)).text).toContain('Done: 1. Under way: 0.');
  });

  it('keeps what was typed where the address is none', async () => {
    const refused = await report({ evidence: 'javascript:alert(1)' }, 'ben');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('A bill is before parliament.');
    expect(refused.text).not.toContain('href="javascript:');
  });
});

describe('the Word document that comes back', () => {
  /** What Word writes when somebody replaces the words of a finding with changes tracked, and remarks on them. */
  const edited = (docx: Uint8Array, from: string, to: string): Uint8Array => {
    const parts = unzipSync(docx);
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const at = xml.lastIndexOf('<w:r>', xml.indexOf(`${from}</w:t>`));
    const end = xml.indexOf('</w:r>', at) + '</w:r>'.length;
    const run = xml.slice(at, end);
    const changed = `<w:del w:id="9001" w:author="Anna Berger">${run.replaceAll('w:t', 'w:delText')}</w:del><w:ins w:id="9002" w:author="Anna Berger">${run.replace(from, to)}</w:ins><w:r><w:commentReference w:id="1"/></w:r>`;
    return zipSync({ ...parts, 'word/document.xml': strToU8(xml.slice(0, at) + changed + xml.slice(end)), 'word/comments.xml': strToU8('<w:comments><w:comment w:id="1" w:author="Anna Berger"><w:p><w:r><w:t>Confirm comes late.</w:t></w:r></w:p></w:comment></w:comments>') });
  };
  const send = (bytes: Uint8Array) => web.send(`${base}/report/proposals/document`, {}, { name: 'report.docx', bytes }, 'elif');
  const docx = async () => {
    const row = await house.pool.db.selectFrom('report_file as f').innerJoin('report_edition as e', 'e.id', 'f.edition_id').select('f.sha256').where('f.format', '=', 'docx').where('e.locale', '=', 'en').executeTakeFirstOrThrow();
    return new Uint8Array((await web.files.get(row.sha256)) ?? []);
  };

  it('becomes a proposal for each change and remark, once, and names nobody', async () => {
    const bytes = edited(await docx(), 'Keep first, then confirm.', 'Keep and confirm at once.');
    const page = await send(bytes);
    expect(page.text).toContain('New proposals: 1.');
    expect(page.text).toContain('Confirm comes late.');
    expect(page.text).not.toContain('Anna Berger');
    expect((await send(bytes)).text).toContain('New proposals: 0.');
  });

  it('is refused in a sentence where it is no document', async () => {
    const refused = await send(Buffer.from('PK not a document'));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('could not be read');
  });

  it('changes a finding only when a person takes it, in turns like any edit', async () => {
    const { id } = await house.pool.db.selectFrom('wording_proposal').select('id').executeTakeFirstOrThrow();
    expect((await web.post(`${base}/report/proposals`, { proposal: id, decision: 'declined' }, 'elif')).text).toContain('declined with a reason');
    expect((await web.post(`${base}/report/proposals`, { proposal: id, decision: 'taken' }, 'elif')).status).toBe(303);
    expect((await web.get('/en/f/internet-2012-2/finding/R-01', 'elif')).text).toContain('Keep and confirm at once.');
    expect((await web.post(`${base}/report/proposals`, { proposal: id, decision: 'taken' }, 'elif')).text).toContain('decided already');
  });
});
