import type { ComponentChildren, VNode } from 'preact';
import type { ForumFrame } from '#domain/discussion/queries/forum-frame.ts';
import { may } from '#domain/rights.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen, timeLeft, when } from '#platform/i18n/time.ts';
import { Icon } from '#ui/Icon.tsx';
import { Tlp } from '#ui/marks.tsx';
import { type Crumb, Page } from '#ui/Page.tsx';
import type { Visit } from './door.tsx';

type SitePage = { title: string; children: ComponentChildren; tlp?: string; crumbs?: readonly Crumb[]; demonstration?: boolean; head?: ComponentChildren; wide?: boolean; /** Read only, so without script. */ still?: boolean };

/** A page outside any forum. */
export function sitePage(visit: Visit, p: SitePage): VNode {
  return (
    <Page locale={visit.locale} title={p.title} theme={visit.theme} assets={visit.house.assets.manifest} path={visit.path} tlp={p.tlp} crumbs={p.crumbs ?? []} banners={banners(visit, p.demonstration ?? false)} signedIn={visit.person !== null} head={p.head} wide={p.wide ?? false} still={p.still ?? false}>
      {p.children}
    </Page>
  );
}

function banners(visit: Visit, demonstration: boolean): string[] {
  const { locale } = visit;
  return [
    ...(demonstration ? [say(locale, 'ui.demonstration')] : []),
    ...(visit.house.rehearsal() ? [say(locale, 'ui.rehearsal', { when: when(locale, visit.ctx.now, 'Europe/Vienna', { year: true }) })] : []),
  ];
}

type ForumPage = { title: string; current: string; children: ComponentChildren; tlp?: string; wide?: boolean; head?: ComponentChildren };

/** A page inside a forum: the strip with its time, the rail with its questions, and the text. */
export function forumPage(visit: Visit, frame: ForumFrame, p: ForumPage): VNode {
  const { locale } = visit;
  const { forum, series } = frame;
  const crumbs: Crumb[] = [
    { text: series.shortTitle, href: `/${locale}/s/${series.slug}` },
    { text: `${say(locale, 'terms.forum')} ${forum.number}`, href: `/${locale}/f/${forum.key}` },
    { text: p.title, href: null },
  ];
  return (
    <Page locale={locale} title={p.title} theme={visit.theme} assets={visit.house.assets.manifest} path={visit.path} tlp={p.tlp ?? forum.defaultMarking} crumbs={crumbs} banners={banners(visit, series.demonstration)} strip={<Strip visit={visit} frame={frame} />} rail={p.wide ? undefined : <Rail visit={visit} frame={frame} current={p.current} />} signedIn={visit.person !== null} searchAt={`/${locale}/f/${forum.key}/search`} head={p.head} wide={p.wide ?? false}>
      {p.children}
    </Page>
  );
}

/** The forum's time in a line: phase, time left, Vienna time, handling label. */
function Strip({ visit: { locale, ctx }, frame: { forum } }: { visit: Visit; frame: ForumFrame }): VNode {
  const { opensAt, closesAt, zone, phase } = forum;
  const left = closesAt && phase === 'open' ? timeLeft(closesAt, ctx.now) : null;
  return (
    <div class="strip" role="region" aria-label={say(locale, 'ui.status')}>
      <div class="strip__in">
        <span class="phase" data-phase={phase}>{say(locale, `programme.phase.${phase}`)}</span>
        {left ? <span><strong>{say(locale, 'programme.closesIn.strip', left)}</strong></span> : null}
        <span class="muted">{stripWords(locale, opensAt, closesAt, zone, phase)}</span>
        <span class="push"><Tlp label={forum.defaultMarking} /></span>
      </div>
    </div>
  );
}

