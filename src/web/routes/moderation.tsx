import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { contributionByRef } from '#domain/discussion/queries/contribution-facts.ts';
import { ownTasks } from '#domain/discussion/queries/task-page.ts';
import { OwnTasks } from '#domain/discussion/ui/OwnTasks.tsx';
import { waiting } from '#domain/discussion/queries/waiting.ts';
import { WaitingList } from '#domain/discussion/ui/WaitingList.tsx';
import { decideAppeal, lodgeAppeal } from '#domain/moderation/commands/appeal.ts';
import { decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { measures, rulesOfForum } from '#domain/moderation/model.ts';
import { type CasePage, caseList, casePage } from '#domain/moderation/queries/case-page.ts';
import { Signals } from '#domain/moderation/ui/Signals.tsx';
import { ruleKey } from '#domain/moderation/rules.ts';
import { AppealInput, DecisionInput, FlagInput, ReviewInput } from '#domain/moderation/schema.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { may, type Needs } from '#domain/rights.ts';
import { type MessageKey, say, sayRefusal } from '#platform/i18n/say.ts';
import { stamp, when } from '#platform/i18n/time.ts';
import type { Outcome } from '#platform/outcome.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea, Tick } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

const ruleOptions = (locale: Locale) => rulesOfForum.map((rule) => ({ value: rule, text: `${rule} ${say(locale, ruleKey(rule) as MessageKey)}` }));
const numberOf = (visit: Visit): number => Number(/^M-0*(\d{1,6})$/.exec(visit.params['case'] ?? '')?.[1] ?? 0);

export function moderationRoutes(door: Door): void {
  door.page('/f/:forum/c/:ref/flag', forSeats('flag form'), 'flag', async (visit) => {
    const inside = await visit.forum();
    const contribution = inside && (await contributionByRef(inside.ctx, visit.params['ref'] ?? ''));
    return inside && contribution?.visibility === 'shown' ? show(flagPage(visit, inside)) : absent();
  });
  door.deed('/f/:forum/c/:ref/flag', forSeats('flag', 'answer'), 'flag', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(FlagInput, visit.form);
    if (!form.ok) return showAgain(flagPage(visit, inside, { typed: form.typed, errors: form.errors }));
    const flagged = await flagContribution(inside.ctx, visit.params['ref'] ?? '', form.value);
    if (!flagged.ok) return showAgain(flagPage(visit, inside, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, flagged.refusal) }));
    return show(flagPage(visit, inside, undefined, say(visit.locale, 'moderation.flag.received', { ref: refText(visit) })));
  });
  door.page('/f/:forum/mod', forStaff('cases'), 'see-cases', async (visit) => {
    const inside = await visit.forum();
    const cases = inside && (await caseList(inside.ctx));
    if (!inside || !cases) return absent();
    const { locale } = visit;
    const { forum } = inside.frame;
    // The desk is the organisers': who moderates finds here what was given to them there.
    const tasks = may(inside.ctx.sight, 'see-desk') ? [] : await ownTasks(inside.ctx);
    const waits = await waiting(inside.ctx);
    const title = say(locale, 'moderation.list.title');
    return show(forumPage(visit, inside.frame, {
      title,
      current: 'mod',
      children: (
        <div class="stack"><h1>{title}</h1>
          <OwnTasks tasks={tasks} locale={locale} zone={forum.zone} base={`/${locale}/f/${forum.key}`} />
          {cases.length === 0 ? <Empty><p>{say(locale, 'moderation.list.empty')}</p></Empty> : (
            <div class="tablewrap"><table class="table"><thead><tr><th scope="col">{say(locale, 'terms.case')}</th><th scope="col">{say(locale, 'terms.contribution')}</th><th scope="col" class="r">{say(locale, 'moderation.list.flags')}</th><th scope="col">{say(locale, 'moderation.list.state')}</th></tr></thead>
              <tbody>{cases.map((c) => <tr><th scope="row"><a href={`/${locale}/f/${inside.frame.forum.key}/mod/${c.ref}`}>{c.ref}</a> {c.urgent ? <Tag tone="danger">{say(locale, 'moderation.case.urgent')}</Tag> : null}</th><td>{c.contribution}</td><td class="r">{c.flags}</td><td>{c.measure ? say(locale, `moderation.measure.${c.measure}` as MessageKey) : say(locale, `moderation.state.${c.state}` as MessageKey)}{c.appeal ? <span class="meta"> · {say(locale, `moderation.outcome.${c.appeal}` as MessageKey)}</span> : null}</td></tr>)}</tbody></table></div>
          )}
          {waits ? <WaitingList locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} waiting={waits} /> : null}
        </div>
      ),
    }));
  });
  door.page('/f/:forum/mod/:case', forSeats('case'), 'read-case', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await casePage(inside.ctx, numberOf(visit)));
    return inside && page ? show(caseView(visit, inside, page)) : absent();
  });
  caseDeed(door, '/decide', 'decide-case', DecisionInput, (inside, n, input) => decideCase(inside.ctx, n, input));
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
    if (!form.ok) return showAgain(caseView(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const done = await run(inside, numberOf(visit), form.value as never);
    if (!done.ok) return showAgain(caseView(visit, inside, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) }));
    return goTo(`/f/${inside.frame.forum.key}/mod/${page.ref}`);
  });
}

const refText = (visit: Visit): string => (visit.params['ref'] ?? '').replace('-', '·');

