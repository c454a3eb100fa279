import { bylineText } from '#domain/disclosure/byline-text.ts';
import { forOneself, forSeats } from '#domain/disclosure/outputs.ts';
import { stateWord } from '#domain/discussion/queries/thread-state.ts';
import { type ThreadPage, threadPage, type Turn } from '#domain/discussion/queries/thread-page.ts';
import { newIn } from '#domain/discussion/queries/whats-new.ts';
import { mine } from '#domain/discussion/queries/write-page.ts';
import { DelegationDesk } from '#domain/discussion/ui/DelegationDesk.tsx';
import { anchorOf, readRef } from '#domain/discussion/rules.ts';
import { Guides, Pager, ThreadList, Views } from '#domain/discussion/ui/Thread.tsx';
import { may } from '#domain/rights.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { Callout, Empty } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, kept, show, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { forumPage } from '../pages.tsx';
import { renderPage } from '../render.ts';
import { MarkAll } from './reading.tsx';

const smallCell = 5;

export function questionRoutes(door: Door): void {
  door.page('/f/:forum/q/:code', forSeats('question page'), 'read', async (visit) => {
    const inside = await visit.forum();
    const code = visit.params['code'] ?? '';
    const found = inside?.frame.parts.flatMap((p) => p.questions).find((q) => q.code === code);
    if (!inside || !found) return absent();
    const turn = turnOf(visit);
    // One page for all readers of one sight: nothing in the key, and nothing on the page, says who asks.
    const minute = Math.floor(visit.ctx.now.getTime() / 60_000);
    const key = ['q', found.id, found.revision, turn.order, turn.after, turn.before, visit.locale, visit.theme, minute, inside.ctx.sight.roles.join('+'), visit.house.rehearsal()].join('|');
    const page = await visit.house.pages.page(key, [`question:${found.id}`, `forum:${inside.ctx.sight.forumId}`], async () => {
      const thread = await threadPage(inside.ctx, code, smallCell, turn, { into: visit.locale, ceiling: visit.house.translates });
      if (!thread) throw new Error('a question of the frame that is not there');
      return renderPage(questionPage(visit, inside, thread));
    });
    return kept(page);
  });
  door.page('/f/:forum/q/:code/mine', forOneself('own in a question', 'fragment'), 'read', async (visit) => {
    const inside = await visit.forum();
    const code = visit.params['code'] ?? '';
    const own = inside && (await mine(inside.ctx, code));
    if (!inside || !own) return absent();
    const fresh = await newIn(inside.ctx, code, turnOf(visit));
    const { locale } = visit;
    const base = `/${locale}/f/${inside.frame.forum.key}`;
    return show(
      <html lang={locale}><head><title>{say(locale, 'discussion.mine.title')}</title></head><body><turbo-frame id="mine">
        {own.delegation ? <DelegationDesk locale={locale} base={base} code={code} zone={inside.frame.forum.zone} desk={own.delegation} /> : null}
        {fresh.count ? (
          <section {...(fresh.anchors.length ? { 'data-controller': 'unread', 'data-unread-url-value': `${base}/new/read`, 'data-unread-anchors-value': fresh.anchors.join(' '), 'data-unread-label-value': say(locale, 'discussion.new.word') } : {})}>
            <p><a class="btn btn--s btn--quiet" href={fresh.anchors.length ? `#${fresh.first}` : `${base}/c/${fresh.first}`} {...(fresh.anchors.length ? { 'data-turbo': 'false' } : { 'data-turbo-frame': '_top' })}>{say(locale, 'discussion.new.here', { count: fresh.count })}</a></p>
            <MarkAll visit={visit} base={base} question={code} />
          </section>
        ) : null}
        <p><a class="btn btn--s btn--quiet" data-next-new href={`${base}/new/next`} data-turbo-frame="_top">{say(locale, 'discussion.new.nextOne')}</a></p>
        {own.refs.length || own.draft || own.waiting ? (
          <section><h2>{say(locale, 'discussion.mine.title')}</h2>
            {own.draft ? <p class="meta">{say(locale, 'discussion.mine.draft')}</p> : null}
            {own.waiting ? <p class="meta"><a href={`${base}/q/${code}/waiting`} data-turbo-frame="_top">{say(locale, 'discussion.waiting.count', { count: own.waiting })}</a></p> : null}
            <ul class="docs">{own.refs.map((r) => <li><a href={`${base}/c/${r.anchor}`} data-turbo-frame="_top">{r.ref}</a>{r.canRevise || r.canWithdraw ? <> · <a href={`${base}/c/${r.anchor}/edit`} data-turbo-frame="_top">{say(locale, r.canRevise ? 'discussion.write.edit' : 'discussion.write.withdraw', { ref: r.ref })}</a></> : null}{!r.canRevise && r.canTighten ? <> · <a href={`${base}/c/${r.anchor}/edit#tighten`} data-turbo-frame="_top">{say(locale, 'discussion.tighten.link', { ref: r.ref })}</a></> : null}{r.withdrawing ? <> · {say(locale, 'discussion.waiting.withdrawing')}</> : null}</li>)}</ul>
          </section>
        ) : null}
      </turbo-frame></body></html>,
    );
  });
}

