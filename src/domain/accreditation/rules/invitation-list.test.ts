import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { columns, readList, readUpload } from './invitation-list.ts';

const row = { body: 'Institute A', category: 'experts', seats: 2, email: 'a@example.org', name: 'Ana Ruiz', role: 'observer', locale: 'es' };
const cells = ['Institute A', 'experts', '2', 'A@example.org', 'Ana Ruiz', 'observer', 'es'];

describe('a list of people to invite', () => {
  it('is read with semicolons, commas or tabs, quoted or not, with a mark of UTF-8 or without', () => {
    for (const mark of [';', ',', '\t']) {
      for (const quote of ['', '"']) {
        for (const start of ['', '\ufeff']) {
          expect(readList(start + cells.map((cell) => quote + cell + quote).join(mark)).rows).toMatchObject([row]);
        }
      }
    }
    expect(readList('"Institute; of ""A"", and B";experts;;a@example.org').rows).toMatchObject([{ body: 'Institute; of "A", and B', seats: null, role: 'participant', locale: 'en', name: '' }]);
  });

  it('knows its heading in six languages and in any order, and does without', () => {
    for (const locale of locales) {
      const order = [...columns].reverse();
      const head = order.map((column) => say(locale, `invitation.column.${column}`).split('/')[0]).join(';');
      const line = [say(locale, 'ui.category.experts'), say(locale, 'ui.role.observer')];
      const values = { body: 'Institute A', category: line[0], seats: '2', address: 'a@example.org', name: 'Ana Ruiz', role: line[1], language: 'Español' };
      const read = readList(`${head}\n${order.map((column) => values[column]).join(';')}`);
      expect(read, locale).toMatchObject({ problems: [], rows: [{ ...row, line: 2 }] });
    }
    expect(readList(cells.join(';')).rows[0]?.line).toBe(1);
  });

  it('names each bad line by line and field, and keeps counting over quoted line breaks', () => {
    const read = readList([';experts;;a@example.org', 'A;wizards;;b@example.org', 'A;experts;some;c@example.org', 'A;experts;;nobody', '"A\nB";experts;;d@example.org;;king;xx', 'A;experts;;e@example.org;;;;;more'].join('\n'));
    expect(read.problems.map(({ line, field, code }) => [line, field, code])).toEqual([[1, 'body', 'body'], [2, 'category', 'category'], [3, 'seats', 'seats'], [4, 'address', 'address'], [5, 'body', 'body'], [5, 'role', 'role'], [5, 'language', 'language'], [7, 'line', 'tooMany']]);
    expect(readList('A;experts;;a@example.org\n"A;experts;;b@example.org').problems).toMatchObject([{ field: 'line', code: 'unclosed' }]);
  });

  it('counts an address once, whatever its letters, and a body’s people against its seats', () => {
    const read = readList('A;experts;1;a@example.org\nA;experts;1;A@Example.org\nA;experts;1;b@example.org\nA;experts;3;c@example.org');
    expect(read.twice).toEqual([{ line: 2, firstLine: 1, email: 'a@example.org' }]);
    expect(read.problems.map(({ line, code }) => [line, code])).toEqual([[3, 'tooFewSeats'], [4, 'seatsDiffer'], [4, 'tooFewSeats']]);
  });

  it('loses no line: each is somebody, twice, or bad', () => {
    const cell = fc.constantFrom('A', 'experts', '', '2', 'a@example.org', 'b@example.org', 'c@example.org', 'nonsense');
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 4, maxLength: 7 }), { maxLength: 12 }), (lines) => {
      const text = ['x;x;;seed@example.org', ...lines.map((line) => line.join(';'))].join('\n');
      const { rows, twice, problems } = readList(text);
      const named = new Set([...rows, ...twice, ...problems].map(({ line }) => line));
      const filled = text.split('\n').flatMap((line, i) => (/[^;]/.test(line) ? [i + 1] : []));
      expect([...named].sort((a, b) => a - b)).toEqual(filled);
      expect(new Set(rows.map(({ email }) => email)).size).toBe(rows.length);
    }));
  });
});

describe('an uploaded list', () => {
  it('is taken in UTF-8 and refused in the Windows tables and in UTF-16', () => {
    const text = 'Институт;experts;;a@example.org';
    expect(readUpload(Buffer.from(text))).toEqual({ ok: true, value: text });
    const windows1251 = Uint8Array.from([0xc8, 0xed, 0xf1, 0xf2, 0x3b, 0x61]);
    const windows1252 = Buffer.from('Universität;experts', 'latin1');
    for (const bytes of [windows1251, windows1252, Buffer.from(text, 'utf16le')]) expect(readUpload(bytes)).toEqual({ ok: false, refusal: { code: 'invitation.file_not_utf8' } });
  });
});
