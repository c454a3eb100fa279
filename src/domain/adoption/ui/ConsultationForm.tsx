import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { type FormState, SubmissionId, TextArea, TextField, Ticks } from '#ui/fields.tsx';
import type { Recommendation } from '../queries/outcome-page.ts';

/** Opens recommendations for comment: which, until when. Those under silence or in draft are not offered. */
export function ConsultationForm({ locale, action, recommendations, form }: { locale: Locale; action: string; recommendations: readonly Recommendation[]; form?: FormState | undefined }): VNode {
  const offered = recommendations.filter(mayBeConsulted);
  if (offered.length === 0) return <p>{say(locale, 'adopt.consult.none')}</p>;
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
      <p>{say(locale, 'adopt.consult.lead')}</p>
      <Ticks locale={locale} name="findings" label={say(locale, 'adopt.consult.findings')} values={offered.map(({ reference }) => reference)} options={offered.map(({ reference, text }) => ({ value: reference, text: `${reference} ${text}` }))} form={form} />
      <TextField locale={locale} name="ends" label={say(locale, 'adoption.propose.ends')} form={form} />
      <TextField locale={locale} name="opens" label={say(locale, 'adopt.propose.opens')} form={form} />
      <TextArea locale={locale} name="note" rows={2} label={say(locale, 'adopt.consult.note')} form={form} />
      <button class="btn btn--primary">{say(locale, 'adopt.consult.button')}</button></form>
  );
}

/** Whether a text can be opened for comment: neither in draft, nor in consultation, nor before the delegations. */
export const mayBeConsulted = ({ next }: Recommendation): boolean => next === 'propose' || next === 'answer' || next === 'reword';
