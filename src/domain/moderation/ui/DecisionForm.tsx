import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Choices, type FormState, Select, SubmissionId, TextArea, TextField, Tick } from '#ui/fields.tsx';
import { markings } from '../../disclosure/model.ts';
import { grounds } from '../model.ts';
import type { CasePage } from '../queries/case-page.ts';
import { ruleKey } from '../rules.ts';
import { matchWords } from './Material.tsx';
import { labelWords } from './Signals.tsx';

type Props = { locale: Locale; here: string; page: CasePage; form: FormState | undefined };

/** What a moderator decides, and the statement of reasons without which nothing is decided; looked at before it is sent. */
export function DecisionForm({ locale, here, page, form }: Props): VNode {
  const area = (name: 'facts' | 'scope' | 'aidUsed' | 'redress', label: string, value?: string) => <TextArea locale={locale} name={name} rows={3} label={label} form={form} value={value} />;
  const stricter = markings.slice(markings.indexOf(page.contribution.marking) + 1);
  const has = (measure: CasePage['measures'][number]) => page.measures.includes(measure);
  return (
    <form method="post" action={`${here}/decide`} class="form" data-turbo="false"><h2>{say(locale, 'moderation.decide.title')}</h2>
      {/* What is sent now rests on the case as it stands on this page, whatever was read before. */}
      <SubmissionId value={form?.typed?.['submissionId']} /><input type="hidden" name="version" value={page.found.version} />
      <Choices locale={locale} name="measure" label={say(locale, 'moderation.reasons.measure')} options={page.measures.map((m) => ({ value: m, text: say(locale, `moderation.measure.${m}`), hint: say(locale, `moderation.measureHint.${m}`) }))} form={form} />
      {page.canWithholdAtOnce ? <Tick locale={locale} name="atOnce" label={say(locale, 'moderation.decide.atOnce')} form={form} /> : null}
      <details class="stack" open={Boolean(form)}><summary>{say(locale, 'moderation.decide.details')}</summary>
        <TextField locale={locale} name="label" label={say(locale, 'moderation.decide.label')} form={form} />
        <TextField locale={locale} name="description" label={say(locale, 'moderation.decide.description')} form={form} />
        {stricter.length ? <Select locale={locale} name="marking" label={say(locale, 'moderation.decide.marking')} options={[{ value: '', text: '' }, ...stricter.map((value) => ({ value, text: value }))]} form={form} /> : null}
        {has('mute') ? <TextField locale={locale} name="days" type="number" label={say(locale, 'moderation.decide.days')} form={form} /> : null}
        <TextField locale={locale} name="law" label={say(locale, 'moderation.decide.law')} form={form} />
        <TextField locale={locale} name="lawState" label={say(locale, 'moderation.decide.lawState')} form={form} />
      </details>
      <Select locale={locale} name="rule" label={say(locale, 'moderation.reasons.ground')} options={grounds.map((ground) => ({ value: ground, text: `${ground === 'law' ? '' : `${ground} `}${say(locale, ruleKey(ground) as 'moderation.rule.4_2')}` }))} value={page.flags[0]?.rule} form={form} />
      {area('facts', say(locale, 'moderation.reasons.facts'))}
      {area('scope', say(locale, 'moderation.reasons.scope'))}
      {area('aidUsed', say(locale, 'moderation.reasons.aid'), aids(locale, page))}
      {area('redress', say(locale, 'moderation.reasons.redress'))}
      <div class="row"><button class="btn" formAction={`${here}/preview`}>{say(locale, 'moderation.decide.preview')}</button><button class="btn btn--primary">{say(locale, 'moderation.decide.button')}</button></div>
    </form>
  );
}

/** The aids that marked this wording, by name and version; empty where none did, for the moderator to say. */
const aids = (locale: Locale, { signals, material }: CasePage): string => [...signals.map((signal) => `${labelWords(locale, signal.method, signal.label)} (${say(locale, `aids.method.${signal.method}`)}, ${signal.version})`), ...material.flatMap(({ match }) => (match ? [matchWords(locale, match)] : []))].join('; ');
