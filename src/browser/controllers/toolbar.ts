import { Controller } from '@hotwired/stimulus';

/** Puts Markdown signs round the selected words, or at the beginning of their lines; by buttons and by keys. */
export class Toolbar extends Controller<HTMLFormElement> {
  static override targets = ['text', 'button', 'send'];
  declare readonly textTarget: HTMLTextAreaElement;
  declare readonly buttonTargets: HTMLButtonElement[];
  declare readonly sendTarget: HTMLButtonElement;

  /** One stop for the tab key; the arrows walk from there. */
  override connect(): void {
    this.stopAt(0);
  }

  around(event: { params: { sign: string } }): void {
    this.wrap(event.params.sign);
  }

  before(event: { params: { sign: string } }): void {
    const { selectionStart, selectionEnd: to, value } = this.textTarget;
    const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
    const lines = value.slice(from, to).split('\n');
    this.put(from, to, lines.map((line) => event.params.sign + line).join('\n'));
  }

  at(event: { params: { sign: string } }): void {
    const { selectionStart, selectionEnd } = this.textTarget;
    this.put(selectionStart, selectionEnd, event.params.sign, 'end');
  }

  /** In the text: Ctrl or Cmd with Enter sends, with B and I marks. */
  key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    const does: Record<string, () => void> = { Enter: () => this.element.requestSubmit(this.sendTarget), b: () => this.wrap('**'), i: () => this.wrap('*') };
    const act = does[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** In the bar: left and right, home and end. */
  walk(event: KeyboardEvent): void {
    const here = this.buttonTargets.indexOf(document.activeElement as HTMLButtonElement);
    const last = this.buttonTargets.length - 1;
    const to = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    this.stopAt(to);
    this.buttonTargets[to]?.focus();
  }

  private stopAt(stop: number): void {
    for (const [i, button] of this.buttonTargets.entries()) button.tabIndex = i === stop ? 0 : -1;
  }

  private wrap(sign: string): void {
    const { selectionStart: from, selectionEnd: to, value } = this.textTarget;
    this.put(from, to, `${sign}${value.slice(from, to)}${sign}`);
    // With nothing selected the cursor goes between the signs.
    if (from === to) this.textTarget.setSelectionRange(from + sign.length, from + sign.length);
  }

  private put(from: number, to: number, text: string, then: 'select' | 'end' = 'select'): void {
    this.textTarget.focus();
    this.textTarget.setRangeText(text, from, to, then);
    this.textTarget.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
