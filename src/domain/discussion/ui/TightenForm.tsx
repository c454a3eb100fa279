import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Choices, ErrorSummary, type FormState, SubmissionId } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import type { Regime } from '../../disclosure/model.ts';

/** How less is shown of an author: what is shown now, what could be, and what cannot be called back. */
export function TightenForm({ locale, regime, stricter, form }: { locale: Locale; regime: Regime; stricter: readonly Regime[]; form?: FormState | undefined }): VNode {
  return (
    <form method="post" class="form">
      <ErrorSummary locale={locale} form={form} />
      <p>{say(locale, 'discussion.tighten.now', { regime: say(locale, `ui.regime.${regime}`) })}</p>
      {stricter.length === 0 ? <p class="meta">{say(locale, 'discussion.tighten.none')}</p> : (
        <>
          <SubmissionId value={form?.typed?.['submissionId']} />
          <Choices locale={locale} name="regime" label={say(locale, 'discussion.tighten.field')} form={form} options={stricter.map((one) => ({ value: one, text: say(locale, `ui.regime.${one}`), hint: say(locale, `ui.regime.${one}.consequence`) }))} />
          <Callout tone="plain"><p>{say(locale, 'discussion.tighten.what')}</p></Callout>
          <div class="btns"><button class="btn btn--primary" name="deed" value="tighten">{say(locale, 'discussion.tighten.button')}</button></div>
        </>
      )}
    </form>
  );
}
