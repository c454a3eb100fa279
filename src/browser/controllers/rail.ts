import { Controller } from '@hotwired/stimulus';

/** Folds the list of pages on narrow screens, where it would stand before the text; without script it stays open. */
export class Rail extends Controller<HTMLDetailsElement> {
  override connect(): void {
    if (matchMedia('(max-width: 62em)').matches) this.element.open = false;
  }
}
