import { askSignIn } from '#domain/account/commands/ask-sign-in.ts';
import { askNewAddress, confirmNewAddress } from '#domain/account/commands/change-address.ts';
import { endOtherSessions, endSession } from '#domain/account/commands/end-sessions.ts';
import { confirmByCode, confirmByPassword } from '#domain/account/commands/prove-factor.ts';
import { confirmByPasskey } from '#domain/account/commands/use-passkey.ts';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, renewRecoveryCodes } from '#domain/account/commands/set-second-factor.ts';
import { passkeysPage } from '#domain/account/queries/passkeys-page.ts';
import { addressLinkState, securityPage } from '#domain/account/queries/security-page.ts';
import { linkMinutes } from '#domain/account/rules.ts';
import { EndSession, NewAddress, TypeCode, TypePassword, UsePasskey } from '#domain/account/schema.ts';
import { RecoveryCodes, SetUpSecondFactor } from '#domain/account/ui/SecondFactor.tsx';
import { PasskeySummary } from '#domain/account/ui/Passkeys.tsx';
import { Security } from '#domain/account/ui/Security.tsx';
import { WaysToSignIn } from '#domain/account/ui/WaysToSignIn.tsx';
import { SignIn, UseLink } from '#domain/account/ui/SignIn.tsx';
import { forOneself, forPublic } from '#domain/disclosure/outputs.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { siteAt } from '#platform/webauthn.ts';
import type { Refusal } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { confirmPage, goOn, type Interrupted, wayBack } from '../confirm.tsx';
import { type Answer, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';
import { keptIn } from '../kept.ts';
import { recent } from '../recent.ts';
import { askedCookie } from '../session.ts';

export function securityRoutes(door: Door): void {
  door.page('/me/security', forOneself('signing in and devices'), 'signed-in', async (visit) => (visit.person ? show(await ownPage(visit)) : goTo('/sign-in')));
  door.deed('/me/security/sessions', forOneself('end sessions', 'answer'), 'signed-in', async (visit) => {
    const form = readForm(EndSession, visit.form);
    if (!visit.person || !visit.token) return goTo('/sign-in');
    if (!form.ok) return showAgain(await ownPage(visit, { errors: form.errors }));
    const ended = form.value.session === 'others' ? await endOtherSessions(visit.ctx, visit.token) : await endSession(visit.ctx, form.value.session);
    visit.house.sessions.forgetAll();
    return ended.ok ? goTo('/me/security') : showAgain(await ownPage(visit, refusal(visit, ended.refusal)));
  });
  addressRoutes(door);
  secondFactorRoutes(door);
  confirmRoutes(door);
}

function addressRoutes(door: Door): void {
  door.deed('/me/security/address', forOneself('ask for a new address', 'answer'), 'signed-in', async (visit) => {
    const again = await recent(visit, '/me/security');
    if (again) return again;
    const form = readForm(NewAddress, visit.form);
    if (!form.ok) return showAgain(await ownPage(visit, { typed: form.typed, errors: form.errors }));
    const asked = await askNewAddress(visit.ctx, form.value.email, visit.house.origin);
    if (!asked.ok) return showAgain(await ownPage(visit, refusal(visit, asked.refusal)), statusOf(asked.refusal.code));
    return show(await ownPage(visit, undefined, say(visit.locale, 'account.security.addressSent', { address: form.value.email, minutes: linkMinutes })));
  });
  door.page('/address/:token', forPublic('confirm a new address'), 'bearer', async (visit) => {
    const state = await addressLinkState(visit.ctx, visit.params['token'] ?? '');
    const { locale } = visit;
    if (!state.ok) return show(signInPage(visit, { refusal: sayRefusal(locale, state.refusal) }), { status: 410 });
    const title = say(locale, 'account.address.title');
    return show(sitePage(visit, { title, children: <UseLink title={title} text={say(locale, 'account.address.text')} button={title} /> }));
  });
  door.deed('/address/:token', forPublic('change the address', 'answer'), 'bearer', async (visit) => {
    const changed = await confirmNewAddress(visit.ctx, visit.params['token'] ?? '');
    visit.house.sessions.forgetAll();
    return changed.ok ? show(signInPage(visit, undefined, say(visit.locale, 'account.address.done'))) : showAgain(signInPage(visit, { refusal: sayRefusal(visit.locale, changed.refusal) }));
  });
}

function secondFactorRoutes(door: Door): void {
  door.page('/me/security/second', forOneself('set up a second step'), 'signed-in', async (visit) => (await recent(visit)) ?? settingUp(visit));
  door.deed('/me/security/second', forOneself('confirm a second step', 'answer'), 'signed-in', async (visit) => {
    const again = await recent(visit);
    if (again || !visit.person || !visit.token) return again ?? goTo('/sign-in');
    const form = readForm(TypePassword, visit.form);
    if (!form.ok) return settingUp(visit, { typed: form.typed, errors: form.errors });
    const set = await confirmSecondFactor(visit.ctx, visit.house.vault, { personId: visit.person.id, session: visit.token, typed: form.value.password });
    visit.house.sessions.forgetAll();
    if (!set.ok) return settingUp(visit, refusal(visit, set.refusal), statusOf(set.refusal.code));
    return show(codesPage(visit, say(visit.locale, 'account.setUp.done'), set.value.recoveryCodes));
  });
  door.deed('/me/security/second/codes', forOneself('make new recovery codes', 'answer'), 'signed-in', async (visit) => {
    const again = await recent(visit, '/me/security');
    if (again) return again;
    const renewed = await renewRecoveryCodes(visit.ctx, visit.house.vault);
    return renewed.ok ? show(codesPage(visit, say(visit.locale, 'account.newCodes.title'), renewed.value.recoveryCodes)) : showAgain(await ownPage(visit, refusal(visit, renewed.refusal)), statusOf(renewed.refusal.code));
  });
  door.deed('/me/security/second/remove', forOneself('remove the second step', 'answer'), 'signed-in', async (visit) => {
    const again = await recent(visit, '/me/security');
    if (again) return again;
    await removeSecondFactor(visit.ctx);
    visit.house.sessions.forgetAll();
    return goTo('/me/security');
  });
}

const codesPage = (visit: Visit, title: string, codes: readonly string[]) => sitePage(visit, { title, children: <RecoveryCodes locale={visit.locale} title={title} codes={codes} onward={`/${visit.locale}/me/security`} /> });

async function settingUp(visit: Visit, form?: FormState, status = 422): Promise<Answer> {
  const begun = await beginSecondFactor(visit.ctx, visit.house.vault, visit.person?.id ?? '');
  if (!begun.ok) return goTo('/me/security');
  const node = sitePage(visit, { title: say(visit.locale, 'account.setUp.title'), children: <SetUpSecondFactor locale={visit.locale} form={form} {...begun.value} action="me/security/second" required={false} /> });
  return form ? showAgain(node, status) : show(node);
}

/** Asking again who somebody is: by their second step where they have one, else by the digits of a letter. */
function confirmRoutes(door: Door): void {
  door.page('/me/confirm', forOneself('asked again'), 'signed-in', async (visit) => show(await confirmPage(visit, { back: wayBack(visit.query['back']), kept: null })));
  door.deed('/me/confirm/letter', forOneself('ask for a code', 'answer'), 'signed-in', async (visit) => {
    if (!visit.person) return goTo('/sign-in');
    const [interrupted] = split(visit);
    const asked = await askSignIn(visit.ctx, { email: visit.person.email, connection: visit.peer });
    if (!asked.ok) return showAgain(await confirmPage(visit, interrupted, { form: refusal(visit, asked.refusal) }), statusOf(asked.refusal.code));
    const cookies = [{ name: askedCookie, value: asked.value.browser, maxAgeSeconds: linkMinutes * 60 }];
    if (interrupted.kept) return show(await confirmPage(visit, interrupted, { asked: true }), { cookies });
    return goTo(`/me/confirm?back=${encodeURIComponent(interrupted.back)}`, cookies);
  });
  door.deed('/me/confirm/passkey', forOneself('prove again by passkey', 'answer'), 'signed-in', async (visit) => {
    const { token, ctx, house } = visit;
    const [interrupted, rest] = split(visit);
    const form = readForm(UsePasskey, rest);
    if (!token || !form.ok) return showAgain(await confirmPage(visit, interrupted, { form: refusal(visit, { code: 'account.passkey_unproved' }) }));
    const proved = await confirmByPasskey(ctx, siteAt(house.origin), form.value.response, token);
    if (!proved.ok) return showAgain(await confirmPage(visit, interrupted, { form: refusal(visit, proved.refusal) }), statusOf(proved.refusal.code));
    house.sessions.forgetAll();
    return goOn(visit, interrupted);
  });
  door.deed('/me/confirm', forOneself('prove again', 'answer'), 'signed-in', async (visit) => {
    const { person, token, ctx, house } = visit;
    if (!person || !token) return goTo('/sign-in');
    const [interrupted, rest] = split(visit);
    const byPassword = (await securityPage(ctx, person.session.id)).oneTimePassword;
    const form = byPassword ? readForm(TypePassword, rest) : readForm(TypeCode, rest);
    if (!form.ok) return showAgain(await confirmPage(visit, interrupted, { form: { typed: form.typed, errors: form.errors } }));
    const proved = 'password' in form.value
      ? await confirmByPassword(ctx, house.vault, { personId: person.id, session: token, typed: form.value.password })
      : await confirmByCode(ctx, token, { browser: visit.asked ?? '', code: form.value.code, connection: visit.peer });
    if (!proved.ok) return showAgain(await confirmPage(visit, interrupted, { form: refusal(visit, proved.refusal) }), statusOf(proved.refusal.code));
    house.sessions.forgetAll();
    return goOn(visit, interrupted);
  });
}

/** What came along, and the rest of the form. */
function split({ form: { back, kept, ...rest } }: Visit): [Interrupted, Visit['form']] {
  return [{ back: wayBack(back), kept: keptIn(kept) }, rest];
}

const refusal = (visit: Visit, refused: Refusal): FormState => ({ typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, refused) });

const signInPage = (visit: Visit, form?: FormState, done?: string) => sitePage(visit, { title: say(visit.locale, 'account.signIn.title'), children: <SignIn locale={visit.locale} form={form} done={done} ways={<WaysToSignIn locale={visit.locale} provider={visit.house.provider?.label ?? null} />} /> });

async function ownPage(visit: Visit, form?: FormState, done?: string) {
  const page = await securityPage(visit.ctx, visit.person?.session.id ?? '');
  return sitePage(visit, { title: say(visit.locale, 'account.security.title'), children: <Security locale={visit.locale} zone={visit.zone} email={visit.person?.email ?? ''} page={page} form={form} done={done} keys={<PasskeySummary locale={visit.locale} page={await passkeysPage(visit.ctx, null)} />} /> });
}
