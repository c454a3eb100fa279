import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, TextField } from '#ui/fields.tsx';
import { freshMinutes } from '../rules/session.ts';

type Props = { locale: Locale; form?: FormState | undefined; by: 'password' | 'code'; asked: boolean; back: string; ways?: ComponentChildren };

/** Somebody signed in is asked again who they are; `ways` (a passkey) stand first. */
export function Confirm({ locale, form, by, asked, back, ways }: Props): VNode {
  const way = <input type="hidden" name="back" value={back} />;
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.confirm.title')}</h1>
      <p>{say(locale, 'account.confirm.text', { minutes: freshMinutes })}</p>
      <ErrorSummary locale={locale} form={form} />
      {ways}
      {by === 'password' || asked ? (
        <form method="post" action={`/${locale}/me/confirm`} class="form" data-turbo="false">
          {way}
          {by === 'password'
            ? <TextField locale={locale} name="password" autocomplete="one-time-code" label={say(locale, 'account.second.label')} hint={say(locale, 'account.second.hint')} form={form} />
            : <TextField locale={locale} name="code" inputmode="numeric" autocomplete="one-time-code" label={say(locale, 'account.code.label')} hint={say(locale, 'account.code.hint')} form={form} />}
          <button class="btn btn--primary">{say(locale, 'account.confirm.button')}</button>
        </form>
      ) : null}
      {by === 'code' ? (
        <form method="post" action={`/${locale}/me/confirm/letter`} data-turbo="false">
          {way}
          <button class={`btn${asked ? '' : ' btn--primary'}`}>{asked ? say(locale, 'account.code.another') : say(locale, 'account.confirm.letter')}</button>
        </form>
      ) : null}
    </div>
  );
}
