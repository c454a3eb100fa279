import type { VNode } from 'preact';
import type { z } from 'zod';
import { forOneself, forStaff } from '#domain/disclosure/outputs.ts';
import { announceForum } from '#domain/programme/commands/announce-forum.ts';
import { editForum } from '#domain/programme/commands/edit-forum.ts';
import { editQuestion } from '#domain/programme/commands/edit-question.ts';
import { extendForum } from '#domain/programme/commands/extend-forum.ts';
import { importProgramme } from '#domain/programme/commands/import-programme.ts';
import { setLateDeadline } from '#domain/programme/commands/set-late-deadline.ts';
import { editPage } from '#domain/programme/queries/edit-page.ts';
import { readProgramme } from '#domain/programme/rules/read-programme.ts';
import { Announcement, Extension, ForumEdit, LateDeadline, QuestionEdit } from '#domain/programme/schema.ts';
import { EditForum, EditQuestion, type Sent } from '#domain/programme/ui/EditForum.tsx';
import { Imported, ImportProgramme } from '#domain/programme/ui/ImportProgramme.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage, sitePage } from '../pages.tsx';

/** Changing a programme: a forum's facts and hours, its questions, and taking in a whole series. */
export function programmeEditRoutes(door: Door): void {
  door.page('/f/:forum/programme', forStaff('programme of a forum'), 'edit-programme', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await editNode(visit, inside));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/programme', forStaff('edit the programme', 'answer'), 'edit-programme', (visit) => change(visit, 'edit', ForumEdit, (inside, input) => editForum(inside.ctx, input)));
  door.deed('/f/:forum/programme/extend', forStaff('extend the forum', 'answer'), 'edit-programme', (visit) => change(visit, 'extend', Extension, (inside, input) => extendForum(inside.ctx, input)));
  door.deed('/f/:forum/programme/late', forStaff('late deadline', 'answer'), 'edit-programme', (visit) => change(visit, 'late', LateDeadline, (inside, input) => setLateDeadline(inside.ctx, input)));
  door.deed('/f/:forum/programme/announce', forStaff('announce the forum', 'answer'), 'edit-programme', (visit) => change(visit, 'announce', Announcement, (inside, input) => announceForum(inside.ctx, input)));
  door.page('/f/:forum/programme/q/:code', forStaff('edit a question'), 'edit-programme', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await questionNode(visit, inside));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/programme/q/:code', forStaff('change a question', 'answer'), 'edit-programme', changeQuestion);
  door.page('/s/new', forOneself('take in a programme'), 'administrator', async (visit) => (visit.ctx.actor.administrator ? show(importNode(visit, '', [])) : absent()));
  door.deed('/s/new', forOneself('programme taken in', 'answer'), 'administrator', takeIn);
}

/** One of the page's forms: read, done, and shown again with everything typed when it cannot be. */
async function change<S extends z.ZodType>(visit: Visit, which: Sent['which'], schema: S, deed: (inside: ForumVisit, input: z.output<S>) => Promise<Outcome<unknown>>): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const form = readForm(schema, visit.form);
  const outcome = form.ok ? await deed(inside, form.value) : null;
  if (outcome?.ok) return goTo(`/f/${inside.frame.forum.key}/programme?saved=yes`);
  const wrong = form.ok ? { refusal: outcome && !outcome.ok ? sayRefusal(visit.locale, outcome.refusal) : undefined } : { errors: form.errors };
  const node = await editNode(visit, inside, { which, form: { typed: typedIn(visit.form), ...wrong } });
  return node ? showAgain(node) : absent();
}

async function changeQuestion(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const form = readForm(QuestionEdit, visit.form);
  const outcome = form.ok ? await editQuestion(inside.ctx, visit.params['code'] ?? '', form.value) : null;
  if (outcome?.ok) return goTo(`/f/${inside.frame.forum.key}/programme?saved=yes`);
  const wrong = form.ok ? { refusal: outcome && !outcome.ok ? sayRefusal(visit.locale, outcome.refusal) : undefined } : { errors: form.errors };
  const node = await questionNode(visit, inside, { typed: typedIn(visit.form), ...wrong });
  return node ? showAgain(node) : absent();
}

async function editNode(visit: Visit, inside: ForumVisit, sent?: Sent): Promise<VNode | null> {
  const page = await editPage(inside.ctx);
  if (!page) return null;
  const { locale } = visit;
  return forumPage(visit, inside.frame, { title: say(locale, 'programme.edit.title'), current: 'programme', children: <EditForum {...page} locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} saved={visit.query['saved'] === 'yes'} sent={sent} /> });
}

async function questionNode(visit: Visit, inside: ForumVisit, form?: FormState): Promise<VNode | null> {
  const page = await editPage(inside.ctx);
  const question = page?.aspects.flatMap(({ questions }) => questions).find(({ code }) => code === visit.params['code']);
  if (!question) return null;
  const { locale } = visit;
  return forumPage(visit, inside.frame, { title: say(locale, 'programme.question.title', { code: question.code }), current: 'programme', children: <EditQuestion question={question} locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} form={form} /> });
}

async function takeIn(visit: Visit): Promise<Answer> {
  if (!visit.ctx.actor.administrator) return absent();
  const file = visit.form['file'];
  const uploaded = Buffer.isBuffer(file) ? file.toString('utf8') : typeof file === 'string' ? file : '';
  const text = uploaded.trim() === '' ? String(visit.form['programme'] ?? '') : uploaded;
  const read = readProgramme(text);
  if (!read.ok) return showAgain(importNode(visit, text, read.problems));
  const outcome = await importProgramme(visit.ctx, text);
  if (!outcome.ok) return showAgain(importNode(visit, text, [], { refusal: sayRefusal(visit.locale, outcome.refusal) }));
  const { slug, passedOver, ...counts } = outcome.value;
  return show(sitePage(visit, { title: say(visit.locale, 'programme.import.title'), children: <Imported locale={visit.locale} slug={slug} counts={counts} passedOver={passedOver} /> }));
}

const importNode = (visit: Visit, text: string, problems: Parameters<typeof ImportProgramme>[0]['problems'], form?: FormState): VNode =>
  sitePage(visit, { title: say(visit.locale, 'programme.import.title'), children: <ImportProgramme locale={visit.locale} text={text} problems={problems} form={form} /> });
