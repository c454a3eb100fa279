import { Controller } from '@hotwired/stimulus';

/**
 * Folds the list of pages on narrow screens, where it would stand before the text, and on wide ones brings the page
 * one is on into sight where the list is longer than the screen; without script it stays open, from its beginning.
 */
export class Rail extends Controller<HTMLDetailsElement> {
  override connect(): void {
    if (matchMedia('(max-width: 62em)').matches) {
      this.element.open = false;
      return;
    }
    const list = this.element.closest('nav');
    const here = this.element.querySelector<HTMLElement>('[aria-current]');
    // The list alone is moved: the page stays where its reader is.
    if (list && here && here.offsetTop + here.offsetHeight > list.clientHeight) list.scrollTop = here.offsetTop - list.clientHeight / 2;
  }
}
