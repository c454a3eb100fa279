import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import type { InvitationLine } from '../queries/invitations-page.ts';
import type { CallNote, ReminderPage } from '../queries/reminder-page.ts';
import { LetterAsRead } from './InvitationPreview.tsx';
import { SeatTabs, StateTag } from './Invitations.tsx';

type Props = { locale: Locale; base: string; page: ReminderPage; only: string | undefined; checked: string; form?: FormState | undefined; notice?: string | undefined };

/** Who would be reminded and with what letter, before it is sent. */
export function RemindPage({ locale, base, page, only, checked, form, notice }: Props): VNode {
  return (
    <div class="stack-6">
      <h1>{say(locale, 'invitation.remind.open')}</h1>
      <SeatTabs locale={locale} base={base} current="invitations" />
      <ErrorSummary locale={locale} form={form} />
      {notice ? <Callout tone="now">{notice}</Callout> : null}
      <section>
        <h2>{say(locale, 'invitation.remind.who', { count: page.people.length })}</h2>
        <ul class="docs">{page.people.map((one) => <li>{one.name || one.email} · {one.body}<span class="meta">{say(locale, 'invitation.remind.last', { when: when(locale, one.lastLetterAt, page.zone) })}</span></li>)}</ul>
      </section>
      {page.letter ? <LetterAsRead locale={locale} to={page.letter.to} lang={page.letter.lang} text={page.letter} /> : null}
      <form method="post" action={`${base}/invitations/remind`} class="form" data-turbo="false">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <input type="hidden" name="checked" value={checked} />
        {only ? <input type="hidden" name="invitation" value={only} /> : null}
        <TextArea locale={locale} name="personal" rows={4} label={say(locale, 'invitation.remind.personal')} hint={say(locale, 'invitation.remind.personalHint')} form={form} />
        <div class="btns"><button class="btn" name="step" value="check">{say(locale, 'invitation.remind.check')}</button>{page.people.length ? <button class="btn btn--primary" name="step" value="send">{say(locale, 'invitation.remind.send', { count: page.people.length })}</button> : null}</div>
      </form>
      <p><a href={`${base}/invitations`}>{say(locale, 'invitation.preview.back')}</a></p>
    </div>
  );
}

type OneProps = { locale: Locale; base: string; zone: string; line: InvitationLine; calls: readonly CallNote[]; form?: FormState | undefined; said?: string | undefined };

/** One invited person: where the invitation stands, what was said on the telephone, and the way to remind them. */
export function OneInvited({ locale, base, zone, line, calls, form, said }: OneProps): VNode {
  return (
    <div class="stack-6">
      <h1>{line.name || line.email}</h1>
      <SeatTabs locale={locale} base={base} current="invitations" />
      <ErrorSummary locale={locale} form={form} />
      {said ? <div role="status"><Callout tone="ok" icon="check">{said}</Callout></div> : null}
      <p>{line.email} · {line.body} · <StateTag locale={locale} state={line.state} /></p>
      {line.undelivered ? <Callout tone="now" icon="warning">{say(locale, `invitation.undelivered.${line.undelivered}`)}</Callout> : null}
      {line.canRemind ? <p><a class="btn" href={`${base}/invitations/remind?invitation=${line.id}`}>{say(locale, 'invitation.remind.title')}</a></p> : null}
      <section>
        <h2>{say(locale, 'invitation.call.title')}</h2>
        <p class="meta">{say(locale, 'invitation.call.private')}</p>
        {calls.length ? <ul class="docs">{calls.map((call) => <li><b>{when(locale, call.calledAt, zone, { year: true })}</b><span class="meta">{call.caller} · {say(locale, 'invitation.call.with')}: {call.spokenWith}</span><p>{call.said}</p></li>)}</ul> : <p>{say(locale, 'invitation.call.none')}</p>}
      </section>
      <form method="post" action={`${base}/invitations/${line.id}/call`} class="form" data-turbo="false">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <TextField locale={locale} name="spokenWith" label={say(locale, 'invitation.call.with')} form={form} />
        <TextField locale={locale} name="calledAt" label={say(locale, 'invitation.call.at')} hint={say(locale, 'invitation.call.atHint')} form={form} />
        <TextArea locale={locale} name="said" rows={4} label={say(locale, 'invitation.call.said')} form={form} />
        <div class="btns"><button class="btn btn--primary">{say(locale, 'invitation.call.note')}</button></div>
      </form>
      <p><a href={`${base}/invitations`}>{say(locale, 'invitation.preview.back')}</a></p>
    </div>
  );
}
