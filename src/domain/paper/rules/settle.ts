import { type Anchor, alikeAtBeginning, alikeAtEnd, contextLength, lengthOf, placesOf, slice } from './anchor.ts';
import { mostAlike, words, wordsOf } from './words.ts';

/** What became of a remark in a later version: same words in the same paragraph, found again elsewhere or changed, or no longer there. */
export const fates = ['carried', 'moved', 'orphaned'] as const;
export type Fate = (typeof fates)[number];

/** Three words of four must be there again, or a passage that was changed is not taken for the same. */
export const likeEnough = 0.75;
/** Fewer words than these are found again anywhere: elsewhere only what stands around them can tell. */
export const wordsThatTell = 4;

export type Standing = { fate: 'carried' | 'moved'; paragraph: string; start: number; length: number };
export type Place = Standing | { fate: 'orphaned'; paragraph: null; start: null; length: null };
export type PlainParagraph = { id: string; text: string };

const orphaned: Place = { fate: 'orphaned', paragraph: null, start: null, length: null };

/**
 * Where a remark made on an earlier version stands in this one. A likeness under the threshold is never placed: the
 * remark is then kept apart with its quotation, and nobody is made to have said it of something else.
 */
export function placeOf(anchor: Anchor & { paragraph: string }, paragraphs: readonly PlainParagraph[]): Place {
  const own = paragraphs.find(({ id }) => id === anchor.paragraph);
  const here = own && bestExact(anchor, own);
  if (here) return { fate: 'carried', ...here.standing };
  const others = paragraphs.filter(({ id }) => id !== anchor.paragraph);
  const elsewhere = others.map((p) => bestExact(anchor, p)).filter((found) => found !== null).sort((a, b) => b.fits - a.fits)[0];
  if (elsewhere && (words(anchor.quote) >= wordsThatTell || elsewhere.fits >= contextLength)) return { fate: 'moved', ...elsewhere.standing };
  return (own && changed(anchor, [own])) ?? changed(anchor, others) ?? orphaned;
}

/** The words as they are, where what stands around them fits best; of equals the nearest to where they stood. */
function bestExact(anchor: Anchor, { id, text }: PlainParagraph): { standing: Omit<Standing, 'fate'>; fits: number } | null {
  const length = lengthOf(anchor.quote);
  const found = placesOf(text, anchor.quote).map((start) => ({ standing: { paragraph: id, start, length }, fits: fits(anchor, text, start, length) }));
  const far = ({ standing }: { standing: { start: number } }) => Math.abs(standing.start - (anchor.start ?? 0));
  return found.sort((a, b) => b.fits - a.fits || far(a) - far(b))[0] ?? null;
}

const fits = ({ prefix, suffix }: Anchor, text: string, start: number, length: number): number =>
  alikeAtEnd(slice(text, start - contextLength, start), prefix) + alikeAtBeginning(slice(text, start + length, start + length + contextLength), suffix);

function changed(anchor: Anchor, paragraphs: readonly PlainParagraph[]): Place | null {
  const sought = wordsOf(anchor.quote);
  if (sought.length < wordsThatTell) return null;
  const [best] = paragraphs.flatMap(({ id, text }) => {
    const found = mostAlike(sought, wordsOf(text));
    return found ? [{ id, ...found }] : [];
  }).sort((a, b) => b.likeness - a.likeness);
  return best && best.likeness >= likeEnough ? { fate: 'moved', paragraph: best.id, start: best.from, length: best.to - best.from } : null;
}

/** How many remarks are carried, moved and no longer there; together they are all. */
export const countFates = (places: readonly { fate: Fate }[]): Record<Fate, number> => ({ carried: 0, moved: 0, orphaned: 0, ...Object.fromEntries(fates.map((fate) => [fate, places.filter((place) => place.fate === fate).length])) });
