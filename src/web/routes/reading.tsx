import type { VNode } from 'preact';
import { forOneself } from '#domain/disclosure/outputs.ts';
import { markRead } from '#domain/discussion/commands/mark-read.ts';
import { inReadingOrder, newOnly, type ToRead, type WhatsNew, whatsNew } from '#domain/discussion/queries/whats-new.ts';
import type { Shown } from '#domain/discussion/model.ts';
import { ReadInput } from '#domain/discussion/schema.ts';
import { ThreadList, Views } from '#domain/discussion/ui/Thread.tsx';
import { may } from '#domain/rights.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Callout, Empty } from '#ui/marks.tsx';
import { absent, bytes, type Door, type ForumVisit, goTo, show, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** As many as are read in one sitting; the next come when these are read. */
const atOnce = 40;

export function readingRoutes(door: Door): void {
  door.page('/f/:forum/new', forOneself('what is new'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const [news, items] = [await whatsNew(inside.ctx), await inReadingOrder(inside.ctx, atOnce)];
    return show(newPage(visit, inside, news, items));
  });
  door.page('/f/:forum/new/summary', forOneself('what is new, in a few words', 'fragment'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const { locale } = visit;
    return show(<html lang={locale}><head><title>{say(locale, 'discussion.new.title')}</title></head><body><turbo-frame id="whats-new"><Summary visit={visit} inside={inside} news={await whatsNew(inside.ctx)} /></turbo-frame></body></html>);
  });
  door.page('/f/:forum/q/:code/new', forOneself('what is new in a question'), 'read', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await newOnly(inside.ctx, visit.params['code'] ?? '', atOnce));
    return inside && page ? show(newInQuestion(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/new/read', forOneself('mark as read', 'answer'), 'read', async (visit) => {
    const inside = await visit.forum();
    const form = readForm(ReadInput, Object.fromEntries(Object.entries(visit.form).filter(([field]) => field !== 'quiet')));
    if (!inside || !form.ok) return absent();
    const marked = await markRead(inside.ctx, form.value);
    // Who sees the forum without a seat has read nothing and can mark nothing.
    if (!marked.ok) return marked.refusal.code === 'discussion.not_yours' ? goTo(`/f/${inside.frame.forum.key}/new`) : absent();
    // The browser that watches what is on screen wants no page.
    if (visit.form['quiet'] === 'yes') return bytes('text/plain; charset=utf-8', String(marked.value.marked));
    const undo = form.value.undo || marked.value.marked === 0 ? '' : `?marked=${marked.value.marked}&at=${encodeURIComponent(marked.value.at.toISOString())}`;
    return goTo(`/f/${inside.frame.forum.key}/new${undo}`);
  });
}

function newPage(visit: Visit, inside: ForumVisit, news: WhatsNew, items: readonly ToRead[]): VNode {
  const { locale } = visit;
  const { frame, ctx } = inside;
  const base = `/${locale}/f/${frame.forum.key}`;
  const title = say(locale, 'discussion.new.title');
  const canReply = may(ctx.sight, 'post') && frame.forum.phase === 'open';
  const groups = [...new Set(items.map(({ code }) => code))].map((code) => ({ code, text: news.questions.find((q) => q.code === code)?.shortText ?? '', items: items.filter((item) => item.code === code) }));
  return forumPage(visit, frame, {
    title,
    current: 'new',
    children: (
      <div class="stack-5" data-controller="keys unread" data-unread-url-value={`${base}/new/read`}>
        <header><h1>{title}</h1><p class="meta">{sentence(visit, inside, news)}</p></header>
        <Undone visit={visit} base={base} />
        {items.length === 0 ? <Empty><p>{say(locale, 'discussion.new.none')}</p></Empty> : <MarkAll visit={visit} base={base} />}
        {groups.map((group) => (
          <section aria-labelledby={`h-${group.code}`}>
            <h2 id={`h-${group.code}`}><a href={`${base}/q/${group.code}`}>{group.code}</a> <span lang="en">{group.text}</span></h2>
            <ThreadList locale={locale} zone={frame.forum.zone} base={base} code={group.code} defaultMarking={frame.forum.defaultMarking} canReply={canReply} dress={dressingFor(visit)} page={flat(group.items.map(({ shown }) => shown))} />
          </section>
        ))}
        {news.count > items.length ? <p><a class="btn" href={`${base}/new`}>{say(locale, 'discussion.new.next', { count: news.count - items.length })}</a></p> : null}
      </div>
    ),
  });
}

const flat = (shown: readonly Shown[]) => ({ continued: null, threads: shown.map((first) => ({ first, replies: [] })) });

/** The third view of a question: what this reader has not read there. */
function newInQuestion(visit: Visit, { frame, ctx }: ForumVisit, { question, count, items }: NonNullable<Awaited<ReturnType<typeof newOnly>>>): VNode {
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const setting = { locale, zone: frame.forum.zone, base, code: question.code, defaultMarking: frame.forum.defaultMarking, canReply: may(ctx.sight, 'post') && frame.forum.phase === 'open' };
  return forumPage(visit, frame, {
    title: `${question.code}: ${question.shortText}`,
    current: `q:${question.code}`,
    children: (
      <div data-controller="keys unread" data-unread-url-value={`${base}/new/read`}>
        <header class="q-head"><p class="kicker">{say(locale, 'discussion.question.part', { code: question.code, part: question.letter })}</p><h1 lang="en">{question.text}</h1></header>
        <Views locale={locale} question={`${base}/q/${question.code}`} current="new">{say(locale, 'discussion.new.here', { count })}</Views>
        <h2 class="vh">{say(locale, 'discussion.contributions')}</h2>
        {items.length === 0 ? <Empty><p>{say(locale, 'discussion.new.noneHere')}</p></Empty> : <MarkAll visit={visit} base={base} question={question.code} />}
        <ThreadList {...setting} page={flat(items)} />
        {count > items.length ? <p><a class="btn" href={`${base}/q/${question.code}/new`}>{say(locale, 'discussion.new.next', { count: count - items.length })}</a></p> : null}
        <p class="mt-4"><a class="btn" data-next-new href={`${base}/new/next`}>{say(locale, 'discussion.new.nextOne')}</a></p>
      </div>
    ),
  });
}

/** "14 new since Wednesday 4 July, 18:40", in the reader's own time. */
function sentence({ locale, zone }: Visit, _: ForumVisit, { count, since }: WhatsNew): string {
  return since ? say(locale, 'discussion.new.since', { count, when: stamp(locale, since, zone) }) : say(locale, 'discussion.new.sofar', { count });
}

/** What stands on a forum's first page: how much is new, where, and the way to read it. */
function Summary({ visit, inside, news }: { visit: Visit; inside: ForumVisit; news: WhatsNew }): VNode {
  const { locale } = visit;
  const base = `/${locale}/f/${inside.frame.forum.key}`;
  return (
    <section class="sec">
      <div class="sec__head"><h2>{say(locale, 'discussion.new.title')}</h2><span class="meta">{sentence(visit, inside, news)}</span></div>
      {news.count === 0 ? null : (
        <>
          <ul class="docs">{news.questions.map((q) => <li><a href={`${base}/q/${q.code}`} data-turbo-frame="_top"><span class="code num">{q.code}</span> <span lang="en">{q.shortText}</span></a><span class="count--new">{q.count}</span></li>)}</ul>
          <p class="mt-4"><a class="btn btn--primary" href={`${base}/new`} data-turbo-frame="_top">{say(locale, 'discussion.new.read')}</a></p>
        </>
      )}
    </section>
  );
}

/** All as read, for this forum or one question. */
export function MarkAll({ visit: { locale }, base, question }: { visit: Visit; base: string; question?: string }): VNode {
  return (
    <form method="post" action={`${base}/new/read`} data-turbo-frame="_top">
      {question ? <input type="hidden" name="question" value={question} /> : null}
      <button class="btn btn--s">{question ? say(locale, 'discussion.new.markQuestion', { question }) : say(locale, 'discussion.new.markAll')}</button>
    </form>
  );
}

/** After marking: how many, and the way back. */
function Undone({ visit: { locale, query }, base }: { visit: Visit; base: string }): VNode | null {
  const { marked = '', at = '' } = query;
  if (!/^\d{1,6}$/.test(marked) || !ReadInput.safeParse({ undo: at }).success) return null;
  return (
    <Callout tone="ok" icon="check">
      <form method="post" action={`${base}/new/read`}><input type="hidden" name="undo" value={at} />{say(locale, 'discussion.new.marked', { count: Number(marked) })} <button class="linkish">{say(locale, 'discussion.new.undo')}</button></form>
    </Callout>
  );
}
