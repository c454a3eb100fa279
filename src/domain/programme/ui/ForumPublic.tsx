import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { timeLeft, when } from '#platform/i18n/time.ts';
import type { Aspect } from '../model.ts';
import type { ForumLine, ForumPublic as View } from '../queries/series-page.ts';
import { titleOf } from '../rules.ts';
import { Life } from './Life.tsx';

type Reader = { locale: Locale; zone: string; now: Date };
type Props = View & Reader & { /** Counts of seats by category, already in words; small ones hidden. */ seats: ComponentChildren; /** The same as a picture. */ ring: ComponentChildren; inside: boolean; /** Where to apply for a seat, without the language; null where nobody may. */ applyAt: string | null };

/** What anyone may read of a forum before, while and after it is open: when, who, what is asked, how views are shown. */
export function ForumPublic(p: Props): VNode {
  const { locale, series, forum, siblings } = p;
  const address = `/${locale}/s/${series.slug}/${forum.number}`;
  return (
    <>
      <div class="hero">
        <div class="wrap">
          <div class="hero__top">
            <div>
              <p class="kicker">{say(locale, 'programme.public.forumOf', { number: forum.number, count: siblings.length, series: series.shortTitle })}</p>
              <h1>{titleOf(forum)}</h1>
              {forum.reportTitle && forum.reportTitle !== titleOf(forum) ? <p class="meta">{say(locale, 'programme.public.alsoTitled', { title: forum.reportTitle })}</p> : null}
              {forum.goal ? <p class="lead">{forum.goal}</p> : null}
            </div>
            {p.ring}
          </div>
          <Facts {...p} />
        </div>
      </div>
      <div class="wrap pub">
        <section aria-labelledby="h-life" class="pub__life">
          <h2 id="h-life" class="vh">{say(locale, 'programme.public.life')}</h2>
          <Life forum={forum} phase={forum.phase} locale={locale} />
        </section>
        <div class="pub__grid">
          <div class="stack-6">
            <section aria-labelledby="h-about">
              <h2 id="h-about">{say(locale, 'programme.public.about')}</h2>
              <div class="read mt-4"><p>{forum.framing ?? say(locale, 'programme.public.aboutUnknown')}</p></div>
            </section>
            <section aria-labelledby="h-questions">
              <h2 id="h-questions">{say(locale, 'programme.public.questions')}</h2>
              <Aspects {...p} />
            </section>
          </div>
          <aside class="aside" aria-label={say(locale, 'programme.public.documents')}>
            <section>
              <h2>{say(locale, 'programme.public.documents')}</h2>
              <ul class="docs">
                <li><a href={`/${locale}/f/${forum.key}/paper`}>{say(locale, 'terms.discussionPaper')}</a><span class="meta">{say(locale, 'programme.public.paperFor')}</span></li>
                {forum.phase === 'report' ? <li><a href={`/${locale}/s/${series.slug}/report`}>{say(locale, 'terms.report')}</a></li> : null}
                {forum.opensAt ? <li><a href={`${address}/calendar.ics`} data-turbo="false">{say(locale, 'programme.public.calendar')}</a></li> : null}
                <li><a href={`${address}/transparency`}>{say(locale, 'transparency.title')}</a></li>
                <li><a href={`/${locale}/s/${series.slug}/feed.atom`} data-turbo="false">{say(locale, 'programme.public.feed')}</a></li>
              </ul>
            </section>
            {p.seats}
            <section>
              <h2>{say(locale, 'programme.public.theSeries')}</h2>
              <SeriesList locale={locale} slug={series.slug} forums={siblings} current={forum.number} />
            </section>
          </aside>
        </div>
      </div>
    </>
  );
}

