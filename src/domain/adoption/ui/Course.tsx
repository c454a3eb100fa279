import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { timeLeft, when, whenFor } from '#platform/i18n/time.ts';
import { Callout, Tag } from '#ui/marks.tsx';
import type { Recommendation, SeenObjection, SeenStatement } from '../queries/outcome-page.ts';
import type { SeenHappening } from '../queries/recommendation-page.ts';

/** In whose language and by which clocks something is shown. */
export type Reading = { locale: Locale; now: Date; /** The forum's. */ zone: string; /** The reader's own. */ own: string };

/** How much time is left, and the exact end by the forum's clock and the reader's own. */
export function Clock({ locale, now, zone, own, r: { silence } }: Reading & { r: Recommendation }): VNode | null {
  if (!silence || (silence.state !== 'running' && silence.state !== 'pending')) return null;
  const at = silence.state === 'pending' ? silence.opensAt : silence.endsAt;
  return (
    <p class="mt-2">
      {silence.state === 'running' ? <><b class="num">{say(locale, 'adopt.clock.left', timeLeft(silence.endsAt, now))}</b><br /></> : null}
      <time dateTime={at.toISOString()}>{silence.state === 'pending' ? say(locale, 'adopt.clock.begins', { when: whenFor(locale, at, zone, own) }) : say(locale, 'adoption.silence.until', { when: whenFor(locale, at, zone, own) })}</time>
      {silence.state === 'running' ? <span class="meta"> {say(locale, 'adoption.silence.meaning')}</span> : null}
    </p>
  );
}

/** Who has what to do next. */
export function NextLine({ locale, zone, own, r }: Reading & { r: Recommendation }): VNode {
  const at = (date: Date | undefined): string => (date ? whenFor(locale, date, zone, own) : '');
  const sentence: Readonly<Record<Recommendation['next'], () => string>> = {
    'finish-draft': () => say(locale, 'adopt.next.finish-draft'),
    'await-consultation': () => say(locale, 'adopt.next.await-consultation', { when: at(r.consultation?.opensAt) }),
    comment: () => say(locale, 'adopt.next.comment', { when: at(r.consultation?.endsAt) }),
    answer: () => say(locale, 'adopt.next.answer', { count: r.comments.unanswered }),
    propose: () => say(locale, 'adopt.next.propose'),
    'await-silence': () => say(locale, 'adopt.next.await-silence'),
    'break-or-wait': () => say(locale, 'adopt.next.break-or-wait'),
    number: () => say(locale, 'adopt.next.number'),
    reword: () => say(locale, 'adopt.next.reword'),
    done: () => say(locale, 'adopt.next.done'),
  };
  return <p class="meta"><b>{say(locale, 'adopt.next.label')}</b> {sentence[r.next]()}</p>;
}

/** That silence was broken: by whom and in what words, for those who may see it. */
export function ObjectionCallout({ locale, zone, objection: o }: Reading & { objection: SeenObjection }): VNode {
  const kind = o.kind === 'amendment' ? say(locale, 'terms.amendment') : o.kind === 'objection' ? say(locale, 'terms.objection') : null;
  return (
    <Callout tone={o.withdrawnAt ? 'plain' : 'danger'}>
      <b>{o.state ? say(locale, 'adoption.silence.brokenBy', { state: o.state }) : say(locale, 'adopt.broken.byOne')}</b> <span class="meta">{[kind, when(locale, o.at, zone)].filter(Boolean).join(' · ')}</span>
      {o.text ? <p class="pre" {...(o.lang ? { lang: o.lang } : {})}>{o.text}</p> : null}
      {o.withdrawnAt ? <p><b>{say(locale, 'adopt.broken.lifted', { when: when(locale, o.withdrawnAt, zone) })}</b></p> : null}
    </Callout>
  );
}

/** A statement or reservation as it stands beside the text wherever the text stands. */
export function StatementCallout({ locale, statement: x }: { locale: Locale; statement: SeenStatement }): VNode {
  return <Callout tone="plain" icon="file"><b>{say(locale, x.kind === 'reservation' ? 'terms.reservation' : 'terms.interpretativeStatement')}: {x.state}</b><p class="pre" {...(x.lang ? { lang: x.lang } : {})}>{x.text}</p></Callout>;
}

/** What happened to a recommendation in its order, and what the clock has set. */
export function History({ locale, zone, own, history }: Reading & { history: readonly SeenHappening[] }): VNode | null {
  if (history.length === 0) return null;
  const firstToCome = history.findIndex(({ past }) => !past);
  return (
    <section aria-labelledby="h-history"><h2 id="h-history">{say(locale, 'adopt.history.title')}</h2>
      <ol class="log mt-4">{history.map((one, i) => (
        <li class={i === firstToCome ? 'is-now' : ''}><time dateTime={one.at.toISOString()}>{whenFor(locale, one.at, zone, own)}</time>{sentenceOf(one, locale, zone)}{one.past ? null : <> <Tag tone="now">{say(locale, 'adopt.history.toCome')}</Tag></>}</li>
      ))}</ol>
    </section>
  );
}

function sentenceOf(one: SeenHappening, locale: Locale, zone: string): string {
  const until = one.until ? when(locale, one.until, zone, { year: true }) : '';
  const words = one.words ?? '';
  switch (one.what) {
    case 'consultation-opened': return say(locale, 'adopt.history.consultation-opened', { until });
    case 'consultation-over': return say(locale, 'adopt.history.consultation-over');
    case 'opened': return say(locale, 'adopt.history.opened', { title: words, until });
    case 'extended': return say(locale, 'adopt.history.extended', { until, reason: words });
    case 'broken': return one.state ? say(locale, 'adopt.history.brokenBy', { state: one.state, kind: say(locale, one.kind === 'amendment' ? 'terms.amendment' : 'terms.objection') }) : say(locale, 'adopt.broken.byOne');
    case 'lifted': return one.state ? say(locale, 'adopt.history.liftedBy', { state: one.state }) : say(locale, 'adopt.history.lifted');
    case 'statement': return say(locale, 'adopt.history.statement', { state: one.state ?? '', kind: say(locale, one.kind === 'reservation' ? 'terms.reservation' : 'terms.interpretativeStatement') });
    case 'withdrawn': return say(locale, 'adopt.history.withdrawn', { reason: words });
    case 'ended': return say(locale, 'adopt.history.ended');
    case 'issued': return say(locale, 'adopt.history.issued', { symbol: words });
    default: return one.what satisfies never;
  }
}
