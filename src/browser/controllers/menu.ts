import { Controller } from '@hotwired/stimulus';

/** Closes an open menu on Escape and when the reader goes elsewhere. */
export class Menu extends Controller<HTMLDetailsElement> {
  readonly away = (event: Event) => {
    if (event.target instanceof Node && !this.element.contains(event.target)) this.element.open = false;
  };
  readonly escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this.element.open) return;
    this.element.open = false;
    this.element.querySelector('summary')?.focus();
  };
  override connect(): void {
    document.addEventListener('click', this.away);
    document.addEventListener('focusin', this.away);
    this.element.addEventListener('keydown', this.escape);
  }
  override disconnect(): void {
    document.removeEventListener('click', this.away);
    document.removeEventListener('focusin', this.away);
  }
}