function stripWords(locale: Visit['locale'], opensAt: Date | null, closesAt: Date | null, zone: string, phase: string): string {
  if (!opensAt || !closesAt) return say(locale, 'programme.strip.datesUnknown');
  if (phase === 'announced' || phase === 'paper-circulated') return say(locale, 'programme.strip.opens', { when: when(locale, opensAt, zone, { year: true }) });
  if (phase === 'open') return when(locale, closesAt, zone, { year: true });
  return say(locale, 'programme.closed.strip', { onWhen: onWhen(locale, closesAt, zone, { year: true }) });
}

function Rail({ visit: { locale }, frame, current }: { visit: Visit; frame: ForumFrame; current: string }): VNode {
  const base = `/${locale}/f/${frame.forum.key}`;
  const link = (to: string, key: string, text: ComponentChildren) => <li><a href={`${base}${to}`} {...(current === key ? { 'aria-current': 'page' as const } : {})}>{text}</a></li>;
  const pages = (
    <>
      <ul>
        {link('', 'overview', say(locale, 'ui.overview'))}
        {link('/paper', 'paper', say(locale, 'terms.discussionPaper'))}
        {link('/new', 'new', say(locale, 'discussion.new.title'))}
      </ul>
      {frame.parts.map((part) => (
        <>
          <h2 id={`nav-${part.letter}`}>{part.letter}. {part.title}</h2>
          <ul aria-labelledby={`nav-${part.letter}`}>
            {part.questions.map((q) => link(`/q/${q.code}`, `q:${q.code}`, <><span class="code">{q.code}</span><span>{q.shortText}</span><span class="count">{q.count}</span></>))}
          </ul>
        </>
      ))}
      <h2>{say(locale, 'ui.outcome')}</h2>
      <ul>
        {link('/summaries', 'summaries', say(locale, 'terms.dailySummary'))}
        {link('/opinions', 'opinions', say(locale, 'opinion.title'))}
        {link('/rounds', 'rounds', say(locale, 'rounds.title'))}
        {link('/outcome', 'outcome', say(locale, 'adoption.page.title'))}
        <li><a href={`/${locale}/s/${frame.series.slug}/report`}>{say(locale, 'terms.report')}</a></li>
        {link('/transparency', 'transparency', say(locale, 'transparency.title'))}
      </ul>
      {may(frame, 'see-cases') || may(frame, 'excerpt') || may(frame, 'invite') ? (
        <>
          <h2>{say(locale, 'terms.secretariat')}</h2>
          <ul>
            {may(frame, 'see-cases') ? link('/mod', 'mod', say(locale, 'moderation.list.title')) : null}
            {may(frame, 'see-cases') ? link('/mod/desk', 'mod-desk', say(locale, 'duty.desk.title')) : null}
            {may(frame, 'see-roster') ? link('/mod/duty', 'duty', say(locale, 'duty.title')) : null}
            {may(frame, 'excerpt') ? link(`/bench/${frame.parts[0]?.letter ?? 'A'}`, 'bench', say(locale, 'synthesis.bench.title')) : null}
            {may(frame, 'see-desk') ? link('/desk', 'desk', say(locale, 'discussion.desk.title')) : null}
            {may(frame, 'see-desk') ? link('/letters', 'letters', say(locale, 'mail.ledger.title')) : null}
            {may(frame, 'invite') ? link('/run', 'run', say(locale, 'accreditation.seats.title')) : null}
            {may(frame, 'confirm-recovery') ? link('/recovery', 'recovery', say(locale, 'accreditation.recovery.title')) : null}
            {may(frame, 'invite') ? link('/delegations', 'delegations', say(locale, 'delegation.all.title')) : null}
            {may(frame, 'edit-programme') ? link('/programme', 'programme', say(locale, 'terms.programme')) : null}
          </ul>
        </>
      ) : null}
    </>
  );
  // Narrow windows fold the rail; wide ones show it without script.
  return <nav class="rail" aria-label={say(locale, 'ui.forum')}><details open data-controller="rail"><summary><Icon name="menu" /> {say(locale, 'ui.pagesOfForum')}</summary>{pages}</details></nav>;
}
