import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { type FormState, Select, SubmissionId, Tick } from '#ui/fields.tsx';
import type { CodeLine } from '../model.ts';
import type { BenchFinding, ChosenText } from '../queries/workbench.ts';
import { CodeTicks } from './CodeTicks.tsx';

/** How words are marked: selected, typed, or chosen as a sentence; with codes and a finding, all from the keyboard. */
export function MarkForm({ locale, here, chosen, codes, findings, form }: { locale: Locale; here: string; chosen: ChosenText; codes: readonly CodeLine[]; findings: readonly BenchFinding[]; form: FormState | undefined }): VNode {
  const typed = form?.typed ?? {};
  return (
    <form method="post" action={`${here}/excerpt`} class="form"><SubmissionId /><input type="hidden" name="contribution" value={chosen.ref} /><input type="hidden" name="revision" value={chosen.revision} /><input type="hidden" name="before" value={typed['before'] ?? ''} data-passage-target="before" />
      <div class="field"><label for="f-quote">{say(locale, 'synthesis.bench.quote')}</label><p class="hint">{say(locale, 'synthesis.bench.quoteHint')}</p><textarea class="textarea" id="f-quote" name="quote" rows={3} data-passage-target="quote" lang={chosen.lang}>{typed['quote'] ?? ''}</textarea></div>
      <details class="disclosure" {...(typed['sentence'] ? { open: true } : {})}><summary>{say(locale, 'synthesis.bench.sentence')}</summary><ul class="sentences" lang={chosen.lang}>{chosen.sentences.map((s) => <li><label><input type="radio" name="sentence" value={`${s.start}-${s.end}`} checked={typed['sentence'] === `${s.start}-${s.end}`} /><span>{s.text}</span></label><input type="hidden" name={`sentence-${s.start}`} value={s.text} /></li>)}</ul></details>
      <details class="disclosure" {...(typed['codes'] ? { open: true } : {})}><summary>{say(locale, 'bench.codes.choose')}</summary><CodeTicks legend={say(locale, 'bench.codes.choose')} codes={codes} chosen={(typed['codes'] ?? '').split('\n')} none={say(locale, 'bench.codes.none')} /></details>
      <Select locale={locale} name="finding" label={say(locale, 'synthesis.bench.under')} options={[{ value: '', text: say(locale, 'synthesis.bench.noFinding') }, ...findings.map((f) => ({ value: f.reference, text: `${f.reference} ${f.text.slice(0, 60)}` }))]} form={form} />
      <Tick locale={locale} name="opposing" label={say(locale, 'bench.mark.opposing')} form={form} />
      <button class="btn btn--primary">{say(locale, 'synthesis.bench.mark')}</button></form>
  );
}
