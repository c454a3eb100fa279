import type { ComponentChildren, VNode } from 'preact';
import { renderSVG } from 'uqr';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, TextField } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';

/** The second step of signing in: six digits, or a recovery code; `ways` (a passkey) stand beside it. */
export function GiveSecondFactor({ locale, form, ready, typed, ways }: { locale: Locale; form?: FormState | undefined; ready: boolean; /** There is a one-time password to type. */ typed: boolean; ways?: ComponentChildren }): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.second.title')}</h1>
      <ErrorSummary locale={locale} form={form} />
      {ways}
      {typed ? <form method="post" action={`/${locale}/sign-in/second`} class="form" data-turbo="false">
        <TextField locale={locale} name="password" autocomplete="one-time-code" label={say(locale, 'account.second.label')} hint={say(locale, 'account.second.hint')} form={form} />
        <button class="btn btn--primary">{say(locale, 'account.signIn.title')}</button>
      </form> : <p>{say(locale, 'account.second.byPasskey')}</p>}
      {ready ? (
        <form method="post" action={`/${locale}/sign-in/recover`} class="form" data-turbo="false">
          <p>{say(locale, 'account.second.ready')}</p>
          <button class="btn">{say(locale, 'account.second.readyButton')}</button>
        </form>
      ) : <p class="meta">{say(locale, 'account.second.lost')}</p>}
    </div>
  );
}

type Setting = { locale: Locale; form?: FormState | undefined; secret: string; address: string; action: string; required: boolean };

/** Setting up a one-time password: the key as a picture and as letters, and the first six digits as proof. */
export function SetUpSecondFactor({ locale, form, secret, address, action, required }: Setting): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.setUp.title')}</h1>
      <ErrorSummary locale={locale} form={form} />
      {required ? <Callout tone="plain" icon="account">{say(locale, 'account.setUp.required')}</Callout> : null}
      <p>{say(locale, 'account.setUp.text')}</p>
      <div class="qr" role="img" aria-label={say(locale, 'account.setUp.picture')} dangerouslySetInnerHTML={{ __html: renderSVG(address, { border: 4, whiteColor: '#FFFFFF', blackColor: '#000000' }) }} />
      <dl class="kv"><dt>{say(locale, 'account.setUp.key')}</dt><dd><code class="num">{secret.match(/.{1,4}/g)?.join(' ')}</code></dd></dl>
      <form method="post" action={`/${locale}/${action}`} class="form" data-turbo="false">
        <TextField locale={locale} name="password" inputmode="numeric" autocomplete="one-time-code" label={say(locale, 'account.setUp.label')} form={form} />
        <button class="btn btn--primary">{say(locale, 'account.setUp.button')}</button>
      </form>
    </div>
  );
}

/** Ten recovery codes, shown this once. */
export function RecoveryCodes({ locale, title, codes, onward }: { locale: Locale; title: string; codes: readonly string[]; onward: string }): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{title}</h1>
      <Callout tone="now" icon="warning">{say(locale, 'account.setUp.codes', { count: codes.length })}</Callout>
      <ol class="codes num">{codes.map((code) => <li><code>{code}</code></li>)}</ol>
      <p><a class="btn btn--primary" href={onward}>{say(locale, 'account.setUp.goOn')}</a></p>
    </div>
  );
}
