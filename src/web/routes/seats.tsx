import { acceptInvitation, declineInvitation } from '#domain/accreditation/commands/accept-invitation.ts';
import { noteOpening } from '#domain/accreditation/commands/note-opening.ts';
import { type InvitationPage, invitationPage, seatsPage } from '#domain/accreditation/queries/seats-page.ts';
import { Acceptance } from '#domain/accreditation/schema.ts';
import { SeatTabs } from '#domain/accreditation/ui/Invitations.tsx';
import { forPublic, forStaff } from '#domain/disclosure/outputs.ts';
import { may } from '#domain/rights.ts';
import { endonyms, locales } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, Select, TextField, Tick } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { arrive } from '../arrive.ts';
import { absent, type Door, type ForumVisit, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage, sitePage } from '../pages.tsx';

export function seatRoutes(door: Door): void {
  door.page('/i/:token', forPublic('invitation'), 'bearer', async (visit) => {
    const token = visit.params['token'] ?? '';
    const page = await invitationPage(visit.ctx, token);
    if (page?.ruling.ok) await noteOpening(visit.ctx, token);
    return show(invited(visit, page), { status: page?.ruling.ok ? 200 : 410 });
  });
  door.deed('/i/:token', forPublic('answer an invitation', 'answer'), 'bearer', async (visit) => {
    const token = visit.params['token'] ?? '';
    if (visit.form['answer'] === 'decline') {
      const declined = await declineInvitation(visit.ctx, token);
      return declined.ok ? show(sitePage(visit, { title: say(visit.locale, 'accreditation.invitation.title'), children: <div class="narrow"><h1>{say(visit.locale, 'accreditation.invitation.declined')}</h1></div> })) : show(invited(visit, null), { status: 410 });
    }
    const page = await invitationPage(visit.ctx, token);
    const form = readForm(Acceptance, { ...visit.form, token });
    if (!form.ok) return showAgain(invited(visit, page, { typed: form.typed, errors: form.errors }));
    const accepted = await acceptInvitation(visit.ctx, form.value, visit.device);
    if (!accepted.ok) return showAgain(invited(visit, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, accepted.refusal) }));
    visit.house.sessions.forgetAll();
    return arrive(visit, accepted.value, { to: `/f/${page?.forum.key ?? ''}` });
  });
  door.page('/f/:forum/run', forStaff('seats'), 'invite', async (visit) => {
    const inside = await visit.forum();
    return inside && may(inside.ctx.sight, 'invite') ? show(await seats(visit, inside)) : absent();
  });
}

function invited(visit: Visit, page: InvitationPage | null, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, 'accreditation.invitation.title');
  const ruling = page?.ruling;
  if (!page || !ruling?.ok) {
    const code = ruling && !ruling.ok ? ruling.refusal.code : 'accreditation.no_such_invitation';
    return sitePage(visit, { title, children: <div class="narrow stack"><h1>{title}</h1><Callout tone="danger"><b>{say(locale, code)}</b></Callout><p><a href={`/${locale}/sign-in`}>{say(locale, 'ui.signIn')}</a></p></div> });
  }
  const { forum } = page;
  return sitePage(visit, {
    title,
    children: (
      <div class="narrow stack">
        <p class="kicker">{title}</p>
        <h1>{forum.announcedTitle ?? forum.shortTitle}</h1>
        <p class="lead">{say(locale, 'accreditation.invitation.seat', { body: page.body, category: say(locale, `ui.category.${page.category}`) })}</p>
        <p class="meta">{say(locale, 'accreditation.invitation.valid', { when: when(locale, page.expiresAt, forum.zone) })} {say(locale, 'invitation.openedIsNoted')}</p>
        <ErrorSummary locale={locale} form={form} />
        <form method="post" class="form" data-turbo="false">
          <section><h2>{say(locale, 'accreditation.invitation.rules')}</h2><ol class="rules">{([1, 2, 3, 4] as const).map((n) => <li>{say(locale, `accreditation.invitation.rule${n}`)}</li>)}</ol></section>
          <Choices locale={locale} name="regime" label={say(locale, 'accreditation.invitation.shown')} value={forum.defaultRegime} form={form} options={forum.allowedRegimes.map((r) => ({ value: r, text: say(locale, `ui.regime.${r}`), hint: say(locale, `ui.regime.${r}.consequence`) }))} />
          <TextField locale={locale} name="name" label={say(locale, 'account.me.name')} value={page.name} form={form} autocomplete="name" />
          <Select locale={locale} name="locale" label={say(locale, 'account.me.locale')} value={page.locale} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} form={form} />
          <Tick locale={locale} name="rules" label={say(locale, 'accreditation.invitation.acceptRules')} form={form} />
          <div class="btns"><button class="btn btn--primary" name="answer" value="accept">{say(locale, 'accreditation.invitation.accept')}</button><button class="btn" name="answer" value="decline">{say(locale, 'accreditation.invitation.decline')}</button></div>
        </form>
      </div>
    ),
  });
}

async function seats(visit: Visit, { ctx, frame }: ForumVisit) {
  const { locale } = visit;
  const page = await seatsPage(ctx);
  const title = say(locale, 'accreditation.seats.title');
  return forumPage(visit, frame, {
    title,
    current: 'run',
    children: (
      <div class="stack-6">
        <h1>{title}</h1>
        <SeatTabs locale={locale} base={`/${locale}/f/${frame.forum.key}/run`} current="seats" />
        <div class="tablewrap"><table class="table"><caption>{say(locale, 'terms.seat')}</caption><thead><tr>{(['person', 'body', 'roles'] as const).map((k) => <th scope="col">{say(locale, `accreditation.seats.${k}`)}</th>)}</tr></thead><tbody>{page.seats.map((s) => <tr><th scope="row">{s.person}</th><td>{s.body}</td><td>{s.roles.map((r) => say(locale, `ui.role.${r}`)).join(', ')}</td></tr>)}</tbody></table></div>
      </div>
    ),
  });
}
