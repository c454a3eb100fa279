import { createHash } from 'node:crypto';

/** One line of the record: an entry, and the hash that ties it to all before it. */
export type Line = { n: number; at: string; kind: string; forum: string | null; subject: string | null; facts: Record<string, unknown>; commitments: Record<string, string>; request: string; hash: string };
export type Entry = Omit<Line, 'n' | 'hash'>;

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

/** The record as JSON Lines, each line tied to the one before. */
export function chain(entries: readonly Entry[]): string {
  let before = genesis;
  return entries.map((entry, i) => {
    const hash = hashOf(before, i + 1, entry);
    before = hash;
    return `${canonical({ n: i + 1, ...entry, hash })}\n`;
  }).join('');
}

export type Verdict = { ok: true; entries: number; last: string } | { ok: false; line: number; says: string };

/** Whether a record is whole: every line in its place, none changed, none missing before the last. */
export function verify(text: string): Verdict {
  let before = genesis;
  const lines = text.split('\n').filter((line) => line !== '');
  for (const [i, line] of lines.entries()) {
    const wrong = (says: string): Verdict => ({ ok: false, line: i + 1, says });
    let read: Line;
    try {
      read = JSON.parse(line) as Line;
    } catch {
      return wrong('is not JSON');
    }
    const { n, hash, ...entry } = read;
    if (n !== i + 1) return wrong(`should have the number ${i + 1}, and has ${n}`);
    if (hashOf(before, n, entry) !== hash) return wrong('does not match its hash: it, or one before it, was changed');
    before = hash;
  }
  return { ok: true, entries: lines.length, last: before };
}
