import { enter } from '#domain/accreditation/sight.ts';
import type { Context } from '#domain/context.ts';
import { forStaff } from '#domain/disclosure/outputs.ts';
import { reviewParagraph, translateParagraph } from '#domain/report/commands/translate-paragraph.ts';
import { findingByReference } from '#domain/report/queries/finding-by-reference.ts';
import { translatePage } from '#domain/report/queries/translate-page.ts';
import { TranslateInput } from '#domain/report/schema.ts';
import { TranslateView } from '#domain/report/ui/TranslateView.tsx';
import { reviewTranslation, translateFinding } from '#domain/synthesis/commands/translate-finding.ts';
import { endonyms, isLocale, type Locale } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { type Outcome, refused } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

type Foreign = Exclude<Locale, 'en'>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The report's other five languages: each text translated by one person and reviewed by another. */
export function reportTranslateRoutes(door: Door): void {
  door.page('/s/:series/report/translate/:into', forStaff('translations of the report'), 'series:write-report', (visit) => view(visit));
  door.deed('/s/:series/report/translate/:into', forStaff('translate the report', 'answer'), 'series:write-report', async (visit) => {
    const into = foreignOf(visit);
    const form = readForm(TranslateInput, visit.form);
    if (!into) return absent();
    if (!form.ok) return view(visit, form);
    const slug = visit.params['series'] ?? '';
    const done = await carryOut(visit.ctx, slug, into, form.value);
    return done.ok ? goTo(`/s/${slug}/report/translate/${into}#${form.value.subject}`) : view(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) });
  });
}

function foreignOf(visit: Visit): Foreign | null {
  const asked = visit.params['into'];
  return isLocale(asked) && asked !== 'en' ? asked : null;
}

/** A paragraph is named by its id, a finding by its reference with a hyphen; the command is that of its stage. */
async function carryOut(ctx: Context, slug: string, locale: Foreign, input: TranslateInput): Promise<Outcome<unknown>> {
  if (uuid.test(input.subject)) return input.deed === 'review' ? reviewParagraph(ctx, slug, input.subject, locale) : translateParagraph(ctx, slug, input.subject, { version: input.version, locale, text: input.text });
  const found = await findingByReference(ctx, slug, input.subject.replace('-', '/'));
  const inside = found && (await enter(ctx, found.forumId));
  if (!inside) return refused('synthesis.no_such_finding');
  const reference = input.subject.slice(input.subject.indexOf('-') + 1);
  return input.deed === 'review' ? reviewTranslation(inside, reference, locale) : translateFinding(inside, reference, { version: input.version, locale, text: input.text });
}

async function view(visit: Visit, form?: FormState): Promise<Answer> {
  const { locale } = visit;
  const into = foreignOf(visit);
  const slug = visit.params['series'] ?? '';
  const page = into && (await translatePage(visit.ctx, slug, into));
  if (!page || !into) return absent();
  const title = say(locale, 'report.translate.title', { language: endonyms[into] });
  const node = sitePage(visit, { title, demonstration: page.demonstration, crumbs: [{ text: say(locale, 'report.edit.title'), href: `/${locale}/s/${slug}/report/edit` }, { text: title, href: null }], children: <TranslateView locale={locale} base={`/${locale}/s/${slug}/report`} into={into} page={page} form={form} /> });
  return form ? showAgain(node) : show(node);
}
