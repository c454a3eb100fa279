import { confirmSecondFactor, beginSecondFactor } from '#domain/account/commands/set-second-factor.ts';
import { proveSecondFactor } from '#domain/account/commands/prove-factor.ts';
import { takeRecovery } from '#domain/account/commands/take-recovery.ts';
import { hasOneTimePassword, recoveryIsReady } from '#domain/account/queries/security-page.ts';
import { TypePassword } from '#domain/account/schema.ts';
import { PasskeyForm } from '#domain/account/ui/PasskeyForm.tsx';
import { GiveSecondFactor, RecoveryCodes, SetUpSecondFactor } from '#domain/account/ui/SecondFactor.tsx';
import { forOneself } from '#domain/disclosure/outputs.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { arrive } from '../arrive.ts';
import { type Answer, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';
import { forgetWay } from '../way-back.ts';

/** The second step of signing in, for whoever is half signed in; anyone else is sent to sign in. */
export function secondStepRoutes(door: Door): void {
  door.page('/sign-in/second', forOneself('second step'), 'everyone', async (visit) => {
    const node = await stepPage(visit);
    return node ? show(node) : goTo(visit.person ? '/me' : '/sign-in');
  });
  door.deed('/sign-in/second', forOneself('give the second step', 'answer'), 'everyone', async (visit) => {
    const { half, token } = visit;
    if (!half || !token) return goTo('/sign-in');
    const form = readForm(TypePassword, visit.form);
    if (!form.ok) return again(visit, { typed: form.typed, errors: form.errors });
    return half.waitsFor === 'setting-up' ? setUp(visit, form.value.password) : give(visit, form.value.password);
  });
  door.deed('/sign-in/recover', forOneself('take up a recovery', 'answer'), 'everyone', async (visit) => {
    const { half, token, device } = visit;
    if (!half || !token) return goTo('/sign-in');
    const taken = await takeRecovery(visit.ctx, { personId: half.id, session: token, device });
    visit.house.sessions.forgetAll();
    return taken.ok ? arrive(visit, { session: taken.value.session, personId: half.id }) : again(visit, { refusal: sayRefusal(visit.locale, taken.refusal) });
  });
}

async function give(visit: Visit, typed: string): Promise<Answer> {
  const { half, token, device, house } = visit;
  if (!half || !token) return goTo('/sign-in');
  const proved = await proveSecondFactor(visit.ctx, house.vault, { personId: half.id, session: token, typed, device });
  if (!proved.ok) return again(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, proved.refusal) }, statusOf(proved.refusal.code));
  house.sessions.forgetAll();
  return arrive(visit, { session: proved.value.session, personId: half.id });
}

/** Staff who must have a second factor and have none set it up before anything else. */
async function setUp(visit: Visit, typed: string): Promise<Answer> {
  const { half, token, house, locale } = visit;
  if (!half || !token) return goTo('/sign-in');
  const set = await confirmSecondFactor(visit.ctx, house.vault, { personId: half.id, session: token, typed });
  if (!set.ok) return again(visit, { typed: typedIn(visit.form), refusal: sayRefusal(locale, set.refusal) }, statusOf(set.refusal.code));
  house.sessions.forgetAll();
  return show(sitePage(visit, { title: say(locale, 'account.setUp.done'), children: <RecoveryCodes locale={locale} title={say(locale, 'account.setUp.done')} codes={set.value.recoveryCodes} onward={`/${locale}${visit.back ?? '/me'}`} /> }), { cookies: forgetWay(visit) });
}

async function again(visit: Visit, form: FormState, status = 422): Promise<Answer> {
  const node = await stepPage(visit, form);
  return node ? showAgain(node, status) : goTo('/sign-in');
}

async function stepPage(visit: Visit, form?: FormState) {
  const { half, locale, house } = visit;
  if (!half) return null;
  if (half.waitsFor === 'second-factor') {
    const ready = await recoveryIsReady(visit.ctx, half.id);
    return sitePage(visit, { title: say(locale, 'account.second.title'), children: <GiveSecondFactor locale={locale} form={form} ready={ready} typed={await hasOneTimePassword(visit.ctx, half.id)} ways={<PasskeyForm locale={locale} action="sign-in/passkey" options="sign-in/passkey/options" button={say(locale, 'account.signIn.passkey')} primary />} /> });
  }
  const begun = await beginSecondFactor(visit.ctx, house.vault, half.id);
  if (!begun.ok) return null;
  return sitePage(visit, { title: say(locale, 'account.setUp.title'), children: <SetUpSecondFactor locale={locale} form={form} {...begun.value} action="sign-in/second" required /> });
}