/** The part of a question that an address asks for; what it cannot mean is the beginning. */
function turnOf({ query }: Visit): Turn {
  const ref = (text: string | undefined) => {
    const asked = readRef(text ?? '');
    return asked && anchorOf(asked.code, asked.number);
  };
  const after = ref(query['after']);
  const before = query['before'] === 'end' ? 'end' : ref(query['before']);
  return { order: query['order'] === 'time' ? 'time' : 'thread', after, before: after ? null : before };
}

function asQuery({ order, after, before }: Turn): string {
  const query = new URLSearchParams({ ...(order === 'time' ? { order } : {}), ...(after ? { after } : {}), ...(before ? { before } : {}) }).toString();
  return query ? `?${query}` : '';
}

function questionPage(visit: Visit, { ctx, frame }: ForumVisit, page: ThreadPage) {
  const { question, raisedBy, order, count, announced, earlier, later } = page;
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const canWrite = may(ctx.sight, 'post') && frame.forum.phase === 'open';
  const here = `${base}/q/${question.code}`;
  const shared = { locale, zone: frame.forum.zone, base, code: question.code, defaultMarking: frame.forum.defaultMarking, canReply: canWrite, canArrange: may(ctx.sight, 'arrange'), canTighten: may(ctx.sight, 'tighten-regime'), dress: dressingFor(visit), canReview: may(ctx.sight, 'review-translation'), canCover: may(ctx.sight, 'cover') };
  // The state this page was made of: the stream tells what came since, even before it was opened.
  const state = stateWord({ count: question.lastNumber, revision: question.revision });
  const words = [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => say(locale, 'discussion.live.more', { count: n })), say(locale, 'discussion.live.many'), say(locale, 'discussion.live.changed')].join('|');
  return forumPage(visit, frame, {
    title: `${question.code}: ${question.shortText}`,
    current: `q:${question.code}`,
    children: (
      <div class="content--split" data-controller="live keys" data-live-url-value={`${base}/live?topic=${question.id}&since=${state}`} data-live-count-value={question.lastNumber} data-live-words-value={words}>
        <div>
          <header class="q-head">
            <p class="kicker">{say(locale, 'discussion.question.part', { code: question.code, part: question.letter })}{question.aspectTitle ? <>, <span lang="en">{question.aspectTitle}</span></> : null}</p>
            <h1 lang="en">{question.text}</h1>
            {raisedBy ? <p class="meta"><a class="pararef" href={`${base}/paper${raisedBy.onlyIn ? `?v=${raisedBy.onlyIn}` : ''}#${raisedBy.id}`}>{say(locale, 'discussion.fromPaper')} {raisedBy.number ? `¶ ${raisedBy.number}` : ''}</a></p> : null}
          </header>
          <Views locale={locale} question={here} current={order}>{say(locale, 'discussion.home.count', { count })}</Views>
          <div class="livepill" aria-live="polite" data-live-target="pill" hidden><button class="btn btn--s btn--primary" type="button" data-live-target="button" data-action="live#show"></button></div>
          <h2 class="vh">{say(locale, 'discussion.contributions')}</h2>
          {earlier ? <Pager locale={locale} question={here} order={order} earlier={earlier} later={null} /> : null}
          {count === 0 && page.threads.length === 0 ? <Empty><p>{say(locale, 'discussion.question.empty')}</p></Empty> : null}
          <ThreadList {...shared} page={page} />
          <Pager locale={locale} question={here} order={order} earlier={earlier} later={later} />
          {announced ? announced.by.map((by) => <Callout tone="now"><p>{say(locale, 'discussion.announced', { when: when(locale, announced.until, frame.forum.zone, { year: true }), byline: bylineText(by, locale) })}</p></Callout>) : null}
          {canWrite ? <section class="noprint mt-6" aria-labelledby="h-write"><h2 id="h-write" class="mb-4">{say(locale, 'discussion.contribute.button', { question: question.code })}</h2><turbo-frame id="composer" src={`${base}/q/${question.code}/write`} loading="lazy"><a class="btn btn--primary" href={`${base}/q/${question.code}/write`}>{say(locale, 'discussion.contribute.button', { question: question.code })}</a></turbo-frame></section> : null}
          {frame.forum.phase === 'open' ? null : <Callout tone="plain">{say(locale, `programme.phase.${frame.forum.phase}`)}</Callout>}
        </div>
        <aside class="aside aside--sticky noprint" aria-label={say(locale, 'ui.account')}>
          <Guides locale={locale} base={base} zone={frame.forum.zone} guides={page.guides} write={may(ctx.sight, 'facilitate') ? `${here}/facilitate` : null} />
          <turbo-frame id="mine" src={`${here}/mine${asQuery(turnOf(visit))}`}><a class="btn btn--s btn--quiet" href={`${base}/q/${question.code}/mine`}>{say(locale, 'discussion.mine.title')}</a></turbo-frame>
          <section><p class="meta">{say(locale, 'discussion.keys')}</p><button class="linkish" type="button" data-action="keys#toggle">{say(locale, 'discussion.keys.toggle')}</button></section>
        </aside>
      </div>
    ),
  });
}
