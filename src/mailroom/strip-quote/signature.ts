import type { Why } from '../strip-quote.ts';
import { closingOf, isContact, postscript } from './closings.ts';
import { device, deviceWord, isDisclaimer, rule, signatureDelimiter, strictDelimiter } from './marks.ts';

/** A signature is a few short lines; what is longer is text. */
const maxSignatureLines = 14;
const maxSignatureWidth = 110;

/** How far up from the end of a text a signature and its small print are looked for, in lines that are not blank. */
const maxTail = 60;

type Span = { from: number; to: number };

/**
 * Marks what is put under the writer's own text: signature, lines of telephones, small print.
 *
 * Shape  the last stretch of text is looked at, and, where nothing is left of it, the one before. Stretches between
 *        quotations end in a signature only where its delimiter says so.
 */
export function trimSignatures(lines: readonly string[], whys: Why[], names: readonly string[]): void {
  const spans = authorSpans(lines, whys);
  for (const span of spans.slice(0, -1)) cutDelimited(lines, whys, span, strictDelimiter);
  for (const span of spans.slice(-maxTail).reverse()) {
    trimSpan(lines, whys, tailOf(lines, whys, span), names);
    if (filled(lines, whys, span).length > 0) return;
  }
}

/** Stretches of the writer's lines without a quotation in between. */
function authorSpans(lines: readonly string[], whys: readonly Why[]): Span[] {
  const spans: Span[] = [];
  for (const [i, why] of whys.entries()) {
    const last = spans.at(-1);
    if (why !== 'author') continue;
    if (last?.to === i) last.to = i + 1;
    else spans.push({ from: i, to: i + 1 });
  }
  return spans.filter((span) => filled(lines, whys, span).length > 0);
}

const filled = (lines: readonly string[], whys: readonly Why[], { from, to }: Span): number[] => {
  const found: number[] = [];
  for (let i = from; i < to; i += 1) if (whys[i] === 'author' && (lines[i] ?? '').trim() !== '') found.push(i);
  return found;
};

/** The last lines of a stretch: what is put under a text is not longer. */
function tailOf(lines: readonly string[], whys: readonly Why[], span: Span): Span {
  const all = filled(lines, whys, span);
  return { from: all.length > maxTail ? (all.at(-maxTail) ?? span.from) : span.from, to: span.to };
}

function trimSpan(lines: readonly string[], whys: Why[], span: Span, names: readonly string[]): void {
  cutDisclaimer(lines, whys, span);
  cutDevice(lines, whys, span);
  if (cutDelimited(lines, whys, span, strictDelimiter) || cutDelimited(lines, whys, span, signatureDelimiter)) cutDevice(lines, whys, span);
  cutClosing(lines, whys, span);
  cutContacts(lines, whys, span);
  cutName(lines, whys, span, names);
  cutDevice(lines, whys, span);
  cutClosing(lines, whys, span);
}

const cut = (whys: Why[], from: number, to: number, why: Why) => {
  for (let i = from; i < to; i += 1) if (whys[i] === 'author') whys[i] = why;
};

/** Small print runs to the end of the stretch, with the rule above it. */
function cutDisclaimer(lines: readonly string[], whys: Why[], span: Span): void {
  const all = filled(lines, whys, span);
  for (const [n, i] of all.entries()) {
    const line = lines[i] ?? '';
    if (n > 0 && (lines[i - 1] ?? '').trim() !== '' && !rule.test(lines[i - 1] ?? '')) continue;
    const rest = lines.slice(i, span.to).join(' ');
    // Its first sentence may be wrapped over the next line.
    if (!(isDisclaimer(line, rest) || isDisclaimer(`${line} ${lines[i + 1] ?? ''}`, rest))) continue;
    const before = all[n - 1];
    cut(whys, before !== undefined && rule.test(lines[before] ?? '') ? before : i, span.to, 'disclaimer');
    return;
  }
}

/** The lines of telephones and programs at the end, each at most wrapped once. */
function cutDevice(lines: readonly string[], whys: Why[], span: Span): void {
  for (let again = true; again; ) {
    again = false;
    const all = filled(lines, whys, span);
    const last = all.at(-1);
    const before = all.at(-2);
    if (last === undefined) return;
    if (isDevice(lines[last] ?? '')) {
      cut(whys, last, last + 1, 'device');
      again = true;
    } else if (before === last - 1 && isDevice(`${(lines[before] ?? '').trim()} ${(lines[last] ?? '').trim()}`)) {
      cut(whys, before, last + 1, 'device');
      again = true;
    } else if (rule.test(lines[last] ?? '')) {
      // A rule with nothing under it any more.
      cut(whys, last, last + 1, 'signature');
      again = true;
    }
  }
}

const isDevice = (line: string): boolean => line.length <= 170 && device.test(line.trim()) && deviceWord.test(line);

function cutDelimited(lines: readonly string[], whys: Why[], span: Span, delimiter: RegExp): boolean {
  const all = filled(lines, whys, span);
  const at = all.find((i, n) => delimiter.test(lines[i] ?? '') && (delimiter === strictDelimiter || isSignatureLike(lines, all.slice(n + 1))));
  if (at === undefined) return false;
  cut(whys, at, keepPostscript(lines, all.filter((k) => k > at), span.to), 'signature');
  return true;
}

