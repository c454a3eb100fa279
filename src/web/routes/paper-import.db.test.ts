import { randomUUID } from 'node:crypto';
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { paperDocument } from '../../../tests/paper-document.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const forum = '/en/f/internet-2012-2';
const bring = async (form: Record<string, string> = {}, bytes?: Uint8Array) => web.send(`${forum}/paper/import`, { locale: 'en', ...form }, { name: 'paper.docx', bytes: bytes ?? (await paperDocument()) }, 'fay');
const typedText = (html: string): string => (/<textarea[^>]*name="markdown"[^>]*>([^<]*)<\/textarea>/.exec(html)?.[1] ?? 'no text').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
const write = (form: Record<string, string>) => web.post(`${forum}/paper/write`, { submissionId: randomUUID(), title: 'What has been tried', locale: 'en', ...form }, 'fay');
const versions = () => house.count('paper_version');

describe('a Word document taken over as the paper', () => {
  it('is shown paragraph by paragraph with what was left out, and nothing is written', async () => {
    const page = await bring();
    expect(page.status).toBe(200);
    expect(typedText(page.text)).toBe('# Scope\n\nFirst *things* first [1].\\\n[1] Decision No. 1.\n\nSecond things second.\n\nThird things third, certainly.\n\nreported · removed\n\nRemarks are welcome.');
    expect(page.text).toContain('value="What has been tried" id="f-title"');
    for (const words of ['1 picture is left out.', '1 table is shown as lines of text.', '1 comment is left out.', '2 tracked changes are taken as accepted.', '3 typed numbers are left out', 'Write version 1 with 6 paragraphs', 'Nothing has been written yet.']) expect(page.text).toContain(words);
    expect(page.text).not.toContain('Somebody');
    expect(await versions()).toBe(0);
  });

  it('is written by the deed that writes a typed text, and then stands with its numbers', async () => {
    const text = typedText((await bring()).text);
    expect((await write({ markdown: text })).status).toBe(303);
    const page = (await web.get(`${forum}/paper`, 'fay')).text;
    for (const words of ['<p>First <em>things</em> first [1].<br />', 'aria-label="Paragraph 5: link"']) expect(page).toContain(words);
  });

  it('is compared with the newest version: what stays, what changes, what is new and what goes', async () => {
    const text = typedText((await bring()).text).replace('Third things third, certainly.', 'Third things third, quite certainly.').replace('\n\nRemarks are welcome.', '\n\nA new end.');
    const page = await web.post(`${forum}/paper/import`, { locale: 'en', title: 'What has been tried', symbol: '', markdown: text }, 'fay');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Write version 2 with 6 paragraphs');
    for (const tag of ['Changed', 'New', 'Taken out']) expect(page.text).toContain(`>${tag}<`);
    expect(await versions()).toBe(1);
  });

  it('as a further language stands beside the original, and says when their paragraphs do not match', async () => {
    const page = await web.post(`${forum}/paper/import`, { locale: 'fr', title: 'Ce qui a été tenté', sameVersion: 'yes', markdown: '# Portée\n\nD’abord.' }, 'fay');
    for (const words of ['D’abord.', 'No paragraph here', 'Second things second.', 'Add Français to version 1']) expect(page.text).toContain(words);
    expect(page.text).toMatch(/role="status"[^>]*>.*6.*2/);
  });

  it('in a language the paper is not written in says so before it is written', async () => {
    expect((await bring({ locale: 'fr' })).text).toMatch(/role="status"[^>]*>.*English/);
  });

  it('is refused with a sentence when it is no document or too much of one, and nothing typed is lost', async () => {
    for (const bytes of [Buffer.from('plain words'), Buffer.from('PK\u0003\u0004 no more'), Buffer.alloc(0)]) {
      const page = await bring({ locale: 'ru', sameVersion: 'yes' }, bytes);
      expect(page.status).toBe(422);
      expect(page.text).toContain('This document cannot be read. Choose a DOCX of at most 4 MB.');
      expect(page.text).toMatch(/<option value="ru" selected/);
    }
  });

  it('that is longer than a paper may be says so before there is a preview', async () => {
    const long = new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: Array.from({ length: 1_000 }, () => new Paragraph('A sentence of some length. '.repeat(10))) }] })));
    const page = await bring({}, long);
    expect(page.status).toBe(422);
    expect(page.text).toContain('longer than 200,000 characters');
  });

  it('is for those who write the paper, and for nobody else', async () => {
    for (const who of ['anna', 'clara', 'elif', null] as const) {
      const page = await web.get(`${forum}/paper/import`, who ?? undefined);
      expect(page.status).toBe(who ? 404 : 303);
    }
  });
});

describe('two languages of the paper', () => {
  it('are read beside each other, each in its own language', async () => {
    expect((await write({ locale: 'ru', title: 'Что уже пробовали', sameVersion: 'yes', markdown: 'Охват.\n\nПервое.\n\nВторое.\n\nТретье.\n\nЧетвёртое.\n\nПятое.' })).status).toBe(303);
    const page = (await web.get(`${forum}/paper?lang=en&beside=ru`, 'fay')).text;
    expect(page).toMatch(/<div lang="en"><p>Second things second\.<\/p>\s*<\/div>.*?<div lang="ru"><p>Второе\.<\/p>/s);
    expect((await web.get(`${forum}/paper?lang=en&beside=xx`, 'fay')).text).not.toContain('paper--beside');
  });
});

describe('the remarks on a paragraph', () => {
  it('can be narrowed to those that propose wording', async () => {
    await web.post(`${forum}/paper/circulate`, { submissionId: randomUUID(), audiences: 'participants' }, 'fay');
    const remark = (text: string, proposal: string) => web.post(`${forum}/paper/p3`, { submissionId: randomUUID(), version: '1', in: 'en', sentence: '0', text, proposal, lang: 'en' }, 'anna');
    expect([(await remark('Only a doubt.', '')).status, (await remark('Better so.', 'Second things soon.')).status]).toEqual([303, 303]);
    const panel = async (only: string) => (await web.get(`${forum}/paper?lang=en&p=p3${only}`, 'anna')).text;
    expect(await panel('')).toMatch(/Only a doubt\..*Better so\./s);
    expect(await panel('&only=wording')).toContain('Better so.');
    expect(await panel('&only=wording')).not.toContain('Only a doubt.');
    expect(await panel('&only=wording')).toContain('Wording (1)');
  });
});
