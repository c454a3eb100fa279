// The process that reads letters of an archive: some at a time over its channel, each to its text and where it belongs.
// A letter may be made to exhaust its parser; then this process is ended, and no other. It is given nothing but letters.
import { simpleParser } from 'mailparser';
import { type ParsedMail, readArchiveLetter, type ReadArchiveLetter } from './read-letter.ts';

type Order = { id: number; letters: readonly Uint8Array[] };

async function parse(raw: Buffer): Promise<ParsedMail> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, maxHtmlLengthToParse: 2_000_000 });
  return { text: mail.text ?? null, html: mail.html === false ? null : (mail.html ?? null), attachments: mail.attachments.filter(({ related }) => !related).length };
}

process.on('message', (order: Order) => void answer(order));
process.on('disconnect', () => process.exit(0));

async function answer({ id, letters }: Order): Promise<void> {
  const read: ReadArchiveLetter[] = [];
  for (const raw of letters) read.push(await readArchiveLetter(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), parse));
  process.send?.({ id, read });
}
