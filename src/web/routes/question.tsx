import { bylineText } from '#domain/disclosure/byline-text.ts';
import { forOneself, forSeats } from '#domain/disclosure/outputs.ts';
import { type ThreadPage, threadPage } from '#domain/discussion/queries/thread-page.ts';
import { newIn } from '#domain/discussion/queries/whats-new.ts';
import { mine } from '#domain/discussion/queries/write-page.ts';
import { DelegationDesk } from '#domain/discussion/ui/DelegationDesk.tsx';
import { Contribution } from '#domain/discussion/ui/Contribution.tsx';
import { may } from '#domain/rights.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { Callout, Empty } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, kept, show, type Visit } from '../door.tsx';
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
    // One page for all readers of one sight: nothing in the key, and nothing on the page, says who asks.
    const minute = Math.floor(visit.ctx.now.getTime() / 60_000);
    const key = ['q', found.id, found.revision, visit.locale, visit.theme, minute, inside.ctx.sight.roles.join('+'), visit.house.rehearsal()].join('|');
    const page = await visit.house.pages.page(key, [`question:${found.id}`, `forum:${inside.ctx.sight.forumId}`], async () => {
      const thread = await threadPage(inside.ctx, code, smallCell);
      return renderPage(questionPage(visit, inside, thread ?? { question: { id: found.id, code, text: '', shortText: '', kind: 'question', paragraph: null, letter: '', aspectTitle: null, revision: 0 }, threads: [], count: 0, announced: null }));
    });
    return kept(page);
  });
  door.page('/f/:forum/q/:code/mine', forOneself('own in a question', 'fragment'), 'read', async (visit) => {
    const inside = await visit.forum();
    const code = visit.params['code'] ?? '';
    const own = inside && (await mine(inside.ctx, code));
    if (!inside || !own) return absent();
    const fresh = await newIn(inside.ctx, code);
    const { locale } = visit;
    const base = `/${locale}/f/${inside.frame.forum.key}`;
    return show(
      <html lang={locale}><head><title>{say(locale, 'discussion.mine.title')}</title></head><body><turbo-frame id="mine">
        {own.delegation ? <DelegationDesk locale={locale} base={base} code={code} zone={inside.frame.forum.zone} desk={own.delegation} /> : null}
        {fresh.length ? (
          <section data-controller="unread" data-unread-url-value={`${base}/new/read`} data-unread-anchors-value={fresh.join(' ')} data-unread-label-value={say(locale, 'discussion.new.word')}>
            <p><a class="btn btn--s btn--quiet" href={`#${fresh[0]}`} data-turbo="false">{say(locale, 'discussion.new.here', { count: fresh.length })}</a></p>
            <MarkAll visit={visit} base={base} question={code} />
          </section>
        ) : null}
        {own.refs.length || own.draft ? (
          <section><h2>{say(locale, 'discussion.mine.title')}</h2>
            {own.draft ? <p class="meta">{say(locale, 'discussion.mine.draft')}</p> : null}
            <ul class="docs">{own.refs.map((r) => <li><a href={`#${r.anchor}`} data-turbo="false">{r.ref}</a>{r.canRevise ? <> · <a href={`${base}/c/${r.anchor}/edit`} data-turbo-frame="_top">{say(locale, 'discussion.write.edit', { ref: r.ref })}</a></> : null}</li>)}</ul>
          </section>
        ) : null}
      </turbo-frame></body></html>,
    );
  });
}

function questionPage(visit: Visit, { ctx, frame }: ForumVisit, { question, threads, count, announced }: ThreadPage) {
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const canWrite = may(ctx.sight, 'post') && frame.forum.phase === 'open';
  const shared = { locale, zone: frame.forum.zone, base, code: question.code, defaultMarking: frame.forum.defaultMarking, canReply: canWrite };
  const words = [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => say(locale, 'discussion.live.more', { count: n })), say(locale, 'discussion.live.many')].join('|');
  return forumPage(visit, frame, {
    title: `${question.code}: ${question.shortText}`,
    current: `q:${question.code}`,
    children: (
      <div class="content--split" data-controller="live keys" data-live-url-value={`${base}/live?topic=${question.id}`} data-live-words-value={words}>
        <div>
          <header class="q-head">
            <p class="kicker">{say(locale, 'discussion.question.part', { code: question.code, part: question.letter })}{question.aspectTitle ? <>, <span lang="en">{question.aspectTitle}</span></> : null}</p>
            <h1 lang="en">{question.text}</h1>
            <p class="meta">{say(locale, 'discussion.home.count', { count })}{question.paragraph ? <> · <a class="pararef" href={`${base}/paper#${question.paragraph}`}>{say(locale, 'discussion.fromPaper')} ¶ {question.paragraph.slice(1)}</a></> : null}</p>
          </header>
          <div class="livepill" aria-live="polite" data-live-target="pill" hidden><button class="btn btn--s btn--primary" type="button" data-live-target="button" data-action="live#show"></button></div>
          <h2 class="vh">{say(locale, 'discussion.contributions')}</h2>
          {threads.length === 0 ? <Empty><p>{say(locale, 'discussion.question.empty')}</p></Empty> : null}
          <ol class="thread">
            {threads.map(({ first, replies }) => <li><Contribution {...shared} contribution={first} />{replies.length ? <ol class="replies">{replies.map((reply) => <li><Contribution {...shared} contribution={reply} /></li>)}</ol> : null}</li>)}
          </ol>
          {announced ? announced.by.map((by) => <Callout tone="now"><p>{say(locale, 'discussion.announced', { when: when(locale, announced.until, frame.forum.zone, { year: true }), byline: bylineText(by, locale) })}</p></Callout>) : null}
          {canWrite ? <section class="noprint mt-6" aria-labelledby="h-write"><h2 id="h-write" class="mb-4">{say(locale, 'discussion.contribute.button', { question: question.code })}</h2><turbo-frame id="composer" src={`${base}/q/${question.code}/write`} loading="lazy"><a class="btn btn--primary" href={`${base}/q/${question.code}/write`}>{say(locale, 'discussion.contribute.button', { question: question.code })}</a></turbo-frame></section> : null}
          {frame.forum.phase === 'open' ? null : <Callout tone="plain">{say(locale, `programme.phase.${frame.forum.phase}`)}</Callout>}
        </div>
        <aside class="aside aside--sticky noprint" aria-label={say(locale, 'ui.account')}>
          <turbo-frame id="mine" src={`${base}/q/${question.code}/mine`}><a href={`${base}/q/${question.code}/mine`}>{say(locale, 'discussion.mine.title')}</a></turbo-frame>
          <section><p class="meta">{say(locale, 'discussion.keys')}</p><button class="linkish" type="button" data-action="keys#toggle">{say(locale, 'discussion.keys.toggle')}</button></section>
        </aside>
      </div>
    ),
  });
}
