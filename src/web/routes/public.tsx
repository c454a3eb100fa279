import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { mayApply } from '#domain/accreditation/queries/applications-page.ts';
import { census, mySeats } from '#domain/accreditation/queries/seats-page.ts';
import { SeatsRing } from '#domain/accreditation/ui/SeatsRing.tsx';
import type { Category } from '#domain/disclosure/model.ts';
import { forPublic } from '#domain/disclosure/outputs.ts';
import { hideSmallCells } from '#domain/disclosure/rules.ts';
import { forumCalendar, forumEvent, lastChange, lastChangeOf } from '#domain/programme/queries/event-data.ts';
import { type ForumLine, type ForumPublic as ForumView, forumPublic, seriesList, seriesPage } from '#domain/programme/queries/series-page.ts';
import { titleOf } from '#domain/programme/rules.ts';
import { ForumPublic } from '#domain/programme/ui/ForumPublic.tsx';
import { AllSeries, SeriesPublic } from '#domain/programme/ui/SeriesPublic.tsx';
import { atomFile } from '#platform/atom.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { SeatShape } from '#ui/Icon.tsx';
import { type Answer, absent, bytes, type Door, kept, show, type Visit } from '#web/door.tsx';
import { sitePage } from '#web/pages.tsx';

/** What anyone may read without signing in: the series, their forums, a calendar and a feed. */
export function publicRoutes(door: Door): void {
  door.page('/', forPublic('all series'), 'everyone', async (visit) => {
    const list = await seriesList(visit.ctx);
    return shared(visit, list.flatMap(({ forums }) => forums), sitePage(visit, { title: say(visit.locale, 'programme.public.title'), still: !visit.person, demonstration: list.some(({ series }) => series.demonstration), children: <AllSeries locale={visit.locale} now={visit.ctx.now} list={list} /> }));
  });
  door.page('/s/:series', forPublic('series'), 'everyone', async (visit) => {
    const view = await seriesPage(visit.ctx, visit.params['series'] ?? '');
    if (!view) return absent();
    const { series } = view;
    const head = <link rel="alternate" type="application/atom+xml" title={series.shortTitle} href={`/${visit.locale}/s/${series.slug}/feed.atom`} />;
    return shared(visit, view.forums, sitePage(visit, { title: series.shortTitle, still: !visit.person, demonstration: series.demonstration, head, crumbs: [forumsCrumb(visit), { text: series.shortTitle, href: null }], children: <SeriesPublic {...view} locale={visit.locale} /> }));
  });
  door.page('/s/:series/:number', forPublic('forum'), 'everyone', async (visit) => {
    const view = await viewOf(visit);
    return view ? shared(visit, view.siblings, await forumNode(visit, view)) : absent();
  });
  door.feed('/s/:series/:number/calendar.ics', forPublic('forum calendar', 'feed'), 'everyone', async (visit) => {
    const view = await viewOf(visit);
    const file = view && forumCalendar(view, urlOf(visit, view));
    return view && file ? bytes('text/calendar; charset=utf-8', file, { fileName: `${view.forum.key}.ics`, cache: 'public, max-age=300' }) : absent();
  });
  door.feed('/s/:series/:number/event.jsonld', forPublic('forum event data', 'feed'), 'everyone', async (visit) => {
    const view = await viewOf(visit);
    return view ? bytes('application/ld+json; charset=utf-8', JSON.stringify(forumEvent(view, urlOf(visit, view)), null, 1), { cache: 'public, max-age=300' }) : absent();
  });
  door.feed('/s/:series/feed.atom', forPublic('series feed', 'feed'), 'everyone', async (visit) => {
    const view = await seriesPage(visit.ctx, visit.params['series'] ?? '');
    return view ? bytes('application/atom+xml; charset=utf-8', feedOf(visit, view), { cache: 'public, max-age=300' }) : absent();
  });
}

/**
 * A page that is the same for everyone who is not signed in: kept, already compressed, until a minute has passed or
 * one of its forums changes.
 */
async function shared(visit: Visit, forums: readonly ForumLine[], node: VNode): Promise<Answer> {
  if (visit.person) return show(node);
  const { house, ctx, path, locale, theme } = visit;
  const state = forums.map(({ id, revision, phase }) => `${id}:${revision}:${phase}`).join();
  const key = ['public', locale, theme, path, Math.floor(ctx.now.getTime() / 60_000), house.rehearsal(), state].join('|');
  return kept(await house.pages.page(key, forums.map(({ id }) => `forum:${id}`), async () => `<!doctype html>${render(node)}`));
}

