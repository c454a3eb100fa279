import type { VNode } from 'preact';
import { forOneself, forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { annotateParagraph } from '#domain/paper/commands/annotate-paragraph.ts';
import { circulatePaper } from '#domain/paper/commands/circulate-paper.ts';
import { noteReading } from '#domain/paper/commands/note-reading.ts';
import { writePaper } from '#domain/paper/commands/write-paper.ts';
import { type PaperPage, paperPage } from '#domain/paper/queries/paper-page.ts';
import { AnnotationInput, CirculationInput, PaperInput } from '#domain/paper/schema.ts';
import { AnnotateParagraph, CirculatePaper, WritePaper } from '#domain/paper/ui/PaperForms.tsx';
import { PaperHead, PaperText } from '#domain/paper/ui/PaperText.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState } from '#ui/fields.tsx';
import { Empty } from '#ui/marks.tsx';
import { type Answer, absent, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** The discussion paper of a forum: reading, writing, circulating, annotating. */
export function paperRoutes(door: Door): void {
  door.page('/f/:forum/paper', forSeats('discussion paper'), 'read', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await paperNode(visit, inside)) : absent();
  });
  door.deed('/f/:forum/paper/write', forStaff('write the paper', 'answer'), 'write-paper', write);
  door.deed('/f/:forum/paper/circulate', forStaff('circulate the paper', 'answer'), 'circulate-paper', circulate);
  door.deed('/f/:forum/paper/opened', forOneself('count an opened paper', 'answer'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    await noteReading(inside.ctx);
    // The same answer whether it was noted before, now or not at all.
    return bytes('text/plain; charset=utf-8', '', { status: 204 });
  });
  door.page('/f/:forum/paper/:paragraph', forSeats('annotate a paragraph'), 'annotate', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await annotateNode(visit, inside, visit.query['lang'] ?? visit.locale));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/paper/:paragraph', forSeats('annotate', 'answer'), 'annotate', annotate);
}

async function write(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { sameVersion, ...fields } = visit.form;
  const form = readForm(PaperInput, fields);
  if (!form.ok) return showAgain(await paperNode(visit, inside, { typed: typedIn(visit.form), errors: form.errors }));
  const outcome = await writePaper(inside.ctx, form.value, { sameVersion: sameVersion === 'yes' });
  if (!outcome.ok) return showAgain(await paperNode(visit, inside, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, outcome.refusal) }));
  return goTo(`/f/${inside.frame.forum.key}/paper?lang=${form.value.locale}`);
}

async function circulate(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const form = readForm(CirculationInput, visit.form);
  if (!form.ok) return showAgain(await paperNode(visit, inside, { errors: form.errors }));
  const outcome = await circulatePaper(inside.ctx, form.value);
  if (!outcome.ok) return showAgain(await paperNode(visit, inside, { refusal: sayRefusal(visit.locale, outcome.refusal) }));
  return goTo(`/f/${inside.frame.forum.key}/paper`);
}

async function annotate(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const paragraph = visit.params['paragraph'] ?? '';
  const again = async (form: FormState) => {
    const node = await annotateNode(visit, inside, visit.query['lang'] ?? visit.locale, { typed: typedIn(visit.form), ...form });
    return node ? showAgain(node) : absent();
  };
  const form = readForm(AnnotationInput, { ...visit.form, paragraph });
  if (!form.ok) return again({ errors: form.errors });
  const outcome = await annotateParagraph(inside.ctx, form.value);
  if (!outcome.ok) return again({ refusal: sayRefusal(visit.locale, outcome.refusal) });
  return goTo(`/f/${inside.frame.forum.key}/paper#${paragraph}`);
}

const baseOf = ({ locale }: Visit, { frame }: ForumVisit): string => `/${locale}/f/${frame.forum.key}`;

async function paperNode(visit: Visit, inside: ForumVisit, form?: FormState): Promise<VNode> {
  const { locale } = visit;
  const page = await paperPage(inside.ctx, visit.query['lang'] ?? locale);
  const title = page?.title || say(locale, 'terms.discussionPaper');
  return forumPage(visit, inside.frame, { title, current: 'paper', children: page ? <Paper {...{ visit, inside, page, form }} /> : <><h1>{title}</h1><Empty><p>{say(locale, 'paper.notYet')}</p></Empty></> });
}

function Paper({ visit, inside, page, form }: { visit: Visit; inside: ForumVisit; page: PaperPage; form?: FormState | undefined }): VNode {
  const { locale } = visit;
  const base = baseOf(visit, inside);
  const written = page.version > 0;
  return (
    <div class="stack-6">
      {written ? <PaperHead page={page} locale={locale} zone={inside.frame.forum.zone} base={base} /> : <header><h1>{say(locale, 'terms.discussionPaper')}</h1><p class="meta mt-2">{say(locale, 'paper.no_such_paper')}</p></header>}
      {form && !page.canWrite ? <ErrorSummary locale={locale} form={form} /> : null}
      {written ? <PaperText page={page} locale={locale} base={base} /> : null}
      {written && page.canCirculate ? <CirculatePaper page={page} locale={locale} base={base} /> : null}
      {page.canWrite ? <WritePaper page={page} locale={locale} base={base} form={form} /> : null}
    </div>
  );
}

async function annotateNode(visit: Visit, inside: ForumVisit, lang: string, form?: FormState): Promise<VNode | null> {
  const page = await paperPage(inside.ctx, lang);
  const paragraph = page?.paragraphs.find(({ id }) => id === visit.params['paragraph']);
  if (!page?.canAnnotate || !paragraph) return null;
  const title = say(visit.locale, 'paper.annotate.title', { number: paragraph.number });
  return forumPage(visit, inside.frame, { title, current: 'paper', children: <AnnotateParagraph paragraph={paragraph} lang={page.locale} locale={visit.locale} base={baseOf(visit, inside)} form={form} /> });
}
