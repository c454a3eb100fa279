import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { type FormState, Select, TextArea } from '#ui/fields.tsx';
import type { ChosenText } from '../queries/workbench.ts';

const decidable = ['merged', 'noted', 'out-of-scope'] as const;

/** How the text ended, and the form to say so where nothing shows it by itself. */
export function EndForm({ locale, action, chosen, form }: { locale: Locale; action: string; chosen: ChosenText; form: FormState | undefined }): VNode {
  const { end, decision, ref, revision } = chosen;
  return (
    <section class="stack" aria-labelledby="h-end"><h3 id="h-end">{say(locale, 'synthesis.end.title', { ref })}</h3>
      <p>{end ? say(locale, `synthesis.end.${end}`) : say(locale, 'synthesis.end.open')}{decision?.reason && end === decision.fate ? ` ${decision.reason}` : ''}{decision && decision.revision !== revision ? ` ${say(locale, 'synthesis.end.again')}` : ''}</p>
      {end === 'cited' || end === 'withdrawn' ? null : (
        <form method="post" action={action} class="form"><input type="hidden" name="contribution" value={ref} /><input type="hidden" name="revision" value={revision} />
          <Select locale={locale} name="fate" label={say(locale, 'synthesis.end.fate')} options={decidable.map((fate) => ({ value: fate, text: say(locale, `synthesis.end.${fate}`) }))} value={decision?.fate} form={form} />
          <TextArea locale={locale} name="reason" rows={2} label={say(locale, 'synthesis.end.reason')} hint={say(locale, 'synthesis.end.reasonHint')} value={decision?.reason ?? ''} form={form} />
          <button class="btn">{say(locale, 'synthesis.end.save')}</button></form>
      )}
    </section>
  );
}
