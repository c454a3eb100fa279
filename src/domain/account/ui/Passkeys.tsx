import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { dayOf, stamp } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, TextField } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import type { PasskeyLine, PasskeysPage } from '../queries/passkeys-page.ts';
import { PasskeyForm } from './PasskeyForm.tsx';

type Own = { locale: Locale; zone: string; page: PasskeysPage; form?: FormState | undefined };

/** On one's own page: which passkeys there are, and the way to them. */
export function PasskeySummary({ locale, page }: { locale: Locale; page: PasskeysPage }): VNode {
  return (
    <section>
      <h2>{say(locale, 'account.passkey.title')}</h2>
      <p>{page.passkeys.length ? page.passkeys.map(({ name }) => name).join(' · ') : say(locale, 'account.passkey.none')}</p>
      <p class="mt-2"><a class="btn" href={`/${locale}/me/passkeys`}>{say(locale, page.passkeys.length ? 'account.passkey.manage' : 'account.passkey.add')}</a></p>
    </section>
  );
}

/** All passkeys of a person, and adding one. */
export function Passkeys({ locale, zone, page, form }: Own): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.passkey.title')}</h1>
      <ErrorSummary locale={locale} form={form} />
      <p class="lead">{say(locale, 'account.passkey.what')}</p>
      {page.passkeys.length ? (
        <ul class="docs">
          {page.passkeys.map((key) => (
            <li>
              <a href={`/${locale}/me/passkeys/${key.id}`} aria-label={say(locale, 'account.passkey.change', { name: key.name })}>{key.name}</a>
              {key.here ? <> <Tag tone="ok">{say(locale, 'account.passkey.here')}</Tag></> : null}
              <span class="meta">{times(locale, zone, key)}</span>
            </li>
          ))}
        </ul>
      ) : <p>{say(locale, 'account.passkey.none')}</p>}
      <PasskeyForm locale={locale} action="me/passkeys" options="me/passkeys/options" button={say(locale, 'account.passkey.add')} primary>
        <TextField locale={locale} name="name" label={say(locale, 'account.passkey.name')} hint={say(locale, 'account.passkey.nameHint')} form={form} autocomplete="off" />
      </PasskeyForm>
      <p class="meta">{say(locale, 'account.passkey.without')}</p>
    </div>
  );
}

/** One passkey: its name, and what removing it does, before it is done. */
export function OnePasskey({ locale, zone, page, form, passkey }: Own & { passkey: PasskeyLine }): VNode {
  const last = page.passkeys.length === 1;
  return (
    <div class="narrow stack-6">
      <p class="kicker"><a href={`/${locale}/me/passkeys`}>{say(locale, 'account.passkey.title')}</a></p>
      <h1>{passkey.name}</h1>
      <p class="meta">{times(locale, zone, passkey)}</p>
      <ErrorSummary locale={locale} form={form} />
      <form method="post" action={`/${locale}/me/passkeys/${passkey.id}`} class="form">
        <TextField locale={locale} name="name" label={say(locale, 'account.passkey.name')} value={passkey.name} form={form} autocomplete="off" />
        <button class="btn">{say(locale, 'account.passkey.rename')}</button>
      </form>
      <section class="stack">
        <h2>{say(locale, 'account.passkey.remove')}</h2>
        <p>{say(locale, passkey.here ? 'account.passkey.removeHere' : 'account.passkey.removeText')}</p>
        {last ? <Callout tone={page.byLetter ? 'now' : 'danger'}>{page.byLetter ? say(locale, 'account.passkey.lastButLetter', { address: page.byLetter }) : say(locale, 'account.passkey.lastWayIn')}</Callout> : null}
        <form method="post" action={`/${locale}/me/passkeys/${passkey.id}/remove`} data-turbo="false">
          {last ? <input type="hidden" name="last" value="yes" /> : null}
          <button class="btn btn--danger">{say(locale, 'account.passkey.remove')}</button>
        </form>
      </section>
    </div>
  );
}

/** Offered once somebody is in: a passkey for the next time. Shown only where the browser can make one. */
export function PasskeyOffer({ locale, back }: { locale: Locale; back: string }): VNode {
  return (
    <div hidden class="mb-4" data-controller="passkey" data-passkey-options-value={`/${locale}/me/passkeys/options`} data-passkey-failed-value={say(locale, 'account.passkey.failed')} data-passkey-given-value={say(locale, 'account.passkey.givenUp')} data-passkey-known-value={say(locale, 'account.passkey_known')}>
      <Callout tone="plain" icon="account">
        <p>{say(locale, 'account.passkey.offer')}</p>
        <div class="btns mt-2">
          <form method="post" action={`/${locale}/me/passkeys`} data-turbo="false" data-passkey-target="form" data-action="submit->passkey#ask"><input type="hidden" name="response" data-passkey-target="answer" /><button class="btn">{say(locale, 'account.passkey.add')}</button></form>
          <form method="post" action={`/${locale}/me/passkeys/decline`} data-turbo="false"><input type="hidden" name="back" value={back} /><button class="btn">{say(locale, 'account.passkey.notNow')}</button></form>
        </div>
        <p role="status" data-passkey-target="status" />
      </Callout>
    </div>
  );
}

function times(locale: Locale, zone: string, { createdAt, lastUsedAt }: PasskeyLine): string {
  const added = say(locale, 'account.passkey.added', { day: dayOf(locale, createdAt, zone, { year: true }) });
  return `${added} · ${lastUsedAt ? say(locale, 'account.passkey.used', { when: stamp(locale, lastUsedAt, zone) }) : say(locale, 'account.passkey.unused')}`;
}
