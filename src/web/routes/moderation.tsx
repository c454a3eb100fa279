import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { ownTasks } from '#domain/discussion/queries/task-page.ts';
import { waiting } from '#domain/discussion/queries/waiting.ts';
import { OwnTasks } from '#domain/discussion/ui/OwnTasks.tsx';
import { WaitingList } from '#domain/discussion/ui/WaitingList.tsx';
import { decideAppeal, lodgeAppeal } from '#domain/moderation/commands/appeal.ts';
import { claimCase } from '#domain/moderation/commands/claim-case.ts';
import { confirmDecision, decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution, withdrawFlag } from '#domain/moderation/commands/flag-contribution.ts';
import { settleEdit } from '#domain/moderation/commands/settle-edit.ts';
import { rulesOfForum } from '#domain/moderation/model.ts';
import { caseList } from '#domain/moderation/queries/case-list.ts';
import { type CasePage, casePage } from '#domain/moderation/queries/case-page.ts';
import { type FlagPage, flagPage } from '#domain/moderation/queries/own-flag.ts';
import { quarantineWaiting } from '#domain/moderation/queries/quarantine-page.ts';
import { previewOf, type PreviewView } from '#domain/moderation/queries/preview.ts';
import { ruleKey } from '#domain/moderation/rules.ts';
import { waits } from '#domain/moderation/rules/docket.ts';
import { AppealInput, ClaimInput, ConfirmationInput, DecisionInput, EditInput, FlagInput, FlagWithdrawalInput, ReviewInput } from '#domain/moderation/schema.ts';
import { CaseDeeds } from '#domain/moderation/ui/CaseDeeds.tsx';
import { CaseFile, Steps } from '#domain/moderation/ui/CaseFile.tsx';
import { NextSteps, StepTable } from '#domain/moderation/ui/NextSteps.tsx';
import { Docket } from '#domain/moderation/ui/Docket.tsx';
import { Preview } from '#domain/moderation/ui/Preview.tsx';
import { may, type Needs } from '#domain/rights.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { type MessageKey, say, sayRefusal } from '#platform/i18n/say.ts';
import { stamp, timeOf, when } from '#platform/i18n/time.ts';
import type { Outcome } from '#platform/outcome.ts';
import { Choices, ErrorSummary, type FormState, SubmissionId, TextArea, Tick } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

const ruleOptions = (locale: Locale) => rulesOfForum.map((rule) => ({ value: rule, text: `${rule} ${say(locale, ruleKey(rule) as MessageKey)}` }));
const numberOf = (visit: Visit): number => Number(/^M-0*(\d{1,6})$/.exec(visit.params['case'] ?? '')?.[1] ?? 0);

