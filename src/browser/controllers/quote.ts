import { Controller } from '@hotwired/stimulus';

/** What was selected in a contribution when its quote was asked for, until the composer takes it. */
const kept = 'colloquy.quote';

/** Hands the words selected in a contribution to the composer; with nothing selected there, the whole is quoted. */
export class Quote extends Controller<HTMLAnchorElement> {
  static override values = { ref: String };
  declare readonly refValue: string;
  private words = '';

  /** Pressing a link may end the selection before the click comes. */
  note(): void {
    const selection = document.getSelection();
    const text = this.element.closest('article')?.querySelector('.read');
    const isHere = selection && !selection.isCollapsed && text?.contains(selection.anchorNode) && text.contains(selection.focusNode);
    this.words = isHere ? selection.toString().trim() : '';
  }

  take(): void {
    if (!this.words) this.note();
    if (this.words) sessionStorage.setItem(kept, JSON.stringify({ ref: this.refValue, words: this.words }));
    else sessionStorage.removeItem(kept);
  }
}

/** The words selected for a reference, once; null where none were. */
export function takeSelected(ref: string): string | null {
  const found = JSON.parse(sessionStorage.getItem(kept) ?? 'null') as { ref: string; words: string } | null;
  sessionStorage.removeItem(kept);
  return found?.ref === ref ? found.words : null;
}
