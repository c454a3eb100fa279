/** One letter of an mbox file, byte for byte as it was sent; null where it is larger than letters may be. */
export type MboxLetter = { atByte: number; toByte: number; /** The instant on the line that parts it from the one before. */ partedAt: Date | null; raw: Buffer | null };

/** Archives hold what listserves let through: pictures and reports, seldom more than this. */
export const maxArchivedBytes = 16 * 1024 * 1024;

/**
 * The line that parts two letters: an address and an instant. A sentence that begins with "From" has no such end, so
 * that archives whose writer masked nothing are read as well.
 */
const parting = /^From (?:\S+|\S+ at \S+) +(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2}|\d{1,2} +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)) .*\d{4}/;
const maxPartingBytes = 1_000;
const from = Buffer.from('From ');
const newFrom = Buffer.from('\nFrom ');
const masked = Buffer.from('\n>From ');

/**
 * The letters of an mbox file, one after another, in the memory of one letter. A `>` that masks "From " at the
 * beginning of a line is taken off, one of several as mboxrd has it; in files of the older kind (mboxo) a quotation of
 * such a line cannot be told from a masked one.
 *
 * Shape   `begin` is the place of a parting line: 0, or where a letter ended before.
 */
export async function* lettersOfMbox(file: AsyncIterable<Buffer>, { begin = 0, maxBytes = maxArchivedBytes } = {}): AsyncGenerator<MboxLetter> {
  let rest: Buffer = Buffer.alloc(0);
  let restAt = begin;
  let open: { atByte: number; partedAt: Date | null; tooLarge: boolean } | null = null;

  const letter = (raw: Buffer, toByte: number): MboxLetter => {
    if (!open) throw new Error('a letter without a beginning');
    return { atByte: open.atByte, toByte, partedAt: open.partedAt, raw: open.tooLarge || raw.length > maxBytes ? null : unmasked(raw) };
  };

  for await (const chunk of endedBy(file)) {
    const isEnd = chunk === null;
    if (chunk) rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const found = nextParting(rest, { first: open === null && restAt === begin, isEnd });
      if (found === null) break;
      if (open) yield letter(rest.subarray(0, found.before), restAt + found.at);
      open = { atByte: restAt + found.at, partedAt: found.instant, tooLarge: false };
      rest = rest.subarray(found.after);
      restAt += found.after;
    }
    if (isEnd) {
      if (open) yield letter(rest, restAt + rest.length);
      return;
    }
    if (rest.length > maxBytes + 2 * maxPartingBytes || (open === null && rest.length > 2 * maxPartingBytes)) {
      // Nothing of it is kept but what may begin the next parting line.
      if (open) open.tooLarge = true;
      const kept = maxPartingBytes + 8;
      restAt += rest.length - kept;
      rest = Buffer.from(rest.subarray(rest.length - kept));
    }
  }
}

async function* endedBy(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  yield* file;
  yield null;
}

type Parting = { /** Where its line begins. */ at: number; /** Where the letter before ends, without the empty line. */ before: number; after: number; instant: Date | null };

/** The next whole parting line after an empty one; null where there is none, or its end has not come yet. */
function nextParting(bytes: Buffer, { first, isEnd }: { first: boolean; isEnd: boolean }): Parting | null {
  for (let at = first && bytes.subarray(0, 5).equals(from) ? 0 : startAfter(bytes, 0); at >= 0; at = startAfter(bytes, at)) {
    const end = bytes.indexOf(10, at);
    if (end < 0 && !isEnd && bytes.length - at < maxPartingBytes) return null;
    const line = bytes.subarray(at, end < 0 ? bytes.length : end).toString('latin1').replace(/\r$/, '');
    if (line.length <= maxPartingBytes && parting.test(line)) return { at, before: withoutEmptyLine(bytes, at), after: end < 0 ? bytes.length : end + 1, instant: instantOf(line) };
  }
  return null;
}

/** The next "From " that begins a line with an empty one before it. */
function startAfter(bytes: Buffer, after: number): number {
  for (let i = bytes.indexOf(newFrom, after); i >= 0; i = bytes.indexOf(newFrom, i + 1)) {
    if (bytes[i - 1] === 10 || (bytes[i - 1] === 13 && bytes[i - 2] === 10)) return i + 1;
  }
  return -1;
}

const withoutEmptyLine = (bytes: Buffer, at: number): number => at - (bytes[at - 2] === 13 ? 2 : 1);

function instantOf(line: string): Date | null {
  const words = line.replace(/^From (?:\S+ at \S+|\S+) +/, '');
  // "Tue Jul  3 10:00:00 2012" has its zone nowhere: it is taken as UTC.
  const at = new Date(/(?:[+-]\d{4}|GMT|UTC|Z)\b/.test(words) ? words : `${words} UTC`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function unmasked(raw: Buffer): Buffer {
  if (raw.indexOf('>From ') < 0) return raw;
  if (raw.indexOf(masked) < 0 && !/^>+From /m.test(raw.toString('latin1'))) return raw;
  return Buffer.from(raw.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}
