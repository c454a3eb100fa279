import { forSeats } from '#domain/disclosure/outputs.ts';
import { summaryDays, summaryPage } from '#domain/synthesis/queries/summary-page.ts';
import { Day } from '#domain/synthesis/schema.ts';
import { SummaryText } from '#domain/synthesis/ui/SummaryText.tsx';
import { say } from '#platform/i18n/say.ts';
import { dayOf, when } from '#platform/i18n/time.ts';
import { dayIn } from '#platform/instant.ts';
import { Callout, Empty } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, goTo, show, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { forumPage } from '../pages.tsx';

export function synthesisRoutes(door: Door): void {
  door.page('/f/:forum/summaries', forSeats('summaries'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const days = await summaryDays(inside.ctx);
    return goTo(`/f/${inside.frame.forum.key}/summaries/${days.at(-1) ?? dayIn(visit.ctx.now, inside.frame.forum.zone)}`);
  });
  door.page('/f/:forum/summaries/:day', forSeats('daily summary'), 'read', async (visit) => {
    const inside = await visit.forum();
    return inside && Day.safeParse(visit.params['day']).success ? show(await summaryView(visit, inside)) : absent();
  });
}

/** A day's summary as it stands, or the wording of before a correction. */
async function summaryView(visit: Visit, { ctx, frame }: ForumVisit) {
  const { locale } = visit;
  const { zone } = frame.forum;
  const asked = /^[1-9]\d{0,3}$/.exec(visit.query['revision'] ?? '')?.[0];
  const page = await summaryPage(ctx, visit.params['day'] ?? '', asked ? Number(asked) : null);
  const title = say(locale, 'synthesis.summary.title', { day: dayOf(locale, new Date(`${page.day}T12:00:00Z`), 'UTC', { year: true }) });
  const base = `/${locale}/f/${frame.forum.key}`;
  const here = `${base}/summaries/${page.day}`;
  const newest = page.revisions.at(-1);
  const at = (instant: Date) => when(locale, instant, zone, { year: true });
  const shown = page.revisions.find(({ number }) => number === page.revision);
  return forumPage(visit, frame, {
    title,
    current: 'summaries',
    tlp: page.marking,
    children: (
      <div class="stack-6"><h1>{title}</h1>
        {page.publishedAt === null ? (
          <Empty><p>{say(locale, 'synthesis.summary.none')}{page.at ? ` ${say(locale, page.at <= ctx.now ? 'summary.page.missed' : 'summary.page.due', { when: at(page.at) })}` : ''}</p></Empty>
        ) : (
          <>
            {newest && newest.number !== page.revision && shown ? <Callout tone="now"><b>{say(locale, 'summary.page.older', { when: at(shown.publishedAt) })}</b> <a href={here}>{say(locale, 'summary.page.newest')}</a></Callout> : null}
            {shown?.correction ? <p><b>{say(locale, 'summary.page.corrected', { when: at(shown.publishedAt) })}</b> {shown.correction}</p> : <p class="meta">{say(locale, 'summary.page.published', { when: at(shown?.publishedAt ?? page.publishedAt) })}</p>}
            <SummaryText locale={locale} base={base} lang={page.lang} lines={page.sentences} dress={dressingFor(visit)} />
          </>
        )}
        {page.parts.length ? (
          <section class="stack"><h2>{say(locale, 'summary.page.notAddressed')}</h2>
            <ul>{page.parts.map((part) => <li>{part.whole ? <>{part.letter}. {part.title}: {say(locale, 'summary.page.whole')} </> : <>{part.letter}. {part.title}: </>}{part.codes.map((code) => <><a class="pararef" href={`${base}/q/${code}`}>{code}</a> </>)}</li>)}</ul></section>
        ) : null}
        {page.revisions.length > 1 ? (
          <section class="stack"><h2>{say(locale, 'summary.page.revisions')}</h2>
            <ol>{page.revisions.map((one) => <li>{one.number === page.revision ? <b>{at(one.publishedAt)}</b> : <a href={`${here}?revision=${one.number}`}>{at(one.publishedAt)}</a>} {one.correction}</li>)}</ol></section>
        ) : null}
        {page.canWrite && page.at ? <p><a class="btn" href={`${base}/day/${page.day}`}>{say(locale, page.publishedAt ? 'summary.page.correct' : 'summary.page.write')}</a></p> : null}
      </div>
    ),
  });
}
