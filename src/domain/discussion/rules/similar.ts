/** From this share of a text's own words on, and no fewer than these stems, another says much the same. */
const [leastShare, leastStems, mostShown] = [0.45, 4, 3];
/** Words of a text that are compared; more would only cost time. */
const mostWords = 300;

/** The words of a text that are its author's own, each once, as they stand: what is quoted is said by somebody else. */
export function ownWords(text: string): string[] {
  // Blanks of one line only: over many empty lines the search would begin again at each.
  const own = text.replace(/^[^\S\n]*>.*$/gm, '').normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(own)].slice(0, mostWords);
}

/** Those near enough to be shown before sending, the nearest first. */
export const nearEnough = <T extends { share: number; stems: number }>(rows: readonly T[]): T[] => rows.filter(({ share, stems }) => share >= leastShare && stems >= leastStems).slice(0, mostShown);
