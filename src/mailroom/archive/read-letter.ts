import { createHash } from 'node:crypto';
import type { ArchiveLetter, OmitReason } from '#domain/discussion/rules/archive.ts';
import { decodedWords } from '../automatic.ts';
import { languageTold } from '../language.ts';
import { textOfLetter } from '../letter.ts';
import { type Headers, headerOf, precheck } from '../precheck.ts';
import { stripQuote } from '../strip-quote.ts';
import { plainText } from './plain-letter.ts';

/** A letter of an archive as far as it tells by itself; its instant is null where its own line has none, its language where few words do not tell. */
export type ReadArchiveLetter = (Omit<ArchiveLetter, 'atByte' | 'at' | 'lang'> & { at: number | null; lang: string | null }) | { omitted: OmitReason };
export type ParsedMail = { text: string | null; html: string | null; attachments: number };

/** As long as a contribution may be. */
const maxTextLength = 20_000;
/** The nearest ones decide; some programs list a hundred. */
const maxAnswers = 12;

/** What is wrong with the header block of a letter that is not read at all; archives are older than many a rule, so one of two subjects is taken. */
const malformed = new Set(['header-missing', 'header-too-long', 'control-characters', 'line-too-long', 'nested-too-deep', 'from-twice']);

/**
 * Reads one letter of an archive. `parse` is the parser of bytes; what it gives is text, taken apart here as every
 * letter's is: the writer's own words are kept, quotation, signature, disclaimer and the list's own lines are not.
 */
export async function readArchiveLetter(given: Buffer, parse: (raw: Buffer) => Promise<ParsedMail>): Promise<ReadArchiveLetter> {
  const checked = precheck(given);
  if (!checked.ok && malformed.has(checked.why)) return { omitted: 'malformed' };
  const { headers } = checked;
  if (isAutomatic(headers)) return { omitted: 'automatic' };
  const from = fromOf(headerOf(headers, 'from'));
  if (!from) return { omitted: 'no-author' };
  const plain = plainText(given, headers);
  let mail: ParsedMail;
  try {
    mail = plain === null ? await parse(withCharset(given, headers)) : { text: plain, html: null, attachments: 0 };
  } catch {
    // What the library says may quote the letter, and goes nowhere.
    return { omitted: 'unreadable' };
  }
  const { kept } = stripQuote(withoutListFooter(textOfLetter(mail)), { names: [from.name] });
  const text = kept.trim();
  if (text === '') return { omitted: 'empty' };
  if (text.length > maxTextLength) return { omitted: 'too-long' };
  const id = idsIn(headerOf(headers, 'message-id'))[0];
  const subject = decodedWords(headerOf(headers, 'subject'));
  return {
    name: id ?? `bytes:${createHash('sha256').update(given).digest('hex')}`,
    answers: [...new Set([...idsIn(headerOf(headers, 'in-reply-to')), ...idsIn(headerOf(headers, 'references')).reverse()])].filter((one) => one !== id).slice(0, maxAnswers),
    ...subjectOf(subject), at: instantOf(headerOf(headers, 'date')), from, text, lang: languageTold(text), attachments: mail.attachments,
  };
}

/** Archives are of lists, so a list's own marks say nothing; what answered by itself or came back is no contribution. */
function isAutomatic(headers: Headers): boolean {
  const submitted = headerOf(headers, 'auto-submitted').toLowerCase().split(';')[0]?.trim() ?? '';
  if (submitted !== '' && submitted !== 'no') return true;
  if (/^multipart\/report\b/i.test(headerOf(headers, 'content-type'))) return true;
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-mail-autoreply', 'x-vacation', 'x-failed-recipients'].some((name) => headers.has(name))) return true;
  return /(?:^|[<\s])(?:mailer-daemon|postmaster)@/i.test(headerOf(headers, 'from'));
}

const idsIn = (field: string): string[] => (field.match(/<[^<>\s]{3,990}>/g) ?? []).map((id) => id.slice(1, -1));

