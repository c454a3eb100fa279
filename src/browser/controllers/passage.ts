import { Controller } from '@hotwired/stimulus';

/** Puts the words selected in a text into the form's field; the server finds and checks their place. */
export class Passage extends Controller<HTMLElement> {
  static override targets = ['text', 'quote'];
  declare readonly textTarget: HTMLElement;
  declare readonly quoteTarget: HTMLTextAreaElement;

  take(): void {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.anchorNode || !this.textTarget.contains(selection.anchorNode)) return;
    this.quoteTarget.value = selection.toString().trim();
  }
}
