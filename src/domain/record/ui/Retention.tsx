import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import type { ForumDates } from '../queries/retention-dates.ts';
import { byForum, type Keeping, retention } from '../rules/retention.ts';

/** Until when something is kept, in words. */
export const untilWhen = (locale: Locale, keeping: Keeping): string => (keeping.from === null ? say(locale, 'record.keep.always') : say(locale, `record.keep.from.${keeping.from}`, { days: keeping.days }));

/** What is kept, until when and why; and for each forum the dates that follow from its closing. */
export function Retention({ locale, forums }: { locale: Locale; forums: readonly ForumDates[] }): VNode {
  return (
    <div class="stack-6">
      <h1>{say(locale, 'record.keep.title')}</h1>
      <p class="lead">{say(locale, 'record.keep.lead')}</p>
      <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'record.keep.title')}>
        <table class="table">
          <thead><tr>{(['what', 'until', 'why'] as const).map((head) => <th scope="col">{say(locale, `record.keep.${head}`)}</th>)}</tr></thead>
          <tbody>{retention.map((keeping) => <tr><th scope="row">{say(locale, `record.keep.${keeping.id}`)}</th><td>{untilWhen(locale, keeping)}</td><td>{say(locale, `record.keep.${keeping.id}.why`)}</td></tr>)}</tbody>
        </table>
      </div>
      <section class="stack">
        <h2>{say(locale, 'record.keep.forums')}</h2>
        {forums.length === 0 ? <p>{say(locale, 'record.keep.noForums')}</p> : (
          <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'record.keep.forums')}>
            <table class="table">
              <thead><tr><th scope="col">{say(locale, 'record.keep.forum')}</th>{byForum.map((id) => <th scope="col">{say(locale, `record.keep.${id}`)}</th>)}</tr></thead>
              <tbody>{forums.map(({ title, zone, dates }) => <tr><th scope="row">{title}</th>{dates.map(({ at }) => <td><time dateTime={at.toISOString()}>{dayOf(locale, at, zone, { year: true })}</time></td>)}</tr>)}</tbody>
            </table>
          </div>
        )}
      </section>
    </div>
  );
}
