import { createReadStream, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { inCharset, madeArchive } from '../../../tests/archive.ts';
import { textOfLetter } from '../letter.ts';
import { precheck } from '../precheck.ts';
import { lettersOfMbox } from './mbox.ts';
import { plainText } from './plain-letter.ts';

const read = (raw: Buffer): string | null => plainText(raw, precheck(raw).headers);
const byParser = async (raw: Buffer): Promise<string> => textOfLetter({ text: (await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })).text ?? null, html: null }).trim();
const letter = (body: Buffer | string, fields = ''): Buffer => Buffer.concat([Buffer.from(`From: a@b.example\nSubject: x\n${fields}\n`), Buffer.from(body)]);
const typed = (charset: string, how: string): string => `MIME-Version: 1.0\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${how}\n`;
const same = async (raw: Buffer) => {
  const text = read(raw);
  if (text !== null) expect(textOfLetter({ text, html: null }).trim(), raw.toString('latin1')).toBe(await byParser(raw));
  return text !== null;
};

describe('a letter that is nothing but text', () => {
  it('is read to the same words as by the whole parser, and most of an archive is so', async () => {
    const file = join(tmpdir(), `plain-${process.pid}.mbox`);
    writeFileSync(file, madeArchive(400, { seed: 21 }).mbox);
    let [all, plain] = [0, 0];
    for await (const { raw } of lettersOfMbox(createReadStream(file))) {
      all += 1;
      if (raw && (await same(raw))) plain += 1;
    }
    expect(plain).toBeGreaterThan(all / 2);
  }, 60_000);

  it('is so in every alphabet and transfer encoding that is read here', async () => {
    const text = 'Größe, « où » et ñ.  \n\n=3D ist kein Zeichen = x\nДальше по-русски; bytes > 127.\n';
    for (const charset of ['utf-8', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'windows-1251', 'koi8-r'] as const) {
      const bytes = inCharset(text, charset);
      const quoted = bytes.toString('latin1').replace(/[^\n\x20-\x3c\x3e-\x7e]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).replace(/(.{40}[^=\n])(?=[^\n]{3})/g, '$1=\n');
      for (const raw of [letter(bytes, typed(charset, '8bit')), letter(`${bytes.toString('base64').replace(/.{60}/g, '$&\n')}\n`, typed(`"${charset}"`, 'base64')), letter(quoted, typed(charset, 'quoted-printable'))]) expect(await same(raw), raw.toString('latin1')).toBe(true);
    }
    expect(await same(letter('No header says what it is.\r\n'))).toBe(true);
  });

  it('is left to the parser where anything in it is not as its header says', async () => {
    for (const raw of [
      letter('x', 'Content-Type: text/html\n'), letter('x', 'Content-Type: text/plain; charset=utf-8; format=flowed\n'), letter('x', 'Content-Type: multipart/mixed; boundary=b\n'), letter('é'),
      letter('x', 'Content-Type: text/plain\nContent-Disposition: attachment\n'), letter('x', 'Content-Type: text/plain\nContent-Type: text/plain\n'), letter(Buffer.of(0xff), typed('utf-8', '8bit')),
      letter(Buffer.of(0x93), typed('iso-8859-1', '8bit')), letter('a=b', typed('utf-8', 'quoted-printable')), letter('a*b', typed('utf-8', 'base64')), letter('é', typed('shift_jis', '8bit')), letter('x', typed('utf-8', 'x-uuencode')),
    ]) expect(read(raw), raw.toString('latin1')).toBeNull();
  });

  it('is read alike whatever stands in it', async () => {
    const body = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^[ =0-9A-F\n\r\tа-яé.>-]{0,80}$/));
    await fc.assert(fc.asyncProperty(body, fc.constantFrom('8bit', 'quoted-printable', 'base64', '7bit'), fc.constantFrom('utf-8', 'iso-8859-1', 'us-ascii'), fc.boolean(), async (text, how, charset, coded) => {
      await same(letter(coded && how === 'base64' ? Buffer.from(text).toString('base64') : text, typed(charset, how)));
    }), { numRuns: 400 });
  }, 60_000);
});
