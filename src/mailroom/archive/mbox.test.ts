import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lettersOfMbox, type MboxLetter } from './mbox.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const all = async (mbox: string | Buffer, { size = 1 << 16, ...more }: { size?: number; begin?: number; maxBytes?: number } = {}): Promise<MboxLetter[]> => {
  const found: MboxLetter[] = [];
  for await (const letter of lettersOfMbox(inPieces(Buffer.from(mbox), size), more)) found.push(letter);
  return found;
};
const raws = (letters: readonly MboxLetter[]) => letters.map(({ raw }) => raw?.toString('latin1') ?? null);
const line = 'From anna@example.org Tue Jul  3 10:00:00 2012';

describe('an mbox file', () => {
  it('is its letters, each without the line that parts it and with the instant that stands there', async () => {
    const found = await all(`${line}\nSubject: one\n\nFirst.\n\n${line.replace('10:00', '11:00')}\nSubject: two\n\nSecond.\n\n`);
    expect(raws(found)).toEqual(['Subject: one\n\nFirst.\n', 'Subject: two\n\nSecond.\n\n']);
    expect(found.map(({ partedAt }) => partedAt?.toISOString())).toEqual(['2012-07-03T10:00:00.000Z', '2012-07-03T11:00:00.000Z']);
  });

  it('is not parted by a sentence that begins with From, nor by such a line without an empty one before it', async () => {
    const text = `${line}\nSubject: one\n\nWell.\n\nFrom here on it is simple.\n\nFrom Anna we heard in July 2012 that\n${line}\nit goes on.\n`;
    expect(raws(await all(text))).toEqual([text.slice(line.length + 1)]);
  });

  it('takes off the sign that masks From, one of several, and leaves every other quotation', async () => {
    const [one] = await all(`${line}\n\n>From here on\n>>From what was said\n> From a quotation\n >From within\n`);
    expect(one?.raw?.toString()).toBe('\nFrom here on\n>From what was said\n> From a quotation\n >From within\n');
  });

  it('is read in the forms of web archives, of mail services and of lines that end in two signs', async () => {
    for (const form of ['From anna at example.org  Tue Jul  3 10:00:00 2012', 'From 1405@xxx Tue Jul 03 10:00:00 +0000 2012', 'From - Tue Jul 03 10:00:00 2012', 'From MAILER-DAEMON Tue Jul  3 10:00:00 2012']) {
      expect((await all(`${form}\r\nSubject: a\r\n\r\nText.\r\n\r\n${form}\r\nSubject: b\r\n\r\nText.\r\n`)).map(({ partedAt }) => partedAt?.toISOString()), form).toEqual(['2012-07-03T10:00:00.000Z', '2012-07-03T10:00:00.000Z']);
    }
  });

  it('is the same however it is cut into pieces, and goes on from where any letter ended', async () => {
    const letter = fc.array(fc.constantFrom('Text.', '', 'From here', '>From there', `${line.slice(0, -4)}`, '\r', 'Subject: x', 'Ж'), { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n\n`);
    await fc.assert(fc.asyncProperty(fc.array(letter, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 90 }), async (texts, size) => {
      const mbox = Buffer.from(texts.map((text) => `${line}\n${text.replace(/^(>*From )/gm, '>$1')}`).join(''));
      const whole = await all(mbox);
      expect(await all(mbox, { size })).toEqual(whole);
      expect(whole).toHaveLength(texts.length);
      expect(whole[0]?.atByte).toBe(0);
      for (const [i, { toByte }] of whole.entries()) {
        expect(toByte).toBe(whole[i + 1]?.atByte ?? mbox.length);
        expect(await all(mbox.subarray(toByte), { begin: toByte })).toEqual(whole.slice(i + 1));
      }
    }), { numRuns: 60 });
  });

  it('gives back what was masked, whatever the text', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: fc.constantFrom('F', 'r', 'o', 'm', ' ', '>', '\n', 'x') }), async (text) => {
      const mbox = `${line}\n${text.replace(/^(>*From )/gm, '>$1')}`;
      expect(raws(await all(mbox))).toEqual([text]);
    }));
  });

  it('has a letter larger than letters may be counted and left out, in the memory of one letter', async () => {
    const found = await all(`${line}\nSubject: one\n\nSmall.\n\n${line}\n${'x'.repeat(50_000)}\n\n${line}\nSubject: three\n\nSmall.\n`, { size: 1_000, maxBytes: 10_000 });
    expect(raws(found)).toEqual(['Subject: one\n\nSmall.\n', null, 'Subject: three\n\nSmall.\n']);
    expect(found[1]?.toByte).toBe(found[2]?.atByte);
  });

  it('without a parting line has no letter', async () => {
    expect(await all('Subject: no archive\n\nText.\n')).toEqual([]);
    expect(await all('')).toEqual([]);
    expect(await all(`${'y'.repeat(9_000)}\n\n${line}\nSubject: late\n\nText.\n`, { size: 500 })).toHaveLength(1);
  });
});
