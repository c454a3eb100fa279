import { Controller } from '@hotwired/stimulus';

/** Copies the text of a field; without script, or where the browser forbids it, the text is marked by hand. */
export class Copy extends Controller<HTMLElement> {
  static override targets = ['text', 'button'];
  declare readonly textTarget: HTMLTextAreaElement;
  declare readonly buttonTarget: HTMLButtonElement;

  override connect(): void {
    this.buttonTarget.hidden = false;
  }

  async copy(): Promise<void> {
    this.textTarget.select();
    await navigator.clipboard?.writeText(this.textTarget.value).catch(() => undefined);
  }
}
