import { describe, expect, it } from 'vitest';
import { compileTypst, type PdfOrder } from './compile.ts';
import { canDraw, fontFiles } from './fonts.ts';

const head = '#set document(title: "A title")\n#set text(lang: "en", font: ("Source Serif 4", "Noto Emoji"), fallback: false)\n';
const order = (over: Partial<PdfOrder>): PdfOrder => ({
  template: `${head}= Heading\n#json(bytes(sys.inputs.data)).text`,
  data: JSON.stringify({ text: 'words' }),
  standard: 'ua-1',
  fonts: fontFiles(),
  at: new Date('2012-08-10T10:00:00Z'),
  ...over,
});

describe('the PDF process', () => {
  it('makes a PDF, and the same bytes each time', async () => {
    const pdf = Buffer.from(await compileTypst(order({})));
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pdf.equals(await compileTypst(order({})))).toBe(true);
    expect(pdf.equals(await compileTypst(order({ at: new Date('2012-08-10T10:00:01Z') })))).toBe(false);
  });

  it('never reads data as markup', async () => {
    await expect(compileTypst(order({ data: JSON.stringify({ text: '#panic("read") #import "x.typ"' }) }))).resolves.toBeInstanceOf(Uint8Array);
  });

  it('is ended when it takes too long', async () => {
    const endless = `${head}= H\n#for a in range(9000) { for b in range(9000) { for c in range(9000) { } } }`;
    const began = performance.now();
    await expect(compileTypst(order({ template: endless, limits: { maxMs: 700 } }))).rejects.toThrow('took longer than 700 ms');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it.runIf(process.platform === 'linux')('is ended when it takes too much memory', async () => {
    const greedy = `${head}= H\n#let hoard = ()\n#for a in range(9000) { hoard.push(range(200000).map(n => str(n))) }`;
    await expect(compileTypst(order({ template: greedy, limits: { maxResidentBytes: 400 * 1024 * 1024 } }))).rejects.toThrow('bytes of memory');
  });

  it('says what is wrong without repeating what people wrote', async () => {
    const refused = await compileTypst(order({ data: JSON.stringify({ text: '漢字' }) })).catch((error: Error) => error.message);
    expect(refused).toMatch(/could not be made: .*PDF\/UA-1 error/s);
    expect(refused).not.toMatch(/[漢字]/);
  });

  it('refuses a document that skips a level of heading', async () => {
    await expect(compileTypst(order({ template: `${head}= One\n=== Three` }))).rejects.toThrow('could not be made');
  });
});

describe('the fonts', () => {
  it.each(['A', 'é', 'ß', 'Ж', 'ё', '№', '·', '→', '«', '😀', '€', 'Ω'])('draw %s', (character) => {
    expect(canDraw(character.codePointAt(0) ?? 0)).toBe(true);
  });

  it.each(['漢', 'ع', 'ა', '\uE000'])('do not draw %s', (character) => {
    expect(canDraw(character.codePointAt(0) ?? 0)).toBe(false);
  });
});
