import { Controller } from '@hotwired/stimulus';

/** Puts the words selected in a text into the form's field; the server finds and checks their place. */
export class Passage extends Controller<HTMLElement> {
  static override targets = ['text', 'quote', 'before'];
  declare readonly textTarget: HTMLElement;
  declare readonly quoteTarget: HTMLTextAreaElement;
  declare readonly beforeTarget: HTMLInputElement;
  declare readonly hasBeforeTarget: boolean;

  take(): void {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.anchorNode || !this.textTarget.contains(selection.anchorNode)) return;
    this.quoteTarget.value = selection.toString().trim();
    if (this.hasBeforeTarget) this.beforeTarget.value = this.before(selection.getRangeAt(0));
  }

  /** What stands before the selection, so that the server can tell which of two like passages is meant. */
  private before(selected: Range): string {
    const before = document.createRange();
    before.selectNodeContents(this.textTarget);
    before.setEnd(selected.startContainer, selected.startOffset);
    return before.toString().replace(/\s+/gu, ' ').slice(-64);
  }
}
