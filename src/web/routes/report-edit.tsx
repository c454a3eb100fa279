import { forStaff } from '#domain/disclosure/outputs.ts';
import { sayLineage } from '#domain/report/commands/say-lineage.ts';
import { editParagraph, takeOutParagraph, writeParagraph } from '#domain/report/commands/write-paragraph.ts';
import { editPage, paragraphPage } from '#domain/report/queries/edit-page.ts';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { LineageInput, NewParagraph, ParagraphEdit, TakeOut } from '#domain/report/schema.ts';
import { ReportBody } from '#domain/report/typeset/html.tsx';
import { EditView } from '#domain/report/ui/EditView.tsx';
import { ParagraphView } from '#domain/report/ui/ParagraphView.tsx';
import { isLocale } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** Where the report is written: its outline, one paragraph, and a draft as it would be read. */
export function reportEditRoutes(door: Door): void {
  door.page('/s/:series/report/edit', forStaff('report outline'), 'series:write-report', (visit) => outline(visit));
  door.deed('/s/:series/report/edit', forStaff('write a paragraph of the report', 'answer'), 'series:write-report', async (visit) => {
    const { at, ...fields } = visit.form;
    const form = readForm(NewParagraph, fields);
    if (!form.ok) return outline(visit, form, String(at ?? ''));
    const written = await writeParagraph(visit.ctx, slugOf(visit), form.value);
    return written.ok ? goTo(`/s/${slugOf(visit)}/report/edit#${written.value.id}`) : outline(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, written.refusal) }, String(at ?? ''));
  });
  door.deed('/s/:series/report/lineage', forStaff('say a lineage', 'answer'), 'series:write-report', async (visit) => {
    const form = readForm(LineageInput, visit.form);
    if (!form.ok) return outline(visit, form, 'lineage');
    const said = await sayLineage(visit.ctx, slugOf(visit), form.value);
    return said.ok ? goTo(`/s/${slugOf(visit)}/report/edit#lineage`) : outline(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, said.refusal) }, 'lineage');
  });
  door.page('/s/:series/report/draft', forStaff('draft of the report'), 'series:write-report', draft);
  door.page('/s/:series/report/paragraph/:id', forStaff('paragraph of the report'), 'series:write-report', (visit) => paragraph(visit));
  door.deed('/s/:series/report/paragraph/:id', forStaff('edit a paragraph of the report', 'answer'), 'series:write-report', async (visit) => {
    const form = readForm(ParagraphEdit, visit.form);
    if (!form.ok) return paragraph(visit, form);
    const edited = await editParagraph(visit.ctx, slugOf(visit), idOf(visit), form.value);
    if (edited.ok) return goTo(`/s/${slugOf(visit)}/report/edit#${idOf(visit)}`);
    // The next save is said of the version that is now shown beside what was typed.
    return paragraph(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, edited.refusal) }, edited.refusal.code === 'report.paragraph_stale');
  });
  door.deed('/s/:series/report/paragraph/:id/out', forStaff('take a paragraph out of the report', 'answer'), 'series:write-report', async (visit) => {
    const form = readForm(TakeOut, visit.form);
    if (!form.ok) return paragraph(visit, { errors: form.errors });
    const gone = await takeOutParagraph(visit.ctx, slugOf(visit), idOf(visit), form.value.version);
    return gone.ok ? goTo(`/s/${slugOf(visit)}/report/edit`) : paragraph(visit, { refusal: sayRefusal(visit.locale, gone.refusal) });
  });
}

const slugOf = (visit: Visit): string => visit.params['series'] ?? '';
/** A paragraph's id; anything else is no paragraph. */
const idOf = (visit: Visit): string => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(visit.params['id'] ?? '') ? (visit.params['id'] ?? '') : '00000000-0000-0000-0000-000000000000');
const crumbsOf = (visit: Visit, title: string) => [{ text: say(visit.locale, 'report.page.title'), href: `/${visit.locale}/s/${slugOf(visit)}/report` }, { text: title, href: null }];

async function outline(visit: Visit, form?: FormState, at?: string): Promise<Answer> {
  const { locale } = visit;
  const asked = visit.query['for'];
  const published = isLocale(asked) ? asked : locale;
  const page = await editPage(visit.ctx, slugOf(visit), locale, published);
  if (!page) return absent();
  const title = say(locale, 'report.edit.title');
  const view = sitePage(visit, { title, demonstration: page.demonstration, crumbs: crumbsOf(visit, title), wide: true, children: <EditView locale={locale} base={`/${locale}/s/${slugOf(visit)}/report`} page={page} published={published} form={form} at={at} /> });
  return form ? showAgain(view) : show(view);
}

async function paragraph(visit: Visit, form?: FormState, stale = false): Promise<Answer> {
  const { locale } = visit;
  const page = await paragraphPage(visit.ctx, slugOf(visit), idOf(visit), locale);
  if (!page) return absent();
  const title = say(locale, 'report.paragraph.title');
  const view = sitePage(visit, { title, demonstration: page.demonstration, crumbs: crumbsOf(visit, title), children: <ParagraphView locale={locale} base={`/${locale}/s/${slugOf(visit)}/report`} page={page} form={form} stale={stale} /> });
  return form ? showAgain(view, stale ? 409 : 422) : show(view);
}

/** The report as it would be read now, in the reader's language; nothing in it that may not be published. */
async function draft(visit: Visit): Promise<Answer> {
  const made = await manuscriptOf(visit.ctx, slugOf(visit), visit.locale, 'TLP:CLEAR');
  if (!made.ok && made.refusal.code === 'report.no_such_series') return absent();
  const title = say(visit.locale, 'report.edit.draft');
  const children = made.ok ? <ReportBody manuscript={made.value} preface={<Callout tone="now"><p>{say(visit.locale, 'report.edit.isDraft')}</p></Callout>} /> : <div class="page"><h1>{title}</h1><Callout tone="danger">{sayRefusal(visit.locale, made.refusal)}</Callout></div>;
  return show(sitePage(visit, { title, tlp: made.ok ? made.value.marking : 'TLP:CLEAR', demonstration: made.ok && made.value.demonstration !== null, crumbs: crumbsOf(visit, title), wide: true, children }));
}
