import { Controller } from '@hotwired/stimulus';
import { visit } from '@hotwired/turbo';

/**
 * Hears that the figures changed and asks for the page again, at most every ten seconds; Turbo changes only what
 * differs, so that neither the place nor the focus is lost.
 */
export class Refresh extends Controller<HTMLElement> {
  static override values = { url: String };
  declare readonly urlValue: string;
  private source: EventSource | null = null;
  private timer = 0;

  override connect(): void {
    this.source = new EventSource(this.urlValue);
    this.source.addEventListener('changed', () => this.soon());
  }

  override disconnect(): void {
    this.source?.close();
    window.clearTimeout(this.timer);
    this.timer = 0;
  }

  private soon(): void {
    if (this.timer) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      visit(window.location.href, { action: 'replace' });
    }, 10_000);
  }
}
