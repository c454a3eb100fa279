import { Controller } from '@hotwired/stimulus';

/** Puts Markdown signs round the selected words, or at the beginning of their lines. */
export class Toolbar extends Controller<HTMLElement> {
  static override targets = ['text'];
  declare readonly textTarget: HTMLTextAreaElement;

  around(event: Event & { params: { sign: string } }): void {
    const { selectionStart: from, selectionEnd: to, value } = this.textTarget;
    const { sign } = event.params;
    this.put(from, to, `${sign}${value.slice(from, to)}${sign}`);
  }

  before(event: Event & { params: { sign: string } }): void {
    const { selectionStart, selectionEnd: to, value } = this.textTarget;
    const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
    const lines = value.slice(from, to).split('\n');
    this.put(from, to, lines.map((line) => event.params.sign + line).join('\n'));
  }

  private put(from: number, to: number, text: string): void {
    this.textTarget.focus();
    this.textTarget.setRangeText(text, from, to, 'select');
    this.textTarget.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
