import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { PasskeyForm } from './PasskeyForm.tsx';

/** Ways to sign in beside a letter: a passkey where the browser knows them, the site's identity provider where it has one. */
export function WaysToSignIn({ locale, provider }: { locale: Locale; provider: string | null }): VNode {
  return (
    <div class="stack mb-4">
      <PasskeyForm locale={locale} action="sign-in/passkey" options="sign-in/passkey/options" button={say(locale, 'account.signIn.passkey')} primary />
      {provider ? <p><a class="btn" href={`/${locale}/sign-in/provider`} data-turbo="false" data-turbo-prefetch="false">{say(locale, 'account.provider.button', { provider })}</a></p> : null}
    </div>
  );
}
