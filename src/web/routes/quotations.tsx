import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { answerQuotation } from '#domain/synthesis/commands/answer-quotation.ts';
import { askQuotation, tellStates } from '#domain/synthesis/commands/ask-quotation.ts';
import { quotationsPage } from '#domain/synthesis/queries/quotations-page.ts';
import { AskInput, QuotationAnswer } from '#domain/synthesis/schema.ts';
import { QuotationsView } from '#domain/synthesis/ui/QuotationsView.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Exact words for the report: asked of their authors, told to States, answered by both. */
export function quotationRoutes(door: Door): void {
  door.page('/f/:forum/quotations', forSeats('quotations'), 'read', (visit) => view(visit));
  door.deed('/f/:forum/quotations', forSeats('answer for a quotation', 'answer'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(QuotationAnswer, visit.form);
    if (!form.ok) return view(visit, form);
    const answered = await answerQuotation(inside.ctx, form.value);
    return answered.ok ? goTo(`/f/${inside.frame.forum.key}/quotations#${form.value.request}`) : view(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, answered.refusal) });
  });
  door.deed('/f/:forum/quotations/ask', forStaff('ask for a quotation', 'answer'), 'write-report', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(AskInput, visit.form);
    if (!form.ok) return view(visit, form);
    const { excerpt } = form.value;
    const asked = excerpt ? await askQuotation(inside.ctx, excerpt) : await tellStates(inside.ctx);
    return asked.ok ? goTo(`/f/${inside.frame.forum.key}/quotations${excerpt ? `#${excerpt}` : ''}`) : view(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, asked.refusal) });
  });
}

async function view(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { frame, ctx } = inside;
  const page = await quotationsPage(ctx);
  const node = forumPage(visit, frame, { title: say(visit.locale, 'quotation.title'), current: 'quotations', children: <QuotationsView locale={visit.locale} zone={visit.zone} base={`/${visit.locale}/f/${frame.forum.key}`} page={page} form={form} /> });
  return form ? showAgain(node) : show(node);
}
