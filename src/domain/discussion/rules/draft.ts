/** What is known of a draft and of the texts beside it when a window saves or chooses. */
export type DraftFacts = { version: number; windowId: string | null; markdown: string };
export type Saving = { text: string; version: number | null; windowId: string | null };

/**
 * Whether a window's text becomes the draft, or is kept beside it because another window has written since.
 *
 * A window that wrote last goes on, even where the answer to its saving never reached it; one that says no version is
 * no window but a command, whose text counts. The same text in two windows is one text.
 */
export function fateOfText(draft: DraftFacts | null, saving: Saving): 'new' | 'same' | 'next' | 'beside' {
  if (!draft) return 'new';
  if (draft.markdown === saving.text) return 'same';
  const goesOn = saving.version === null || saving.version === draft.version || (saving.windowId !== null && saving.windowId === draft.windowId);
  return goesOn || saving.windowId === null ? 'next' : 'beside';
}

export type OtherText = { which: string; markdown: string; savedAt: Date };

/** The texts other windows hold, as one window sees them: the draft itself where its own text lies beside it. */
export function othersOf(draft: (DraftFacts & { savedAt: Date; beside: readonly { windowId: string; markdown: string; savedAt: Date }[] }) | null, windowId: string): OtherText[] {
  if (!draft) return [];
  const isBeside = draft.beside.some((one) => one.windowId === windowId);
  const others = draft.beside.filter((one) => one.windowId !== windowId).map((one) => ({ which: one.windowId, markdown: one.markdown, savedAt: one.savedAt }));
  return isBeside ? [{ which: 'draft', markdown: draft.markdown, savedAt: draft.savedAt }, ...others] : others;
}
