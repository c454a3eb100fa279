import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Tag } from '#ui/marks.tsx';
import type { CaseLine } from '../queries/case-list.ts';

type Props = { locale: Locale; zone: string; base: string; cases: readonly CaseLine[] };

/** The docket: what waits, the urgent first, with by when and in whose hands; below it what was decided. */
export function Docket({ locale, zone, base, cases }: Props): VNode {
  const waiting = cases.filter((c) => c.waits);
  const settled = cases.filter((c) => !c.waits);
  return (
    <div class="stack-6">
      <section class="stack" aria-labelledby="waiting-h">
        <h2 id="waiting-h">{say(locale, 'moderation.list.waiting', { count: waiting.length })}</h2>
        {waiting.length > 0 ? <Table {...{ locale, zone, base }} cases={waiting} due /> : null}
      </section>
      {settled.length ? <section class="stack" aria-labelledby="settled-h"><h2 id="settled-h">{say(locale, 'moderation.list.settled')}</h2><Table {...{ locale, zone, base }} cases={settled} due={false} /></section> : null}
    </div>
  );
}

function Table({ locale, zone, base, cases, due }: Props & { due: boolean }): VNode {
  const head = [say(locale, 'terms.case'), say(locale, 'terms.contribution'), say(locale, 'moderation.list.rules'), say(locale, 'moderation.list.opened'), ...(due ? [say(locale, 'moderation.list.due')] : []), say(locale, 'moderation.list.state')];
  return (
    <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'moderation.list.title')}>
      <table class="table">
        <thead><tr>{head.map((text) => <th scope="col">{text}</th>)}<th scope="col" class="r">{say(locale, 'moderation.list.flags')}</th></tr></thead>
        <tbody>{cases.map((c) => (
          <tr>
            <th scope="row"><a href={`${base}/mod/${c.ref}`}>{c.ref}</a> {c.urgent ? <Tag tone="danger">{say(locale, 'moderation.case.urgent')}</Tag> : null}</th>
            <td>{c.contribution}</td>
            <td>{c.rules.join(', ')}</td>
            <td><time dateTime={c.openedAt.toISOString()}>{stamp(locale, c.openedAt, zone)}</time></td>
            {due ? <td>{c.dueAt && c.state !== 'appealed' && !c.edited ? <time dateTime={c.dueAt.toISOString()}>{stamp(locale, c.dueAt, zone)}</time> : null} {c.overdue ? <Tag tone="now">{say(locale, 'moderation.list.overdue')}</Tag> : null}</td> : null}
            <td>{stateOf(locale, c)}</td>
            <td class="r">{c.flags}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

/** Where a case stands, what was decided, and in whose hands it is. */
function stateOf(locale: Locale, c: CaseLine): string {
  const state = say(locale, c.edited ? 'moderation.state.edited' : `moderation.state.${c.state}`);
  const measure = c.measure && c.state !== 'open' && c.state !== 'claimed' ? [say(locale, `moderation.measure.${c.measure}`)] : [];
  const hands = c.claimed ? [say(locale, c.claimed === 'by-you' ? 'moderation.list.yours' : 'moderation.list.anothers')] : [];
  return [...measure, state, ...hands].join(' · ');
}
