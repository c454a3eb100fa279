import { Controller } from '@hotwired/stimulus';

/** At the workbench n leads to the next text that is not yet reflected, j and k through the stream; only outside fields, and with the other keys switched off. */
export class Desk extends Controller<HTMLElement> {
  private readonly press = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea, select, [contenteditable]')) return;
    if (localStorage.getItem('keys') === 'off') return;
    if (event.key === 'n') this.element.querySelector<HTMLElement>('[data-next-open]')?.click();
    if (event.key === 'j') this.step(1);
    if (event.key === 'k') this.step(-1);
  };

  override connect(): void {
    document.addEventListener('keydown', this.press);
  }

  override disconnect(): void {
    document.removeEventListener('keydown', this.press);
  }

  private step(by: number): void {
    const items = [...this.element.querySelectorAll<HTMLElement>('.streamitem')];
    const at = items.findIndex((item) => item.hasAttribute('aria-current'));
    items[at + by]?.click();
  }
}
