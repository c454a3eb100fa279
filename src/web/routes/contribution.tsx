import { bylineText } from '#domain/disclosure/byline-text.ts';
import { forOneself, forSeats } from '#domain/disclosure/outputs.ts';
import { type HistoryPage, historyPage } from '#domain/discussion/queries/history-page.ts';
import { type Landing, landing } from '#domain/discussion/queries/thread-page.ts';
import { nextNew } from '#domain/discussion/queries/whats-new.ts';
import { Diff } from '#ui/WordDiff.tsx';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, type Visit } from '../door.tsx';
import { forumPage } from '../pages.tsx';

/** Addresses of one contribution: where it is read, wherever it stands by now, and what it said before. */
export function contributionRoutes(door: Door): void {
  door.page('/f/:forum/c/:ref', forSeats('contribution', 'answer'), 'read', async (visit) => {
    const inside = await visit.forum();
    const found = inside && (await landing(inside.ctx, visit.params['ref'] ?? ''));
    return inside && found ? land(inside, found) : absent();
  });
  door.page('/f/:forum/c/:ref/history', forSeats('wordings of a contribution'), 'read', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await historyPage(inside.ctx, visit.params['ref'] ?? ''));
    return inside && page ? show(history(visit, inside, page)) : absent();
  });
  door.page('/f/:forum/new/next', forOneself('next new contribution', 'answer'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const next = await nextNew(inside.ctx, visit.query['after'] ?? null);
    return next ? land(inside, next) : goTo(`/f/${inside.frame.forum.key}/new`);
  });
}

const land = ({ frame }: ForumVisit, { code, after, anchor }: Landing): Answer => goTo(`/f/${frame.forum.key}/q/${code}${after ? `?after=${after}` : ''}#${anchor}`);

function history(visit: Visit, { frame }: ForumVisit, page: HistoryPage) {
  const { locale } = visit;
  const title = say(locale, 'discussion.history.title', { ref: page.ref });
  const heading = (number: number, at: Date) => say(locale, 'discussion.history.wording', { number, when: stamp(locale, at, frame.forum.zone, page.precision) });
  return forumPage(visit, frame, {
    title,
    current: `q:${page.code}`,
    children: (
      <div class="stack-6">
        <header><p class="kicker"><a href={`/${locale}/f/${frame.forum.key}/c/${page.anchor}`}>{page.ref}</a> · {bylineText(page.byline, locale)}</p><h1>{title}</h1><p class="meta">{say(locale, 'discussion.history.lead')}</p></header>
        {page.wordings.map(({ number, at, html, changes }) => (
          <section class="stack" aria-labelledby={`w${number}`}>
            <h2 id={`w${number}`}>{heading(number, at)}</h2>
            {changes ? <div lang={page.lang}><Diff locale={locale} changes={changes} /></div> : null}
            {changes ? <details><summary>{say(locale, 'discussion.history.whole')}</summary><div class="read mt-2" lang={page.lang} dangerouslySetInnerHTML={{ __html: html }} /></details> : <div class="read" lang={page.lang} dangerouslySetInnerHTML={{ __html: html }} />}
          </section>
        ))}
      </div>
    ),
  });
}
