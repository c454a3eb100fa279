/** A text with plain line feeds, as files of this format hold it. */
export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** A place of a text, in code points, in the same text with plain line feeds. */
export function placeInFile(text: string, place: number): number {
  const before = [...text].slice(0, place).join('');
  return place - carriageReturnsLost(before, text.startsWith('\n', before.length));
}

/** A place of the text with plain line feeds, in code points, in the text itself. */
export function placeInText(text: string, place: number): number {
  if (!text.includes('\r\n')) return place;
  const letters = [...text];
  let at = 0;
  for (let passed = 0; passed < place && at < letters.length; passed += 1) at += letters[at] === '\r' && letters[at + 1] === '\n' ? 2 : 1;
  return at;
}

/** How many code points fewer the text before a place has with plain line feeds; between CR and LF counts as before both. */
function carriageReturnsLost(before: string, lineFeedNext: boolean): number {
  return (before.match(/\r\n/g)?.length ?? 0) + (before.endsWith('\r') && lineFeedNext ? 1 : 0);
}
