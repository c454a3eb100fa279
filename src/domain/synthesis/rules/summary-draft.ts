import { fateOfText } from '../../discussion/rules/draft.ts';

/** A text of another window, kept beside the draft. */
export type Beside = { windowId: string; markdown: string; savedAt: Date };
type Held = { windowId: string; lang: string; marking: string; lines: string; notAddressed: readonly string[]; correction: string };

/**
 * What becomes of what a window holds: nothing changed; the next version; or kept beside, because another window wrote
 * other words since. Choices alone follow whoever made them last: no words are lost by it.
 */
export function fateOfSummary(draft: Held & { version: number }, held: Held, version: number | null): 'same' | 'next' | 'beside' {
  const fate = fateOfText({ version: draft.version, windowId: draft.windowId, markdown: draft.lines }, { text: held.lines, version, windowId: held.windowId });
  if (fate === 'beside') return 'beside';
  const choices = ({ lang, marking, notAddressed, correction }: Held) => JSON.stringify([lang, marking, [...notAddressed].sort(), correction]);
  return fate === 'same' && choices(draft) === choices(held) ? 'same' : 'next';
}
