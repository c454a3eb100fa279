import { Controller } from '@hotwired/stimulus';

/** Tells the server, once on this device for a version, that its paper was opened; the server keeps it without an instant. */
export class Opened extends Controller<HTMLElement> {
  static override values = { url: String, key: String };
  declare readonly urlValue: string;
  declare readonly keyValue: string;

  override connect(): void {
    // Turbo shows a kept copy before the page itself: that is no second opening.
    if (document.documentElement.hasAttribute('data-turbo-preview') || told(this.keyValue)) return;
    void fetch(this.urlValue, { method: 'POST', body: new URLSearchParams() }).then((answer) => (answer.ok ? remember(this.keyValue) : undefined), () => undefined);
  }
}

/** A browser may refuse to remember: then the server is told again, and keeps nothing twice. */
function told(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function remember(key: string): void {
  try {
    localStorage.setItem(key, '1');
  } catch {
    // See above.
  }
}