const isSignatureLike = (lines: readonly string[], rest: readonly number[]): boolean => rest.length <= maxSignatureLines && rest.every((i) => (lines[i] ?? '').trim().length <= maxSignatureWidth);

/** "Kind regards" and what stands under it, where that is a signature by its look. */
function cutClosing(lines: readonly string[], whys: Why[], span: Span): void {
  const all = filled(lines, whys, span);
  for (const [n, i] of all.entries()) {
    const { closes, needsName } = closingOf(lines[i] ?? '');
    if (!closes) continue;
    const end = keepPostscript(lines, all.slice(n + 1), span.to);
    const rest = all.slice(n + 1).filter((k) => k < end);
    if (needsName && (rest.length === 0 || rest.length > 6 || !isShortName(lines[rest[0] ?? 0] ?? ''))) continue;
    if (!isSignatureLike(lines, rest) || rest.some((k) => isSentence(lines[k] ?? ''))) continue;
    cut(whys, i, end, 'signature');
    return;
  }
}

/** The line before which a signature ends, where a postscript comes after it. */
const keepPostscript = (lines: readonly string[], rest: readonly number[], end: number): number => rest.find((i) => postscript.test(lines[i] ?? '')) ?? end;

/** Whether a line says something: ends like a sentence, and is longer than a title. */
const isSentence = (line: string): boolean => /[.!?:;]$/.test(line.trim()) && line.trim().split(/\s+/).length >= 7 && !isContact(line);

/** A name: up to four words, each with a capital. */
const isShortName = (line: string): boolean => /^[\s*_/–—-]*(?:\p{Lu}[\p{L}.'’-]*[\s,*_]*){1,4}$/u.test(line) && line.trim().length <= 50;

/** A last paragraph that tells how to reach somebody: short lines, of which one or more are telephones or addresses. */
function cutContacts(lines: readonly string[], whys: Why[], span: Span): void {
  const all = filled(lines, whys, span);
  const last = all.at(-1);
  if (last === undefined) return;
  const paragraph = all.filter((i) => i <= last && lines.slice(i, last).every((line) => line.trim() !== ''));
  const first = paragraph[0] ?? last;
  const before = all.filter((i) => i < first);
  const contacts = paragraph.filter((i) => isContact(lines[i] ?? '')).length;
  if (paragraph.length < 2 || paragraph.length > maxSignatureLines || contacts === 0 || before.length === 0) return;
  if (paragraph.some((i) => (lines[i] ?? '').length > maxSignatureWidth || isSentence(lines[i] ?? '') || /^\s*(?:[-–•*]|\d+[.)])\s/.test(lines[i] ?? ''))) return;
  // The first line is a name or a title; a sentence that leads in a list of addresses is not.
  if (/[:,;]\s*$/.test(lines[first] ?? '') || !(isShortName(lines[first] ?? '') || contacts * 2 >= paragraph.length)) return;
  cut(whys, first, span.to, 'signature');
}

/** The writer's name alone at the end, or any name after a dash. */
function cutName(lines: readonly string[], whys: Why[], span: Span, names: readonly string[]): void {
  const all = filled(lines, whys, span);
  const end = all.at(-1);
  if (end === undefined || all.length < 2) return;
  const known = names.flatMap((name) => name.split(/[\s,.]+/)).map(fold).filter((word) => word.length > 1);
  // The name may have titles and offices under it: a last paragraph of short lines that the name opens.
  const paragraph = all.filter((i) => lines.slice(i, end).every((one) => one.trim() !== ''));
  const last = paragraph.find((i) => isName(lines[i] ?? '', known) && isSignatureLike(lines, paragraph.filter((k) => k > i)) && !paragraph.some((k) => k > i && isSentence(lines[k] ?? ''))) ?? end;
  if (all[0] === last) return;
  const line = (lines[last] ?? '').trim();
  const apart = (lines[last - 1] ?? '').trim() === '';
  const dashed = /^(?:[–—/]|--?)\s?\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2}$/u.test(line) && apart;
  if (isName(line, known) || dashed) cut(whys, last, span.to, 'signature');
}

/** Whether a line is nothing but the writer's name, or a part of it: initials and academic titles with it. */
function isName(line: string, known: readonly string[]): boolean {
  const words = line.trim().replace(/^[-–—/~*\s]+/, '').split(/[\s,.*]+/).filter(Boolean).map(fold).filter((word) => !titles.has(word));
  return words.length > 0 && words.length <= 4 && words.some((word) => word.length > 1) && words.every((word) => known.includes(word) || (word.length === 1 && known.some((one) => one.startsWith(word))));
}

const titles = new Set(['dr', 'prof', 'mag', 'ing', 'dipl', 'phd', 'ma', 'mr', 'mrs', 'ms', 'me', 'mme', 'herr', 'frau', 'dott', 'dra', 'sr', 'sra']);

const fold = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
