import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Empty } from '#ui/marks.tsx';
import type { RecoveryLine, RecoveryPage } from '../queries/recovery-page.ts';

type Props = { locale: Locale; zone: string; base: string; page: RecoveryPage; form?: FormState | undefined };

/** Recoveries that are open, and the form to ask for one. */
export function Recovery({ locale, zone, base, page, form }: Props): VNode {
  return (
    <div class="read stack-6">
      <h1>{say(locale, 'accreditation.recovery.title')}</h1>
      <p>{say(locale, 'accreditation.recovery.text')}</p>
      <ErrorSummary locale={locale} form={form} />
      <section class="sec">
        <h2>{say(locale, 'accreditation.recovery.open')}</h2>
        {page.open.length ? <ul class="docs sessions">{page.open.map((line) => <Line locale={locale} zone={zone} base={base} line={line} />)}</ul> : <Empty>{say(locale, 'accreditation.recovery.none')}</Empty>}
      </section>
      {page.canAsk ? (
        <form method="post" action={base} class="form">
          <SubmissionId value={form?.typed?.['submissionId']} />
          <Select locale={locale} name="seat" label={say(locale, 'accreditation.seats.person')} options={page.seats.map((s) => ({ value: s.id, text: `${s.person} · ${s.body}` }))} form={form} />
          <TextArea locale={locale} name="reason" label={say(locale, 'accreditation.recovery.reason')} hint={say(locale, 'accreditation.recovery.reasonHint')} rows={3} form={form} />
          <button class="btn btn--primary">{say(locale, 'accreditation.recovery.ask')}</button>
        </form>
      ) : null}
    </div>
  );
}

function Line({ locale, zone, base, line }: { locale: Locale; zone: string; base: string; line: RecoveryLine }): VNode {
  const answer = (value: 'confirm' | 'stop', text: string) => (
    <form method="post" action={`${base}/confirm`}>
      <SubmissionId /><input type="hidden" name="recovery" value={line.id} /><input type="hidden" name="answer" value={value} />
      <button class="btn" aria-label={`${text}: ${line.person}`}>{text}</button>
    </form>
  );
  return (
    <li>
      <div>
        <p><b>{line.person}</b> · {line.body}</p>
        <p>{line.reason}</p>
        <p class="meta">{`${stamp(locale, line.askedAt, zone)} · ${say(locale, 'accreditation.recovery.confirmations', { count: line.confirmations })}${line.readyAt ? ` · ${say(locale, 'accreditation.recovery.ready', { when: stamp(locale, line.readyAt, zone) })}` : ''}`}</p>
      </div>
      <div class="row">{line.canConfirm ? answer('confirm', say(locale, 'accreditation.recovery.confirm')) : null}{answer('stop', say(locale, 'accreditation.recovery.stop'))}</div>
    </li>
  );
}
