import { trimSignatures } from './strip-quote/signature.ts';
import { isForward, labels, leadsIn, leadsInQuoted, plainForward, quoted, rule, separator } from './strip-quote/marks.ts';

/** Why a line is not the writer's own text; `author` is what is kept. */
export type Why = 'author' | 'quotation' | 'signature' | 'device' | 'disclaimer';
export type Part = { why: Why; text: string };
export type Stripped = {
  /** What the writer wrote, and nothing else: lines of the letter in their order. */
  kept: string;
  /** The whole letter in its order; joined with line breaks it is the letter again. */
  parts: readonly Part[];
  /** The letter passes on somebody else's. */
  forwards: boolean;
};

/** How many lines a mail program may wrap the words over that lead in a quotation. */
const maxWrapped = 4;

/**
 * Tells what the writer of a letter wrote from what it quotes and from what is put under it.
 *
 * Shape  every line of the letter is in exactly one part; nothing is added and nothing changed but blanks at line ends.
 *        Where it cannot be told, a line is kept: losing a sentence is worse than keeping one too many.
 */
export function stripQuote(letter: string, { names = [] as readonly string[] } = {}): Stripped {
  const lines = linesOf(letter);
  const whys: Why[] = lines.map((line) => (quoted.test(plain(line)) ? 'quotation' : 'author'));
  // "> 50 %" alone in a letter is a figure, not a quotation.
  const marked = lines.filter((_, i) => whys[i] === 'quotation');
  if (marked.length === 1 && /^ *> ?=? ?\d[\d.,]* ?%/.test(marked[0] ?? '')) whys.fill('author');
  const comparable = lines.map(plain);
  const forwards = markQuotations(read(comparable), whys);
  joinBlanks(lines, whys);
  trimSignatures(comparable, whys, names);
  joinBlanks(lines, whys);
  return { kept: keptOf(lines, whys), parts: partsOf(lines, whys), forwards };
}

/** The lines of a letter, whatever ends them. */
export const linesOf = (letter: string): string[] => letter.replace(/\r\n?/g, '\n').split('\n').map((line) => line.replace(/[ \t\u00a0]+$/, (end) => (line === '-- ' ? end : '')));

/** A line for comparing: every blank a plain one, nothing invisible. */
const plain = (line: string): string => line.replace(/[\u00a0\u2007\u202f\u2009\u3000\t]/g, ' ').replace(/[\u200b-\u200f\u202a-\u202e\u2060\u00ad\ufeff]/g, '');

type LabelKind = keyof typeof labels;
/** A letter's lines with what is asked of each over and over, found once: letters may have a hundred thousand. */
type Reading = { lines: readonly string[]; /** The field of a copied header it looks like. */ kinds: readonly (LabelKind | null)[]; /** The first line from here on that is not blank. */ next: readonly number[] };

function read(lines: readonly string[]): Reading {
  const names = Object.keys(labels) as LabelKind[];
  return { lines, kinds: lines.map((line) => names.find((name) => labels[name].test(line.slice(0, 80))) ?? null), next: nextFilled(lines) };
}

/** For each place, and the end, the first line from there on that is not blank. */
function nextFilled(lines: readonly string[]): number[] {
  const next = Array.from({ length: lines.length + 1 }, () => lines.length);
  for (let i = lines.length - 1; i >= 0; i -= 1) next[i] = blank(lines[i]) ? (next[i + 1] ?? lines.length) : i;
  return next;
}

function markQuotations(reading: Reading, whys: Why[]): boolean {
  const { lines } = reading;
  let forwards = false;
  for (let i = 0; i < lines.length; i += 1) {
    if (whys[i] !== 'author' || blank(lines[i])) continue;
    const head = headOf(reading, whys, i);
    if (head === 0) continue;
    forwards ||= lines.slice(i, i + head).some(isForward);
    for (let k = i; k < i + head; k += 1) whys[k] = 'quotation';
    // Marked lines tell by themselves where the quotation ends; an unmarked one goes on to the end of the letter.
    const next = reading.next[i + head] ?? lines.length;
    if (next < lines.length && whys[next] === 'author') {
      for (let k = i + head; k < lines.length; k += 1) whys[k] = 'quotation';
      return forwards;
    }
    i += head - 1;
  }
  return forwards;
}

