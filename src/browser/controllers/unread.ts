import { Controller } from '@hotwired/stimulus';

/** So long something must be on screen to count as read. */
const readAfterMs = 1_000;
/** Marks are sent together, so that scrolling through a thread is no hail of requests. */
const sendEveryMs = 3_000;

/**
 * Marks what is new on a page that all readers share, and tells the server what this reader had on screen. Which
 * contributions are new comes apart, as a list of anchors; on a page that shows only new ones, all are.
 */
export class Unread extends Controller<HTMLElement> {
  static override values = { url: String, anchors: String, label: String };
  declare readonly urlValue: string;
  declare readonly anchorsValue: string;
  declare readonly labelValue: string;
  declare readonly hasAnchorsValue: boolean;
  private readonly seen = new Set<string>();
  private readonly timers = new Map<Element, ReturnType<typeof setTimeout>>();
  private watcher: IntersectionObserver | null = null;
  private sending: ReturnType<typeof setInterval> | null = null;

  override connect(): void {
    const listed = new Set(this.anchorsValue.split(' '));
    const articles = [...document.querySelectorAll<HTMLElement>('article.contrib[id]')].filter(({ id }) => !this.hasAnchorsValue || listed.has(id));
    if (this.hasAnchorsValue) for (const article of articles) this.show(article);
    this.watcher = new IntersectionObserver((entries) => { for (const entry of entries) this.look(entry); }, { threshold: [0, 0.5] });
    for (const article of articles) this.watcher.observe(article);
    this.sending = setInterval(() => void this.send(), sendEveryMs);
    document.addEventListener('visibilitychange', this.leave);
  }

  override disconnect(): void {
    this.watcher?.disconnect();
    if (this.sending) clearInterval(this.sending);
    for (const timer of this.timers.values()) clearTimeout(timer);
    document.removeEventListener('visibilitychange', this.leave);
    void this.send();
  }

  private readonly leave = () => {
    if (document.visibilityState === 'hidden') void this.send();
  };

  /** The word "New" as well as the bar: colour alone says nothing to many. */
  private show(article: HTMLElement): void {
    article.classList.add('is-new');
    const marks = article.querySelector('.contrib__marks');
    if (!marks || marks.querySelector('.is-new__word')) return;
    const word = document.createElement('span');
    word.className = 'is-new__word count--new';
    word.textContent = this.labelValue;
    marks.prepend(word);
  }

  private look({ target, isIntersecting, intersectionRatio, intersectionRect }: IntersectionObserverEntry): void {
    const enough = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height > window.innerHeight * 0.4);
    const waiting = this.timers.get(target);
    if (enough && !waiting) this.timers.set(target, setTimeout(() => void this.seen.add(target.id), readAfterMs));
    if (!enough && waiting) {
      clearTimeout(waiting);
      this.timers.delete(target);
    }
  }

  private async send(): Promise<void> {
    if (this.seen.size === 0) return;
    const refs = [...this.seen].slice(0, 200);
    for (const ref of refs) this.seen.delete(ref);
    try {
      const answer = await fetch(this.urlValue, { method: 'POST', body: new URLSearchParams({ refs: refs.join(' '), quiet: 'yes' }), keepalive: true });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      // Not heard: what was read is told again with the next.
      for (const ref of refs) this.seen.add(ref);
    }
  }
}
