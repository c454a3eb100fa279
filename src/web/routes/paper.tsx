import type { VNode } from 'preact';
import type { z } from 'zod';
import { forOneself, forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { annotateParagraph } from '#domain/paper/commands/annotate-paragraph.ts';
import { circulatePaper } from '#domain/paper/commands/circulate-paper.ts';
import { addParagraph, editParagraph, removeParagraph } from '#domain/paper/commands/edit-paragraph.ts';
import { noteReading } from '#domain/paper/commands/note-reading.ts';
import { writePaper } from '#domain/paper/commands/write-paper.ts';
import { annotationCollection } from '#domain/paper/queries/annotation-collection.ts';
import { paperChanges } from '#domain/paper/queries/paper-changes.ts';
import { type PaperPage, paperPage } from '#domain/paper/queries/paper-page.ts';
import { AnnotationInput, CirculationInput, NewParagraphInput, PaperInput, ParagraphInput, RemovalInput } from '#domain/paper/schema.ts';
import { Changes } from '#domain/paper/ui/PaperChanges.tsx';
import { AnnotateParagraph, CirculatePaper, EditParagraph, WritePaper } from '#domain/paper/ui/PaperForms.tsx';
import { Orphans, PaperBeside, PaperHead, PaperText } from '#domain/paper/ui/PaperText.tsx';
import { ConfirmReceipt } from '#domain/paper/ui/Receipts.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
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
  door.page('/f/:forum/paper/changes', forSeats('what changed in the paper'), 'read', async (visit) => {
    const inside = await visit.forum();
    const changes = inside && (await paperChanges(inside.ctx, visit.query['lang'] ?? visit.locale, { from: Number(visit.query['from']), to: Number(visit.query['to']) }));
    if (!inside) return absent();
    const { locale } = visit;
    const title = changes ? say(locale, 'paper.changes.title', { from: changes.from, to: changes.to }) : say(locale, 'paper.changes.oneVersion');
    return show(forumPage(visit, inside.frame, { title, current: 'paper', children: changes ? <Changes changes={changes} locale={locale} base={baseOf(visit, inside)} /> : <><h1>{title}</h1><p><a href={`${baseOf(visit, inside)}/paper`}>{say(locale, 'terms.discussionPaper')}</a></p></> }));
  });
  door.page('/f/:forum/paper/annotations.json', forSeats('annotations of the paper', 'export'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    return bytes('application/ld+json; charset=utf-8', JSON.stringify(await annotationCollection(inside.ctx, `${visit.house.origin}${baseOf(visit, inside)}`), null, 1), { fileName: 'annotations.json' });
  });
  door.page('/f/:forum/paper/:paragraph/edit', forStaff('edit a paragraph'), 'write-paper', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await editNode(visit, inside, visit.query['lang'] ?? visit.locale));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/paper/:paragraph/edit', forStaff('edit a paragraph', 'answer'), 'write-paper', (visit) => change(visit, 'edit', ParagraphInput, (inside, paragraph, input) => editParagraph(inside.ctx, paragraph, input)));
  door.deed('/f/:forum/paper/:paragraph/add', forStaff('add a paragraph', 'answer'), 'write-paper', (visit) => change(visit, 'add', NewParagraphInput, (inside, paragraph, input) => addParagraph(inside.ctx, paragraph, input)));
  door.deed('/f/:forum/paper/:paragraph/remove', forStaff('remove a paragraph', 'answer'), 'write-paper', (visit) => change(visit, 'remove', RemovalInput, (inside, paragraph, input) => removeParagraph(inside.ctx, paragraph, input)));
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
  const outcome = await circulatePaper(inside.ctx, form.value, { origin: visit.house.origin });
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
  return goTo(`/f/${inside.frame.forum.key}/paper?lang=${form.value.in ?? visit.locale}&p=${paragraph}#${paragraph}`);
}

const baseOf = ({ locale }: Visit, { frame }: ForumVisit): string => `/${locale}/f/${frame.forum.key}`;

