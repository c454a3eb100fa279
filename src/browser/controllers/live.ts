import { Controller } from '@hotwired/stimulus';
import { visit } from '@hotwired/turbo';

/**
 * Hears that the page changed and offers what came, without moving the text under the reader.
 * The pill's words come from the server, one for each number; the page is asked for again, as this reader.
 */
export class Live extends Controller<HTMLElement> {
  static override targets = ['pill', 'button'];
  static override values = { url: String, words: String };
  declare readonly pillTarget: HTMLElement;
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly urlValue: string;
  declare readonly wordsValue: string;
  private source: EventSource | null = null;
  private arrived = 0;

  override connect(): void {
    this.source = new EventSource(this.urlValue);
    this.source.addEventListener('changed', () => this.offer());
  }

  override disconnect(): void {
    this.source?.close();
  }

  private offer(): void {
    this.arrived += 1;
    const words = this.wordsValue.split('|');
    this.buttonTarget.textContent = words[Math.min(this.arrived, words.length) - 1] ?? '';
    this.pillTarget.hidden = false;
  }

  show(): void {
    this.arrived = 0;
    this.pillTarget.hidden = true;
    visit(window.location.href, { action: 'replace' });
  }
}
