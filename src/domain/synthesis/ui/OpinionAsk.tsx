import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { type FormState, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Empty } from '#ui/marks.tsx';
import type { OpinionPage } from '../queries/opinion-page.ts';

type P = { locale: Locale; base: string; page: OpinionPage };
const answers = ['agree', 'disagree', 'pass'] as const;

/** One statement to answer, with three buttons; and the list by which any answer is changed. */
export function OpinionAsk({ locale, base, page: { statements, current, answered, canAnswer } }: P): VNode {
  return (
    <section class="panel" aria-labelledby="h-v">
      <div class="panel__head"><h2 id="h-v">{current ? say(locale, 'opinion.of', { number: statements.indexOf(current) + 1, count: statements.length }) : statements.length === 0 ? say(locale, 'opinion.drawn', { count: 0 }) : say(locale, 'opinion.allAnswered')}</h2><span class="meta">{say(locale, 'opinion.answered', { count: answered })}</span></div>
      <div class="panel__body stack-3">
        {statements.length === 0 ? <Empty><p>{say(locale, 'opinion.noStatements')}</p></Empty> : null}
        {current ? (
          <>
            <p class="rec__t" lang={current.lang}>{current.text}</p>
            <p class="meta"><a href={`${base}/c/${current.ref.replace('·', '-')}`}>{say(locale, 'opinion.source', { ref: current.ref })}</a></p>
            {canAnswer ? (
              <form method="post" action={`${base}/opinions/answer`} class="btns"><input type="hidden" name="number" value={current.number} />
                {answers.map((answer) => <button class={answer === 'pass' ? 'btn btn--quiet' : 'btn'} name="answer" value={answer} {...(current.own === answer ? { 'aria-pressed': 'true' as const } : {})}>{say(locale, `opinion.answer.${answer}`)}</button>)}
              </form>
            ) : <p class="meta">{say(locale, 'opinion.notNow')}</p>}
          </>
        ) : null}
        {statements.some(({ own }) => own) ? (
          <details class="disclosure"><summary>{say(locale, 'opinion.own')}</summary>
            <ul>{statements.filter(({ own }) => own).map((s) => <li><a href={`${base}/opinions?s=${s.number}`} lang={s.lang}>{s.text}</a> {s.own ? say(locale, `opinion.answer.${s.own}`) : ''}</li>)}</ul>
          </details>
        ) : null}
      </div>
    </section>
  );
}

/** Where statements are proposed and reviewed by a second person. */
export function OpinionDesk({ locale, base, page: { desk, statements }, form }: P & { form: FormState | undefined }): VNode | null {
  if (!desk) return null;
  return (
    <section aria-labelledby="h-d" class="stack-5">
      <h2 id="h-d">{say(locale, 'opinion.desk')}</h2>
      {desk.waiting.length === 0 ? <p class="meta">{say(locale, 'opinion.noneWaiting')}</p> : null}
      {desk.waiting.map((s) => (
        <article class="panel"><div class="panel__body stack-3"><p class="rec__t" lang={s.lang}>{s.text}</p><p class="meta"><a href={`${base}/c/${s.ref.replace('·', '-')}`}>{say(locale, 'opinion.source', { ref: s.ref })}</a></p>
          {s.own ? <p class="meta">{say(locale, 'opinion.ownWaits')}</p> : desk.canReview ? (
            <form method="post" action={`${base}/opinions/review`} class="btns"><SubmissionId /><input type="hidden" name="number" value={s.number} />
              <button class="btn" name="becomes" value="accepted">{say(locale, 'opinion.accept')}</button><button class="btn btn--quiet" name="becomes" value="declined">{say(locale, 'opinion.decline')}</button></form>
          ) : null}</div></article>
      ))}
      {desk.canReview && statements.length > 0 ? (
        <details class="disclosure"><summary>{say(locale, 'opinion.accepted')}</summary>
          <ul class="stack-3">{statements.map((s) => <li><span lang={s.lang}>{s.text}</span><form method="post" action={`${base}/opinions/review`}><SubmissionId /><input type="hidden" name="number" value={s.number} /><button class="btn btn--s" name="becomes" value="taken-out" aria-label={say(locale, 'opinion.takeOutOf', { text: s.text })}>{say(locale, 'opinion.takeOut')}</button></form></li>)}</ul>
        </details>
      ) : null}
      {desk.canPropose ? (
        <form method="post" action={`${base}/opinions/propose`} class="form"><h3>{say(locale, 'opinion.propose')}</h3><SubmissionId value={form?.typed?.['submissionId']} />
          <TextField locale={locale} name="contribution" label={say(locale, 'opinion.from')} hint={say(locale, 'opinion.fromHint')} form={form} />
          <TextArea locale={locale} name="text" rows={3} label={say(locale, 'opinion.statement')} hint={say(locale, 'opinion.textHint')} form={form} />
          <button class="btn btn--primary">{say(locale, 'opinion.propose')}</button></form>
      ) : null}
    </section>
  );
}
