import { withinLimits } from '#domain/account/commands/count-try.ts';
import { forOneself, forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { attachFile, type AttachTo, takeFileBack } from '#domain/discussion/commands/attach-file.ts';
import { coverMaterial, liftCover } from '#domain/discussion/commands/cover-material.ts';
import { keepDraft } from '#domain/discussion/commands/keep-draft.ts';
import { type AttachmentsPage, draftAttachments, openAttachment, ownAttachments, readAttachment } from '#domain/discussion/queries/attachments.ts';
import { coverPage } from '#domain/discussion/queries/cover-page.ts';
import { AttachInput, BeginAttachInput, CoverInput, LiftInput, TakeBackInput } from '#domain/discussion/schema.ts';
import { AttachForm } from '#domain/discussion/ui/AttachForm.tsx';
import { CoverForm } from '#domain/discussion/ui/CoverForm.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { maxFileBytes } from '#platform/incoming/inspect.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Files with what is written, and covers: put in, opened, read, taken back. */
export function attachmentRoutes(door: Door): void {
  // The composer's other button: what was typed is kept, then the files have a page of their own.
  door.deed('/f/:forum/q/:code/attachments/begin', forOneself('begin to attach', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    const code = visit.params['code'] ?? '';
    const draft = readForm(BeginAttachInput, visit.form);
    if (!inside || !draft.ok || !(await keepDraft(inside.ctx, code, draft.value)).ok) return absent();
    return goTo(`/f/${inside.frame.forum.key}/q/${code}/attachments${toQuery(draft.value.parent ?? null)}`);
  });
  door.page('/f/:forum/q/:code/attachments', forOneself('attachments of a draft'), 'post', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await draftAttachments(inside.ctx, visit.params['code'] ?? '', visit.query['to'] ?? null));
    return inside && page ? show(attachPage(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/q/:code/attachments', forOneself('attach to a draft', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    const [code, to] = [visit.params['code'] ?? '', visit.query['to'] ?? null];
    const page = inside && (await draftAttachments(inside.ctx, code, to));
    return inside && page ? change(visit, inside, page, { code, parent: to }) : absent();
  });
  door.page('/f/:forum/c/:ref/attachments', forOneself('attachments of a contribution'), 'revise', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await ownAttachments(inside.ctx, visit.params['ref'] ?? ''));
    return inside && page ? show(attachPage(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/c/:ref/attachments', forOneself('attach to a contribution', 'answer'), 'revise', async (visit) => {
    const inside = await visit.forum();
    const ref = visit.params['ref'] ?? '';
    const page = inside && (await ownAttachments(inside.ctx, ref));
    return inside && page ? change(visit, inside, page, { ref }) : absent();
  });
  door.page('/f/:forum/attachment/:attachment', forSeats('attachment', 'file'), 'read', async (visit) => {
    const inside = await visit.forum();
    const file = inside && (await openAttachment(inside.ctx, visit.house.attachments.files, visit.params['attachment'] ?? ''));
    return file ? bytes(file.mediaType, file.bytes, { fileName: file.fileName, sandbox: true }) : absent();
  });
  door.page('/f/:forum/attachment/:attachment/text', forSeats('text of an attachment'), 'read', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await readAttachment(inside.ctx, visit.params['attachment'] ?? ''));
    if (!inside || !page) return absent();
    const title = say(visit.locale, 'attachment.textTitle', { ref: page.ref });
    return show(forumPage(visit, inside.frame, { title, current: `q:${page.code}`, children: <div class="stack"><h1>{title}</h1><p class="lead" lang={page.lang}>{page.attachment.description}</p><div class="read files__words" lang={page.lang}>{page.words}</div></div> }));
  });
  door.page('/f/:forum/c/:ref/cover', forStaff('cover'), 'cover', (visit) => covering(visit));
  door.deed('/f/:forum/c/:ref/cover', forStaff('put behind a cover', 'answer'), 'cover', async (visit) => {
    const inside = await visit.forum();
    const { deed, ...fields } = visit.form;
    const ref = visit.params['ref'] ?? '';
    if (!inside) return absent();
    const form = deed === 'lift' ? readForm(LiftInput, fields) : readForm(CoverInput, fields);
    if (!form.ok) return covering(visit, { typed: form.typed, errors: form.errors });
    const done = 'cover' in form.value ? await liftCover(inside.ctx, ref, form.value) : await coverMaterial(inside.ctx, ref, form.value);
    return done.ok ? goTo(`/f/${inside.frame.forum.key}/q/${done.value.code}#${ref}`) : covering(visit, { typed: typedIn(fields), refusal: sayRefusal(visit.locale, done.refusal) });
  });
}

