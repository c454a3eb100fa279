import { forStaff } from '#domain/disclosure/outputs.ts';
import { decideProposal, proposeWordings } from '#domain/report/commands/propose-wordings.ts';
import { proposalsPage } from '#domain/report/queries/proposals-page.ts';
import { ProposalDecision } from '#domain/report/schema.ts';
import { ProposalsView } from '#domain/report/ui/ProposalsView.tsx';
import { readTracked } from '#platform/docx/read-tracked.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** The report's Word document brought back: tracked changes and remarks become proposals. */
export function reportProposalRoutes(door: Door): void {
  door.page('/s/:series/report/proposals', forStaff('wording proposals'), 'series:write-report', (visit) => view(visit));
  door.deed('/s/:series/report/proposals/document', forStaff('bring a document back', 'answer'), 'series:write-report', async (visit) => {
    const { file } = visit.form;
    const tracked = Buffer.isBuffer(file) ? await readTracked(file) : null;
    if (!tracked) return view(visit, { refusal: say(visit.locale, 'report.document_unread') });
    const done = await proposeWordings(visit.ctx, visit.params['series'] ?? '', tracked);
    return done.ok ? view(visit, undefined, done.value) : view(visit, { refusal: sayRefusal(visit.locale, done.refusal) });
  });
  door.deed('/s/:series/report/proposals', forStaff('decide a proposal', 'answer'), 'series:write-report', async (visit) => {
    const form = readForm(ProposalDecision, visit.form);
    if (!form.ok) return view(visit, form);
    const slug = visit.params['series'] ?? '';
    const decided = await decideProposal(visit.ctx, slug, form.value);
    if (!decided.ok) return view(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, decided.refusal) });
    return goTo(form.value.decision === 'taken' && decided.value.subject === 'paragraph' ? `/s/${slug}/report/paragraph/${decided.value.subjectId}?proposal=${form.value.proposal}` : `/s/${slug}/report/proposals#${form.value.proposal}`);
  });
}

async function view(visit: Visit, form?: FormState, brought?: { proposed: number; passedOver: number }): Promise<Answer> {
  const { locale } = visit;
  const slug = visit.params['series'] ?? '';
  const page = await proposalsPage(visit.ctx, slug);
  if (!page) return absent();
  const title = say(locale, 'report.proposals.title');
  const node = sitePage(visit, { title, demonstration: page.demonstration, crumbs: [{ text: say(locale, 'report.edit.title'), href: `/${locale}/s/${slug}/report/edit` }, { text: title, href: null }], children: <ProposalsView locale={locale} base={`/${locale}/s/${slug}/report`} page={page} form={form} brought={brought} /> });
  return form ? showAgain(node) : show(node);
}
