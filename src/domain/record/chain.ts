import { createHash } from 'node:crypto';
import { commitment } from '#platform/journal.ts';

/** One line of the record: an entry, and the hash that ties it to all before it. */
export type Line = { n: number; at: string; kind: string; forum: string | null; subject: string | null; facts: Record<string, unknown>; commitments: Record<string, string>; request: string; hash: string };
export type Entry = Omit<Line, 'n' | 'hash'>;
/** What a commitment opens to: whoever holds both can tell that these were the words. */
export type Opened = Record<string, { salt: string; value: string }>;

/** What the first line is tied to. */
export const genesis = '0'.repeat(64);

/** The hash of an entry: over the hash before it and the entry in canonical JSON. */
export const hashOf = (before: string, n: number, entry: Entry): string => createHash('sha256').update(before).update(canonical({ n, ...entry })).digest('hex');

/** JSON with sorted keys at every depth, so that the same value has one form. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * The record as JSON Lines, each line tied to the one before. What is opened of an entry stands in its line and not in
 * the chain: opened or not, a record has the same hashes.
 */
export function chain(entries: readonly (Entry & { opened?: Opened })[]): string {
  let before = genesis;
  return entries.map(({ opened, ...entry }, i) => {
    const hash = hashOf(before, i + 1, entry);
    before = hash;
    return `${canonical({ n: i + 1, ...entry, hash, ...(opened ? { opened } : {}) })}\n`;
  }).join('');
}

export type Verdict = { ok: true; entries: number; last: string } | { ok: false; line: number; says: string };

/** Whether a record is whole: every line in its place, none changed, none missing before the last, and what is opened is what was committed to. */
export function verify(text: string): Verdict {
  let before = genesis;
  const lines = text.split('\n').filter((line) => line !== '');
  for (const [i, line] of lines.entries()) {
    const wrong = (says: string): Verdict => ({ ok: false, line: i + 1, says });
    let read: Line & { opened?: Opened };
    try {
      read = JSON.parse(line) as typeof read;
    } catch {
      return wrong('is not JSON');
    }
    const { n, hash, opened = {}, ...entry } = read;
    if (n !== i + 1) return wrong(`should have the number ${i + 1}, and has ${n}`);
    if (hashOf(before, n, entry) !== hash) return wrong('does not match its hash: it, or one before it, was changed');
    for (const [field, { salt, value }] of Object.entries(opened)) {
      if (commitment(Buffer.from(salt, 'hex'), field, value) !== entry.commitments[field]) return wrong(`opens “${field}” to words that were not committed to`);
    }
    before = hash;
  }
  return { ok: true, entries: lines.length, last: before };
}
