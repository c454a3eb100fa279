import { isTwoKeyed } from '#domain/disclosure/rules.ts';
import { forOneself, forSeats } from '#domain/disclosure/outputs.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { keepDraft } from '#domain/discussion/commands/keep-draft.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { reviseContribution, withdrawContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { revisePage, writePage } from '#domain/discussion/queries/write-page.ts';
import { anchorOf, readRef } from '#domain/discussion/rules.ts';
import { ContributionInput, DraftInput, PositionInput, RevisionInput } from '#domain/discussion/schema.ts';
import { Composer } from '#domain/discussion/ui/Composer.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { timeOf } from '#platform/i18n/time.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { absent, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Where contributions are written, drafted, edited and taken back. */
export function writingRoutes(door: Door): void {
  door.page('/f/:forum/q/:code/write', forSeats('composer'), 'post', async (visit) => {
    const inside = await visit.forum();
    return inside ? composer(visit, inside, {}) : absent();
  });
  door.deed('/f/:forum/q/:code/write', forSeats('contribute', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    return inside ? contribute(visit, inside) : absent();
  });
  door.deed('/f/:forum/q/:code/write/draft', forOneself('keep a draft', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    const form = readForm(DraftInput, visit.form);
    if (!inside) return absent();
    // Asked by script, which shows the words and keeps the text on the device.
    if (!form.ok) return bytes('text/plain; charset=utf-8', say(visit.locale, 'web.field.malformed'), { status: 422 });
    const saved = await keepDraft(inside.ctx, visit.params['code'] ?? '', form.value);
    if (!saved.ok) return absent();
    return bytes('text/plain; charset=utf-8', say(visit.locale, 'discussion.draft.saved', { time: timeOf(visit.locale, new Date(saved.value.savedAt), inside.frame.forum.zone) }));
  });
  door.page('/f/:forum/c/:ref/edit', forOneself('edit a contribution'), 'revise', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await revisePage(inside.ctx, visit.params['ref'] ?? ''));
    return inside && page ? show(editPage(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/c/:ref/edit', forOneself('edit or withdraw', 'answer'), 'revise', async (visit) => {
    const inside = await visit.forum();
    const ref = visit.params['ref'] ?? '';
    const page = inside && (await revisePage(inside.ctx, ref));
    if (!inside || !page) return absent();
    const back = `/f/${inside.frame.forum.key}/q/${page.code}#${ref}`;
    if (visit.form['deed'] === 'withdraw') {
      const withdrawn = await withdrawContribution(inside.ctx, ref);
      return withdrawn.ok ? goTo(back) : showAgain(editPage(visit, inside, page, { refusal: sayRefusal(visit.locale, withdrawn.refusal) }));
    }
    const { deed: _, ...fields } = visit.form;
    const form = readForm(RevisionInput, fields);
    if (!form.ok) return showAgain(editPage(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const revised = await reviseContribution(inside.ctx, ref, form.value);
    return revised.ok ? goTo(back) : showAgain(editPage(visit, inside, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, revised.refusal) }));
  });
}

async function contribute(visit: Visit, inside: ForumVisit) {
  const code = visit.params['code'] ?? '';
  const { deed, ...fields } = visit.form;
  const typed = typedIn(fields);
  if (deed === 'preview') return composer(visit, inside, { form: { typed }, preview: renderMarkdown(String(fields['text'] ?? '')) });
  if (deed === 'draft') {
    const draft = readForm(DraftInput, fields);
    if (draft.ok) await keepDraft(inside.ctx, code, draft.value);
    return composer(visit, inside, { form: { typed } });
  }
  const form = readForm(ContributionInput, { ...fields, code });
  if (!form.ok) return composer(visit, inside, { form: { typed, errors: form.errors }, status: 422 });
  const { capacity } = form.value;
  if (isTwoKeyed(capacity)) return beginPosition(visit, inside, capacity, fields);
  const posted = await postContribution(inside.ctx, form.value);
  if (posted.ok) {
    const asked = readRef(posted.value.ref);
    return goTo(`/f/${inside.frame.forum.key}/q/${code}#${asked ? anchorOf(asked.code, asked.number) : ''}`);
  }
  // Refused: the text is kept as a draft, in a transaction of its own, and said so.
  await keepDraft(inside.ctx, code, form.value, posted.refusal.code);
  return composer(visit, inside, { form: { typed, refusal: sayRefusal(visit.locale, posted.refusal) }, status: statusOf(posted.refusal.code) });
}

/** A delegation's word begins as a draft on a page of its own; what was typed goes with it. */
async function beginPosition(visit: Visit, inside: ForumVisit, voice: 'delegation' | 'group', { capacity: _, ...fields }: Record<string, unknown>) {
  const form = readForm(PositionInput, { ...fields, code: visit.params['code'] ?? '', voice });
  if (!form.ok) return composer(visit, inside, { form: { typed: form.typed, errors: form.errors }, status: 422 });
  const drafted = await draftPosition(inside.ctx, form.value);
  if (drafted.ok) return goTo(`/f/${inside.frame.forum.key}/position/${drafted.value.id}`);
  return composer(visit, inside, { form: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, drafted.refusal) }, status: statusOf(drafted.refusal.code) });
}

async function composer(visit: Visit, inside: ForumVisit, { form, preview, status = 200 }: { form?: FormState; preview?: string; status?: number }) {
  const code = visit.params['code'] ?? '';
  const to = visit.query['to'] ?? form?.typed?.['parent'] ?? null;
  const page = await writePage(inside.ctx, code, to);
  if (!page) return absent();
  const { locale } = visit;
  const title = page.parentRef ? say(locale, 'discussion.reply.button', { ref: page.parentRef }) : say(locale, 'discussion.contribute.button', { question: code });
  const action = `/${locale}/f/${inside.frame.forum.key}/q/${code}/write`;
  const readerLanguage = visit.person?.locale ?? locale;
  return show(
    forumPage(visit, inside.frame, {
      title,
      current: `q:${code}`,
      children: <div class="stack"><h1>{title}</h1><p class="lead" lang="en">{page.question.text}</p><turbo-frame id="composer"><Composer locale={locale} readerLanguage={readerLanguage} action={action} page={page} form={form} preview={preview} /></turbo-frame></div>,
    }),
    { status },
  );
}

function editPage(visit: Visit, { frame }: ForumVisit, page: { ref: string; code: string; markdown: string; lang: string }, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, 'discussion.write.edit', { ref: page.ref });
  return forumPage(visit, frame, {
    title,
    current: `q:${page.code}`,
    children: (
      <div class="stack"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        <form method="post" class="form"><SubmissionId value={form?.typed?.['submissionId']} /><TextArea locale={locale} name="text" label={say(locale, 'discussion.write.text', { question: page.code })} rows={12} reading lang={page.lang} value={page.markdown} form={form} />
          <div class="btns"><button class="btn btn--primary" name="deed" value="save">{say(locale, 'ui.save')}</button><button class="btn btn--danger" name="deed" value="withdraw">{say(locale, 'discussion.write.withdraw', { ref: page.ref })}</button></div>
        </form></div>
    ),
  });
}
