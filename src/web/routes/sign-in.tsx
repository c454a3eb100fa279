import { z } from 'zod';
import { changeProfile } from '#domain/account/commands/change-profile.ts';
import { requestSignInLink, sessionHours, signOut, useSignInLink } from '#domain/account/commands/sign-in.ts';
import { linkState } from '#domain/account/queries/who.ts';
import { AskForLink, Profile } from '#domain/account/schema.ts';
import { mySeats } from '#domain/accreditation/queries/seats-page.ts';
import { forOneself, forPublic } from '#domain/disclosure/outputs.ts';
import { endonyms, locales } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextField } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { type Cookie, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';
import { sessionCookie } from '../session.ts';
import { rateLimit } from '../rate-limit.ts';

/** The cookie that keeps a person signed in on this device. */
export const sessionFor = (session: string): Cookie => ({ name: sessionCookie, value: session, maxAgeSeconds: sessionHours * 3_600 });

// Per address of the connection: forwarding headers are not believed, so they do not move it.
const asked = rateLimit({ times: 10, perMinutes: 15 });

export function signInRoutes(door: Door): void {
  door.page('/sign-in', forPublic('sign in'), 'everyone', async (visit) => show(signInPage(visit)));
  door.deed('/sign-in', forPublic('ask for a link', 'answer'), 'everyone', async (visit) => {
    const form = readForm(AskForLink, visit.form);
    if (!form.ok) return showAgain(signInPage(visit, { typed: form.typed, errors: form.errors }));
    if (asked(visit.peer, visit.ctx.now)) await requestSignInLink(visit.ctx, form.value.email, visit.house.origin);
    // The same answer whether or not the address is known, and whether or not a letter was sent.
    return show(signInPage(visit, undefined, say(visit.locale, 'account.link.sent', { address: form.value.email, minutes: 15 })));
  });
  door.page('/sign-in/:token', forPublic('one-time link'), 'bearer', async (visit) => {
    const state = await linkState(visit.ctx, visit.params['token'] ?? '');
    return state.ok ? show(usePage(visit)) : show(signInPage(visit, { refusal: sayRefusal(visit.locale, state.refusal) }), { status: 410 });
  });
  door.deed('/sign-in/:token', forPublic('use a link', 'answer'), 'bearer', async (visit) => {
    const used = await useSignInLink(visit.ctx, visit.params['token'] ?? '');
    if (!used.ok) return showAgain(signInPage(visit, { refusal: sayRefusal(visit.locale, used.refusal) }));
    const actor = { kind: 'person' as const, personId: used.value.personId, administrator: false };
    const seats = await mySeats({ ...visit.ctx, actor });
    return goTo(seats.length === 1 ? `/f/${seats[0]?.key ?? ''}` : '/me', [sessionFor(used.value.session)]);
  });
  door.deed('/sign-out', forOneself('sign out', 'answer'), 'signed-in', async (visit) => {
    if (visit.token) await signOut(visit.ctx, visit.token);
    visit.house.sessions.forgetAll();
    return goTo('/', [{ name: sessionCookie, value: '', maxAgeSeconds: 0 }]);
  });
  door.page('/me', forOneself('own page'), 'signed-in', async (visit) => (visit.person ? show(await mePage(visit)) : goTo('/sign-in')));
  door.deed('/me', forOneself('change profile', 'answer'), 'signed-in', async (visit) => {
    const form = readForm(Profile, visit.form);
    if (!form.ok) return showAgain(await mePage(visit, { typed: form.typed, errors: form.errors }));
    const changed = await changeProfile(visit.ctx, form.value);
    if (!changed.ok) return showAgain(await mePage(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, changed.refusal) }));
    visit.house.sessions.forgetAll();
    return goTo('/me');
  });
  door.deed('/theme', forPublic('choose a theme', 'answer'), 'everyone', async (visit) => {
    const form = readForm(z.object({ theme: z.enum(['light', 'dark', 'auto']), back: z.string().regex(/^\/(?![/\\])[\w\-/·%.]*$/).max(300).optional() }), visit.form);
    // Nothing was chosen: nothing changes.
    if (!form.ok) return goTo('/');
    return goTo(form.value.back ?? '/', [{ name: 'theme', value: form.value.theme, maxAgeSeconds: 31_536_000 }]);
  });
}

function signInPage(visit: Visit, form?: FormState, sent?: string) {
  const { locale } = visit;
  return sitePage(visit, {
    title: say(locale, 'account.signIn.title'),
    children: (
      <div class="narrow stack">
        <h1>{say(locale, 'account.signIn.title')}</h1>
        <ErrorSummary locale={locale} form={form} />
        {sent ? <div role="status"><Callout tone="ok" icon="check">{sent}</Callout></div> : null}
        <form method="post" action={`/${locale}/sign-in`} class="form" data-turbo="false">
          <TextField locale={locale} name="email" type="email" autocomplete="email" label={say(locale, 'account.signIn.email')} hint={say(locale, 'account.signIn.hint')} form={form} />
          <button class="btn btn--primary">{say(locale, 'account.signIn.button')}</button>
        </form>
      </div>
    ),
  });
}

function usePage(visit: Visit) {
  const { locale } = visit;
  return sitePage(visit, {
    title: say(locale, 'account.signIn.title'),
    children: (
      <div class="narrow stack">
        <h1>{say(locale, 'account.signIn.title')}</h1>
        <p>{say(locale, 'account.signIn.useText')}</p>
        <form method="post" data-turbo="false"><button class="btn btn--primary">{say(locale, 'account.signIn.use')}</button></form>
      </div>
    ),
  });
}

async function mePage(visit: Visit, form?: FormState) {
  const { locale, person } = visit;
  const seats = await mySeats(visit.ctx);
  const title = say(locale, 'account.me.title');
  return sitePage(visit, {
    title,
    children: (
      <div class="narrow stack-6">
        <h1>{title}</h1>
        <ErrorSummary locale={locale} form={form} />
        <section>
          <h2>{say(locale, 'account.me.seats')}</h2>
          {seats.length ? <ul class="docs">{seats.map((seat) => <li><a href={`/${locale}/f/${seat.key}`}>{seat.title}</a><span class="meta">{seat.body}</span></li>)}</ul> : <p>{say(locale, 'account.me.noSeats')}</p>}
        </section>
        <form method="post" class="form">
          <SubmissionId />
          <TextField locale={locale} name="name" label={say(locale, 'account.me.name')} value={person?.name} form={form} autocomplete="name" />
          <Select locale={locale} name="locale" label={say(locale, 'account.me.locale')} value={person?.locale} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} form={form} />
          <TextField locale={locale} name="zone" label={say(locale, 'account.me.zone')} value={person?.zone} form={form} />
          <button class="btn btn--primary">{say(locale, 'ui.save')}</button>
        </form>
        <form method="post" action={`/${locale}/sign-out`} data-turbo="false"><button class="btn">{say(locale, 'ui.signOut')}</button></form>
      </div>
    ),
  });
}
