import { Controller } from '@hotwired/stimulus';
import { visit } from '@hotwired/turbo';

/**
 * Hears that the page changed and offers what came, without moving the text under the reader.
 * The pill's words come from the server, one for each number; the page is asked for again, as this reader.
 */
export class Live extends Controller<HTMLElement> {
  static override targets = ['pill', 'button'];
  static override values = { url: String, words: String, count: Number };
  declare readonly pillTarget: HTMLElement;
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly urlValue: string;
  declare readonly wordsValue: string;
  /** How many contributions the page was made of. */
  declare readonly countValue: number;
  private source: EventSource | null = null;

  override connect(): void {
    this.source = new EventSource(this.urlValue);
    // A state, "14.37": fourteen contributions, thirty-seven changes. The browser names the last one when it comes back.
    this.source.addEventListener('changed', ({ data }) => this.offer(Number(String(data).split('.')[0]) - this.countValue));
    this.source.addEventListener('reload', () => this.offer(0));
  }

  override disconnect(): void {
    this.source?.close();
  }

  /** Offers so many new contributions; none where only something that was there changed. */
  private offer(arrived: number): void {
    const words = this.wordsValue.split('|');
    const changed = words.pop() ?? '';
    this.buttonTarget.textContent = arrived > 0 ? (words[Math.min(arrived, words.length) - 1] ?? '') : changed;
    this.pillTarget.hidden = false;
  }

  show(): void {
    this.pillTarget.hidden = true;
    visit(window.location.href, { action: 'replace' });
  }
}
