import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { Choices, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { statementLines } from './say-statement.ts';
import type { CasePage } from '../queries/case-page.ts';
import { DecisionForm } from './DecisionForm.tsx';

type Props = { locale: Locale; zone: string; here: string; base: string; page: CasePage; form: FormState | undefined };

/** What was decided, and what the reader may do next: a moderator, the author, a reviewer. */
export function CaseDeeds(p: Props): VNode {
  const { locale, zone, here, base, page, form } = p;
  const { statement, decision, appeal } = page;
  return (
    <div class="stack-6">
      {statement && decision ? (
        <section class="stack"><h2>{say(locale, 'moderation.reasons.title')}</h2>
          {decision.state === 'proposed' ? <Callout tone="now"><p>{say(locale, 'moderation.case.proposal')}{decision.interimUntil ? `. ${say(locale, 'moderation.case.interim', { when: when(locale, decision.interimUntil, zone) })}` : ''}</p></Callout> : null}
          <dl class="kv">{statementLines(statement, locale).map(({ label, text }) => <><dt>{label}</dt><dd>{text}</dd></>)}</dl>
        </section>
      ) : null}
      {page.editUntil ? <p><a class="btn btn--primary" href={`${base}/c/${page.contribution.ref.replace('·', '-')}/edit`}>{say(locale, 'moderation.case.editNow', { when: when(locale, page.editUntil, zone) })}</a></p> : null}
      {page.canConfirm ? <Step {...p} path="/confirm" options={[['confirm', say(locale, 'moderation.case.confirm')], ['decline', say(locale, 'moderation.case.decline')]]} /> : null}
      {page.canSettleEdit ? <Step {...p} path="/edited" options={[['accept-edit', say(locale, 'moderation.case.acceptEdit')], ['reopen', say(locale, 'moderation.case.reopen')]]} /> : null}
      {page.canDecide ? <DecisionForm locale={locale} here={here} page={page} form={form} /> : null}
      {appeal ? <section class="stack"><h2>{say(locale, 'moderation.appeal.title')}</h2><p class="read">{appeal.text}</p><p class="meta">{say(locale, `moderation.outcome.${appeal.outcome ?? 'lodged'}` as 'moderation.outcome.lodged')}</p>{appeal.reasons ? <p class="read">{appeal.reasons}</p> : null}</section> : null}
      {page.canAppeal && decision?.appealUntil ? (
        <form method="post" action={`${here}/appeal`} class="form"><SubmissionId value={form?.typed?.['submissionId']} /><TextArea locale={locale} name="text" rows={3} label={say(locale, 'moderation.appeal.text')} form={form} />
          <p class="meta">{say(locale, 'moderation.appeal.button', { when: when(locale, decision.appealUntil, zone) })}</p><button class="btn btn--primary">{say(locale, 'moderation.appeal.send')}</button></form>
      ) : null}
      {page.canReview ? (
        <form method="post" action={`${here}/review`} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
          <Choices locale={locale} name="outcome" label={say(locale, 'moderation.decide.title')} options={[{ value: 'upheld', text: say(locale, 'moderation.review.uphold') }, { value: 'reversed', text: say(locale, 'moderation.review.reverse') }]} form={form} />
          <TextArea locale={locale} name="reasons" rows={3} label={say(locale, 'moderation.reasons.title')} form={form} /><button class="btn btn--primary">{say(locale, 'moderation.review.button')}</button></form>
      ) : null}
    </div>
  );
}

/** One of two ways on, each a button; the first is the one proposed. */
function Step({ here, page, path, options }: Props & { path: string; options: readonly (readonly [string, string])[] }): VNode {
  return (
    <form method="post" action={`${here}${path}`} class="row"><SubmissionId /><input type="hidden" name="version" value={page.found.version} />
      {options.map(([value, text], i) => <button class={`btn${i === 0 ? ' btn--primary' : ''}`} name="step" value={value}>{text}</button>)}
    </form>
  );
}
