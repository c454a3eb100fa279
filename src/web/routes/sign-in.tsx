import { z } from 'zod';
import { askSignIn } from '#domain/account/commands/ask-sign-in.ts';
import { useSignInCode, useSignInLink } from '#domain/account/commands/sign-in.ts';
import { signOut } from '#domain/account/commands/start-session.ts';
import { linkState } from '#domain/account/queries/who.ts';
import { linkMinutes } from '#domain/account/rules.ts';
import { AskForLink, TypeCode } from '#domain/account/schema.ts';
import { SignIn, TypeCode as TypeCodeForm, UseLink } from '#domain/account/ui/SignIn.tsx';
import { WaysToSignIn } from '#domain/account/ui/WaysToSignIn.tsx';
import { mySeats } from '#domain/accreditation/queries/seats-page.ts';
import { forOneself, forPublic } from '#domain/disclosure/outputs.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { arrive } from '../arrive.ts';
import { type Door, goAndForget, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';
import { askedCookie } from '../session.ts';
import { ownAddress, rememberWay } from '../way-back.ts';
import { AdministrationLinks } from './administration.tsx';

export function signInRoutes(door: Door): void {
  door.page('/sign-in', forPublic('sign in'), 'everyone', async (visit) => {
    const back = ownAddress(visit.query['back']);
    if (visit.person && back) return goTo(back);
    return show(signInPage(visit), { cookies: back ? [rememberWay(back)] : [] });
  });
  door.deed('/sign-in', forPublic('ask for a link', 'answer'), 'everyone', async (visit) => {
    const form = readForm(AskForLink, visit.form);
    if (!form.ok) return showAgain(signInPage(visit, { typed: form.typed, errors: form.errors }));
    const asked = await askSignIn(visit.ctx, { email: form.value.email, connection: visit.peer });
    if (!asked.ok) return showAgain(signInPage(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, asked.refusal) }), statusOf(asked.refusal.code));
    // The same answer whether or not the address is known: nothing has looked.
    const sent = say(visit.locale, 'account.link.sent', { address: form.value.email, minutes: linkMinutes });
    return show(codePage(visit, undefined, sent), { cookies: [{ name: askedCookie, value: asked.value.browser, maxAgeSeconds: linkMinutes * 60 }] });
  });
  door.page('/sign-in/code', forPublic('type a code'), 'everyone', async (visit) => (visit.asked ? show(codePage(visit)) : goTo('/sign-in')));
  door.deed('/sign-in/code', forPublic('use a code', 'answer'), 'everyone', async (visit) => {
    const form = readForm(TypeCode, visit.form);
    if (!form.ok) return showAgain(codePage(visit, { typed: form.typed, errors: form.errors }));
    const used = await useSignInCode(visit.ctx, { browser: visit.asked ?? '', code: form.value.code, connection: visit.peer }, visit.device);
    return used.ok ? arrive(visit, used.value) : showAgain(codePage(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, used.refusal) }), statusOf(used.refusal.code));
  });
  door.page('/sign-in/:token', forPublic('one-time link'), 'bearer', async (visit) => {
    const state = await linkState(visit.ctx, visit.params['token'] ?? '');
    return state.ok ? show(usePage(visit)) : show(signInPage(visit, { refusal: sayRefusal(visit.locale, state.refusal) }), { status: 410 });
  });
  door.deed('/sign-in/:token', forPublic('use a link', 'answer'), 'bearer', async (visit) => {
    const used = await useSignInLink(visit.ctx, visit.params['token'] ?? '', visit.device);
    return used.ok ? arrive(visit, used.value) : showAgain(signInPage(visit, { refusal: sayRefusal(visit.locale, used.refusal) }));
  });
  door.deed('/sign-out', forOneself('sign out', 'answer'), 'signed-in', async (visit) => {
    if (visit.token) await signOut(visit.ctx, visit.token);
    visit.house.sessions.forgetAll();
    return goAndForget('/');
  });
  door.page('/me', forOneself('own page'), 'signed-in', async (visit) => show(await mePage(visit)));
  door.deed('/theme', forPublic('choose a theme', 'answer'), 'everyone', async (visit) => {
    const form = readForm(z.object({ theme: z.enum(['light', 'dark', 'auto']), back: z.string().regex(/^\/(?![/\\])[\w\-/·%.]*$/).max(300).optional() }), visit.form);
    // Nothing was chosen: nothing changes.
    if (!form.ok) return goTo('/');
    return goTo(form.value.back ?? '/', [{ name: 'theme', value: form.value.theme, maxAgeSeconds: 31_536_000 }]);
  });
}

const signInPage = (visit: Visit, form?: FormState) => sitePage(visit, { title: say(visit.locale, 'account.signIn.title'), children: <SignIn locale={visit.locale} form={form} ways={<WaysToSignIn locale={visit.locale} provider={visit.house.provider?.label ?? null} />} /> });

const codePage = (visit: Visit, form?: FormState, sent?: string) => sitePage(visit, { title: say(visit.locale, 'account.code.title'), children: <TypeCodeForm locale={visit.locale} form={form} sent={sent} /> });

const usePage = (visit: Visit) => sitePage(visit, { title: say(visit.locale, 'account.signIn.title'), children: <UseLink title={say(visit.locale, 'account.signIn.title')} text={say(visit.locale, 'account.signIn.useText')} button={say(visit.locale, 'account.signIn.use')} /> });

async function mePage(visit: Visit) {
  const { locale } = visit;
  const seats = await mySeats(visit.ctx);
  const title = say(locale, 'account.me.title');
  return sitePage(visit, {
    title,
    children: (
      <div class="narrow stack-6">
        <h1>{title}</h1>
        <section>
          <h2>{say(locale, 'account.me.seats')}</h2>
          {seats.length ? <ul class="docs">{seats.map((seat) => <li><a href={`/${locale}/f/${seat.key}`}>{seat.title}</a><span class="meta">{seat.body}</span></li>)}</ul> : <p>{say(locale, 'account.me.noSeats')}</p>}
        </section>
        <AdministrationLinks visit={visit} />
        <section>
          <h2>{say(locale, 'account.me.yours')}</h2>
          <ul class="docs">{([['profile', 'profile'], ['data', 'data'], ['leaving', 'leave']] as const).map(([to, key]) => <li><a href={`/${locale}/me/${to}`}>{say(locale, `account.me.${key}`)}</a></li>)}</ul>
        </section>
        <form method="post" action={`/${locale}/sign-out`} data-turbo="false"><button class="btn">{say(locale, 'ui.signOut')}</button></form>
      </div>
    ),
  });
}
