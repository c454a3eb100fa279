import type { ComponentChildren, VNode } from 'preact';
import type { ForumFrame } from '#domain/discussion/queries/forum-frame.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen, timeLeft, timeOf, when } from '#platform/i18n/time.ts';
import { Icon } from '#ui/Icon.tsx';
import { Tlp } from '#ui/marks.tsx';
import { type Crumb, Page } from '#ui/Page.tsx';
import type { Visit } from './door.tsx';

type SitePage = { title: string; children: ComponentChildren; tlp?: string; crumbs?: readonly Crumb[]; head?: ComponentChildren; demonstration?: boolean; wide?: boolean };

/** A page outside any forum. */
export function sitePage(visit: Visit, { title, children, tlp, crumbs = [], head, demonstration = false, wide = false }: SitePage): VNode {
  return (
    <Page locale={visit.locale} theme={visit.theme} assets={visit.house.assets.manifest} path={visit.path} signedIn={visit.person !== null} title={title} tlp={tlp} crumbs={crumbs} head={head} wide={wide} banners={bannersOf(visit, demonstration)}>
      {children}
    </Page>
  );
}

type InForum = { title: string; /** The page of the rail that is shown: `home`, `paper`, a question's code. */ current: string; children: ComponentChildren; head?: ComponentChildren };

/** A page inside a forum: above it where the forum stands, beside it the forum's other pages. */
export function forumPage(visit: Visit, frame: ForumFrame, { title, current, children, head }: InForum): VNode {
  const { locale } = visit;
  const home = `/${locale}/f/${frame.forum.key}`;
  const crumbs = [{ text: frame.series.shortTitle, href: `/${locale}/s/${frame.series.slug}` }, { text: `${say(locale, 'programme.public.forumNumber', { number: frame.forum.number })}: ${frame.forum.shortTitle}`, href: current === 'home' ? null : home }, ...(current === 'home' ? [] : [{ text: title, href: null }])];
  return (
    <Page
      locale={locale} theme={visit.theme} assets={visit.house.assets.manifest} path={visit.path} signedIn={visit.person !== null}
      title={title} tlp={frame.forum.defaultMarking} crumbs={crumbs} head={head}
      banners={bannersOf(visit, frame.series.demonstration)} strip={<Strip visit={visit} frame={frame} />} rail={<Rail visit={visit} frame={frame} current={current} home={home} />}
    >
      {children}
    </Page>
  );
}

/** What must be known before anything else is read: that data are invented, that the clock is a rehearsal's. */
function bannersOf({ locale, zone, ctx, house }: Visit, demonstration: boolean): string[] {
  return [...(demonstration ? [say(locale, 'ui.demonstration')] : []), ...(house.rehearsal() ? [say(locale, 'ui.rehearsal', { when: when(locale, ctx.now, zone, { year: true }) })] : [])];
}

function Strip({ visit: { locale, zone, ctx }, frame: { forum } }: { visit: Visit; frame: ForumFrame }): VNode {
  return (
    <div class="strip" role="region" aria-label={say(locale, 'ui.status')}>
      <div class="strip__in">
        <span class="phase" data-phase={forum.phase}>{say(locale, `programme.phase.${forum.phase}`)}</span>
        {forum.phase === 'open' && forum.closesAt ? <span>{say(locale, 'programme.closesIn.strip', timeLeft(forum.closesAt, ctx.now))}</span> : null}
        {forum.opensAt && ctx.now < forum.opensAt ? <span>{say(locale, 'programme.opens.strip', { when: when(locale, forum.opensAt, forum.zone), localTime: timeOf(locale, forum.opensAt, zone) })}</span> : null}
        {forum.closesAt && forum.closesAt <= ctx.now ? <span>{say(locale, 'programme.closed.strip', { onWhen: onWhen(locale, forum.closesAt, forum.zone) })}</span> : null}
        {forum.phase === 'open' && forum.closesAt ? <span class="muted not-narrow">{when(locale, forum.closesAt, forum.zone)}{zone === forum.zone ? '' : ` · ${when(locale, forum.closesAt, zone)}`}</span> : null}
        <span class="push row"><Tlp label={forum.defaultMarking} /></span>
      </div>
    </div>
  );
}

function Rail({ visit: { locale }, frame, current, home }: { visit: Visit; frame: ForumFrame; current: string; home: string }): VNode {
  const here = (page: string) => (page === current ? { 'aria-current': 'page' as const } : {});
  return (
    <nav class="rail" aria-label={say(locale, 'ui.forum')}>
      <details open data-controller="rail">
        <summary><Icon name="menu" /> {say(locale, 'ui.pagesOfForum')}</summary>
        <ul>
          <li><a href={home} {...here('home')}>{say(locale, 'ui.overview')}</a></li>
          <li><a href={`${home}/paper`} {...here('paper')}>{say(locale, 'terms.discussionPaper')}</a></li>
        </ul>
        {frame.parts.map((part) => (
          <>
            <h2 id={`nav-${part.letter}`}>{`${part.letter}. ${part.title}`}</h2>
            <ul aria-labelledby={`nav-${part.letter}`}>
              {part.questions.map((q) => <li><a href={`${home}/q/${q.code}`} {...here(q.code)}><span class="code">{q.code}</span><span>{q.shortText}</span><span class="count">{q.count}</span></a></li>)}
            </ul>
          </>
        ))}
        <h2 id="nav-outcome">{say(locale, 'ui.outcome')}</h2>
        <ul aria-labelledby="nav-outcome">
          <li><a href={`${home}/summaries`} {...here('summaries')}>{say(locale, 'terms.dailySummary')}</a></li>
          <li><a href={`${home}/outcome`} {...here('outcome')}>{say(locale, 'terms.recommendation')}</a></li>
          <li><a href={`/${locale}/s/${frame.series.slug}/report`} {...here('report')}>{say(locale, 'terms.report')}</a></li>
        </ul>
      </details>
    </nav>
  );
}