export function moderationRoutes(door: Door): void {
  door.page('/f/:forum/c/:ref/flag', forSeats('flag form'), 'flag', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await flagPage(inside.ctx, visit.params['ref'] ?? ''));
    return inside && page ? show(flagView(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/c/:ref/flag', forSeats('flag', 'answer'), 'flag', async (visit) => {
    const inside = await visit.forum();
    const ref = visit.params['ref'] ?? '';
    const page = inside && (await flagPage(inside.ctx, ref));
    if (!inside || !page) return absent();
    const form = readForm(FlagInput, visit.form);
    if (!form.ok) return showAgain(flagView(visit, inside, page, { form: { typed: form.typed, errors: form.errors } }));
    const flagged = await flagContribution(inside.ctx, ref, form.value);
    if (!flagged.ok) return showAgain(flagView(visit, inside, page, { form: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, flagged.refusal) } }));
    return show(flagView(visit, inside, (await flagPage(inside.ctx, ref)) ?? page, { done: say(visit.locale, 'moderation.flag.received', { ref: refText(visit) }) }));
  });
  door.deed('/f/:forum/c/:ref/flag/withdraw', forSeats('withdraw a flag', 'answer'), 'flag', async (visit) => {
    const inside = await visit.forum();
    const ref = visit.params['ref'] ?? '';
    const page = inside && (await flagPage(inside.ctx, ref));
    if (!inside || !page) return absent();
    const form = readForm(FlagWithdrawalInput, visit.form);
    if (!form.ok) return showAgain(flagView(visit, inside, page, { form: { typed: form.typed, errors: form.errors } }));
    const withdrawn = await withdrawFlag(inside.ctx, ref, form.value);
    return withdrawn.ok ? goTo(`/f/${inside.frame.forum.key}/c/${ref}/flag`) : showAgain(flagView(visit, inside, page, { form: { refusal: sayRefusal(visit.locale, withdrawn.refusal) } }));
  });
  door.page('/f/:forum/mod', forStaff('cases'), 'see-cases', async (visit) => {
    const inside = await visit.forum();
    const cases = inside && (await caseList(inside.ctx));
    if (!inside || !cases) return absent();
    const { locale } = visit;
    const { forum } = inside.frame;
    // The desk is the organisers': who moderates finds here what was given to them there.
    const tasks = may(inside.ctx.sight, 'see-desk') ? [] : await ownTasks(inside.ctx);
    const waitingTexts = await waiting(inside.ctx);
    const material = await quarantineWaiting(inside.ctx);
    const title = say(locale, 'moderation.list.title');
    return show(forumPage(visit, inside.frame, {
      title,
      current: 'mod',
      children: (
        <div class="stack"><h1>{title}</h1>
          <OwnTasks tasks={tasks} locale={locale} zone={forum.zone} base={`/${locale}/f/${forum.key}`} />
          <Docket locale={locale} zone={forum.zone} base={`/${locale}/f/${forum.key}`} cases={cases} />
          {material === null ? null : <p><a href={`/${locale}/f/${forum.key}/mod/quarantine`}>{say(locale, 'quarantine.link', { count: material })}</a></p>}
          {waitingTexts ? <WaitingList locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} waiting={waitingTexts} /> : null}
        </div>
      ),
    }));
  });
  door.page('/f/:forum/mod/steps', forStaff('steps of a case'), 'see-cases', async (visit) => {
    const inside = await visit.forum();
    const title = say(visit.locale, 'casestep.title');
    return inside ? show(forumPage(visit, inside.frame, { title, current: 'mod', children: <div class="stack"><h1>{title}</h1><p class="lead">{say(visit.locale, 'casestep.lead')}</p><StepTable locale={visit.locale} /></div> })) : absent();
  });
  door.page('/f/:forum/mod/:case', forSeats('case'), 'read-case', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await casePage(inside.ctx, numberOf(visit)));
    return inside && page ? show(caseView(visit, inside, page)) : absent();
  });
  caseDeed(door, '/decide', 'decide-case', DecisionInput, (inside, n, input) => decideCase(inside.ctx, n, input));
  caseDeed(door, '/claim', 'decide-case', ClaimInput, (inside, n, input) => claimCase(inside.ctx, n, input));
  caseDeed(door, '/confirm', 'decide-case', ConfirmationInput, (inside, n, input) => confirmDecision(inside.ctx, n, input));
  caseDeed(door, '/edited', 'decide-case', EditInput, (inside, n, input) => settleEdit(inside.ctx, n, input));
  // What each person would read, before anything is decided.
  door.deed('/f/:forum/mod/:case/preview', forSeats('case/preview', 'answer'), 'decide-case', async (visit): Promise<Answer> => {
    const inside = await visit.forum();
    const page = inside && (await casePage(inside.ctx, numberOf(visit)));
    if (!inside || !page) return absent();
    const form = readForm(DecisionInput, visit.form);
    if (!form.ok) return showAgain(caseView(visit, inside, page, { form: { typed: form.typed, errors: form.errors } }));
    const preview = await previewOf(inside.ctx, page, form.value, visit.locale);
    return preview ? showAgain(caseView(visit, inside, page, { form: { typed: typedIn(visit.form) }, preview })) : absent();
  });
  caseDeed(door, '/appeal', 'appeal', AppealInput, (inside, n, input) => lodgeAppeal(inside.ctx, n, input));
  caseDeed(door, '/review', 'decide-appeal', ReviewInput, (inside, n, input) => decideAppeal(inside.ctx, n, input));
}

/** A deed on a case: its form, its command, the case again. */
function caseDeed<S extends Parameters<typeof readForm>[0]>(door: Door, path: string, needs: Needs, schema: S, run: (inside: ForumVisit, number: number, input: never) => Promise<Outcome<unknown>>): void {
  door.deed(`/f/:forum/mod/:case${path}`, forSeats(`case${path}`, 'answer'), needs, async (visit): Promise<Answer> => {
    const inside = await visit.forum();
    const page = inside && (await casePage(inside.ctx, numberOf(visit)));
    if (!inside || !page) return absent();
    const form = readForm(schema, visit.form);
    if (!form.ok) return showAgain(caseView(visit, inside, page, { form: { typed: form.typed, errors: form.errors } }));
    const done = await run(inside, numberOf(visit), form.value as never);
    // The case as it is now: a refusal may be for what changed since, which is shown beside what was typed.
    if (!done.ok) return showAgain(caseView(visit, inside, (await casePage(inside.ctx, numberOf(visit))) ?? page, { form: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) } }));
    return goTo(`/f/${inside.frame.forum.key}/mod/${page.ref}`);
  });
}

const refText = (visit: Visit): string => (visit.params['ref'] ?? '').replace('-', '·');