/** How many lines from `i` lead in a quotation; 0 where they do not. */
function headOf(reading: Reading, whys: readonly Why[], i: number): number {
  const { lines, next: filledFrom } = reading;
  const line = lines[i] ?? '';
  const copied = copiedHeader(reading, i);
  if (copied > 0) return copied;
  if (separator.test(line) || plainForward.test(line.trim())) return 1;
  // A rule across the page counts with the header under it.
  if (rule.test(line)) {
    const under = filledFrom[i + 1] ?? lines.length;
    const header = under <= i + 2 ? copiedHeader(reading, under) : 0;
    return header > 0 ? under - i + header : 0;
  }
  for (let n = 1; n <= maxWrapped && whys[i + n - 1] === 'author' && !blank(lines[i + n - 1]); n += 1) {
    const joined = lines.slice(i, i + n).map((one) => one.trim()).join(' ');
    const next = filledFrom[i + n] ?? lines.length;
    const quotes = next < lines.length && whys[next] === 'quotation';
    if (startsLead(joined) && leadsIn(joined) && (quotes || next >= lines.length || next > i + n || !continues(lines[next]))) return n;
    if (quotes && next <= i + n + 1 && startsLead(joined) && leadsIn(`${joined}:`)) return n;
    if (quotes && next <= i + n + 1 && n <= 2 && leadsInQuoted(joined) && (n === 1 || !/[.!?]$/.test((lines[i] ?? '').trim()))) return n;
  }
  return 0;
}

/** A lead begins with a word for "on", a date, or a name: a sentence of the writer's own that ends in a colon seldom does. */
const startsLead = (text: string): boolean => /^[\s>*"“„«'-]*(?:on|le|am|il|el|den|em|в|\d|<|\p{Lu})/iu.test(text);
const continues = (line: string | undefined): boolean => /^\s*[-–•*\d]+[.)\s]/.test(line ?? '');

/** How many lines from `i` are a header copied into the text: at least three fields close together, one of them who wrote. */
function copiedHeader({ lines, kinds }: Reading, i: number): number {
  if (!kinds[i]) return 0;
  const found = new Set<LabelKind>();
  let [end, wrapped] = [i, 0];
  for (let k = i; k < Math.min(lines.length, i + 16); k += 1) {
    const kind = kinds[k];
    if (kind) {
      found.add(kind);
      [end, wrapped] = [k + 1, 0];
      continue;
    }
    // Some programs put an empty line between fields, and some wrap a field.
    if (blank(lines[k]) ? wrapped > 0 || !kinds[k + 1] : wrapped >= 2) break;
    if (!blank(lines[k])) wrapped += 1;
  }
  return found.size >= 3 && found.has('from') && (found.has('date') || found.has('subject')) ? end - i : 0;
}

/** A blank line belongs with its neighbours where both are the same. */
function joinBlanks(lines: readonly string[], whys: Why[]): void {
  let before: Why = 'author';
  const filledFrom = nextFilled(lines);
  for (let i = 0; i < lines.length; i += 1) {
    if (!blank(lines[i])) {
      before = whys[i] ?? 'author';
      continue;
    }
    const next = filledFrom[i] ?? lines.length;
    const after = next < lines.length ? (whys[next] ?? 'author') : before;
    whys[i] = before === after ? before : before === 'author' || after === 'author' ? 'author' : before;
  }
}

export const blank = (line: string | undefined): boolean => (line ?? '').trim() === '';

function partsOf(lines: readonly string[], whys: readonly Why[]): Part[] {
  const parts: { why: Why; lines: string[] }[] = [];
  for (const [i, line] of lines.entries()) {
    const why = whys[i] ?? 'author';
    const last = parts.at(-1);
    if (last?.why === why) last.lines.push(line);
    else parts.push({ why, lines: [line] });
  }
  return parts.map((part) => ({ why: part.why, text: part.lines.join('\n') }));
}

/** The kept parts with one empty line between them; what stood around what was cut is not doubled. */
const keptOf = (lines: readonly string[], whys: readonly Why[]): string =>
  partsOf(lines, whys).filter(({ why }) => why === 'author').map(({ text }) => text.replace(/^(?:[ \t]*\n)+|\s+$/g, '')).filter((text) => text.trim() !== '').join('\n\n');
