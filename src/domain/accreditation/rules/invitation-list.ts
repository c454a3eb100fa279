import { CsvError, parse } from 'csv-parse/sync';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { isName } from '../../account/rules.ts';
import { categories, type Category } from '../../disclosure/model.ts';
import { type Role, roles } from '../model.ts';
import type { InvitationRow } from '../rules.ts';

export const columns = ['body', 'category', 'seats', 'address', 'name', 'role', 'language'] as const;
export type Column = (typeof columns)[number];
export type ListedRow = InvitationRow & { line: number; seats: number | null };
/** One thing wrong with a list: the line, the field, and the message that says what (`invitation.row.…`). */
export type RowProblem = { line: number; field: Column | 'line'; code: 'unclosed' | 'tooMany' | 'body' | 'category' | 'seats' | 'seatsDiffer' | 'tooFewSeats' | 'address' | 'name' | 'role' | 'language'; said: string };
export type InvitationList = { rows: readonly ListedRow[]; twice: readonly { line: number; firstLine: number; email: string }[]; problems: readonly RowProblem[] };

const addressForm = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;

/**
 * The text of an uploaded list.
 *
 * Refuses  bytes that are not UTF-8: guessing between the Windows tables for Cyrillic and Western letters would put
 *          wrong names into letters that cannot be called back.
 */
export function readUpload(bytes: Uint8Array): Outcome<string, 'invitation.file_not_utf8'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? refused('invitation.file_not_utf8') : granted(text);
  } catch {
    return refused('invitation.file_not_utf8');
  }
}

/**
 * People to invite, as lines "body; category; seats; address; name; role; language", separated by semicolons, commas
 * or tabs, with or without a header. Every bad line is named before anything is sent.
 *
 * Shape    an address that stands twice counts once, by its first line; lines are counted from one, as in the file.
 */
export function readList(text: string): InvitationList {
  const read = records(text);
  if (!read.ok) return { rows: [], twice: [], problems: [read.problem] };
  const order = headerOf(read.lines[0]?.cells ?? []);
  const lines = order ? read.lines.slice(1) : read.lines;
  const problems: RowProblem[] = [];
  const rows: ListedRow[] = [];
  const twice: InvitationList['twice'][number][] = [];
  const first = new Map<string, number>();
  for (const { line, cells } of lines) {
    const row = readRow(line, cells, order ?? columns, (problem) => problems.push({ line, ...problem }));
    if (!row) continue;
    const firstLine = first.get(row.email);
    if (firstLine === undefined) rows.push(row);
    else twice.push({ line, firstLine, email: row.email });
    first.set(row.email, firstLine ?? line);
  }
  return { rows, twice, problems: [...problems, ...seatProblems(rows)].sort((a, b) => a.line - b.line) };
}

type Records = { ok: true; lines: { line: number; cells: string[] }[] } | { ok: false; problem: RowProblem };

