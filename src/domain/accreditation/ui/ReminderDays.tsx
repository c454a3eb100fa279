import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { SubmissionId, TextField } from '#ui/fields.tsx';

/** The clock's reminders: how many days apart. */
export function ReminderDays({ locale, base, everyDays }: { locale: Locale; base: string; everyDays: number | null }): VNode {
  return (
    <section>
      <h2>{say(locale, 'invitation.auto.title')}</h2>
      <p class="mt-2"><a class="btn" href={`${base}/invitations/remind`}>{say(locale, 'invitation.remind.open')}</a></p>
      <form method="post" action={`${base}/invitations/reminders`} class="form mt-4" data-turbo="false">
        <SubmissionId />
        <TextField locale={locale} name="everyDays" type="number" label={say(locale, 'invitation.auto.every')} hint={say(locale, 'invitation.auto.hint')} value={everyDays === null ? '' : String(everyDays)} />
        <div class="btns"><button class="btn">{say(locale, 'invitation.auto.save')}</button></div>
      </form>
    </section>
  );
}
