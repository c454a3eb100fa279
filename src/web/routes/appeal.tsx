import { forOneself } from '#domain/disclosure/outputs.ts';
import { lodgeAppeal } from '#domain/moderation/commands/appeal.ts';
import { type OwnDecision, ownDecision } from '#domain/moderation/queries/own-decision.ts';
import { AppealInput } from '#domain/moderation/schema.ts';
import { statementLines } from '#domain/moderation/ui/say-statement.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

const numberOf = (visit: Visit): number => Number(/^M-0*(\d{1,6})$/.exec(visit.params['case'] ?? '')?.[1] ?? 0);

/** The reasons of a decision for the author it is about, and the appeal against it: open to who is suspended as well. */
export function appealRoutes(door: Door): void {
  door.page('/f/:forum/appeal/:case', forOneself('decision on oneself'), 'party:appeal', async (visit) => {
    const ctx = await visit.asParty();
    const page = ctx && (await ownDecision(ctx, numberOf(visit)));
    return page ? show(decisionView(visit, page)) : absent();
  });
  door.deed('/f/:forum/appeal/:case', forOneself('appeal by page', 'answer'), 'party:appeal', async (visit) => {
    const ctx = await visit.asParty();
    const page = ctx && (await ownDecision(ctx, numberOf(visit)));
    if (!ctx || !page) return absent();
    const form = readForm(AppealInput, visit.form);
    if (!form.ok) return showAgain(decisionView(visit, page, { typed: form.typed, errors: form.errors }));
    const lodged = await lodgeAppeal(ctx, numberOf(visit), form.value);
    if (!lodged.ok) return showAgain(decisionView(visit, (await ownDecision(ctx, numberOf(visit))) ?? page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, lodged.refusal) }), statusOf(lodged.refusal.code));
    return goTo(`/f/${page.forum.key}/appeal/${page.case}`);
  });
}

/** Outside the forum's frame: who is suspended sees nothing of it but what was decided on them. */
function decisionView(visit: Visit, page: OwnDecision, form?: FormState) {
  const { locale } = visit;
  const { statement, appeal } = page;
  const title = say(locale, 'redress.title', { ref: statement.ref });
  return sitePage(visit, {
    title,
    tlp: statement.marking,
    children: (
      <div class="stack-6 content"><p class="meta">{page.forum.title} · {page.case}</p><h1>{title}</h1>
        <ErrorSummary locale={locale} form={form} />
        {page.suspended ? <Callout tone="now">{say(locale, 'redress.suspended')}</Callout> : null}
        <section class="stack" aria-labelledby="reasons-h"><h2 id="reasons-h">{say(locale, 'moderation.reasons.title')}</h2>
          <dl class="kv">{statementLines(statement, locale).map(({ label, text }) => <><dt>{label}</dt><dd class="pre">{text}</dd></>)}</dl>
          {statement.interimUntil ? <p>{say(locale, 'moderation.letter.interim', { when: when(locale, statement.interimUntil, statement.zone, { year: true }) })}</p> : null}
        </section>
        <section class="stack" aria-labelledby="own-h"><h2 id="own-h">{say(locale, 'redress.own')}</h2><div class="read panel panel__body" lang={page.lang} dangerouslySetInnerHTML={{ __html: dressingFor(visit)(page.html) }} /></section>
        {appeal ? (
          <section class="stack" aria-labelledby="appeal-h"><h2 id="appeal-h">{say(locale, 'moderation.appeal.title')}</h2><p class="read pre">{appeal.text}</p>
            <p role="status"><b>{say(locale, `moderation.outcome.${appeal.outcome ?? 'lodged'}` as 'moderation.outcome.lodged')}</b></p>{appeal.reasons ? <p class="read pre">{appeal.reasons}</p> : null}</section>
        ) : null}
        {!appeal && statement.appealUntil ? (
          <section class="stack" aria-labelledby="appeal-h"><h2 id="appeal-h">{say(locale, 'moderation.appeal.title')}</h2>
            <p>{say(locale, page.canAppeal ? 'redress.until' : 'redress.over', { when: when(locale, statement.appealUntil, statement.zone, { year: true }) })}</p>
            {page.canAppeal || form ? <form method="post" class="form" data-turbo="false"><SubmissionId value={form?.typed?.['submissionId']} /><TextArea locale={locale} name="text" rows={8} label={say(locale, 'moderation.appeal.text')} form={form} /><button class="btn btn--primary">{say(locale, 'moderation.appeal.send')}</button></form> : null}</section>
        ) : null}
        {appeal && form?.typed?.['text'] ? <TextArea locale={locale} name="text" rows={8} label={say(locale, 'moderation.appeal.text')} form={form} /> : null}
        {page.suspended ? null : <p><a href={`/${locale}/f/${page.forum.key}/c/${statement.ref.replace('·', '-')}`}>{say(locale, 'redress.toText', { ref: statement.ref })}</a></p>}
      </div>
    ),
  });
}
