import { Controller } from '@hotwired/stimulus';

/** The slash leads to the search, outside fields and unless single keys are switched off. */
export class SearchKey extends Controller<HTMLAnchorElement> {
  private readonly press = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea, select, [contenteditable]')) return;
    if (localStorage.getItem('keys') === 'off') return;
    event.preventDefault();
    const field = document.querySelector<HTMLInputElement>('form[role="search"] input[name="q"]');
    if (field) field.focus();
    else this.element.click();
  };

  override connect(): void {
    document.addEventListener('keydown', this.press);
  }

  override disconnect(): void {
    document.removeEventListener('keydown', this.press);
  }
}