/** Address and name of a From field, in the forms of mail programs and of web archives that write "a at b (Name)". */
export function fromOf(field: string): { address: string; name: string } | null {
  const words = decodedWords(field).replace(/[\u0000-\u001f\u007f]/g, ' ').trim();
  const plain = (address: string): string | null => {
    const one = address.trim().replace(/ at /i, '@').replace(/ dot /gi, '.').toLowerCase();
    return /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+$/.test(one) && one.length <= 320 ? one : null;
  };
  const [, before = '', inside = null] = /^([^<]*)<([^<>]+)>/.exec(words.replace(/^"((?:[^"\\]|\\.)*)"/, (_, quoted: string) => quoted.replace(/[<>]/g, ' '))) ?? [];
  if (inside !== null) {
    const address = plain(inside);
    return address ? { address, name: unquoted(before) } : null;
  }
  const [, bare = words, remark = ''] = /^([^(]+)\(([^)]*)\)/.exec(words) ?? [];
  const address = plain(bare);
  return address ? { address, name: unquoted(remark) } : null;
}

const unquoted = (name: string): string => name.trim().replace(/^["'“”]+|["'“”]+$/g, '').replace(/\\(.)/g, '$1').replace(/\s+/g, ' ').trim();

const replyMark = /^\s*(?:(?:re|aw|antw|r|rif|rv|sv|vs|res|rép|отв|ответ|на)(?:\s*\[\d+\]|\^\d+)?\s*:|\[[^\]]{1,60}\])\s*/iu;
const forwardMark = /^\s*(?:fwd?|wg|tr|i|пер|пересл)\s*:\s*/iu;

/** A subject without the list's name and the marks of reply, and whether it had such a mark. */
export function subjectOf(subject: string): { subject: string | null; isReply: boolean } {
  let rest = subject.normalize('NFC').replace(/\s+/g, ' ').trim();
  let isReply = false;
  for (let mark = replyMark.exec(rest) ?? forwardMark.exec(rest); mark; mark = replyMark.exec(rest) ?? forwardMark.exec(rest)) {
    if (mark[0].includes(':')) isReply = true;
    rest = rest.slice(mark[0].length);
  }
  const base = rest.replace(/\s*\((?:was|war|ex|fue|era|было)\s*:.*\)\s*$/iu, '').trim().toLowerCase();
  return { subject: base.length < 3 ? null : base.slice(0, 400), isReply };
}

/** The instant of a Date field; null where it says none that a calendar has. */
function instantOf(field: string): number | null {
  const at = new Date(field.replace(/\([^)]*\)/g, ' ').trim()).getTime();
  // Before there was mail, and after any clock of a sender: not an instant.
  return Number.isNaN(at) || at < Date.UTC(1971, 0, 1) ? null : at;
}

/** The lines a list's program puts under each letter, and what a site puts round them. */
export function withoutListFooter(text: string): string {
  const at = text.search(/\n_{20,}[ \t]*\n(?:[^\n]*\n){0,6}[^\n]*(?:mailing list|listinfo|mailman|unsubscribe|-list\b|lista|liste|рассылк)[^\n]*(?:\n[^\n]*){0,6}\s*$/iu);
  return at < 0 ? text : text.slice(0, at);
}

/**
 * Older letters say nowhere what their bytes mean. Where they are no UTF-8 they are read in the alphabet that most of
 * them are in: of Cyrillic ones, small letters lie high in one and low in the other.
 */
function withCharset(raw: Buffer, headers: Headers): Buffer {
  if (headers.has('content-type') || headers.has('content-transfer-encoding')) return raw;
  const body = raw.subarray(Math.max(0, raw.indexOf('\n\n'), raw.indexOf('\r\n\r\n')));
  if (body.every((byte) => byte < 0x80)) return raw;
  const text = body.toString('utf8');
  const charset = text.includes('\ufffd') ? charsetOf(body) : 'utf-8';
  return Buffer.concat([Buffer.from(`MIME-Version: 1.0\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: 8bit\n`), raw]);
}

function charsetOf(body: Buffer): string {
  let [high, low, ascii] = [0, 0, 0];
  for (const byte of body) {
    if (byte >= 0xe0) high += 1;
    else if (byte >= 0xc0) low += 1;
    else if (byte >= 0x61 && byte <= 0x7a) ascii += 1;
  }
  if (high + low <= ascii) return 'windows-1252';
  return high > low ? 'windows-1251' : 'koi8-r';
}
