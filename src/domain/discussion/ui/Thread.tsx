import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import type { GuideKind, Order, Shown } from '../model.ts';
import type { Lines } from '../queries/relocation-lines.ts';
import { Contribution, type Setting } from './Contribution.tsx';
import { MovedFrom } from './Moved.tsx';

export type View = Order | 'new';

/** The three views of a question, and how much it holds. */
export function Views({ locale, question, current, children }: { locale: Locale; question: string; current: View; children?: ComponentChildren }): VNode {
  const view = (name: View, href: string, text: string) => <a href={href} {...(name === current ? { 'aria-current': 'page' as const } : {})}>{text}</a>;
  return (
    <div class="toolbar">
      <nav class="seg" aria-label={say(locale, 'discussion.view.label')}>
        {view('thread', question, say(locale, 'discussion.view.thread'))}
        {view('time', `${question}?order=time`, say(locale, 'discussion.view.time'))}
        {view('new', `${question}/new`, say(locale, 'discussion.view.new'))}
      </nav>
      <span class="push meta num">{children}</span>
    </div>
  );
}

export type Listed = {
  threads: readonly { first: Shown; replies: readonly Shown[] }[];
  continued: { root: { ref: string; anchor: string }; replies: readonly Shown[] } | null;
  lines?: Lines;
};

/** Contributions with one nesting, whatever the depth; what each replies to is a link. */
export function ThreadList({ page, ...setting }: { page: Listed } & Omit<Setting, 'onPage'>): VNode {
  const { locale, base } = setting;
  const { continued, lines } = page;
  const all = [...(continued?.replies ?? []), ...page.threads.flatMap(({ first, replies }) => [first, ...replies])];
  const shared = { ...setting, onPage: new Set(all.map(({ anchor }) => anchor)) };
  const item = (contribution: Shown) => <Contribution {...shared} contribution={contribution} note={lines?.notes.get(contribution.id)} />;
  const gone = (after: string, reply: boolean) => (lines?.stubs ?? []).filter((s) => s.after === after && s.reply === reply).map(({ stub }) => <li><MovedFrom locale={locale} base={base} stub={stub} named={stub.elsewhere && !shared.onPage.has(stub.anchor)} /></li>);
  const nested = (first: string, replies: readonly Shown[]) => {
    const rows = [...gone(first, true), ...replies.flatMap((reply) => [<li>{item(reply)}</li>, ...gone(reply.id, true)])];
    return rows.length ? <ol class="replies">{rows}</ol> : null;
  };
  return (
    <ol class="thread">
      {gone('', false)}
      {continued ? <li><p class="meta mt-4"><a href={`${base}/c/${continued.root.anchor}`}>{say(locale, 'discussion.page.continued', { ref: continued.root.ref })}</a></p>{nested('', continued.replies)}</li> : null}
      {continued?.replies.flatMap(({ id }) => gone(id, false))}
      {page.threads.flatMap(({ first, replies }) => [<li>{item(first)}{nested(first.id, replies)}</li>, ...[first, ...replies].flatMap(({ id }) => gone(id, false))])}
    </ol>
  );
}

/** The way to the pages before and after; each begins at a contribution, so that it stays where it is. */
export function Pager({ locale, question, order, earlier, later }: { locale: Locale; question: string; order: Order; earlier: string | null; later: string | null }): VNode | null {
  if (!earlier && !later) return null;
  const to = (turn: Record<string, string>) => {
    const query = new URLSearchParams({ ...(order === 'time' ? { order } : {}), ...turn }).toString();
    return query ? `${question}?${query}` : question;
  };
  return (
    <nav class="btns mt-4 mb-4 noprint" aria-label={say(locale, 'discussion.page.label')}>
      {earlier ? <><a class="btn btn--s" href={to({})}>{say(locale, 'discussion.page.first')}</a><a class="btn btn--s" rel="prev" href={to({ before: earlier })}>{say(locale, 'discussion.page.earlier')}</a></> : null}
      {later ? <><a class="btn btn--s" rel="next" href={to({ after: later })}>{say(locale, 'discussion.page.later')}</a><a class="btn btn--s" href={to({ before: 'end' })}>{say(locale, 'discussion.page.last')}</a></> : null}
    </nav>
  );
}

/** What facilitators said under the question, wherever it stands in the threads; for facilitators, the way to say more. */
export function Guides({ locale, base, zone, guides, write }: { locale: Locale; base: string; zone: string; guides: readonly { kind: GuideKind; anchor: string; at: Date }[]; write: string | null }): VNode | null {
  if (guides.length === 0 && !write) return null;
  return (
    <section aria-labelledby="h-guides">
      <h2 id="h-guides">{say(locale, 'discussion.guide.title')}</h2>
      {guides.length ? <ul class="docs">{guides.map(({ kind, anchor, at }) => <li><a href={`${base}/c/${anchor}`}>{say(locale, `discussion.kind.${kind}`)}</a> <span class="meta">{stamp(locale, at, zone)}</span></li>)}</ul> : null}
      {write ? <p class="mt-2"><a class="btn btn--s" href={write}>{say(locale, 'discussion.guide.button')}</a></p> : null}
    </section>
  );
}
