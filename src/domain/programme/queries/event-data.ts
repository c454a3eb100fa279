import { calendarFile } from '#platform/calendar.ts';
import { titleOf } from '../rules.ts';
import type { ForumLine, ForumPublic, SeriesPublic } from './series-page.ts';

/** The forum's opening hours as a calendar file; null while they are not known. */
export function forumCalendar({ forum }: ForumPublic, url: string): string | null {
  const { opensAt, closesAt, announcedAt } = forum;
  if (!opensAt || !closesAt) return null;
  return calendarFile({ uid: `${forum.id}@${new URL(url).hostname}`, sequence: forum.revision, madeAt: announcedAt ?? opensAt, from: opensAt, to: closesAt, zone: forum.zone, title: titleOf(forum), description: forum.goal ?? '', url });
}

/** The forum as a schema.org event, for programs that read pages. What is not known is left out. */
export function forumEvent({ series, forum }: ForumPublic, url: string): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': url,
    name: titleOf(forum),
    ...(forum.framing ? { description: forum.framing } : {}),
    ...(forum.opensAt && forum.closesAt ? { startDate: forum.opensAt.toISOString(), endDate: forum.closesAt.toISOString() } : {}),
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    eventStatus: 'https://schema.org/EventScheduled',
    location: { '@type': 'VirtualLocation', url },
    organizer: { '@type': 'Organization', name: series.organiser },
    superEvent: { '@type': 'EventSeries', name: series.title },
    isAccessibleForFree: true,
    url,
  };
}

/** When something about a forum last changed that anyone may know. */
export function lastChange(forum: ForumLine, now: Date): Date {
  const { opensAt, closesAt, paperCirculatedAt, synthesisAt, silenceAt, publishedAt } = forum.life;
  const reached = [forum.announcedAt, opensAt, closesAt, paperCirculatedAt, synthesisAt, silenceAt, publishedAt].filter((at): at is Date => at !== null && at <= now);
  return new Date(Math.max(0, ...reached.map((at) => at.getTime())));
}

/** The newest change in a series. */
export const lastChangeOf = ({ forums }: SeriesPublic, now: Date): Date => new Date(Math.max(0, ...forums.map((forum) => lastChange(forum, now).getTime())));
