import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

const read = (text: string) => parse(text, { bom: true, relax_column_count: true }) as string[][];

describe('a CSV file', () => {
  it('gives back what was put in, whatever quotes, commas and line breaks it holds', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', 'Я', ',', '"', ';', 'é', '\n') }).map((s) => `x${s}`), { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      expect(read(csvOf(rows))).toEqual(rows);
    }));
  });

  it('holds no cell that a spreadsheet would reckon with', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '|calc', '%x', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '＝1', '＋1', '－1', '＠x', '=HYPERLINK("http://canary.invalid","x")', "=cmd|' /C calc'!A0"]) {
      const [[cell = '']] = read(csvOf([[text, 'x']])) as [string[]];
      expect(cell, text).toBe(`'${text}`);
    }
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '|', '%', '＝', '＠', ' ', '\t', '\r', '\n', '\u00a0', "'", '"', ',', 'a', '1') }), (text) => {
      const [[cell = '']] = read(csvOf([[text, 'x']])) as [string[]];
      expect(cell).not.toMatch(/^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/);
    }));
  });

  it('is marked as UTF-8, since spreadsheets guess otherwise', () => {
    expect(csvOf([['Имя']])).toBe('\ufeff"Имя"\r\n');
  });
});