const toQuery = (to: string | null): string => (to ? `?to=${encodeURIComponent(to.replace('·', '-'))}` : '');

async function change(visit: Visit, inside: ForumVisit, page: AttachmentsPage, to: AttachTo): Promise<Answer> {
  const { deed, ...fields } = visit.form;
  const { locale, house } = visit;
  const here = `${visit.path}${toQuery(page.to)}`;
  if (deed === 'remove') {
    const form = readForm(TakeBackInput, fields);
    const done = form.ok && (await takeFileBack(inside.ctx, { id: form.value.attachment, submissionId: form.value.submissionId }));
    if (!done) return absent();
    return done.ok ? goTo(here) : showAgain(attachPage(visit, inside, page, { refusal: sayRefusal(locale, done.refusal) }));
  }
  const { file, ...words } = fields;
  const form = readForm(AttachInput, file instanceof Uint8Array ? fields : words);
  if (!form.ok) return showAgain(attachPage(visit, inside, page, { typed: typedIn(words), errors: form.errors }));
  // Looking at files takes a process each: one person's hundreds do not keep the others waiting.
  if (!(await withinLimits(inside.ctx, { 'attach-by-person': inside.ctx.actor.personId ?? '' }))) return showAgain(attachPage(visit, inside, page, { typed: typedIn(words), refusal: say(locale, 'attachment.tooMany') }), 429);
  const done = await attachFile(inside.ctx, house.attachments, to, form.value, nameOf(file));
  if (!done.ok) return showAgain(attachPage(visit, inside, page, { typed: typedIn(words), refusal: sayRefusal(locale, done.refusal) }));
  return goTo(`${here}${page.to ? '&' : '?'}added=${done.value.id}`);
}

/** The name a file was sent under, which the server keeps beside its bytes. */
const nameOf = (file: unknown): string | null => (file instanceof Uint8Array && 'fileName' in file && typeof file.fileName === 'string' ? file.fileName : null);

function attachPage(visit: Visit, { frame }: ForumVisit, page: AttachmentsPage, form?: FormState) {
  const { locale, house } = visit;
  const title = page.ref ? say(locale, 'attachment.to', { ref: page.ref }) : say(locale, 'attachment.toDraft', { question: page.code });
  const base = `/${locale}/f/${frame.forum.key}`;
  const back = page.ref ? `${base}/c/${page.ref.replace('·', '-')}/edit` : `${base}/q/${page.code}/write${toQuery(page.to)}`;
  return forumPage(visit, frame, {
    title,
    current: `q:${page.code}`,
    children: <div class="stack"><h1>{title}</h1><AttachForm locale={locale} base={base} page={page} back={back} added={visit.query['added'] ?? null} scanner={house.attachments.scanner} maxMegabytes={maxFileBytes / 1024 ** 2} form={form} /></div>,
  });
}

async function covering(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  const page = inside && (await coverPage(inside.ctx, visit.params['ref'] ?? ''));
  if (!inside || !page) return absent();
  const title = say(visit.locale, 'attachment.cover.title', { ref: page.ref });
  const node = forumPage(visit, inside.frame, { title, current: `q:${page.code}`, children: <div class="stack"><h1>{title}</h1><CoverForm locale={visit.locale} page={page} dress={dressingFor(visit)} form={form} /></div> });
  return form ? showAgain(node) : show(node);
}
