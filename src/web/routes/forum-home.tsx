import { offersPasskey } from '#domain/account/queries/passkeys-page.ts';
import { PasskeyOffer } from '#domain/account/ui/Passkeys.tsx';
import { forSeats } from '#domain/disclosure/outputs.ts';
import { forumHome } from '#domain/discussion/queries/forum-home.ts';
import { waiting } from '#domain/discussion/queries/waiting.ts';
import { WaitingList } from '#domain/discussion/ui/WaitingList.tsx';
import { summaryDays } from '#domain/synthesis/queries/summary-page.ts';
import { say } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { SeatShape } from '#ui/Icon.tsx';
import { Life } from '#domain/programme/ui/Life.tsx';
import { Callout, Columns, Tlp } from '#ui/marks.tsx';
import { absent, type Door, show } from '../door.tsx';
import { threadStateNow } from '#domain/discussion/queries/thread-state.ts';
import { liveStream } from '../live-stream.ts';
import { forumPage } from '../pages.tsx';

export function forumRoutes(door: Door): void {
  door.page('/f/:forum', forSeats('forum home'), 'read', async (visit) => {
    const inside = await visit.forum();
    const home = inside && (await forumHome(inside.ctx));
    if (!inside || !home) return absent();
    const { locale } = visit;
    const { frame } = inside;
    const days = await summaryDays(inside.ctx);
    const waits = await waiting(inside.ctx);
    const base = `/${locale}/f/${frame.forum.key}`;
    const noon = (day: string) => new Date(`${day}T12:00:00Z`);
    return show(forumPage(visit, frame, {
      title: frame.forum.shortTitle,
      current: 'overview',
      children: (
        <div class="content--split">
          <div>
            {(await offersPasskey(visit.ctx)) ? <PasskeyOffer locale={locale} back={visit.path} /> : null}
            <header><p class="kicker">{`${say(locale, 'terms.forum')} ${frame.forum.number}`}</p><h1 lang="en">{frame.forum.title}</h1></header>
            {home.forum.importedAt ? <div class="mt-6"><Callout tone="plain"><b>{say(locale, 'discussion.imported.title')}</b><p>{say(locale, 'discussion.imported.note')}</p></Callout></div> : null}
            <div class="lifebox mt-6"><Life forum={home.forum} phase={frame.forum.phase} locale={locale} /></div>
            <turbo-frame id="whats-new" src={`${base}/new/summary`}><p class="mt-6"><a href={`${base}/new`}>{say(locale, 'discussion.new.title')}</a></p></turbo-frame>
            {waits ? <WaitingList locale={locale} base={base} waiting={waits} /> : null}
            <section class="sec"><div class="sec__head"><h2>{say(locale, 'programme.forum.questions')}</h2><span class="meta">{say(locale, 'discussion.home.count', { count: home.contributions })}</span></div>
              <table class="table qtable"><thead><tr><th scope="col">{say(locale, 'terms.guidingQuestion')}</th><th scope="col" class="r">{say(locale, 'discussion.contributions')}</th></tr></thead>
                {frame.parts.map((part) => <tbody><tr class="qgroup"><th scope="rowgroup" colSpan={2}>{part.letter}. <span lang="en">{part.title}</span></th></tr>{part.questions.map((q) => <tr><th scope="row"><a href={`${base}/q/${q.code}`}><span class="code num">{q.code}</span><span lang="en">{q.shortText}</span></a></th><td class="r">{q.count}</td></tr>)}</tbody>)}
              </table>
            </section>
            {days.length ? <section class="sec"><h2>{say(locale, 'terms.dailySummary')}</h2><ul class="docs">{days.map((day) => <li><a href={`${base}/summaries/${day}`}>{dayOf(locale, noon(day), 'UTC', { year: true })}</a></li>)}</ul></section> : null}
          </div>
          <aside class="aside" aria-label={say(locale, 'discussion.home.atTable')}>
            {inside.ctx.sight.seat?.duty ? <section><h2><a href={`${base}/delegation`}>{say(locale, 'delegation.own.title')}</a></h2></section> : null}
            <section><h2>{say(locale, 'discussion.home.atTable')}</h2>
              <ul class="seats-list">{Object.entries(home.seats.cells).map(([category, n]) => <li><span class={`cat-${category}`}><SeatShape category={category} /></span><span>{say(locale, `ui.category.${category}` as 'ui.category.experts')}</span><b class="num">{n ?? say(locale, 'discussion.home.fewer', { k: home.forum.smallCell })}</b></li>)}</ul>
            </section>
            {home.byDay.length ? <section><h2>{say(locale, 'discussion.home.byDay')}</h2><Columns label={say(locale, 'discussion.home.byDay')} columns={home.byDay.map((d) => ({ text: dayOf(locale, noon(d.day), 'UTC'), count: d.count, now: d.today }))} /></section> : null}
            <section><h2>{say(locale, 'discussion.home.rules')}</h2><p><Tlp label={frame.forum.defaultMarking} /></p><p class="meta mt-2">{home.rules.allowedRegimes.map((r) => say(locale, `ui.regime.${r}`)).join(' · ')}</p></section>
          </aside>
        </div>
      ),
    }));
  });
  door.feed('/f/:forum/live', forSeats('live events', 'live'), 'read', async (visit) => {
    const inside = await visit.forum();
    const topic = visit.query['topic'] ?? '';
    // Only topics of this forum: an id of another would tell when something happens there.
    const known = inside?.frame.parts.some((part) => part.questions.some((q) => q.id === topic));
    if (!inside || !known || !visit.token) return absent();
    return liveStream(visit, inside, { topics: [`question:${topic}`], data: topic, deed: 'read', now: () => threadStateNow(inside.ctx, topic) });
  });
}
