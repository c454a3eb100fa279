import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { inCharset, madeArchive } from '../../../tests/archive.ts';
import { lettersOfMbox } from './mbox.ts';
import { openReaders } from './readers.ts';
import { fromOf, readArchiveLetter, subjectOf, withoutListFooter } from './read-letter.ts';

const parse = async (raw: Buffer) => {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  return { text: mail.text ?? null, html: mail.html || null, attachments: mail.attachments.length };
};
const read = (raw: string | Buffer) => readArchiveLetter(Buffer.from(raw), parse);
async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

describe('a letter of an archive', () => {
  it('comes out as it was written, in six languages, their charsets and transfer encodings; what cannot come in says why', async () => {
    const { mbox, letters } = madeArchive(600, { seed: 3 });
    let n = 0;
    for await (const { raw } of lettersOfMbox(once(mbox))) {
      const made = letters[n];
      const found = await read(raw ?? Buffer.alloc(0));
      n += 1;
      if (!made) throw new Error('more letters than were made');
      const expected = made.fate === 'duplicate' ? 'imported' : made.fate;
      const where = `${n - 1}: ${made.fate} ${made.lang}`;
      // That a letter has no instant is found out with its parting line.
      if (expected !== 'imported' && expected !== 'no-date') {
        expect(found, where).toEqual({ omitted: expected });
        continue;
      }
      if ('omitted' in found) throw new Error(`${where}: ${found.omitted}`);
      expect(found.text, where).toContain(made.own.replaceAll('’', /us-ascii|utf-8/.test(String(raw)) ? '’' : found.text.includes('’') ? '’' : "'"));
      expect(found.text, where).not.toContain('> ');
      expect(found.text, where).not.toContain(made.from.address);
      expect([found.name, found.from.address, found.attachments], where).toEqual([made.id, made.from.address, made.attachments]);
      expect(found.from.name, where).toBe(made.from.name);
      // Few words may not tell, and one sentence among them is English in all of them.
      if (found.lang && !made.own.includes('From here')) expect(found.lang, where).toBe(made.lang);
      if (expected === 'imported') expect(found.at, where).toBe(made.at.getTime());
      else expect(found.at, where).toBe(null);
    }
    expect(n).toBe(letters.length);
  }, 60_000);

  it('that says nowhere what its bytes mean is read in the alphabet they are in', async () => {
    for (const [text, charset] of [['Правила должны быть понятны всем.', 'koi8-r'], ['Правила должны быть понятны всем.', 'windows-1251'], ['Правила должны быть понятны всем.', 'utf-8'], ['Die Fristen müssen für alle gelten.', 'windows-1252'], ['Les règles doivent être claires.', 'iso-8859-1']] as const) {
      const found = await read(Buffer.concat([Buffer.from('From: anna@example.org\nSubject: x\n\n'), inCharset(text, charset)]));
      expect('text' in found && found.text, charset).toBe(text);
    }
  });

  it('is known by its bytes where it has no name, and never answers itself', async () => {
    const bare = await read('From: a@example.org\nSubject: One\n\nText.\n');
    const again = await read('From: a@example.org\nSubject: One\n\nText.\n');
    expect('name' in bare && bare.name).toMatch(/^bytes:[0-9a-f]{64}$/);
    expect(again).toEqual(bare);
    const self = await read('From: a@example.org\nMessage-ID: <x@y>\nIn-Reply-To: <x@y>\nReferences: <a@b> <c@d> <x@y>\n\nText.\n');
    expect('answers' in self && self.answers).toEqual(['c@d', 'a@b']);
  });

  it('has its author in every form that programs and web archives write', () => {
    expect(fromOf('"Berger, Anna" <Anna@Example.org>')).toEqual({ address: 'anna@example.org', name: 'Berger, Anna' });
    expect(fromOf('anna@example.org (Anna Berger)')).toEqual({ address: 'anna@example.org', name: 'Anna Berger' });
    expect(fromOf('anna at example.org (Anna Berger)')).toEqual({ address: 'anna@example.org', name: 'Anna Berger' });
    expect(fromOf('anna@example.org')).toEqual({ address: 'anna@example.org', name: '' });
    expect(fromOf('=?koi8-r?B?4dLLwcTJyg==?= <a@example.ru>')).toEqual({ address: 'a@example.ru', name: 'Аркадий' });
    for (const none of ['', 'Anna Berger', '<>', 'undisclosed:;', 'a b@c d']) expect(fromOf(none), none).toBe(null);
  });

  it('has its subject without the list’s name and the marks of reply in six languages', () => {
    for (const subject of ['Re: [list] A matter', '[list] Re: A matter', 'AW: WG: A matter', 'RE[2]: A matter', 'Rif: R: A matter', 'Отв: A matter', 'RV: A matter (was: Another)']) expect(subjectOf(subject), subject).toMatchObject({ subject: 'a matter', isReply: true });
    expect(subjectOf('[list] A matter')).toEqual({ subject: 'a matter', isReply: false });
    expect(subjectOf('Re: ').subject).toBe(null);
  });

  it('is freed of the lines its list put under it, and of no line with a rule of the writer’s own', () => {
    expect(withoutListFooter('Text.\n\n_______________________________________________\nCouncil mailing list\nCouncil@lists.example\nhttps://lists.example/listinfo/council\n').trim()).toBe('Text.');
    const own = 'A table:\n________________________\n1 2 3\nand more of it.';
    expect(withoutListFooter(own)).toBe(own);
  });
});

describe('the processes that read letters', () => {
  const plain = (n: number, text = `Text ${n}.`) => Buffer.from(`From: a@example.org\nMessage-ID: <${n}@x>\nSubject: S\n\n${text}\n`);
  it('give what they read in the order they were asked, however many are asked at once', async () => {
    const readers = openReaders(2);
    const found = await Promise.all([0, 1, 2, 3].map((chunk) => readers.read([0, 1, 2].map((n) => plain(chunk * 3 + n)))));
    readers.end();
    expect(found.flat().map((one) => ('name' in one ? one.name : one.omitted))).toEqual(Array.from({ length: 12 }, (_, n) => `${n}@x`));
  });

  it('have a letter that takes more than a letter may left out alone, and read those beside it', async () => {
    const readers = openReaders(1, { maxResidentBytes: 150 * 2 ** 20 });
    const heavy = Buffer.concat([Buffer.from('Content-Type: text/plain; format=flowed\n'), plain(1, 'So much text that it takes much memory.\n'.repeat(380_000))]);
    const found = await readers.read([plain(0), heavy, plain(2)]);
    const after = await readers.read([plain(3)]);
    readers.end();
    expect([...found, ...after].map((one) => ('name' in one ? one.name : one.omitted))).toEqual(['0@x', 'too-heavy', '2@x', '3@x']);
  }, 60_000);
});
