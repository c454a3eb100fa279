import { Controller } from '@hotwired/stimulus';
import { takeSelected } from './quote.ts';
import { dropCopies, dropCopy, keepCopies, keepsCopies, putCopy, takeCopy } from '../device.ts';

type Words = Record<'notSaved' | 'restored' | 'signedOut' | 'nowhere' | 'notSent', string>;
type Saved = { said: string; time: string; version: number; lang: string; recognised: string; aside: string };

/** Two seconds of rest, and never longer than this after the first unsaved key: whatever kills the browser costs less than three. */
const [rest, longest] = [2_000, 2_400];
/** A server that takes longer does not answer. */
const patience = 8_000;

function within(ms: number): AbortSignal {
  const stop = new AbortController();
  window.setTimeout(() => stop.abort(), ms);
  return stop.signal;
}

const isJson = (answer: Response): boolean => answer.headers.get('content-type')?.startsWith('application/json') === true;
/** Why an answer is none: whoever is not let in is sent elsewhere or shown nothing. */
const reasonOf = <T extends string>(answer: Response, other: T): T | 'signedOut' => (answer.redirected || [401, 403, 404].includes(answer.status) ? 'signedOut' : other);

/**
 * Hands what is being written to the server while it is written, and to the device while the server does not take
 * it; sends it without leaving the page, so that a text refused, or a line that is down, leaves everything in place.
 */
export class Draft extends Controller<HTMLFormElement> {
  static override targets = ['status', 'text', 'aside', 'signIn', 'device'];
  static override values = { url: String, owner: String, place: String, words: Object, time: String, quote: String, ref: String };
  declare readonly statusTarget: HTMLElement;
  declare readonly textTarget: HTMLTextAreaElement;
  declare readonly asideTarget: HTMLElement;
  declare readonly signInTarget: HTMLElement;
  declare readonly deviceTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly ownerValue: string;
  declare readonly placeValue: string;
  declare readonly wordsValue: Words;
  declare readonly quoteValue: string;
  declare readonly refValue: string;
  declare timeValue: string;
  private timer = 0;
  private unsavedSince = 0;
  private offline = false;
  private saving: Promise<void> | null = null;
  private sending = false;

  private readonly online = () => void this.save();
  /** The page is closed or put away: what is unsaved goes out by a message that outlives the page. */
  private readonly away = () => {
    if (!this.unsavedSince || this.sending) return;
    this.copy();
    navigator.sendBeacon(this.urlValue, this.fields());
  };

  override connect(): void {
    dropCopies(this.ownerValue);
    this.deviceTarget.hidden = false;
    const box = this.deviceTarget.querySelector('input');
    if (box) box.checked = !keepsCopies();
    window.addEventListener('online', this.online);
    window.addEventListener('pagehide', this.away);
    this.restore();
    this.quote();
    if (this.unsavedSince) void this.save();
  }

  /** What the server had not received when this device was last here comes back into the field. */
  private restore(): void {
    const copy = takeCopy(this.ownerValue, this.placeValue);
    if (!copy) return;
    this.unsavedSince = Date.now();
    if (copy.text === this.textTarget.value) return;
    this.textTarget.value = copy.text;
    this.set('version', copy.version);
    this.set('window', copy.window);
    this.statusTarget.textContent = this.wordsValue.restored;
  }

  /** The words selected take the place of the whole that the page quotes; a quotation waits to be answered. */
  private quote(): void {
    if (!this.quoteValue) return;
    const words = takeSelected(this.refValue);
    const { value } = this.textTarget;
    const begun = value.includes(this.quoteValue) ? value : `${value.trimEnd()}\n\n${this.quoteValue}`.trimStart();
    const quotation = words ? `${this.refValue}:\n\n${words.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n` : this.quoteValue;
    this.textTarget.value = begun.replace(this.quoteValue, () => quotation);
    this.textTarget.focus();
    this.textTarget.setSelectionRange(this.textTarget.value.length, this.textTarget.value.length);
    this.unsavedSince = Date.now();
    // Loaded again, the page would quote again.
    history.replaceState(history.state, '', location.href.replace('&quote=yes', ''));
  }

  override disconnect(): void {
    window.clearTimeout(this.timer);
    window.removeEventListener('online', this.online);
    window.removeEventListener('pagehide', this.away);
    this.away();
  }

