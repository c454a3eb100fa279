import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, TextField } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import type { Device } from '../model.ts';
import type { SecurityPage, SessionLine } from '../queries/security-page.ts';
import { idleHours, sessionHours } from '../rules/session.ts';

type Props = { locale: Locale; zone: string; email: string; page: SecurityPage; form?: FormState | undefined; done?: string | undefined; keys?: ComponentChildren };

/** How one signs in and where one is signed in; `keys` is the place of passkeys. */
export function Security({ locale, zone, email, page, form, done, keys }: Props): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.security.title')}</h1>
      <ErrorSummary locale={locale} form={form} />
      {done ? <div role="status"><Callout tone="ok" icon="check">{done}</Callout></div> : null}
      <Sessions locale={locale} zone={zone} sessions={page.sessions} />
      {keys}
      <SecondFactor locale={locale} page={page} />
      <section class="sec">
        <h2>{say(locale, 'account.security.address')}</h2>
        <p>{say(locale, 'account.security.addressNow', { address: email })}</p>
        <form method="post" action={`/${locale}/me/security/address`} class="form mt-2" data-turbo="false">
          <TextField locale={locale} name="email" type="email" autocomplete="email" label={say(locale, 'account.security.addressNew')} hint={say(locale, 'account.security.addressHint')} form={form} />
          <button class="btn">{say(locale, 'account.security.addressButton')}</button>
        </form>
      </section>
    </div>
  );
}

function Sessions({ locale, zone, sessions }: { locale: Locale; zone: string; sessions: readonly SessionLine[] }): VNode {
  return (
    <section class="sec">
      <h2>{say(locale, 'account.security.sessions')}</h2>
      <p class="meta">{say(locale, 'account.security.limits', { hours: sessionHours, idle: idleHours })}</p>
      <ul class="docs sessions">
        {sessions.map((s) => (
          <li>
            <div>
              <p><b>{deviceName(locale, s.device)}</b> {s.here ? <Tag tone="ok">{say(locale, 'account.security.here')}</Tag> : null}</p>
              <p class="meta">{`${say(locale, `account.security.method.${s.method}`)} · ${say(locale, 'account.security.since', { when: stamp(locale, s.startedAt, zone) })} · ${say(locale, 'account.security.used', { when: stamp(locale, s.lastUsedAt, zone, 'hour') })}`}</p>
            </div>
            {s.here ? null : <EndButton locale={locale} session={s.id} text={say(locale, 'account.security.end')} device={deviceName(locale, s.device)} />}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? <EndButton locale={locale} session="others" text={say(locale, 'account.security.endOthers')} /> : null}
    </section>
  );
}

function EndButton({ locale, session, text, device }: { locale: Locale; session: string; text: string; device?: string }): VNode {
  return (
    <form method="post" action={`/${locale}/me/security/sessions`} data-turbo="false">
      <input type="hidden" name="session" value={session} />
      <button class="btn" {...(device ? { 'aria-label': `${text}: ${device}` } : {})}>{text}</button>
    </form>
  );
}

function SecondFactor({ locale, page }: { locale: Locale; page: SecurityPage }): VNode {
  return (
    <section class="sec">
      <h2>{say(locale, 'account.second.title')}</h2>
      <p>{page.oneTimePassword ? say(locale, 'account.security.secondOn', { count: page.recoveryCodesLeft }) : say(locale, 'account.security.secondOff')}</p>
      {page.oneTimePassword
        ? (
          <div class="btns mt-2">
            <form method="post" action={`/${locale}/me/security/second/codes`} data-turbo="false"><button class="btn">{say(locale, 'account.security.newCodes')}</button></form>
            <form method="post" action={`/${locale}/me/security/second/remove`} data-turbo="false"><button class="btn">{say(locale, 'account.security.secondRemove')}</button></form>
          </div>
        )
        : <p class="mt-2"><a class="btn" href={`/${locale}/me/security/second`}>{say(locale, 'account.setUp.title')}</a></p>}
    </section>
  );
}

/** "Firefox on Windows", or what of it is known. */
function deviceName(locale: Locale, { browser, system }: Device): string {
  if (browser && system) return say(locale, 'account.security.device', { browser, system });
  return browser ?? system ?? say(locale, 'account.security.deviceUnknown');
}
