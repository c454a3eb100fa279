import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { answerStatement } from '#domain/synthesis/commands/answer-statement.ts';
import { proposeStatement, reviewStatement } from '#domain/synthesis/commands/opinion-statement.ts';
import { opinionPage } from '#domain/synthesis/queries/opinion-page.ts';
import { AnswerInput, ReviewStatementInput, StatementInput } from '#domain/synthesis/schema.ts';
import { OpinionAsk, OpinionDesk } from '#domain/synthesis/ui/OpinionAsk.tsx';
import { OpinionPicture, OpinionTable } from '#domain/synthesis/ui/OpinionResult.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Refusal } from '#platform/outcome.ts';
import { ErrorSummary, type FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** The opinion map: what is asked, one's own answers, and what everybody's come to. */
export function opinionRoutes(door: Door): void {
  door.page('/f/:forum/opinions', forSeats('opinion map'), 'read', (visit) => opinions(visit));
  door.deed('/f/:forum/opinions/answer', forSeats('answer a statement', 'answer'), 'rate', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(AnswerInput, visit.form);
    if (!form.ok) return opinions(visit, { typed: form.typed, errors: form.errors });
    return after(visit, await answerStatement(inside.ctx, form.value));
  });
  door.deed('/f/:forum/opinions/propose', forStaff('propose a statement', 'answer'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(StatementInput, visit.form);
    if (!form.ok) return opinions(visit, { typed: form.typed, errors: form.errors });
    return after(visit, await proposeStatement(inside.ctx, form.value));
  });
  door.deed('/f/:forum/opinions/review', forStaff('review a statement', 'answer'), 'write-summary', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(ReviewStatementInput, visit.form);
    if (!form.ok) return opinions(visit, { typed: form.typed, errors: form.errors });
    return after(visit, await reviewStatement(inside.ctx, form.value));
  });
}

/** Back to the page, where the next statement stands; or the page again with the refusal and what was typed. */
const after = (visit: Visit, outcome: { ok: true } | { ok: false; refusal: Refusal }): Promise<Answer> | Answer =>
  outcome.ok ? goTo(`/f/${visit.params['forum'] ?? ''}/opinions`) : opinions(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, outcome.refusal) });

async function opinions(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { locale } = visit;
  const { ctx, frame } = inside;
  const asked = /^\d{1,5}$/.exec(visit.query['s'] ?? form?.typed?.['number'] ?? '')?.[0];
  const page = await opinionPage(ctx, asked ? Number(asked) : null);
  const base = `/${locale}/f/${frame.forum.key}`;
  const title = say(locale, 'opinion.title');
  const view = forumPage(visit, frame, {
    title,
    current: 'opinions',
    children: (
      <div class="stack-6">
        <div class="stack-2"><p class="kicker">{say(locale, 'opinion.drawn', { count: page.statements.length })}</p><h1>{title}</h1><p class="lead">{say(locale, 'opinion.lead')}</p></div>
        <ErrorSummary locale={locale} form={form} />
        <div class="mapgrid"><OpinionPicture locale={locale} zone={frame.forum.zone} page={page} /><OpinionAsk locale={locale} base={base} page={page} /></div>
        <OpinionTable locale={locale} page={page} />
        <OpinionDesk locale={locale} base={base} page={page} form={form} />
      </div>
    ),
  });
  return form ? showAgain(view) : show(view);
}