  typed(event: Event): void {
    if (event.target instanceof HTMLElement && this.deviceTarget.contains(event.target)) return;
    this.unsavedSince ||= Date.now();
    if (this.offline) this.copy();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), Math.max(0, Math.min(rest, this.unsavedSince + longest - Date.now())));
  }

  keepNoCopy(event: Event): void {
    if (event.target instanceof HTMLInputElement) keepCopies(!event.target.checked);
  }

  /** Sends the form without leaving the page; on success the device forgets its copy and the page goes on. */
  async send(event: SubmitEvent): Promise<void> {
    const { submitter } = event;
    if (submitter?.hasAttribute('formaction') && !this.sending) return this.goOn(event, submitter);
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    window.clearTimeout(this.timer);
    this.copy();
    await this.saving;
    const fields = this.fields(submitter);
    fields.set('by', 'script');
    try {
      const answer = await fetch(this.element.action, { method: 'POST', body: fields, signal: within(30_000) });
      if (isJson(answer)) return this.leave(((await answer.json()) as { to: string }).to);
      const form = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('form[data-controller~="draft"]');
      this.sending = false;
      if (!form) return this.failed(reasonOf(answer, 'notSent'));
      this.unsavedSince = 0;
      // The server has this text, or another one was chosen: where the field holds another now, the copy is over.
      if (form.querySelector('textarea')?.value !== this.textTarget.value) dropCopy(this.ownerValue, this.placeValue);
      this.element.replaceWith(document.adoptNode(form));
      // What is wrong, or the preview, takes the focus itself; else the text has it.
      if (!form.querySelector('[data-controller~="focus"]')) form.querySelector<HTMLElement>('textarea')?.focus();
    } catch {
      this.sending = false;
      this.failed('notSent');
    }
  }

  /** A button with an address of its own, such as that of files, leads there with the form, as without script: nothing is sent for good. */
  private async goOn(event: SubmitEvent, submitter: HTMLElement): Promise<void> {
    this.unsavedSince = 0;
    window.clearTimeout(this.timer);
    if (!this.saving) return;
    // What is on its way counts first; the form then has its version.
    event.preventDefault();
    await this.saving;
    this.element.requestSubmit(submitter);
  }

  private leave(to: string): void {
    dropCopy(this.ownerValue, this.placeValue);
    this.unsavedSince = 0;
    const { pathname, hash } = new URL(to, location.href);
    if (pathname !== location.pathname) return void location.assign(to);
    history.replaceState(history.state, '', pathname + hash);
    location.reload();
  }

  private save(): Promise<void> {
    window.clearTimeout(this.timer);
    if (this.sending || !this.unsavedSince) return Promise.resolve();
    this.saving ??= this.handOver().finally(() => { this.saving = null; });
    return this.saving;
  }

  private async handOver(): Promise<void> {
    this.copy();
    const text = this.textTarget.value;
    try {
      const answer = await fetch(this.urlValue, { method: 'POST', body: this.fields(), signal: within(patience) });
      if (!answer.ok || !isJson(answer)) return this.failed(reasonOf(answer, 'notSaved'));
      this.saved((await answer.json()) as Saved, text);
    } catch {
      this.failed('notSaved');
    }
  }

  private saved({ said, time, version, lang, recognised, aside }: Saved, text: string): void {
    this.offline = false;
    this.timeValue = time;
    this.set('version', String(version));
    this.statusTarget.textContent = said;
    this.signInTarget.hidden = true;
    this.textTarget.lang = lang;
    const auto = this.element.querySelector('option[value="auto"]');
    if (auto) auto.textContent = recognised;
    // What stands there already is left alone, so that it is not read out again.
    if (this.asideTarget.innerHTML !== aside) this.asideTarget.innerHTML = aside;
    if (this.textTarget.value !== text) return void this.typedMeanwhile();
    this.unsavedSince = 0;
    dropCopy(this.ownerValue, this.placeValue);
  }

  private typedMeanwhile(): void {
    this.unsavedSince = Date.now();
    this.timer = window.setTimeout(() => void this.save(), rest);
  }

  private failed(why: 'notSaved' | 'signedOut' | 'notSent'): void {
    this.offline = true;
    const kept = this.copy();
    this.signInTarget.hidden = why !== 'signedOut';
    this.statusTarget.textContent = kept || why === 'notSent' ? this.wordsValue[why].replace('{time}', this.timeValue) : this.wordsValue.nowhere;
    // The line may come back without the browser noticing.
    if (why === 'notSaved') this.timer = window.setTimeout(() => void this.save(), patience);
  }

  private copy(): boolean {
    return putCopy(this.ownerValue, this.placeValue, { text: this.textTarget.value, version: this.get('version'), window: this.get('window') });
  }

  private fields(by: HTMLElement | null = null): URLSearchParams {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) if (typeof value === 'string') fields.append(name, value);
    // Set by hand: browsers of our floor do not take the pressed button into the form's data.
    if (by instanceof HTMLButtonElement && by.name) fields.append(by.name, by.value);
    return fields;
  }

  private readonly field = (name: string): HTMLInputElement | null => this.element.querySelector(`input[name="${name}"]`);
  private get(name: string): string {
    return this.field(name)?.value ?? '';
  }

  private set(name: string, value: string): void {
    const field = this.field(name);
    if (field) field.value = value;
  }
}
