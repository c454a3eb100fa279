import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Marking } from '../../disclosure/model.ts';
import { atLeast } from '../../disclosure/rules.ts';
import type { TranslationRefusal } from '../model.ts';

/** Whether a text may go to the site's translator: never above the marking the site allows, and never without one. */
export function mayTranslate(text: { visibility: string; marking: Marking; lang: string; covered: boolean }, into: string, ceiling: Marking | null): Outcome<null, TranslationRefusal> {
  if (text.visibility !== 'shown' || text.covered) return refused('discussion.no_such_contribution');
  if (ceiling === null) return refused('discussion.translation_off');
  if (text.lang === into) return refused('discussion.translation_same_language');
  return atLeast(ceiling, text.marking) ? granted(null) : refused('discussion.translation_above_marking', { marking: text.marking, ceiling });
}

/** Whether a translation is of another wording than the one that stands. */
export const isStale = (translated: Uint8Array, standing: Uint8Array): boolean => !Buffer.from(translated).equals(Buffer.from(standing));

/**
 * A text as pieces for a translator, and how its pieces come together again: signs of lists, quotations, headings and
 * covers stay where they are, code is left alone, and a paragraph broken over lines is one piece.
 */
export function inPieces(markdown: string): { pieces: string[]; join(translated: readonly string[]): string } {
  const lines: { before: string; piece: number | null }[] = [];
  const pieces: string[] = [];
  let inCode = false;
  let open = false;
  // A browser ends the lines of a form with a return as well.
  for (const line of markdown.split(/\r?\n/)) {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence) inCode = !inCode;
    const [, before = '', rest = ''] = /^(\s*(?:(?:[-*+>]|\d{1,3}[.)]|#{1,6}|:{3,})\s*)*)(.*)$/.exec(line) ?? [];
    if (fence || inCode || rest.trim() === '') {
      lines.push({ before: line, piece: null });
      open = false;
    } else if (open && before.trim() === '') {
      pieces.push(`${pieces.pop() ?? ''} ${rest}`);
    } else {
      lines.push({ before, piece: pieces.push(rest) - 1 });
      open = !before.includes(':::');
    }
  }
  return { pieces, join: (translated) => lines.map(({ before, piece }) => (piece === null ? before : `${before}${(translated[piece] ?? '').replace(/\s*\n\s*/g, ' ').trim()}`)).join('\n') };
}
