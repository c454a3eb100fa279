import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Choices, ErrorSummary, type FormState, SubmissionId, TextArea, TextField, Tick } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import { categories } from '../../disclosure/model.ts';
import type { ApplicationLine } from '../queries/applications-page.ts';
import { SeatTabs } from './Invitations.tsx';

type Props = { locale: Locale; base: string; open: boolean; lines: readonly ApplicationLine[]; form?: FormState | undefined; /** The application whose form is shown again. */ of?: string | undefined; said?: string | undefined };

/** The applications of a forum with what can be done to each, and whether people may apply at all. */
export function Applications({ locale, base, open, lines, form, of, said }: Props): VNode {
  return (
    <div class="stack-6">
      <h1>{say(locale, 'application.title')}</h1>
      <SeatTabs locale={locale} base={base} current="applications" />
      <ErrorSummary locale={locale} form={form} />
      {said ? <div role="status"><Callout tone="ok" icon="check">{said}</Callout></div> : null}
      {lines.length === 0 ? <Empty>{say(locale, 'application.none')}</Empty> : null}
      {lines.map((line) => <One locale={locale} base={base} line={line} form={of === line.id ? form : undefined} />)}
      <form method="post" action={`${base}/applications`} class="form" data-turbo="false">
        <SubmissionId />
        <Tick locale={locale} name="open" label={say(locale, 'application.open')} checked={open} />
        <div class="btns"><button class="btn">{say(locale, 'application.open.save')}</button></div>
      </form>
    </div>
  );
}

function One({ locale, base, line, form }: { locale: Locale; base: string; line: ApplicationLine; form: FormState | undefined }): VNode {
  return (
    <section>
      <h2>{line.name} <Tag {...(line.state === 'refused' ? { tone: 'danger' as const } : line.state === 'waiting' ? { tone: 'now' as const } : { tone: 'ok' as const })}>{say(locale, `application.state.${line.state}`)}</Tag></h2>
      <p class="meta">{line.email} · {line.body} · {say(locale, `ui.category.${line.category}`)}</p>
      <p class="mt-2">{line.reason}</p>
      {line.refusalReason ? <blockquote class="letter"><p>{line.refusalReason}</p></blockquote> : null}
      {line.canDecide || line.canReverse ? (
        <form method="post" action={`${base}/applications/${line.id}`} class="form mt-4" data-turbo="false">
          <SubmissionId value={form?.typed?.['submissionId']} />
          {line.canDecide ? (
            <>
              <div class="field"><label for={`r-${line.id}`}>{say(locale, 'application.reason')}</label><textarea class="textarea" rows={3} id={`r-${line.id}`} name="reason">{form?.typed?.['reason'] ?? ''}</textarea></div>
              <div class="btns"><button class="btn btn--primary" name="deed" value="approve">{say(locale, 'application.approve')}</button><button class="btn btn--danger" name="deed" value="refuse">{say(locale, 'application.refuse')}</button></div>
            </>
          ) : <><p class="hint">{say(locale, 'application.reverse.hint')}</p><div class="btns"><button class="btn" name="deed" value="reverse">{say(locale, 'application.reverse')}</button></div></>}
        </form>
      ) : null}
    </section>
  );
}

/** The form by which somebody applies for a seat. */
export function Apply({ locale, form, sent }: { locale: Locale; form?: FormState | undefined; sent?: string | undefined }): VNode {
  const title = say(locale, 'application.apply.title');
  if (sent) return <div class="narrow stack"><h1>{title}</h1><div role="status"><Callout tone="ok" icon="check">{sent}</Callout></div></div>;
  return (
    <div class="narrow stack">
      <h1>{title}</h1>
      <p class="lead">{say(locale, 'application.apply.lead')}</p>
      <ErrorSummary locale={locale} form={form} />
      <form method="post" class="form" data-turbo="false">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <TextField locale={locale} name="name" label={say(locale, 'account.me.name')} form={form} autocomplete="name" />
        <TextField locale={locale} name="email" type="email" label={say(locale, 'account.signIn.email')} form={form} autocomplete="email" />
        <TextField locale={locale} name="body" label={say(locale, 'invitation.column.body')} form={form} autocomplete="organization" />
        <Choices locale={locale} name="category" label={say(locale, 'invitation.column.category')} value={form?.typed?.['category']} form={form} options={categories.filter((c) => c !== 'staff').map((value) => ({ value, text: say(locale, `ui.category.${value}`) }))} />
        <TextArea locale={locale} name="reason" label={say(locale, 'application.apply.reason')} form={form} />
        <div class="btns"><button class="btn btn--primary">{say(locale, 'application.apply.send')}</button></div>
      </form>
    </div>
  );
}
