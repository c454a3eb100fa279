import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, TextField } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';

/** Ways to sign in: `ways` (a passkey, the site's own identity provider) stand first, a letter beside them. */
export function SignIn({ locale, form, ways, done }: { locale: Locale; form?: FormState | undefined; ways?: ComponentChildren; done?: string | undefined }): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.signIn.title')}</h1>
      <ErrorSummary locale={locale} form={form} />
      {done ? <div role="status"><Callout tone="ok" icon="check">{done}</Callout></div> : null}
      {ways}
      <form method="post" action={`/${locale}/sign-in`} class="form" data-turbo="false">
        <TextField locale={locale} name="email" type="email" autocomplete="email" label={say(locale, 'account.signIn.email')} hint={say(locale, 'account.signIn.hint')} form={form} />
        <button class="btn btn--primary">{say(locale, 'account.signIn.button')}</button>
      </form>
    </div>
  );
}

/** After asking: the link is in the letter, and its six digits go in here. `sent` stands while the address is at hand. */
export function TypeCode({ locale, form, sent, action = 'sign-in/code', button }: { locale: Locale; form?: FormState | undefined; sent?: string | undefined; action?: string; button?: string }): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.code.title')}</h1>
      <ErrorSummary locale={locale} form={form} />
      {sent ? <div role="status"><Callout tone="ok" icon="check">{sent}</Callout></div> : null}
      <form method="post" action={`/${locale}/${action}`} class="form" data-turbo="false">
        <TextField locale={locale} name="code" inputmode="numeric" autocomplete="one-time-code" label={say(locale, 'account.code.label')} hint={say(locale, 'account.code.hint')} form={form} />
        <button class="btn btn--primary">{button ?? say(locale, 'account.code.button')}</button>
      </form>
      <p><a href={`/${locale}/sign-in`}>{say(locale, 'account.code.another')}</a></p>
    </div>
  );
}

/** A link was followed: it is used by the button, not by looking. */
export function UseLink({ title, text, button }: { title: string; text: string; button: string }): VNode {
  return (
    <div class="narrow stack">
      <h1>{title}</h1>
      <p>{text}</p>
      <form method="post" data-turbo="false"><button class="btn btn--primary">{button}</button></form>
    </div>
  );
}