function Facts({ locale, zone, now, forum, inside, extensions, applyAt }: Props): VNode {
  const { opensAt, closesAt } = forum;
  const regimes = forum.allowedRegimes.map((regime) => say(locale, `ui.regime.${regime}`)).join(', ');
  return (
    <div class="hero__facts">
      <div>
        <span class="phase" data-phase={forum.phase}>{say(locale, forum.phase === 'open' ? 'programme.public.openNow' : `programme.phase.${forum.phase}`)}</span>
        {opensAt && closesAt ? (
          <p>
            <b class="num">{say(locale, 'programme.public.opensLabel', { when: when(locale, opensAt, forum.zone, { year: true }) })}</b><br />
            <b class="num">{say(locale, 'programme.public.closesLabel', { when: when(locale, closesAt, forum.zone, { year: true }) })}</b>
            {zone === forum.zone ? null : <><br />{when(locale, opensAt, zone)} – {when(locale, closesAt, zone)}</>}
            {forum.phase === 'open' ? <><br />{say(locale, 'programme.closesIn.strip', timeLeft(closesAt, now))}</> : null}
            {extensions.map(({ to, reason }) => <><br /><span>{say(locale, 'programme.extended.notice', { when: when(locale, to, forum.zone), reason: reason || '–' })}</span></>)}
            {forum.datesInvented ? <><br /><span class="meta">{say(locale, 'programme.public.datesInvented')}</span></> : null}
          </p>
        ) : <p>{say(locale, 'programme.public.datesUnknown')}</p>}
      </div>
      <div><span class="label">{say(locale, 'programme.public.who')}</span><p>{forum.audience.length ? say(locale, 'programme.public.byInvitation', { audience: forum.audience.join(', ') }) : say(locale, 'programme.public.byInvitationOnly')}</p></div>
      <div><span class="label">{say(locale, 'programme.public.how')}</span><p>{say(locale, 'programme.public.howText', { regimes, usual: say(locale, `ui.regime.${forum.defaultRegime}`) })}</p></div>
      <div class="hero__act"><a class="btn btn--primary" href={inside ? `/${locale}/f/${forum.key}` : `/${locale}/sign-in`}>{say(locale, inside ? 'programme.public.enter' : 'programme.public.invited')}</a>{applyAt && !inside ? <a class="btn" href={`/${locale}${applyAt}`}>{say(locale, 'application.apply.title')}</a> : null}</div>
    </div>
  );
}

function Aspects({ locale, aspects }: { locale: Locale; aspects: readonly Aspect[] }): VNode {
  return (
    <ol class="aspects">
      {aspects.map((aspect) => (
        <li>
          <span class="aspects__k" aria-hidden="true">{aspect.letter}</span>
          <div>
            <h3>{aspect.announcedTitle ?? aspect.reportTitle ?? aspect.key}</h3>
            {aspect.announcedTitle && aspect.reportTitle && aspect.announcedTitle !== aspect.reportTitle ? <p class="meta">{say(locale, 'programme.public.alsoTitled', { title: aspect.reportTitle })}</p> : null}
            {aspect.questions.length === 0 ? <p class="meta">{say(locale, 'programme.public.noQuestions')}</p> : (
              <ol>{aspect.questions.map((q) => <li><span class="code num">{q.code}</span><span>{q.text}{q.kind === 'role' ? <><br /><span class="meta">{say(locale, 'programme.public.roleQuestion')}</span></> : null}</span></li>)}</ol>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The forums of a series in their order, each with where it stands. */
export function SeriesList({ locale, slug, forums, current }: { locale: Locale; slug: string; forums: readonly ForumLine[]; current: number | null }): VNode {
  return (
    <ol class="series">
      {forums.map((forum) => (
        <li {...(forum.number === current ? { 'aria-current': 'true' as const } : {})}>
          {forum.number === current ? <b>{forum.shortTitle}</b> : <a href={`/${locale}/s/${slug}/${forum.number}`}>{forum.shortTitle}</a>}
          <span class="meta">{say(locale, `programme.phase.${forum.phase}`)}{forum.opensAt ? ` · ${when(locale, forum.opensAt, forum.zone, { year: true })}` : ` · ${say(locale, 'programme.public.datesUnknown')}`}</span>
        </li>
      ))}
    </ol>
  );
}
