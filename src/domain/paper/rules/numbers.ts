/** As in treaties: a paragraph put in after 12 is 12bis, the next 12ter. */
const ordinals = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies'];

/** A heading has no number: numbers are for what is said. */
export const isHeading = (markdown: string): boolean => /^#{1,6}\s/.test(markdown);

export type Numbered = { id: string; label: string };

/**
 * The numbers of a version's paragraphs. One that was there keeps its number, wherever it now stands; a new one at the
 * end goes on counting; a new one between takes the number before it with an ordinal. No number is used for another.
 */
export function numbersOf(paragraphs: readonly { id: string; markdown: string }[], everUsed: readonly Numbered[]): string[] {
  const known = new Map(everUsed.filter(({ label }) => label !== '').map(({ id, label }) => [id, label]));
  const used = new Set(known.values());
  const take = (label: string) => {
    used.add(label);
    return label;
  };
  const lastKnown = paragraphs.findLastIndex(({ id }) => known.has(id));
  let before = '0';
  return paragraphs.map(({ id, markdown }, i) => {
    if (isHeading(markdown)) return '';
    before = known.get(id) ?? take(i > lastKnown ? nextWhole(used) : between(before, used));
    return before;
  });
}

const wholeOf = (label: string): number => Number.parseInt(label, 10) || 0;

function nextWhole(used: ReadonlySet<string>): string {
  return String(Math.max(0, ...[...used].map(wholeOf)) + 1);
}

function between(before: string, used: ReadonlySet<string>): string {
  const whole = wholeOf(before);
  const free = ordinals.map((ordinal) => `${whole}${ordinal}`).find((label) => !used.has(label));
  if (free) return free;
  for (let n = ordinals.length + 2; ; n += 1) if (!used.has(`${whole}-${n}`)) return `${whole}-${n}`;
}
