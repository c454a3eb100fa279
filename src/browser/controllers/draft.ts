import { Controller } from '@hotwired/stimulus';

/** Saves what is being written to the server after two seconds of rest, and says so. */
export class Draft extends Controller<HTMLFormElement> {
  static override targets = ['status'];
  static override values = { url: String, failed: String };
  declare readonly statusTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly failedValue: string;
  private timer = 0;

  typed(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), 2_000);
  }

  override disconnect(): void {
    window.clearTimeout(this.timer);
  }

  private async save(): Promise<void> {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) if (typeof value === 'string') fields.append(name, value);
    try {
      const answer = await fetch(this.urlValue, { method: 'POST', body: fields, headers: { accept: 'text/plain' } });
      this.statusTarget.textContent = answer.ok ? await answer.text() : this.failedValue;
    } catch {
      this.statusTarget.textContent = this.failedValue;
    }
  }
}