function flagPage(visit: Visit, { frame }: ForumVisit, form?: FormState, done?: string) {
  const { locale } = visit;
  const ref = refText(visit);
  const title = say(locale, 'moderation.flag.title', { ref });
  const code = ref.split('·')[0] ?? '';
  return forumPage(visit, frame, {
    title,
    current: `q:${code}`,
    children: (
      <div class="stack"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        {done ? <div role="status"><Callout tone="ok" icon="check">{done}</Callout><p class="mt-4"><a href={`/${locale}/f/${frame.forum.key}/c/${ref.replace('·', '-')}`}>{ref}</a></p></div> : (
          <form method="post" class="form" data-turbo="false"><SubmissionId value={form?.typed?.['submissionId']} />
            <Choices locale={locale} name="rule" label={say(locale, 'moderation.flag.rule')} options={ruleOptions(locale)} form={form} />
            <TextArea locale={locale} name="sentence" rows={3} label={say(locale, 'moderation.flag.sentence')} form={form} />
            <Tick locale={locale} name="urgent" label={say(locale, 'moderation.flag.urgent')} form={form} />
            <button class="btn btn--primary">{say(locale, 'moderation.flag.send')}</button>
          </form>
        )}
      </div>
    ),
  });
}

function caseView(visit: Visit, inside: ForumVisit, page: CasePage, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, 'moderation.case.title', { ref: page.ref, contribution: page.contribution.ref });
  const { decision, appeal } = page;
  const { frame } = inside;
  const here = `/${locale}/f/${frame.forum.key}/mod/${page.ref}`;
  const { zone } = frame.forum;
  const area = (name: string, key: MessageKey) => <TextArea locale={locale} name={name} rows={3} label={say(locale, key as 'moderation.reasons.facts')} form={form} />;
  return forumPage(visit, frame, {
    title,
    current: 'mod',
    children: (
      <div class="stack-6"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        <div class="case"><section class="stack"><h2>{say(locale, 'moderation.case.asFlagged')}</h2><div class="flagged"><div class="read mt-4 mb-4" lang={page.contribution.lang} dangerouslySetInnerHTML={{ __html: dressingFor(visit)(page.html) }} /></div>
          {page.flags.length ? <ul class="log">{page.flags.map((f) => <li><time>{stamp(locale, f.at, zone)}</time><b>{f.rule}</b> {f.sentence} {f.urgent ? <Tag tone="danger">{say(locale, 'moderation.case.urgent')}</Tag> : null}</li>)}</ul> : null}
          {may(inside.ctx.sight, 'see-cases') ? <Signals locale={locale} signals={page.signals} judgeAt={may(inside.ctx.sight, 'decide-case') ? `${here}/signals` : null} /> : null}
          {may(inside.ctx.sight, 'see-cases') ? <p><a href={`/${locale}/f/${frame.forum.key}/mod/aids`}>{say(locale, 'aids.page.title')}</a></p> : null}
        </section>
        <section class="stack">
          {decision ? (
            <div class="stack"><h2>{say(locale, 'moderation.reasons.title')}</h2>
              <dl class="kv"><dt>{say(locale, 'moderation.reasons.measure')}</dt><dd>{say(locale, `moderation.measure.${decision.measure}` as MessageKey)}</dd><dt>{say(locale, 'moderation.reasons.ground')}</dt><dd>{decision.ground} {say(locale, ruleKey(decision.ground) as MessageKey)}</dd><dt>{say(locale, 'moderation.reasons.facts')}</dt><dd>{decision.facts}</dd><dt>{say(locale, 'moderation.reasons.scope')}</dt><dd>{decision.scope}</dd><dt>{say(locale, 'moderation.reasons.aid')}</dt><dd>{decision.aidUsed}</dd><dt>{say(locale, 'moderation.reasons.redress')}</dt><dd>{decision.redress}</dd></dl></div>
          ) : null}
          {page.canDecide ? (
            <form method="post" action={`${here}/decide`} class="form"><h2>{say(locale, 'moderation.decide.title')}</h2><SubmissionId value={form?.typed?.['submissionId']} /><input type="hidden" name="version" value={page.found.version} />
              <Select locale={locale} name="measure" label={say(locale, 'moderation.reasons.measure')} options={measures.map((m) => ({ value: m, text: say(locale, `moderation.measure.${m}`) }))} form={form} />
              <Select locale={locale} name="rule" label={say(locale, 'moderation.reasons.ground')} options={ruleOptions(locale)} value={page.flags[0]?.rule} form={form} />
              {area('facts', 'moderation.reasons.facts')}{area('scope', 'moderation.reasons.scope')}{area('aidUsed', 'moderation.reasons.aid')}{area('redress', 'moderation.reasons.redress')}
              <button class="btn btn--primary">{say(locale, 'moderation.decide.button')}</button></form>
          ) : null}
          {appeal ? <div class="stack"><h2>{say(locale, 'moderation.appeal.title')}</h2><p class="read">{appeal.text}</p><p class="meta">{say(locale, `moderation.outcome.${appeal.outcome ?? 'lodged'}` as MessageKey)}</p>{appeal.reasons ? <p class="read">{appeal.reasons}</p> : null}</div> : null}
          {page.canAppeal && decision?.appealUntil ? <form method="post" action={`${here}/appeal`} class="form"><SubmissionId />{area('text', 'moderation.appeal.text')}<p class="meta">{say(locale, 'moderation.appeal.button', { when: when(locale, decision.appealUntil, zone) })}</p><button class="btn btn--primary">{say(locale, 'moderation.appeal.send')}</button></form> : null}
          {page.canReview ? <form method="post" action={`${here}/review`} class="form"><SubmissionId /><Choices locale={locale} name="outcome" label={say(locale, 'moderation.decide.title')} options={[{ value: 'upheld', text: say(locale, 'moderation.review.uphold') }, { value: 'reversed', text: say(locale, 'moderation.review.reverse') }]} form={form} />{area('reasons', 'moderation.reasons.title')}<button class="btn btn--primary">{say(locale, 'moderation.review.button')}</button></form> : null}
        </section></div>
      </div>
    ),
  });
}
