import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { markings } from '../../disclosure/model.ts';
import type { Question } from '../model.ts';
import { batchHours } from '../schema.ts';
import type { EditPage } from '../queries/edit-page.ts';

/** What was sent and refused: which of the page's forms, and what is wrong with it. */
export type Sent = { which: 'edit' | 'extend' | 'late' | 'announce'; form: FormState };
type Props = EditPage & { locale: Locale; base: string; saved: boolean; sent?: Sent | undefined };

/** The programme of a forum for its organisers: what is announced, when it is open, what is asked. */
export function EditForum(p: Props): VNode {
  const { locale, base, aspects, forum, sent } = p;
  return (
    <div class="stack-6">
      <header><h1>{say(locale, 'programme.edit.title')}</h1>{p.saved ? <p class="mt-2" role="status">{say(locale, 'programme.edit.saved')}</p> : null}</header>
      {forum.announcedAt ? null : (
        <section aria-labelledby="h-announce">
          <h2 id="h-announce">{say(locale, 'programme.announce.title')}</h2>
          <form method="post" action={`${base}/programme/announce`} class="form mt-2">
            <SubmissionId value={sent?.which === 'announce' ? sent.form.typed?.['submissionId'] : undefined} />
            <ErrorSummary locale={locale} form={sent?.which === 'announce' ? sent.form : undefined} />
            <p>{say(locale, 'programme.announce.text')}</p>
            <p><button class="btn">{say(locale, 'programme.announce.button')}</button></p>
          </form>
        </section>
      )}
      <Facts {...p} form={sent?.which === 'edit' ? sent.form : undefined} />
      {p.canExtend ? <Extend {...p} form={sent?.which === 'extend' ? sent.form : undefined} /> : null}
      {p.canExtend ? <Late {...p} form={sent?.which === 'late' ? sent.form : undefined} /> : null}
      <section aria-labelledby="h-questions">
        <h2 id="h-questions">{say(locale, 'programme.public.questions')}</h2>
        <ol class="aspects">
          {aspects.map((aspect) => (
            <li>
              <span class="aspects__k" aria-hidden="true">{aspect.letter}</span>
              <div>
                <h3>{aspect.announcedTitle ?? aspect.reportTitle ?? aspect.key}</h3>
                {aspect.questions.length ? <ol>{aspect.questions.map((q) => <li><span class="code num">{q.code}</span><a href={`${base}/programme/q/${q.code}`}>{q.text}</a></li>)}</ol> : <p class="meta">{say(locale, 'programme.public.noQuestions')}</p>}
              </div>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Facts({ locale, base, forum, opened, form }: Props & { form: FormState | undefined }): VNode {
  const field = { locale, form };
  return (
    <section aria-labelledby="h-facts">
      <h2 id="h-facts">{say(locale, 'terms.programme')}</h2>
      <form method="post" action={`${base}/programme`} class="form mt-4">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <ErrorSummary locale={locale} form={form} />
        <TextField {...field} name="announcedTitle" label={say(locale, 'programme.edit.announcedTitle')} value={forum.announcedTitle ?? ''} />
        <TextField {...field} name="reportTitle" label={say(locale, 'programme.edit.reportTitle')} value={forum.reportTitle ?? ''} />
        <TextField {...field} name="shortTitle" label={say(locale, 'programme.edit.shortTitle')} value={forum.shortTitle} />
        <TextArea {...field} name="framing" label={say(locale, 'programme.edit.framing')} value={forum.framing ?? ''} rows={5} reading />
        <TextArea {...field} name="goal" label={say(locale, 'programme.edit.goal')} value={forum.goal ?? ''} rows={3} reading />
        {opened ? <Callout tone="plain"><p>{say(locale, 'programme.edit.hint.opened')}</p></Callout> : null}
        <TextField {...field} name="opens" label={say(locale, 'programme.edit.opens')} hint={say(locale, 'programme.edit.hint.time')} value={forum.opensLocal ?? ''} />
        <TextField {...field} name="closes" label={say(locale, 'programme.edit.closes')} value={forum.closesLocal ?? ''} />
        <TextField {...field} name="zone" label={say(locale, 'programme.edit.zone')} value={forum.zone} />
        <Select {...field} name="defaultRegime" label={say(locale, 'programme.edit.regime')} options={forum.allowedRegimes.map((value) => ({ value, text: say(locale, `ui.regime.${value}`) }))} value={forum.defaultRegime} />
        <Select {...field} name="defaultMarking" label={say(locale, 'programme.edit.marking')} options={markings.map((value) => ({ value, text: value }))} value={forum.defaultMarking} />
        {forum.allowedRegimes.includes('unattributed') ? (
          <>
            <Select {...field} name="batchAuthors" label={say(locale, 'programme.edit.batchAuthors')} options={[2, 3, 4, 5, 6, 8, 10, 15, 20].map((n) => ({ value: String(n), text: String(n) }))} value={String(forum.batchAuthors)} />
            <Select {...field} name="batchHours" label={say(locale, 'programme.edit.batchHours')} options={batchHours.map((n) => ({ value: String(n), text: say(locale, 'programme.edit.batchHour', { count: n }) }))} value={String(forum.batchHours)} />
          </>
        ) : null}
        <p><button class="btn btn--primary">{say(locale, 'ui.save')}</button></p>
      </form>
    </section>
  );
}

function Extend({ locale, base, form }: Props & { form: FormState | undefined }): VNode {
  return (
    <section aria-labelledby="h-extend">
      <h2 id="h-extend">{say(locale, 'programme.extend.title')}</h2>
      <form method="post" action={`${base}/programme/extend`} class="form mt-4">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <ErrorSummary locale={locale} form={form} />
        <TextField locale={locale} form={form} name="closes" label={say(locale, 'programme.extend.closes')} />
        <TextArea locale={locale} form={form} name="reason" label={say(locale, 'programme.extend.reason')} rows={3} />
        <p><button class="btn">{say(locale, 'programme.extend.button')}</button></p>
      </form>
    </section>
  );
}

function Late({ locale, base, forum, form }: Props & { form: FormState | undefined }): VNode {
  return (
    <section aria-labelledby="h-late">
      <h2 id="h-late">{say(locale, 'programme.late.title')}</h2>
      <form method="post" action={`${base}/programme/late`} class="form mt-4">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <ErrorSummary locale={locale} form={form} />
        <TextField locale={locale} form={form} name="late" label={say(locale, 'programme.late.until')} hint={say(locale, 'programme.late.hint')} value={forum.lateUntilLocal ?? ''} />
        <p><button class="btn">{say(locale, 'ui.save')}</button></p>
      </form>
    </section>
  );
}

/** One guiding question: its wording, its short form, its kind and the paragraph that raises it. */
export function EditQuestion({ question, locale, base, form }: { question: Question; locale: Locale; base: string; form?: FormState | undefined }): VNode {
  const field = { locale, form };
  return (
    <>
      <h1>{say(locale, 'programme.question.title', { code: question.code })}</h1>
      <form method="post" action={`${base}/programme/q/${question.code}`} class="form mt-4">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <ErrorSummary locale={locale} form={form} />
        <TextArea {...field} name="text" label={say(locale, 'programme.question.text')} value={question.text} rows={4} reading />
        <TextField {...field} name="shortText" label={say(locale, 'programme.question.short')} value={question.shortText} />
        <Select {...field} name="kind" label={say(locale, 'programme.question.kind')} options={(['question', 'role'] as const).map((value) => ({ value, text: say(locale, `programme.question.kind.${value}`) }))} value={question.kind} />
        <TextField {...field} name="paragraph" label={say(locale, 'programme.question.paragraph')} value={question.paragraph ?? ''} />
        <p class="row"><button class="btn btn--primary">{say(locale, 'ui.save')}</button> <a class="btn" href={`${base}/programme`}>{say(locale, 'ui.cancel')}</a></p>
      </form>
    </>
  );
}
