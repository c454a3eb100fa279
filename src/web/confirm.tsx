import { passkeysPage } from '#domain/account/queries/passkeys-page.ts';
import { securityPage } from '#domain/account/queries/security-page.ts';
import { Confirm, Confirmed } from '#domain/account/ui/Confirm.tsx';
import type { Kept } from '#domain/account/ui/Kept.tsx';
import { PasskeyForm } from '#domain/account/ui/PasskeyForm.tsx';
import { say } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, goTo, show, type Visit } from './door.tsx';
import { sitePage } from './pages.tsx';
import { ownAddress } from './way-back.ts';

/** Where being asked again leads afterwards, and the form it interrupted. */
export type Interrupted = { back: string; kept: Kept | null };

/** The page that asks somebody signed in again who they are, with the form it interrupted in it. */
export async function confirmPage(visit: Visit, { back, kept }: Interrupted, { form, asked = visit.asked !== null }: { form?: FormState; asked?: boolean } = {}) {
  const { locale } = visit;
  const page = await securityPage(visit.ctx, visit.person?.session.id ?? '');
  const has = (await passkeysPage(visit.ctx, null)).passkeys.length > 0;
  const carried = <><input type="hidden" name="back" value={back} />{kept ? <input type="hidden" name="kept" value={JSON.stringify(kept)} /> : null}</>;
  const ways = has ? <PasskeyForm locale={locale} action="me/confirm/passkey" options="sign-in/passkey/options" button={say(locale, 'account.signIn.passkey')} primary>{carried}</PasskeyForm> : null;
  return sitePage(visit, { title: say(locale, 'account.confirm.title'), children: <Confirm locale={locale} form={form} by={page.oneTimePassword ? 'password' : 'code'} asked={asked} carried={carried} kept={kept !== null} ways={ways} /> });
}

/** After somebody has proved again who they are: the form they had sent, to be sent now, or the page they came from. */
export function goOn(visit: Visit, { back, kept }: Interrupted): Answer {
  const { locale } = visit;
  return kept ? show(sitePage(visit, { title: say(locale, 'account.confirm.done'), children: <Confirmed locale={locale} kept={kept} back={`/${locale}${back}`} /> })) : goTo(back);
}

/** A way back within our own pages; anything else leads to one's own page. */
export const wayBack = (asked: unknown): string => ownAddress(asked) ?? '/me/security';