async function paperNode(visit: Visit, inside: ForumVisit, form?: FormState): Promise<VNode> {
  const { locale } = visit;
  const page = await paperPage(inside.ctx, visit.query['lang'] ?? locale, { version: Number(visit.query['v']) || undefined, beside: visit.query['beside'] });
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
      {page.receipt && page.version === page.receipt.version ? <ConfirmReceipt receipt={page.receipt} locale={locale} zone={inside.frame.forum.zone} base={base} /> : null}
      {page.canCirculate && page.circulations.length > 0 ? <p class="noprint"><a href={`${base}/paper/receipts`}>{say(locale, 'paper.receipts.link')}</a></p> : null}
      {form && !page.canWrite ? <ErrorSummary locale={locale} form={form} /> : null}
      {page.beside ? <PaperBeside page={page} locale={locale} base={base} /> : written ? <PaperText page={page} locale={locale} base={base} chosen={visit.query['p'] ?? null} wordingOnly={visit.query['only'] === 'wording'} /> : null}
      {written ? <Orphans page={page} locale={locale} base={base} /> : null}
      {written && page.canCirculate && page.version === page.newestVersion ? <CirculatePaper page={page} locale={locale} base={base} /> : null}
      {page.canWrite && page.version === page.newestVersion ? <WritePaper page={page} locale={locale} base={base} form={form} /> : null}
    </div>
  );
}

async function annotateNode(visit: Visit, inside: ForumVisit, lang: string, form?: FormState): Promise<VNode | null> {
  const asked = Number(visit.form['version'] ?? visit.query['v']) || undefined;
  // A draft takes no remarks: its writer annotates what was circulated last, like everyone.
  const newest = await paperPage(inside.ctx, String(visit.form['in'] ?? lang), { version: asked });
  const circulated = Math.max(0, ...(newest?.circulations.map(({ version }) => version) ?? []));
  const page = newest?.canAnnotate ? newest : await paperPage(inside.ctx, lang, { version: circulated });
  const paragraph = page?.paragraphs.find(({ id }) => id === visit.params['paragraph']);
  if (!page?.canAnnotate || !paragraph) return null;
  const title = say(visit.locale, 'paper.annotate.title', { number: paragraph.number || say(visit.locale, 'paper.heading') });
  return forumPage(visit, inside.frame, { title, current: 'paper', children: <AnnotateParagraph page={page} paragraph={paragraph} locale={visit.locale} base={baseOf(visit, inside)} form={form} /> });
}

async function editNode(visit: Visit, inside: ForumVisit, lang: string, form?: FormState): Promise<VNode | null> {
  const page = await paperPage(inside.ctx, lang);
  const paragraph = page?.paragraphs.find(({ id }) => id === visit.params['paragraph']);
  if (!page || !paragraph) return null;
  const original = page.locale === page.original ? null : ((await paperPage(inside.ctx, page.original))?.paragraphs.find(({ id }) => id === paragraph.id)?.html ?? null);
  const name = paragraph.number ? say(visit.locale, 'paper.paragraph', { number: paragraph.number }) : say(visit.locale, 'paper.heading');
  return forumPage(visit, inside.frame, { title: say(visit.locale, 'paper.edit.title', { name }), current: 'paper', children: <EditParagraph page={page} paragraph={paragraph} original={original} locale={visit.locale} base={baseOf(visit, inside)} form={form} /> });
}

/** One change of the draft: read, done, and shown again with what was typed when it cannot be. */
async function change<S extends z.ZodType>(visit: Visit, deed: 'edit' | 'add' | 'remove', schema: S, act: (inside: ForumVisit, paragraph: string, input: z.output<S>) => Promise<Outcome<{ paragraph: string }>>): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const lang = String(visit.form['locale'] ?? visit.query['lang'] ?? visit.locale);
  const again = async (form: FormState, status = 422) => {
    const node = await editNode(visit, inside, lang, { typed: { ...typedIn(visit.form), deed }, ...form });
    return node ? showAgain(node, status) : absent();
  };
  const form = readForm(schema, visit.form);
  if (!form.ok) return again({ errors: form.errors });
  const outcome = await act(inside, visit.params['paragraph'] ?? '', form.value);
  if (!outcome.ok) return again({ refusal: sayRefusal(visit.locale, outcome.refusal) }, statusOf(outcome.refusal.code));
  return goTo(`/f/${inside.frame.forum.key}/paper?lang=${lang}#${outcome.value.paragraph}`);
}
