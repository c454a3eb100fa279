import { beginPasskey, beginSignInByPasskey } from '#domain/account/commands/begin-passkey.ts';
import { withinLimits } from '#domain/account/commands/count-try.ts';
import { declinePasskey, removePasskey, renamePasskey } from '#domain/account/commands/change-passkey.ts';
import { registerPasskey } from '#domain/account/commands/register-passkey.ts';
import { usePasskey } from '#domain/account/commands/use-passkey.ts';
import { passkeysPage } from '#domain/account/queries/passkeys-page.ts';
import { DeclinePasskey, NewPasskey, RemovePasskey, RenamePasskey, UsePasskey } from '#domain/account/schema.ts';
import { OnePasskey, Passkeys } from '#domain/account/ui/Passkeys.tsx';
import { forOneself, forPublic } from '#domain/disclosure/outputs.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { siteAt } from '#platform/webauthn.ts';
import type { FormState } from '#ui/fields.tsx';
import { arrive } from '../arrive.ts';
import { type Answer, bytes, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';
import { notSignedIn } from '../not-signed-in.tsx';
import { isRecent, recent } from '../recent.ts';
import { hashToken } from '../session.ts';

const site = (visit: Visit) => siteAt(visit.house.origin);
/** Where to go on after being asked again who one is: the passkey's page, where no form was filled in. */
const pathOf = (visit: Visit): string => `/me/passkeys/${visit.params['passkey'] ?? ''}`;
const json = (value: unknown, status = 200): Answer => bytes('application/json; charset=utf-8', JSON.stringify(value), { status });

export function passkeyRoutes(door: Door): void {
  door.deed('/sign-in/passkey/options', forPublic('begin to sign in by passkey', 'answer'), 'everyone', async (visit) => {
    if (!(await withinLimits(visit.ctx, { 'challenge-by-connection': visit.peer }))) return json({}, 429);
    const begun = await beginSignInByPasskey(visit.ctx, site(visit));
    return begun.ok ? json(begun.value) : json({}, 422);
  });
  door.deed('/sign-in/passkey', forPublic('sign in by passkey', 'answer'), 'everyone', async (visit) => {
    const form = readForm(UsePasskey, visit.form);
    if (!form.ok) return notSignedIn(visit, 'account.passkey_unproved');
    const used = await usePasskey(visit.ctx, site(visit), form.value.response, visit.device);
    return used.ok ? arrive(visit, used.value) : notSignedIn(visit, used.refusal.code);
  });
  door.page('/me/passkeys', forOneself('passkeys'), 'signed-in', async (visit) => (await recent(visit)) ?? show(await allPage(visit)));
  door.deed('/me/passkeys', forOneself('add a passkey', 'answer'), 'signed-in', async (visit) => {
    const form = readForm(NewPasskey, visit.form);
    if (!form.ok) return showAgain(await allPage(visit, stateOf(visit, form.errors)));
    const unnamed = say(visit.locale, 'account.passkey.unnamed', { day: dayOf(visit.locale, visit.ctx.now, visit.zone, { year: true }) });
    const added = await registerPasskey(visit.ctx, site(visit), { name: form.value.name ?? unnamed, response: form.value.response, session: visit.token });
    if (!added.ok) return showAgain(await allPage(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, added.refusal) }), statusOf(added.refusal.code));
    visit.house.sessions.forgetAll();
    return goTo('/me/passkeys');
  });
  door.deed('/me/passkeys/options', forOneself('begin to add a passkey', 'answer'), 'signed-in', async (visit) => {
    // The page goes there and comes back; whoever has options has five minutes to use them.
    if (!isRecent(visit)) return json({ goTo: `/${visit.locale}/me/confirm?back=%2Fme%2Fpasskeys` });
    if (!(await withinLimits(visit.ctx, { 'challenge-by-person': visit.ctx.actor.personId ?? '' }))) return json({}, 429);
    const begun = await beginPasskey(visit.ctx, site(visit));
    return begun.ok ? json(begun.value) : json({}, 422);
  });
  door.deed('/me/passkeys/decline', forOneself('decline a passkey', 'answer'), 'signed-in', async (visit) => {
    await declinePasskey(visit.ctx);
    return goTo(DeclinePasskey.parse(visit.form).back);
  });
  door.page('/me/passkeys/:passkey', forOneself('one passkey'), 'signed-in', async (visit) => {
    const stale = await recent(visit);
    if (stale) return stale;
    const page = await onePage(visit);
    return page ? show(page) : goTo('/me/passkeys');
  });
  door.deed('/me/passkeys/:passkey', forOneself('rename a passkey', 'answer'), 'signed-in', async (visit) => {
    const stale = await recent(visit, pathOf(visit));
    if (stale) return stale;
    const form = readForm(RenamePasskey, visit.form);
    if (!form.ok) return again(visit, { typed: form.typed, errors: form.errors });
    const renamed = await renamePasskey(visit.ctx, { id: visit.params['passkey'] ?? '', name: form.value.name });
    return renamed.ok ? goTo('/me/passkeys') : again(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, renamed.refusal) }, statusOf(renamed.refusal.code));
  });
  door.deed('/me/passkeys/:passkey/remove', forOneself('remove a passkey', 'answer'), 'signed-in', async (visit) => {
    const stale = await recent(visit, pathOf(visit));
    if (stale) return stale;
    const form = readForm(RemovePasskey, visit.form);
    if (!form.ok) return again(visit, { errors: form.errors });
    const removed = await removePasskey(visit.ctx, { id: visit.params['passkey'] ?? '', toldLast: form.value.last === 'yes' });
    if (!removed.ok) return again(visit, { refusal: sayRefusal(visit.locale, removed.refusal) }, statusOf(removed.refusal.code));
    // A session the key started has ended; this one may be among them.
    visit.house.sessions.forgetAll();
    return goTo('/me/passkeys');
  });
}

/** What a device sent is no field that anybody typed: what is wrong with it is said of the whole. */
function stateOf(visit: Visit, errors: NonNullable<FormState['errors']>): FormState {
  const ofFields = errors.filter(({ field }) => field === 'name');
  const typed = typedIn(visit.form);
  return ofFields.length ? { typed, errors: ofFields } : { typed, refusal: say(visit.locale, 'account.passkey_unproved') };
}

const pageOf = (visit: Visit) => passkeysPage(visit.ctx, visit.token ? hashToken(visit.token) : null);

async function allPage(visit: Visit, form?: FormState) {
  const { locale, zone } = visit;
  return sitePage(visit, { title: say(locale, 'account.passkey.title'), children: <Passkeys locale={locale} zone={zone} page={await pageOf(visit)} form={form} /> });
}

async function onePage(visit: Visit, form?: FormState) {
  const { locale, zone } = visit;
  const page = await pageOf(visit);
  const passkey = page.passkeys.find(({ id }) => id === visit.params['passkey']);
  return passkey ? sitePage(visit, { title: passkey.name, children: <OnePasskey locale={locale} zone={zone} page={page} passkey={passkey} form={form} /> }) : null;
}

/** The passkey's page again with what is wrong, or all passkeys where it is gone. */
const again = async (visit: Visit, form: FormState, status = 422): Promise<Answer> => showAgain((await onePage(visit, form)) ?? (await allPage(visit, form.refusal ? form : { refusal: say(visit.locale, 'account.no_such_passkey') })), status);
