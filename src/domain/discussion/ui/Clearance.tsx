import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp, when } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Callout, Tag, Tlp } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import type { ClearancePage } from '../queries/clearance-page.ts';
import type { PositionPage } from '../queries/position-page.ts';
import { linkDays } from '../schema.ts';
import type { PositionSent } from './Position.tsx';

type Props = { locale: Locale; base: string; page: PositionPage; sent?: PositionSent | undefined; link?: { url: string; expiresAt: Date } | undefined };

/** How a wording leaves for clearance and what came back: copy, links, answers compared with the present wording. */
export function ClearanceSection({ locale, base, page, sent, link }: Props): VNode {
  const open = page.deeds.includes('edit');
  const action = `${base}/position/${page.id}`;
  const formOf = (which: PositionSent['which']): FormState | undefined => (sent?.which === which ? sent.form : undefined);
  const seen = <><SubmissionId /><input type="hidden" name="wording" value={page.wording.number} /></>;
  return (
    <section aria-labelledby="h-clearance" class="stack">
      <h2 id="h-clearance">{say(locale, 'discussion.position.clearance')}</h2>
      {page.answers.length ? <Answers locale={locale} action={action} page={page} open={open} form={formOf('settle')} /> : null}
      {link ? <Callout tone="ok"><p>{say(locale, 'discussion.position.link.made', { when: when(locale, link.expiresAt, page.zone, { year: true }) })}</p><p><input class="input" type="text" readOnly value={link.url} aria-label={say(locale, 'discussion.position.link.title')} /></p></Callout> : null}
      {page.copies.length ? <ul class="docs">{page.copies.map((copy) => <li>{say(locale, 'discussion.position.link.line', { reader: copy.reader, number: copy.wording, when: when(locale, copy.expiresAt, page.zone, { year: true }) })} {copy.revokedAt ? <Tag>{say(locale, 'discussion.position.step.revoked')}</Tag> : copy.open ? <form method="post" action={`${action}/revoke`}><input type="hidden" name="copy" value={copy.id} /><button class="btn btn--s">{say(locale, 'discussion.position.link.revoke')}</button></form> : null}</li>)}</ul> : null}
      {open ? (
        <>
          <form method="post" action={`${action}/docx`} data-turbo="false"><button class="btn">{say(locale, 'discussion.position.docx')}</button></form>
          <details open={Boolean(formOf('link'))}>
            <summary>{say(locale, 'discussion.position.link.title')}</summary>
            <form method="post" action={`${action}/link`} class="form mt-4" data-turbo="false">
              <ErrorSummary locale={locale} form={formOf('link')} />{seen}
              <TextField locale={locale} form={formOf('link')} name="reader" label={say(locale, 'discussion.position.link.reader')} />
              <Select locale={locale} form={formOf('link')} name="days" label={say(locale, 'discussion.position.link.days')} value="3" options={linkDays.map((days) => ({ value: String(days), text: say(locale, 'discussion.position.link.day', { count: days }) }))} />
              <p><button class="btn">{say(locale, 'discussion.position.link.make')}</button></p>
            </form>
          </details>
          <details open={Boolean(formOf('back'))}>
            <summary>{say(locale, 'discussion.position.back.title')}</summary>
            <form method="post" action={`${action}/back`} class="form mt-4" encType="multipart/form-data" data-turbo="false">
              <ErrorSummary locale={locale} form={formOf('back')} />{seen}
              <div class="field"><label for="f-file">{say(locale, 'discussion.position.back.file')}</label><input class="input" type="file" id="f-file" name="file" accept=".docx" /></div>
              <TextArea locale={locale} form={formOf('back')} name="text" label={say(locale, 'discussion.position.back.text')} rows={6} reading lang={page.wording.lang} />
              <p><button class="btn">{say(locale, 'discussion.position.back.button')}</button></p>
            </form>
          </details>
        </>
      ) : null}
    </section>
  );
}

type AnswersProps = { locale: Locale; action: string; page: PositionPage; open: boolean; form: FormState | undefined };

function Answers({ locale, action, page, open, form }: AnswersProps): VNode {
  return (
    <div class="stack">
      <h3>{say(locale, 'discussion.position.answers')}</h3>
      <ErrorSummary locale={locale} form={form} />
      {page.answers.map((a) => (
        <article class="panel">
          <div class="panel__body stack">
            <p><b>{a.reader ? say(locale, 'discussion.position.answer.by', { reader: a.reader, number: a.wording }) : say(locale, 'discussion.position.answer.brought')}</b> <span class="meta">{stamp(locale, a.receivedAt, page.zone)}</span> {a.verdict ? <Tag tone={a.verdict === 'cleared' ? 'ok' : 'danger'}>{say(locale, `discussion.clearance.${a.verdict}`)}</Tag> : null} {a.settled ? <Tag>{say(locale, `discussion.position.step.${a.settled}`)}</Tag> : null}</p>
            {a.note ? <p>{a.note}</p> : null}
            {a.changes && !a.settled ? <Diff locale={locale} changes={a.changes} /> : null}
            {a.changes && !a.settled && open ? (
              <form method="post" action={`${action}/settle`} class="btns"><SubmissionId /><input type="hidden" name="wording" value={page.wording.number} /><input type="hidden" name="answer" value={a.id} /><button class="btn btn--primary" name="settled" value="accepted">{say(locale, 'discussion.position.answer.accept')}</button><button class="btn" name="settled" value="declined">{say(locale, 'discussion.position.answer.decline')}</button></form>
            ) : null}
          </div>
        </article>
      ))}
    </div>
  );
}

/** The page a link opens for its one reader: the text with its handling, and what to answer. */
export function ClearanceForm({ locale, zone, page, form, sent }: { locale: Locale; zone: string; page: ClearancePage; form?: FormState | undefined; sent: boolean }): VNode {
  return (
    <div class="narrow stack">
      <p><Tlp label={page.marking} large /></p>
      <h1>{say(locale, 'discussion.clearance.title')}</h1>
      {sent ? <Callout tone="ok"><p role="status">{say(locale, 'discussion.clearance.sent')}</p></Callout> : null}
      <p class="lead">{say(locale, 'discussion.clearance.lead')}</p>
      <p class="meta">{say(locale, 'discussion.clearance.until', { when: when(locale, page.expiresAt, zone, { year: true }) })}</p>
      <form method="post" class="form" data-turbo="false">
        <ErrorSummary locale={locale} form={form} />
        <SubmissionId value={form?.typed?.['submissionId']} />
        <TextArea locale={locale} form={form} name="text" label={say(locale, 'discussion.clearance.text')} rows={14} reading lang={page.lang} value={page.markdown} />
        <Choices locale={locale} form={form} name="verdict" label={say(locale, 'discussion.clearance.verdict')} options={(['cleared', 'not-cleared'] as const).map((value) => ({ value, text: say(locale, `discussion.clearance.${value}`) }))} />
        <TextArea locale={locale} form={form} name="note" label={say(locale, 'discussion.clearance.note')} rows={3} />
        <p><button class="btn btn--primary">{say(locale, 'discussion.clearance.send')}</button></p>
      </form>
    </div>
  );
}
