import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';

type Props = { locale: Locale; /** Addresses without their language. */ action: string; options: string; button: string; primary?: boolean; /** Further fields. */ children?: ComponentChildren };

/** A form whose answer a device gives. It appears only where script runs and the browser knows passkeys. */
export function PasskeyForm({ locale, action, options, button, primary = false, children }: Props): VNode {
  return (
    <div hidden data-controller="passkey" data-passkey-options-value={`/${locale}/${options}`} data-passkey-failed-value={say(locale, 'account.passkey.failed')} data-passkey-given-value={say(locale, 'account.passkey.givenUp')} data-passkey-known-value={say(locale, 'account.passkey_known')}>
      <form method="post" action={`/${locale}/${action}`} class="form" data-turbo="false" data-passkey-target="form" data-action="submit->passkey#ask">
        <input type="hidden" name="response" data-passkey-target="answer" />
        {children}
        <button class={primary ? 'btn btn--primary' : 'btn'}>{button}</button>
        <p role="status" data-passkey-target="status" />
      </form>
    </div>
  );
}