/** The form to flag a text, and one's own flag with what came of it. */
function flagView(visit: Visit, { frame }: ForumVisit, page: FlagPage, { form, done }: { form?: FormState; done?: string } = {}) {
  const { locale } = visit;
  const ref = refText(visit);
  const title = say(locale, 'moderation.flag.title', { ref });
  const code = ref.split('·')[0] ?? '';
  const here = `/${locale}/f/${frame.forum.key}/c/${ref.replace('·', '-')}`;
  const { own } = page;
  const state = own && (own.withdrawnAt ? say(locale, 'moderation.own.withdrawn') : own.waits || !own.measure ? say(locale, 'moderation.own.waits') : say(locale, 'moderation.own.decided', { measure: say(locale, `moderation.measure.${own.measure}`) }));
  return forumPage(visit, frame, {
    title,
    current: `q:${code}`,
    children: (
      <div class="stack"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        {done ? <div role="status"><Callout tone="ok" icon="check">{done}</Callout><p class="mt-4"><a href={here}>{ref}</a></p></div> : null}
        {own ? (
          <section class="stack" aria-labelledby="own-h"><h2 id="own-h">{say(locale, 'moderation.own.title')}</h2>
            <p><b>{own.rule}</b> {own.sentence}</p><p class="meta"><time dateTime={own.at.toISOString()}>{stamp(locale, own.at, frame.forum.zone)}</time> · {state}</p>
            {own.waits && !own.withdrawnAt ? <form method="post" action={`${here}/flag/withdraw`}><SubmissionId /><button class="btn">{say(locale, 'moderation.own.withdraw')}</button></form> : null}
          </section>
        ) : null}
        {page.canFlag && !done ? (
          <form method="post" class="form" data-turbo="false"><SubmissionId value={form?.typed?.['submissionId']} />
            <Choices locale={locale} name="rule" label={say(locale, 'moderation.flag.rule')} options={ruleOptions(locale)} form={form} />
            <TextArea locale={locale} name="sentence" rows={3} label={say(locale, 'moderation.flag.sentence')} form={form} />
            <Tick locale={locale} name="urgent" label={say(locale, 'moderation.flag.urgent')} form={form} />
            <button class="btn btn--primary">{say(locale, 'moderation.flag.send')}</button>
          </form>
        ) : null}
      </div>
    ),
  });
}

function caseView(visit: Visit, inside: ForumVisit, page: CasePage, { form, preview }: { form?: FormState | undefined; preview?: PreviewView } = {}) {
  const { locale } = visit;
  const { frame } = inside;
  const { found } = page;
  const base = `/${locale}/f/${frame.forum.key}`;
  const here = `${base}/mod/${page.ref}`;
  const { zone } = frame.forum;
  const title = say(locale, 'moderation.case.title', { ref: page.ref, contribution: page.contribution.ref });
  const judges = page.forModerators && may(inside.ctx.sight, 'decide-case');
  const read = Number(form?.typed?.['version'] ?? found.version);
  const changed = page.steps.filter(({ version }) => version > read);
  return forumPage(visit, frame, {
    title,
    current: 'mod',
    children: (
      <div class="stack-6"><h1>{title}</h1>
        {page.forModerators ? (
          <div class="row">
            {found.dueAt && waits(found.state) ? <Tag tone={found.dueAt <= inside.ctx.now ? 'danger' : 'now'}>{say(locale, 'moderation.case.due', { when: when(locale, found.dueAt, zone) })}</Tag> : null}
            {found.claimedAt ? <Tag>{say(locale, page.canHandOver ? 'moderation.case.yours' : 'moderation.case.anothers', { when: timeOf(locale, found.claimedAt, zone) })}</Tag> : null}
            {page.canClaim || page.canHandOver ? <form method="post" action={`${here}/claim`}><SubmissionId /><button class="btn" name="step" value={page.canHandOver ? 'hand-over' : 'claim'}>{say(locale, page.canHandOver ? 'moderation.case.handOver' : 'moderation.case.claim')}</button></form> : null}
          </div>
        ) : null}
        <ErrorSummary locale={locale} form={form} />
        {changed.length ? <section class="stack" aria-labelledby="changed-h"><h2 id="changed-h">{say(locale, 'moderation.case.changed')}</h2><Steps locale={locale} zone={zone} steps={changed} /></section> : null}
        {preview ? <Preview locale={locale} {...preview} /> : null}
        <div class="case">
          <CaseFile locale={locale} zone={zone} base={base} page={page} dress={dressingFor(visit)} judgeAt={judges ? `${here}/signals` : null} />
          <div class="stack-6">
            {page.forModerators ? <NextSteps locale={locale} base={base} steps={page.next} /> : null}
            <CaseDeeds locale={locale} zone={zone} here={here} base={base} page={page} form={form} />
          </div>
        </div>
      </div>
    ),
  });
}
