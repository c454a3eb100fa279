import { Controller } from '@hotwired/stimulus';

/** Takes the focus when it appears: the list of what is wrong with a form. */
export class Focus extends Controller<HTMLElement> {
  override connect(): void {
    this.element.focus();
  }
}
