/** A paragraph as a letter carries it: no markup. A heading has no number. */
export type LetterParagraph = { id: string; number: string; text: string; lang: string; /** Translated from an older wording. */ isOlder: boolean };
/** Some paragraphs in a row, and the number of the first that had no room. */
export type Excerpt = { paragraphs: readonly LetterParagraph[]; next: string | null };

/** So many signs make a letter that no mail program cuts off in the middle. */
const longest = 60_000;

/**
 * The paragraphs from a number on, as many as a letter takes, with the heading right before them; from the beginning
 * where none is asked for.
 *
 * Shape   null where no paragraph has that number; always at least one paragraph.
 */
export function excerptFrom(all: readonly LetterParagraph[], number: string | null, most = longest): Excerpt | null {
  let from = number === null ? 0 : all.findIndex((one) => one.number === number);
  if (from < 0 || all.length === 0) return null;
  while (number !== null && from > 0 && all[from - 1]?.number === '') from -= 1;
  let [end, length, numbered] = [from, 0, false];
  for (let one = all[end]; one && (!numbered || length + one.text.length <= most); one = all[end]) {
    length += one.text.length;
    numbered ||= one.number !== '';
    end += 1;
  }
  // A heading stands with what it is the heading of.
  while (end < all.length && end > from + 1 && all[end - 1]?.number === '') end -= 1;
  return { paragraphs: all.slice(from, end), next: all.slice(end).find((one) => one.number !== '')?.number ?? null };
}
