import { Controller } from '@hotwired/stimulus';

/** j and k walk through the contributions, n leads to the next new one, r replies; in a paper c annotates and o opens the authoritative language; only outside fields, and they can be switched off. */
export class Keys extends Controller<HTMLElement> {
  private readonly press = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.closest('input, textarea, select, [contenteditable]')) return;
    if (localStorage.getItem('keys') === 'off') return;
    const articles = [...this.element.querySelectorAll<HTMLElement>('article[id]:not(.note), .para[id]')];
    const at = articles.findIndex((article) => article.contains(document.activeElement));
    if (event.key === 'j') this.go(articles[at + 1] ?? articles[0]);
    if (event.key === 'k') this.go(articles[at - 1] ?? articles.at(-1));
    if (event.key === 'n') this.goNew(articles, at);
    if (event.key === 'c') articles[at]?.querySelector<HTMLElement>('[data-comment]')?.click();
    if (event.key === 'o') document.querySelector<HTMLElement>('[data-original]')?.click();
    if (event.key === 'r') articles[at]?.querySelector<HTMLElement>('[data-reply]')?.click();
  };

  override connect(): void {
    document.addEventListener('keydown', this.press);
  }

  override disconnect(): void {
    document.removeEventListener('keydown', this.press);
  }

  toggle(): void {
    localStorage.setItem('keys', localStorage.getItem('keys') === 'off' ? 'on' : 'off');
  }

  /** The next new one here; after the last of them, wherever the next is in the order of reading. */
  private goNew(articles: readonly HTMLElement[], at: number): void {
    const here = articles.find((article, i) => i > at && article.classList.contains('is-new'));
    const next = document.querySelector<HTMLAnchorElement>('a[data-next-new]');
    if (here || !next) this.go(here ?? articles.find((article) => article.classList.contains('is-new')));
    else {
      const last = articles[at] ?? articles.at(-1);
      if (last) next.search = `?after=${last.id}`;
      next.click();
    }
  }

  private go(article: HTMLElement | undefined): void {
    if (!article) return;
    // The contribution itself takes the focus, so that a screen reader says whose it is and reads on from there.
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: 'start' });
  }
}