function records(text: string): Records {
  try {
    const parsed = parse(text, { bom: true, delimiter: separatorOf(text), relax_column_count: true, skip_empty_lines: true, trim: true, info: true, max_record_size: 10_000 }) as unknown as { record: string[]; info: { lines: number } }[];
    // The reader counts the line a record ends in; a quoted field may hold line breaks.
    const lines = parsed.map(({ record, info }) => ({ line: info.lines - record.join('').split('\n').length + 1, cells: record.map((cell) => cell.normalize('NFC')) }));
    return { ok: true, lines: lines.filter(({ cells }) => cells.some((cell) => cell !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, problem: { line: Number(error['lines'] ?? 0), field: 'line', code: 'unclosed', said: '' } };
  }
}

/** The separator that stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const line = (text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  const count = (mark: string) => line.split(mark).length;
  return ['\t', ';', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

const fold = (text: string): string => text.toLowerCase().replace(/[\s_.:*-]+/g, ' ').trim();

/** Which column stands where, if the first line is a header; null if it is somebody already. */
function headerOf(cells: readonly string[]): (Column | null)[] | null {
  if (cells.some((cell) => addressForm.test(cell))) return null;
  const named = cells.map((cell) => columns.find((column) => fold(cell) === column || locales.some((locale) => say(locale, `invitation.column.${column}`).split('/').some((word) => fold(word) === fold(cell)))) ?? null);
  return named.includes('address') ? named : null;
}

/** A value by its code or by its name in any of the six languages. */
function named<T extends string>(values: readonly T[], said: string, name: (value: T, locale: Locale) => string): T | undefined {
  const folded = fold(said);
  return values.find((value) => fold(value) === folded || locales.some((locale) => fold(name(value, locale)) === folded));
}

function readRow(line: number, cells: readonly string[], order: readonly (Column | null)[], wrong: (problem: Omit<RowProblem, 'line'>) => void): ListedRow | null {
  const at = (column: Column): string => cells[order.indexOf(column)] ?? '';
  const [email, body] = [at('address').toLowerCase(), at('body')];
  const category = named(categories, at('category'), (value, locale) => say(locale, `ui.category.${value}`));
  const role: Role | undefined = at('role') === '' ? 'participant' : named(roles, at('role'), (value, locale) => say(locale, `ui.role.${value}`));
  const language = at('language') === '' ? 'en' : named(locales, at('language'), (value) => endonyms[value]);
  const seats = at('seats') === '' ? null : /^[1-9]\d{0,2}$/.test(at('seats')) ? Number(at('seats')) : undefined;
  const before: Omit<RowProblem, 'line'>[] = [];
  const check = (fine: boolean, field: Column, code: RowProblem['code']) => fine || before.push({ field, code, said: at(field).slice(0, 120) });
  if (cells.length > order.length && cells.slice(order.length).some(Boolean)) before.push({ field: 'line', code: 'tooMany', said: cells.slice(order.length).join(' ').slice(0, 120) });
  check(body.length <= 160 && isName(body.slice(0, 80)), 'body', 'body');
  check(category !== undefined, 'category', 'category');
  check(seats !== undefined, 'seats', 'seats');
  check(addressForm.test(email) && email.length <= 254, 'address', 'address');
  check(at('name') === '' || isName(at('name')), 'name', 'name');
  check(role !== undefined, 'role', 'role');
  check(language !== undefined, 'language', 'language');
  for (const problem of before) wrong(problem);
  if (before.length > 0 || !category || !role || !language || seats === undefined) return null;
  return { line, email, name: at('name'), body, category, role, locale: language, seats };
}

export type StatedSeats = { body: string; category: Category; seats: number };

/** How many seats a list gives to each body in a category; a body whose lines say nothing is left as it is. */
export function statedSeats(rows: readonly ListedRow[]): StatedSeats[] {
  const stated = new Map<string, StatedSeats>();
  for (const { body, category, seats } of rows) if (seats !== null) stated.set(`${body}\n${category}`, { body, category, seats });
  return [...stated.values()];
}

/** A body has as many seats of a category as its lines say: all the same number, and not fewer than people. */
function seatProblems(rows: readonly ListedRow[]): RowProblem[] {
  const stated = new Map<string, number>();
  const people = new Map<string, number>();
  const problems: RowProblem[] = [];
  for (const row of rows.filter(({ seats }) => seats !== null)) {
    const key = `${row.body}\n${row.category satisfies Category}`;
    if (!stated.has(key)) stated.set(key, row.seats ?? 0);
    if (stated.get(key) !== row.seats) problems.push({ line: row.line, field: 'seats', code: 'seatsDiffer', said: String(row.seats) });
    people.set(key, (people.get(key) ?? 0) + 1);
    if ((people.get(key) ?? 0) > (stated.get(key) ?? 0)) problems.push({ line: row.line, field: 'seats', code: 'tooFewSeats', said: row.body });
  }
  return problems;
}
