import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { timeLeft } from '#platform/i18n/time.ts';
import type { SeriesPublic as View } from '../queries/series-page.ts';
import { titleOf } from '../rules.ts';
import { SeriesList } from './ForumPublic.tsx';

/** Every announced series; first of all what is open now. */
export function AllSeries({ locale, now, list }: { locale: Locale; now: Date; list: readonly View[] }): VNode {
  const open = list.flatMap(({ series, forums }) => forums.filter(({ phase }) => phase === 'open').map((forum) => ({ series, forum })));
  return (
    <div class="stack-6">
      <header>
        <h1>{say(locale, 'programme.public.title')}</h1>
        <p class="lead mt-2">{say(locale, 'programme.public.lead')}</p>
      </header>
      <section aria-labelledby="h-open">
        <h2 id="h-open">{say(locale, 'programme.public.openNow')}</h2>
        {open.length === 0 ? <p class="mt-2">{say(locale, 'programme.public.noneOpen')}</p> : (
          <ul class="docs mt-2">
            {open.map(({ series, forum }) => (
              <li><a href={`/${locale}/s/${series.slug}/${forum.number}`}>{titleOf(forum)}</a>{forum.closesAt ? <span class="meta">{say(locale, 'programme.closesIn.strip', timeLeft(forum.closesAt, now))}</span> : null}</li>
            ))}
          </ul>
        )}
      </section>
      {list.length === 0 ? <p class="empty">{say(locale, 'programme.public.noSeries')}</p> : null}
      {list.map(({ series, forums }) => (
        <section aria-labelledby={`h-${series.slug}`}>
          <h2 id={`h-${series.slug}`}><a href={`/${locale}/s/${series.slug}`}>{series.title}</a></h2>
          <SeriesList locale={locale} slug={series.slug} forums={forums} current={null} />
        </section>
      ))}
    </div>
  );
}

/** One series: what it is for, its forums, what comes of it. */
export function SeriesPublic({ locale, series, forums }: View & { locale: Locale }): VNode {
  return (
    <div class="stack-6">
      <header>
        <p class="kicker">{say(locale, 'terms.series')}</p>
        <h1>{series.title}</h1>
        <p class="meta mt-2">{say(locale, 'programme.public.organiser', { organiser: series.organiser })}</p>
      </header>
      {series.purpose ? <section aria-labelledby="h-purpose"><h2 id="h-purpose">{say(locale, 'programme.public.purpose')}</h2><div class="read mt-2"><p>{series.purpose}</p></div></section> : null}
      <section aria-labelledby="h-forums">
        <h2 id="h-forums">{say(locale, 'programme.public.forums')}</h2>
        <SeriesList locale={locale} slug={series.slug} forums={forums} current={null} />
      </section>
      {series.finalOutput ? <section aria-labelledby="h-output"><h2 id="h-output">{say(locale, 'programme.public.finalOutput')}</h2><div class="read mt-2"><p>{series.finalOutput}</p></div></section> : null}
      <section aria-labelledby="h-documents">
        <h2 id="h-documents">{say(locale, 'programme.public.documents')}</h2>
        <ul class="docs">
          <li><a href={`/${locale}/s/${series.slug}/report`}>{say(locale, 'terms.report')}</a></li>
          <li><a href={`/${locale}/s/${series.slug}/feed.atom`} data-turbo="false">{say(locale, 'programme.public.feed')}</a></li>
        </ul>
      </section>
    </div>
  );
}
