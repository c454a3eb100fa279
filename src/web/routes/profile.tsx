import { changeProfile } from '#domain/account/commands/change-profile.ts';
import { digests } from '#domain/account/model.ts';
import { type ProfilePage, profilePage } from '#domain/account/queries/profile.ts';
import { Profile } from '#domain/account/schema.ts';
import { chooseRegime } from '#domain/accreditation/commands/choose-regime.ts';
import { type OwnSeat, ownSeats } from '#domain/accreditation/queries/own-seats.ts';
import { ChooseRegime } from '#domain/accreditation/schema.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { bylineText } from '#domain/disclosure/byline-text.ts';
import { forOneself } from '#domain/disclosure/outputs.ts';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextField, Ticks } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** One's own profile: name, languages, time zone, letters, and how one is shown in each forum. */
export function profileRoutes(door: Door): void {
  door.page('/me/profile', forOneself('profile'), 'signed-in', async (visit) => show(await profile(visit)));
  door.deed('/me/profile', forOneself('change profile', 'answer'), 'signed-in', async (visit) => {
    const form = readForm(Profile, visit.form);
    if (!form.ok) return showAgain(await profile(visit, { typed: form.typed, errors: form.errors }));
    const changed = await changeProfile(visit.ctx, form.value);
    if (!changed.ok) return showAgain(await profile(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, changed.refusal) }));
    visit.house.sessions.forgetAll();
    return goTo('/me/profile?saved=yes');
  });
  door.deed('/me/profile/shown', forOneself('choose how one is shown', 'answer'), 'signed-in', async (visit) => {
    const form = readForm(ChooseRegime, visit.form);
    if (!form.ok) return showAgain(await profile(visit, { errors: form.errors }));
    const seat = (await ownSeats(visit.ctx)).find(({ forumKey }) => forumKey === form.value.forum);
    const inside = seat ? await enter(visit.ctx, seat.forumId) : null;
    if (!inside) return showAgain(await profile(visit, { refusal: say(visit.locale, 'accreditation.no_such_seat') }));
    const chosen = await chooseRegime(inside, form.value);
    return chosen.ok ? goTo('/me/profile?saved=yes') : showAgain(await profile(visit, { refusal: sayRefusal(visit.locale, chosen.refusal) }));
  });
}

async function profile(visit: Visit, form?: FormState) {
  const { locale } = visit;
  const [own, seats] = [await profilePage(visit.ctx), await ownSeats(visit.ctx)];
  const title = say(locale, 'account.me.profile');
  const shownIn = seats.filter(({ standing, regimes }) => standing !== 'withdrawn' && standing !== 'suspended' && regimes.length > 0);
  return sitePage(visit, {
    title,
    crumbs: [{ text: say(locale, 'account.me.title'), href: `/${locale}/me` }, { text: title, href: null }],
    children: (
      <div class="narrow stack-6">
        <h1>{title}</h1>
        <ErrorSummary locale={locale} form={form} />
        {visit.query['saved'] && !form ? <div role="status"><Callout tone="ok" icon="check">{say(locale, 'account.profile.saved')}</Callout></div> : null}
        {own?.mixedScripts ? <Callout tone="now">{say(locale, 'account.profile.mixed')}</Callout> : null}
        {own ? <Fields locale={locale} own={own} form={form} /> : null}
        {shownIn.length > 0 ? (
          <section class="stack">
            <h2>{say(locale, 'account.profile.shown.title')}</h2>
            <p>{say(locale, 'account.profile.shown.text')}</p>
            {shownIn.map((seat) => <Shown locale={locale} seat={seat} />)}
          </section>
        ) : null}
      </div>
    ),
  });
}

function Fields({ locale, own, form }: { locale: Locale; own: ProfilePage; form: FormState | undefined }) {
  const zones = [...new Set([own.zone, ...Intl.supportedValuesOf('timeZone')])].sort();
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), text: `${String(hour).padStart(2, '0')}:00` }));
  return (
    <form method="post" action={`/${locale}/me/profile`} class="form">
      <SubmissionId value={form?.typed?.['submissionId']} />
      <TextField locale={locale} name="name" label={say(locale, 'account.me.name')} hint={say(locale, 'account.profile.nameHint')} value={own.name} form={form} autocomplete="name" />
      <Select locale={locale} name="locale" label={say(locale, 'account.me.locale')} value={own.locale} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} form={form} />
      <Ticks locale={locale} name="languages" label={say(locale, 'account.profile.languages')} hint={say(locale, 'account.profile.languagesHint')} values={own.languages} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} form={form} />
      <Select locale={locale} name="zone" label={say(locale, 'account.me.zone')} value={own.zone} options={zones.map((zone) => ({ value: zone, text: zone.replaceAll('_', ' ') }))} form={form} />
      <Choices locale={locale} name="digest" label={say(locale, 'account.profile.digest')} hint={say(locale, 'account.profile.digest.hint')} value={own.digest} options={digests.map((d) => ({ value: d, text: say(locale, `account.profile.digest.${d}`) }))} form={form} />
      <Select locale={locale} name="digestHour" label={say(locale, 'account.profile.digestHour')} hint={say(locale, 'account.profile.digestHourHint')} value={String(own.digestHour)} options={hours} form={form} />
      <button class="btn btn--primary">{say(locale, 'ui.save')}</button>
    </form>
  );
}

function Shown({ locale, seat }: { locale: Locale; seat: OwnSeat }) {
  const options = seat.regimes.map(({ regime, inside, outside }) => ({
    value: regime,
    text: say(locale, `ui.regime.${regime}`),
    hint: `${say(locale, `ui.regime.${regime}.consequence`)} ${say(locale, 'account.profile.shown.line', { inside: bylineText(inside, locale), outside: bylineText(outside, locale) })}`,
  }));
  return (
    <form method="post" action={`/${locale}/me/profile/shown`} class="form">
      <SubmissionId />
      <input type="hidden" name="forum" value={seat.forumKey} />
      <Choices locale={locale} name="regime" label={seat.forum} value={seat.defaultRegime} options={options} />
      <button class="btn">{say(locale, 'account.profile.shown.save')}<span class="vh">: {seat.forum}</span></button>
    </form>
  );
}
