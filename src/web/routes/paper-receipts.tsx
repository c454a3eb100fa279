import { forOneself, forStaff } from '#domain/disclosure/outputs.ts';
import { confirmReceipt } from '#domain/paper/commands/confirm-receipt.ts';
import { remindOfReceipts } from '#domain/paper/commands/send-paper.ts';
import { receiptsPage } from '#domain/paper/queries/receipts-page.ts';
import { ReceiptInput } from '#domain/paper/schema.ts';
import { Receipts, receiptsCsv } from '#domain/paper/ui/Receipts.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, bytes, type Door, type ForumVisit, goTo, show, type Visit } from '../door.tsx';
import { readForm } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Which bodies have the discussion paper: their word for it, and the secretariat's list. */
export function paperReceiptRoutes(door: Door): void {
  door.page('/f/:forum/paper/receipts', forStaff('receipts of the paper'), 'circulate-paper', async (visit) => {
    const inside = await visit.forum();
    return inside ? list(visit, inside) : absent();
  });
  door.page('/f/:forum/paper/receipts.csv', forStaff('receipts of the paper as a file', 'export'), 'circulate-paper', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await receiptsPage(inside.ctx, visit.locale));
    return page ? bytes('text/csv; charset=utf-8', receiptsCsv(page, visit.locale), { fileName: `receipts-${inside.frame.forum.key}.csv` }) : absent();
  });
  door.deed('/f/:forum/paper/receipts', forStaff('remind of receipts', 'answer'), 'circulate-paper', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(ReceiptInput, visit.form);
    if (!form.ok) return list(visit, inside, { errors: form.errors }, 422);
    const reminded = await remindOfReceipts(inside.ctx, form.value, { origin: visit.house.origin });
    return reminded.ok ? goTo(`/f/${inside.frame.forum.key}/paper/receipts`) : list(visit, inside, { refusal: sayRefusal(visit.locale, reminded.refusal) }, statusOf(reminded.refusal.code));
  });
  door.deed('/f/:forum/paper/received', forOneself('confirm that the paper arrived', 'answer'), 'confirm-receipt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(ReceiptInput, visit.form);
    const said = form.ok ? await confirmReceipt(inside.ctx, form.value) : null;
    const to = `/f/${inside.frame.forum.key}/paper`;
    if (said?.ok) return goTo(to);
    const title = said ? sayRefusal(visit.locale, said.refusal) : say(visit.locale, 'web.field.malformed');
    return show(forumPage(visit, inside.frame, { title, current: 'paper', children: <div class="stack"><h1>{title}</h1><p><a href={`/${visit.locale}${to}`}>{say(visit.locale, 'terms.discussionPaper')}</a></p></div> }), { status: said ? statusOf(said.refusal.code) : 422 });
  });
}

async function list(visit: Visit, inside: ForumVisit, form?: FormState, status = 200): Promise<Answer> {
  const { locale } = visit;
  const page = await receiptsPage(inside.ctx, locale);
  if (!page) return absent();
  return show(forumPage(visit, inside.frame, { title: say(locale, 'paper.receipts.title', { version: page.version }), current: 'paper', children: <Receipts page={page} locale={locale} zone={inside.frame.forum.zone} base={`/${locale}/f/${inside.frame.forum.key}`} form={form} /> }), { status });
}
