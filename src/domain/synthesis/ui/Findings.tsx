import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { findingKinds } from '../model.ts';
import type { BenchFinding } from '../queries/workbench.ts';
import { KindChip } from './kinds.tsx';

/** The findings of a part, and the form for a new one. */
export function Findings({ locale, here, finding, findings, form }: { locale: Locale; here: string; /** Where one finding is shown. */ finding: string; findings: readonly BenchFinding[]; form: FormState | undefined }): VNode {
  return (
    <>
      {findings.map((f) => (
        <article class="finding" id={f.reference}>
          <div class="row between"><KindChip locale={locale} kind={f.kind} /><span class="meta"><a href={`${finding}/${f.reference}`}>{f.reference}</a>{f.state === 'draft' ? ` · ${say(locale, 'adoption.page.draft')}` : ''}</span></div>
          <p lang="en">{f.text}</p>
          <div class="row"><span>{say(locale, 'adoption.page.excerpts', { count: f.excerpts.length })}</span><span class="push">{f.excerpts.map((e) => <> <a href={`${here}?c=${e.ref.replace('·', '-')}`}>{e.ref}</a>{e.sourceChanged ? ` (${say(locale, 'synthesis.bench.changed')})` : ''}</>)}</span></div>
          {f.state === 'draft' ? <form method="post" action={`${here}/ready/${f.reference}`}><button class="btn btn--s">{say(locale, 'synthesis.bench.ready', { ref: f.reference })}</button></form> : null}
        </article>
      ))}
      <form method="post" action={`${here}/finding`} class="form bench__text"><h3>{say(locale, 'synthesis.bench.newFinding')}</h3><SubmissionId />
        <Select locale={locale} name="kind" label={say(locale, 'synthesis.bench.kind')} options={findingKinds.map((k) => ({ value: k, text: say(locale, `synthesis.kind.${k}`) }))} form={form} />
        <TextArea locale={locale} name="text" rows={4} label={say(locale, 'synthesis.bench.text')} form={form} />
        <TextField locale={locale} name="addressee" label={say(locale, 'terms.addressee')} form={form} />
        <button class="btn">{say(locale, 'synthesis.bench.draft')}</button></form>
    </>
  );
}
