/** Letters that look alike in both alphabets, as somebody types them who writes Russian: «В2·14». */
const twins: Readonly<Record<string, string>> = { А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', Х: 'X', Ф: 'F' };

/**
 * A reference as people write it, alone or after a hash sign: `A1·12`, `A1-12`, `#A1-12`; `¶ 17`; `F-07`, `R-03`.
 *
 * Shape  a pattern with the flag g, made anew for whoever runs it: it remembers where it was.
 */
export const referencePattern = (): RegExp => /(?<![\p{L}\p{N}·/&=-])(?:#?([A-ZАВЕКМНОРСТХ]\d{1,2}[·-]\d{1,6})|¶[ \u00a0]?(\d{1,4})|([FRФ]-\d{2,3}))(?![\p{L}\p{N}]|[·-]\p{N})/gu;

/** The key of a written reference: `A1-12`, `¶17`, `F-07`. */
export function keyOf([, ref, paragraph, finding]: RegExpMatchArray | RegExpExecArray): string {
  if (paragraph) return `¶${Number(paragraph)}`;
  return (ref ?? finding ?? '').replace('·', '-').replace(/^./, (letter) => twins[letter] ?? letter);
}

/** More references than this in one text are a list, not a text: the rest stay words. */
export const mostReferences = 200;

/** The keys of all that a text refers to, each once. */
export const keysIn = (text: string): string[] => [...new Set([...text.normalize('NFC').matchAll(referencePattern())].map(keyOf))].slice(0, mostReferences);