const forumsCrumb = ({ locale }: Visit) => ({ text: say(locale, 'ui.forums'), href: `/${locale}/` });

/** The forum of the address; a number written otherwise ("02", "2.0") is no address of ours. */
const viewOf = ({ ctx, params }: Visit): Promise<ForumView | null> =>
  /^[1-9]\d?$/.test(params['number'] ?? '') ? forumPublic(ctx, params['series'] ?? '', Number(params['number'])) : Promise.resolve(null);

const urlOf = ({ house, locale }: Visit, { series, forum }: ForumView): string => `${house.origin}/${locale}/s/${series.slug}/${forum.number}`;

async function forumNode(visit: Visit, view: ForumView): Promise<VNode> {
  const { ctx, locale } = visit;
  const { series, forum } = view;
  const [counted, mine, open] = await Promise.all([census(ctx, forum.id), mySeats(ctx), mayApply(ctx, forum.id)]);
  const url = urlOf(visit, view);
  // A data block is no script: it is never run, so the policy has nothing to refuse. "<" is written so that no text ends it.
  const data = JSON.stringify(forumEvent(view, url)).replaceAll('<', '\\u003c');
  const head = (
    <>
      {forum.goal ? <meta name="description" content={forum.goal} /> : null}
      <link rel="alternate" type="application/atom+xml" title={series.shortTitle} href={`/${locale}/s/${series.slug}/feed.atom`} />
      <link rel="alternate" type="application/ld+json" href={`/${locale}/s/${series.slug}/${forum.number}/event.jsonld`} />
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: data }}></script>
    </>
  );
  const crumbs = [forumsCrumb(visit), { text: series.shortTitle, href: `/${locale}/s/${series.slug}` }, { text: say(locale, 'programme.public.forumNumber', { number: forum.number }), href: null }];
  const shown = hideSmallCells(counted, forum.smallCell);
  const seats = <Seats locale={locale} k={forum.smallCell} {...shown} />;
  return sitePage(visit, { title: titleOf(forum), still: !visit.person, demonstration: series.demonstration, head, crumbs, wide: true, children: <ForumPublic {...view} locale={locale} zone={visit.zone} now={ctx.now} seats={seats} ring={<SeatsRing locale={locale} cells={shown.cells} k={forum.smallCell} />} inside={mine.some(({ key }) => key === forum.key)} applyAt={open ? `${visit.path}/apply` : null} /> });
}

function Seats({ locale, k, cells, total }: { locale: Locale; k: number; cells: Partial<Record<Category, number | null>>; total: number | null }): VNode {
  const rows = Object.entries(cells) as [Category, number | null][];
  return (
    <section>
      <h2>{say(locale, 'programme.public.seats')}</h2>
      {rows.length === 0 ? <p class="meta">{say(locale, 'programme.public.noSeats')}</p> : (
        <>
          <ul class="seats-list">{rows.map(([category, count]) => <li><span class={`cat-${category}`}><SeatShape category={category} /></span><span>{say(locale, `ui.category.${category}`)}</span><b class="num">{count ?? `<${k}`}</b></li>)}</ul>
          <p class="meta mt-2">{total === null ? say(locale, 'programme.public.seatsHint', { k }) : null}</p>
        </>
      )}
    </section>
  );
}

function feedOf(visit: Visit, view: NonNullable<Awaited<ReturnType<typeof seriesPage>>>): string {
  const { locale, house, ctx } = visit;
  const { series, forums } = view;
  const base = `${house.origin}/${locale}/s/${series.slug}`;
  return atomFile({
    id: `urn:uuid:${series.id}`, title: series.title, url: base, self: `${base}/feed.atom`, author: series.organiser, lang: locale, updatedAt: lastChangeOf(view, ctx.now),
    entries: forums.map((forum) => ({ id: `urn:uuid:${forum.id}`, title: titleOf(forum), url: `${base}/${forum.number}`, updatedAt: lastChange(forum, ctx.now), summary: [say(locale, `programme.phase.${forum.phase}`), forum.goal ?? ''].filter(Boolean).join(' · ') })),
  });
}
