import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, TextField } from '#ui/fields.tsx';
import { freshMinutes } from '../rules/session.ts';
import { type Kept, KeptForm } from './Kept.tsx';

type Props = { locale: Locale; form?: FormState | undefined; by: 'password' | 'code'; asked: boolean; /** Hidden fields that go with every form. */ carried: ComponentChildren; /** Whether a form is among them. */ kept: boolean; ways?: ComponentChildren };

/** Somebody signed in is asked again who they are; `ways` (a passkey) stand first. */
export function Confirm({ locale, form, by, asked, carried, kept, ways }: Props): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.confirm.title')}</h1>
      <p>{say(locale, 'account.confirm.text', { minutes: freshMinutes })}{kept ? ` ${say(locale, 'account.confirm.kept')}` : ''}</p>
      <ErrorSummary locale={locale} form={form} />
      {ways}
      {by === 'password' || asked ? (
        <form method="post" action={`/${locale}/me/confirm`} class="form" data-turbo="false">
          {carried}
          {by === 'password'
            ? <TextField locale={locale} name="password" autocomplete="one-time-code" label={say(locale, 'account.second.label')} hint={say(locale, 'account.second.hint')} form={form} />
            : <TextField locale={locale} name="code" inputmode="numeric" autocomplete="one-time-code" label={say(locale, 'account.code.label')} hint={say(locale, 'account.code.hint')} form={form} />}
          <button class="btn btn--primary">{say(locale, 'account.confirm.button')}</button>
        </form>
      ) : null}
      {by === 'code' ? (
        <form method="post" action={`/${locale}/me/confirm/letter`} data-turbo="false">
          {carried}
          <button class={`btn${asked ? '' : ' btn--primary'}`}>{asked ? say(locale, 'account.code.another') : say(locale, 'account.confirm.letter')}</button>
        </form>
      ) : null}
    </div>
  );
}

/** Who somebody is has been confirmed: the form that was interrupted, as it was filled in, is theirs to send. */
export function Confirmed({ locale, kept, back }: { locale: Locale; kept: Kept; back: string }): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.confirm.done')}</h1>
      <p role="status">{say(locale, 'account.confirm.doneText')}</p>
      <KeptForm locale={locale} kept={kept} button={say(locale, 'account.confirm.send')} primary />
      <p><a href={back}>{say(locale, 'account.confirm.back')}</a></p>
    </div>
  );
}
