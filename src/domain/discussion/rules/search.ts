import { instantOf } from '#platform/instant.ts';

/**
 * The days of a search as instants `[from, until)` in the forum's zone. Whole days only: by a finer filter the minute
 * of a text whose time is shown to the hour could be found.
 */
export function daysAsInstants({ from, to }: { from?: string | undefined; to?: string | undefined }, zone: string): { from: Date | null; until: Date | null } {
  return { from: from ? midnight(from, zone) : null, until: to ? midnight(dayAfter(to), zone) : null };
}

/** The first instant of a day; where midnight does not exist (some zones skip it), the hour after. */
function midnight(day: string, zone: string): Date | null {
  for (const time of ['00:00', '01:00']) {
    const at = instantOf(`${day}T${time}`, zone);
    if (at.ok) return at.value;
  }
  return null;
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/**
 * The beginnings of the words looked for, as PostgreSQL asks for them; null where there is no word.
 *
 * Three fifths of a word, at least three letters: what its forms share where the stemmer of its language does not
 * know that they are one ("juez", "jueces"). Broad, so asked only when nothing holds the words themselves.
 */
export function beginningsOf(words: string): string | null {
  const found = words.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.length > 0 ? found.map((word) => `${word.slice(0, Math.max(3, Math.ceil(word.length * 0.6)))}:*`).join(' & ') : null;
}
