import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { ErrorSummary, type FormState, SubmissionId, Tick } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import type { InvitationPlan } from '../queries/invitation-plan.ts';
import { Lines, SeatTabs, StateTag } from './Invitations.tsx';

type Props = { locale: Locale; base: string; plan: InvitationPlan; letter: { to: string; lang: Locale; text: LetterText } | null; lines: string; again: boolean; /** What was checked, so that an edited list is not sent unseen. */ checked: string; form?: FormState | undefined; notice?: string | undefined };

/** What sending a list would do, before it is done: bad lines, people left out, the letter, and the button that sends. */
export function InvitationPreview({ locale, base, plan, letter, lines, again, checked, form, notice }: Props): VNode {
  const { list, toSend, seated, invited, bodies, quotas } = plan;
  const summary = list.problems.length > 0 ? null : say(locale, 'invitation.preview.sum', { count: list.rows.length + list.twice.length, bodies });
  return (
    <div class="stack-6">
      <h1>{say(locale, 'invitation.preview.title')}</h1>
      <SeatTabs locale={locale} base={base} current="invitations" />
      <ErrorSummary locale={locale} form={form} />
      {notice ? <Callout tone="now">{notice}</Callout> : null}
      {list.problems.length ? <Problems locale={locale} plan={plan} /> : null}
      {summary ? <p class="lead">{summary}</p> : null}
      {list.twice.length ? <section><h2>{say(locale, 'invitation.preview.twice', { count: list.twice.length })}</h2><ul class="docs">{list.twice.map(({ line, firstLine, email }) => <li>{say(locale, 'invitation.preview.twiceLine', { line: String(line), firstLine: String(firstLine), address: email })}</li>)}</ul></section> : null}
      {seated.length ? <section><h2>{say(locale, 'invitation.preview.seated', { count: seated.length })}</h2><ul class="docs">{seated.map(({ line, email }) => <li>{say(locale, 'invitation.preview.line', { line: String(line), address: email })}</li>)}</ul></section> : null}
      {invited.length ? <section><h2>{say(locale, 'invitation.preview.invited', { count: invited.length })}</h2><ul class="docs">{invited.map(({ line, email, state }) => <li>{say(locale, 'invitation.preview.line', { line: String(line), address: email })} <StateTag locale={locale} state={state} /></li>)}</ul></section> : null}
      {quotas.length ? (
        <section>
          <h2>{say(locale, 'invitation.preview.quotas')}</h2>
          <p>{say(locale, 'invitation.preview.quotasHint')}</p>
          <ul class="docs">{quotas.map(({ body, category, seats, before }) => <li>{say(locale, 'invitation.preview.quota', { body, category: say(locale, `ui.category.${category}`), count: seats })} <span class="meta">{before === null ? say(locale, 'invitation.preview.quotaNone') : say(locale, 'invitation.preview.quotaBefore', { before: String(before) })}</span></li>)}</ul>
        </section>
      ) : null}
      {letter ? <LetterAsRead locale={locale} {...letter} /> : null}
      {list.problems.length === 0 && toSend.length === 0 ? <p>{say(locale, 'invitation.preview.nobody')}</p> : null}
      <form method="post" action={`${base}/invitations`} enctype="multipart/form-data" class="form" data-turbo="false">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <input type="hidden" name="checked" value={checked} />
        {toSend.length ? <div class="btns"><button class="btn btn--primary" name="step" value="send">{say(locale, 'invitation.preview.send', { count: toSend.length })}</button></div> : null}
        <details open={toSend.length === 0}>
          <summary>{say(locale, 'invitation.preview.change')}</summary>
          <Lines locale={locale} value={lines} rows={12} />
          {invited.length ? <Tick locale={locale} name="again" label={say(locale, 'invitation.preview.again')} checked={again} /> : null}
          <div class="btns mt-4"><button class="btn" name="step" value="check">{say(locale, 'invitation.preview.checkAgain')}</button></div>
        </details>
      </form>
      <p><a href={`${base}/invitations`}>{say(locale, 'invitation.preview.back')}</a></p>
    </div>
  );
}

function Problems({ locale, plan: { list: { problems } } }: { locale: Locale; plan: InvitationPlan }): VNode {
  const lines = new Set(problems.map(({ line }) => line)).size;
  return (
    <div class="errors" role="alert" tabIndex={-1} data-controller="focus" aria-labelledby="problems-h">
      <h2 id="problems-h">{say(locale, 'invitation.preview.bad', { count: lines })}</h2>
      <ul>{problems.map(({ line, code, said }) => <li><b>{say(locale, 'invitation.row.line', { line: String(line) })}</b> · {say(locale, `invitation.row.${code}`, { said })}</li>)}</ul>
    </div>
  );
}

/** A letter on paper, as its reader will see it. */
export function LetterAsRead({ locale, to, lang, text }: { locale: Locale; to: string; lang: Locale; text: LetterText }): VNode {
  return (
    <section>
      <h2>{say(locale, 'invitation.preview.letter')}</h2>
      <p class="meta">{say(locale, 'invitation.preview.letterOf', { address: to })}</p>
      <blockquote class="letter" lang={lang}><p><b>{text.subject}</b></p><p>{text.body}</p></blockquote>
    </section>
  );
}
