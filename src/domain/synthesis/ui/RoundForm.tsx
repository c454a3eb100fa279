import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Choices, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import type { RoundLine } from '../queries/rounds-page.ts';

/** Opens a round: what is put, on what scale, and by which criteria it will be read. */
export function RoundForm({ locale, action, rounds, form }: { locale: Locale; action: string; rounds: readonly RoundLine[]; form?: FormState | undefined }): VNode {
  const over = rounds.filter(({ state }) => state === 'over');
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
      <p>{say(locale, 'rounds.open.lead')}</p>
      <TextField locale={locale} name="title" label={say(locale, 'rounds.open.title')} form={form} />
      <Select locale={locale} name="lang" label={say(locale, 'paper.write.language')} value={locale} options={locales.map((value) => ({ value, text: endonyms[value] }))} form={form} />
      {over.length > 0 ? <Select locale={locale} name="follows" label={say(locale, 'rounds.open.follows')} hint={say(locale, 'rounds.open.follows.hint')} options={[{ value: '', text: '–' }, ...over.map(({ number, title }) => ({ value: String(number), text: `${number} · ${title}` }))]} form={form} /> : null}
      <Choices locale={locale} name="kind" label={say(locale, 'rounds.open.kind')} value="rating" options={[{ value: 'rating', text: say(locale, 'rounds.kind.rating') }, { value: 'ranking', text: say(locale, 'rounds.kind.ranking') }]} form={form} />
      <TextArea locale={locale} name="items" rows={6} label={say(locale, 'rounds.open.items')} hint={say(locale, 'rounds.open.items.hint')} form={form} />
      <Choices locale={locale} name="scale" label={say(locale, 'rounds.open.scale')} value="5" options={[{ value: '5', text: '1–5' }, { value: '9', text: '1–9' }]} form={form} />
      <TextField locale={locale} name="low" label={say(locale, 'rounds.open.low')} form={form} />
      <TextField locale={locale} name="high" label={say(locale, 'rounds.open.high')} form={form} />
      <TextField locale={locale} name="maxIqr" inputmode="numeric" label={say(locale, 'rounds.open.maxIqr')} hint={say(locale, 'rounds.open.maxIqr.hint')} form={form} />
      <TextField locale={locale} name="minShare" inputmode="numeric" label={say(locale, 'rounds.open.minShare')} value="75" form={form} />
      <TextField locale={locale} name="ends" label={say(locale, 'adoption.propose.ends')} form={form} />
      <TextField locale={locale} name="opens" label={say(locale, 'adopt.propose.opens')} form={form} />
      <button class="btn btn--primary">{say(locale, 'rounds.open.button')}</button></form>
  );
}
