import { diffArrays } from 'diff';

/** A stretch of text that two wordings share, or that only one of them has. */
export type Change = { kind: 'same' | 'added' | 'removed'; text: string };

/** Two texts of ours at their longest differ in a tenth of a second; what takes longer is told as replaced whole. */
const maxMs = 1_000;
const words = new Intl.Segmenter('en', { granularity: 'word' });
/** A browser ends lines in its own way; that is no change. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
// The library's own words are Latin ones; the segmenter knows those of every script.
const wordsOf = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment);

/** What was changed between two wordings, word by word. */
export function wordDiff(was: string, is: string): Change[] {
  const [before, after] = [plain(was), plain(is)];
  const changes = diffArrays(wordsOf(before), wordsOf(after), { timeout: maxMs });
  if (!changes) return [{ kind: 'removed', text: before }, { kind: 'added', text: after }];
  return changes.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }));
}
