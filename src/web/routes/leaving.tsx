import { strToU8, zipSync } from 'fflate';
import { announceLeaving, takeBackLeaving } from '#domain/account/commands/leave.ts';
import { ownDeparture } from '#domain/account/queries/profile.ts';
import { leavingDueAt } from '#domain/account/rules.ts';
import { Leaving } from '#domain/account/schema.ts';
import { ownSeats } from '#domain/accreditation/queries/own-seats.ts';
import { bylineText } from '#domain/disclosure/byline-text.ts';
import { forOneself, forPublic } from '#domain/disclosure/outputs.ts';
import { ownData } from '#domain/record/queries/own-data.ts';
import { retentionDates } from '#domain/record/queries/retention-dates.ts';
import { ownDataFile } from '#domain/record/ui/OwnData.tsx';
import { Retention } from '#domain/record/ui/Retention.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, SubmissionId, TextField } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { type Answer, bytes, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';
import { recent } from '../recent.ts';

/** Taking one's data with one, leaving, and what is kept until when. */
export function leavingRoutes(door: Door): void {
  door.page('/privacy', forPublic('what is kept'), 'everyone', async (visit) => {
    const forums = await retentionDates(visit.ctx);
    return show(sitePage(visit, { title: say(visit.locale, 'record.keep.title'), still: !visit.person, demonstration: forums.some(({ demonstration }) => demonstration), children: <Retention locale={visit.locale} forums={forums} /> }));
  });
  door.page('/me/data', forOneself('own data page'), 'signed-in', async (visit) => show(dataPage(visit)));
  door.deed('/me/data', forOneself('own data', 'export'), 'signed-in', grave(async (visit) => {
    const data = await ownData(visit.ctx);
    if (!data) return goTo('/sign-in');
    const files = { 'data.html': strToU8(ownDataFile(data, visit.locale)), 'data.json': strToU8(`${JSON.stringify(data, null, 1)}\n`) };
    return bytes('application/zip', zipSync(files, { mtime: data.madeAt }), { fileName: 'colloquy-data.zip' });
  }));
  door.page('/me/leaving', forOneself('leaving page'), 'signed-in', async (visit) => show(await leavingPage(visit)));
  door.deed('/me/leaving', forOneself('leave', 'answer'), 'signed-in', grave(async (visit) => {
    const form = readForm(Leaving, visit.form);
    if (!form.ok) return showAgain(await leavingPage(visit, { typed: form.typed, errors: form.errors }));
    const announced = await announceLeaving(visit.ctx, form.value, { word: say(visit.locale, 'account.leave.word'), origin: visit.house.origin });
    if (!announced.ok) return showAgain(await leavingPage(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, announced.refusal) }));
    return goTo('/me/leaving');
  }));
  door.deed('/me/leaving/stay', forOneself('stay', 'answer'), 'signed-in', async (visit) => {
    const stayed = await takeBackLeaving(visit.ctx);
    return stayed.ok ? goTo('/me/leaving?stayed=yes') : showAgain(await leavingPage(visit, { refusal: sayRefusal(visit.locale, stayed.refusal) }));
  });
}

type Handle = (visit: Visit) => Promise<Answer>;

/** A deed that a device left open must not do for its owner: who has not proved lately who they are is asked again. */
const grave = (handle: Handle): Handle => async (visit) => (await recent(visit)) ?? handle(visit);

function dataPage(visit: Visit) {
  const { locale } = visit;
  const title = say(locale, 'record.data.title');
  return sitePage(visit, {
    title,
    crumbs: [{ text: say(locale, 'account.me.title'), href: `/${locale}/me` }, { text: title, href: null }],
    children: (
      <div class="narrow stack-6">
        <h1>{title}</h1>
        <p class="lead">{say(locale, 'record.data.lead')}</p>
        <Callout>{say(locale, 'record.data.unattributed')}</Callout>
        <form method="post" action={`/${locale}/me/data`} data-turbo="false"><button class="btn btn--primary">{say(locale, 'record.data.button')}</button></form>
        <p><a href={`/${locale}/privacy`}>{say(locale, 'record.keep.title')}</a></p>
      </div>
    ),
  });
}

async function leavingPage(visit: Visit, form?: FormState) {
  const { locale, zone } = visit;
  const departure = await ownDeparture(visit.ctx);
  const title = say(locale, 'account.leave.title');
  return sitePage(visit, {
    title,
    crumbs: [{ text: say(locale, 'account.me.title'), href: `/${locale}/me` }, { text: title, href: null }],
    children: (
      <div class="narrow stack-6">
        <h1>{title}</h1>
        <ErrorSummary locale={locale} form={form} />
        {visit.query['stayed'] && !departure ? <div role="status"><Callout tone="ok" icon="check">{say(locale, 'account.leave.stayed')}</Callout></div> : null}
        {departure ? (
          <>
            <Callout tone="now"><b>{say(locale, 'account.leave.waiting', { onWhen: onWhen(locale, departure.dueAt, zone, { year: true }) })}</b></Callout>
            <form method="post" action={`/${locale}/me/leaving/stay`}><button class="btn btn--primary">{say(locale, 'account.leave.stay')}</button></form>
          </>
        ) : null}
        <What visit={visit} />
        <p><a href={`/${locale}/me/data`}>{say(locale, 'account.leave.dataFirst')}</a></p>
        {departure ? null : await announcement(visit, form)}
      </div>
    ),
  });
}

/** What stays, what is erased: told before the deed, and again while it waits. */
function What({ visit: { locale } }: { visit: Visit }) {
  return (
    <>
      <p class="lead">{say(locale, 'account.leave.lead')}</p>
      <section class="stack">
        <h2>{say(locale, 'account.leave.stays')}</h2>
        <ul>{(['contributions', 'reports', 'journal'] as const).map((what) => <li>{say(locale, `account.leave.stays.${what}`)}</li>)}</ul>
      </section>
      <section class="stack">
        <h2>{say(locale, 'account.leave.erased')}</h2>
        <ul>{(['person', 'access', 'drafts', 'letters', 'seats'] as const).map((what) => <li>{say(locale, `account.leave.erased.${what}`)}</li>)}</ul>
      </section>
      <p>{say(locale, 'account.leave.unattributed')} <a href={`/${locale}/privacy`}>{say(locale, 'record.keep.title')}</a></p>
    </>
  );
}

async function announcement(visit: Visit, form?: FormState) {
  const { locale, zone, ctx } = visit;
  const [first] = await ownSeats(ctx);
  const line = bylineText({ shows: 'former', affiliation: first?.body ?? null, affiliationNames: first?.bodyNames ?? {}, category: null }, locale);
  return (
    <form method="post" action={`/${locale}/me/leaving`} class="form">
      <SubmissionId value={form?.typed?.['submissionId']} />
      <p><b>{say(locale, 'account.leave.when', { onWhen: onWhen(locale, leavingDueAt(ctx.now), zone, { year: true }) })}</b></p>
      <Choices locale={locale} name="name" label={say(locale, 'account.leave.name')} value="replace" form={form} options={[
        { value: 'replace', text: say(locale, 'account.leave.name.replace'), hint: say(locale, 'account.leave.name.replace.hint', { line }) },
        { value: 'keep', text: say(locale, 'account.leave.name.keep'), hint: say(locale, 'account.leave.name.keep.hint') },
      ]} />
      <TextField locale={locale} name="word" label={say(locale, 'account.leave.type', { word: say(locale, 'account.leave.word') })} form={form} autocomplete="off" />
      <button class="btn btn--danger">{say(locale, 'account.leave.button')}</button>
    </form>
  );
}
