import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { number, say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, SubmissionId } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import type { LetterQueue as Queue, QueueLine, Suppressed } from '../queries/letter-queue.ts';
import type { QueueState } from '../rules/letter-queue.ts';

type Props = { page: Queue; locale: Locale; zone: string; base: string; form?: FormState | undefined; said?: string | undefined };

const tones: Partial<Record<QueueState, 'now' | 'danger'>> = { retrying: 'now', failed: 'danger', returned: 'danger', suppressed: 'danger' };

/** Letters of ours that have not arrived: how many in each state, each with its reason, and what can be done. */
export function LetterQueue({ page, locale, zone, base, form, said }: Props): VNode {
  const total = page.sums.reduce((sum, { count }) => sum + count, 0);
  const name = (state: QueueState) => say(locale, `queue.state.${state}`);
  return (
    <div class="stack-6">
      <header><h1>{say(locale, 'queue.title')}</h1><p class="read mt-2">{say(locale, 'queue.lead')}</p><p class="mt-2"><a href={`/${locale}/admin/letters`}>{say(locale, 'queue.received')}</a></p></header>
      <ErrorSummary locale={locale} form={form} />
      {said ? <div role="status"><Callout tone="ok" icon="check">{said}</Callout></div> : null}
      {total === 0 ? <Empty><p>{say(locale, 'queue.none')}</p></Empty> : (
        <section aria-labelledby="h-sums">
          <h2 id="h-sums">{say(locale, 'queue.sums')}</h2>
          <div class="tablewrap">
            <table class="table">
              <thead><tr><th scope="col">{say(locale, 'queue.state')}</th><th scope="col" class="r">{say(locale, 'queue.count')}</th></tr></thead>
              <tbody>{page.sums.map(({ state, count }) => <tr><th scope="row"><a href={`${base}?state=${state}`} {...(page.shown === state ? { 'aria-current': 'page' as const } : {})}>{name(state)}</a></th><td class="r">{number(locale, count)}</td></tr>)}</tbody>
              <tfoot><tr><th scope="row"><a href={base}>{say(locale, 'queue.total')}</a></th><td class="r"><b>{number(locale, total)}</b></td></tr></tfoot>
            </table>
          </div>
          {page.canRetryAll > 0 ? <form method="post" action={base} class="mt-4" data-turbo="false"><SubmissionId /><button class="btn" name="letter" value="all">{say(locale, 'queue.retryAll', { count: page.canRetryAll })}</button></form> : null}
        </section>
      )}
      {total === 0 ? null : (
        <section aria-labelledby="h-lines">
          <h2 id="h-lines">{page.shown ? name(page.shown) : say(locale, 'queue.total')}</h2>
          {page.lines.length === 0 ? <p>{say(locale, 'queue.noneOfState')}</p> : <ul class="docs">{page.lines.map((line) => <Line line={line} locale={locale} zone={zone} base={base} />)}</ul>}
          {page.more ? <p class="meta">{say(locale, 'queue.more', { count: page.lines.length })}</p> : null}
        </section>
      )}
      <SuppressedAddresses page={page} locale={locale} zone={zone} base={base} />
    </div>
  );
}

function Line({ line, locale, zone, base }: { line: QueueLine; locale: Locale; zone: string; base: string }): VNode {
  const at = (instant: Date) => stamp(locale, instant, zone, line.precision);
  const facts = [
    `${say(locale, 'queue.to')}: ${line.to ? [line.to.name, line.to.address].filter(Boolean).join(' · ') : say(locale, 'queue.toHidden')}`,
    line.forum,
    `${say(locale, 'queue.written')}: ${at(line.writtenAt)}`,
    line.tries > 0 ? say(locale, 'queue.tries', { count: line.tries }) : null,
    line.nextAt && line.state === 'retrying' ? `${say(locale, 'queue.next')}: ${at(line.nextAt)}` : null,
  ].filter(Boolean);
  const why = [line.reason ? say(locale, `queue.reason.${line.reason}`) : null, line.code ? say(locale, 'queue.code', { code: line.code }) : null].filter(Boolean);
  return (
    <li class="stack-2">
      <p class="row"><b>{say(locale, `queue.subject.${line.subject}`)}</b> <Tag {...(tones[line.state] ? { tone: tones[line.state] } : {})}>{say(locale, `queue.state.${line.state}`)}</Tag></p>
      <p class="meta">{facts.join(' · ')}</p>
      {why.length ? <p>{why.join(' · ')}</p> : null}
      {line.canRetry ? <form method="post" action={base} data-turbo="false"><SubmissionId /><button class="btn btn--quiet" name="letter" value={line.id}>{say(locale, 'queue.retry')}<span class="vh">: {say(locale, `queue.subject.${line.subject}`)}, {line.to?.address ?? say(locale, 'queue.toHidden')}</span></button></form> : null}
    </li>
  );
}

function SuppressedAddresses({ page, locale, zone, base }: { page: Queue; locale: Locale; zone: string; base: string }): VNode {
  return (
    <section aria-labelledby="h-suppressed" id="suppressed">
      <h2 id="h-suppressed">{say(locale, 'queue.suppressed.title')}</h2>
      {page.suppressed.length === 0 ? <Empty><p>{say(locale, 'queue.suppressed.none')}</p></Empty> : (
        <>
          <p class="read">{say(locale, 'queue.suppressed.lead')}</p>
          <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'queue.suppressed.title')}>
            <table class="table">
              <thead><tr><th scope="col">{say(locale, 'queue.suppressed.address')}</th><th scope="col">{say(locale, 'queue.suppressed.since')}</th><th scope="col">{say(locale, 'queue.suppressed.why')}</th><th scope="col">{say(locale, 'queue.suppressed.deed')}</th></tr></thead>
              <tbody>{page.suppressed.map((one) => <Address one={one} locale={locale} zone={zone} base={base} />)}</tbody>
            </table>
          </div>
          {page.moreSuppressed ? <p class="meta">{say(locale, 'queue.more', { count: page.suppressed.length })}</p> : null}
        </>
      )}
    </section>
  );
}

function Address({ one, locale, zone, base }: { one: Suppressed; locale: Locale; zone: string; base: string }): VNode {
  return (
    <tr>
      <th scope="row">{one.address}{one.name ? <><br /><span class="meta">{one.name}</span></> : null}</th>
      <td>{stamp(locale, one.since, zone)}</td>
      <td>{say(locale, `queue.suppressed.${one.reason}`)}</td>
      <td><form method="post" action={`${base}/lift`} data-turbo="false"><SubmissionId /><input type="hidden" name="address" value={one.address} /><button class="btn btn--quiet">{say(locale, 'queue.suppressed.lift')}<span class="vh">: {one.address}</span></button></form></td>
    </tr>
  );
}
