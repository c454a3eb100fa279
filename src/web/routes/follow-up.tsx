import { forPublic } from '#domain/disclosure/outputs.ts';
import { reportFollowUp } from '#domain/report/commands/report-follow-up.ts';
import { followUpPage } from '#domain/report/queries/follow-up-page.ts';
import { FollowUpInput } from '#domain/report/schema.ts';
import { FollowUpView } from '#domain/report/ui/FollowUpView.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** What became of the recommendations after the report was published. */
export function followUpRoutes(door: Door): void {
  door.page('/s/:series/follow-up', forPublic('follow-up'), 'everyone', (visit) => view(visit));
  door.deed('/s/:series/follow-up', forPublic('report a follow-up', 'answer'), 'series:act-for-delegation', async (visit) => {
    const form = readForm(FollowUpInput, visit.form);
    if (!form.ok) return view(visit, form);
    const slug = visit.params['series'] ?? '';
    const reported = await reportFollowUp(visit.ctx, slug, form.value);
    return reported.ok ? goTo(`/s/${slug}/follow-up#${form.value.recommendation.replace('/', '-')}`) : view(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, reported.refusal) });
  });
}

async function view(visit: Visit, form?: FormState): Promise<Answer> {
  const { locale } = visit;
  const slug = visit.params['series'] ?? '';
  const page = await followUpPage(visit.ctx, slug, locale);
  if (!page) return absent();
  const title = say(locale, 'report.follow.title');
  const node = sitePage(visit, { title, tlp: 'TLP:CLEAR', demonstration: page.demonstration, crumbs: [{ text: say(locale, 'report.page.title'), href: `/${locale}/s/${slug}/report` }, { text: title, href: null }], children: <FollowUpView locale={locale} base={`/${locale}/s/${slug}`} page={page} form={form} /> });
  return form ? showAgain(node) : show(node);
}
