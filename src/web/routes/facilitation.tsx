import { markings } from '#domain/disclosure/model.ts';
import { atLeast } from '#domain/disclosure/rules.ts';
import { forStaff } from '#domain/disclosure/outputs.ts';
import { facilitate } from '#domain/discussion/commands/facilitate.ts';
import { type FacilitationPage, facilitationPage } from '#domain/discussion/queries/facilitation-page.ts';
import { FacilitationInput } from '#domain/discussion/schema.ts';
import { statusOf } from '#platform/http-status.ts';
import { endonyms, locales } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Empty } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Where facilitators open, prompt, sum up and close. */
export function facilitationRoutes(door: Door): void {
  door.page('/f/:forum/q/:code/facilitate', forStaff('words of facilitators'), 'facilitate', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await facilitationPage(inside.ctx, visit.params['code'] ?? '', visit.query['to'] ?? null));
    return inside && page ? show(view(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/q/:code/facilitate', forStaff('facilitate', 'answer'), 'facilitate', async (visit) => {
    const inside = await visit.forum();
    const { deed, ...fields } = visit.form;
    const typed = typedIn(fields);
    const page = inside && (await facilitationPage(inside.ctx, visit.params['code'] ?? '', typed['parent'] || null));
    if (!inside || !page) return absent();
    if (deed === 'preview') return show(view(visit, inside, page, { typed }, renderMarkdown(String(fields['text'] ?? ''))));
    const form = readForm(FacilitationInput, fields);
    if (!form.ok) return showAgain(view(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const said = await facilitate(inside.ctx, page.question.code, form.value);
    if (!said.ok) return showAgain(view(visit, inside, page, { typed, refusal: sayRefusal(visit.locale, said.refusal) }), statusOf(said.refusal.code));
    return goTo(`/f/${inside.frame.forum.key}/c/${said.value.ref.replace('·', '-')}`);
  });
}

function view(visit: Visit, { frame }: ForumVisit, page: FacilitationPage, form?: FormState, preview?: string) {
  const { locale } = visit;
  const { question, parent, kinds } = page;
  const title = parent ? say(locale, 'discussion.reply.button', { ref: parent.ref }) : say(locale, 'discussion.guide.heading', { question: question.code });
  return forumPage(visit, frame, {
    title,
    current: `q:${question.code}`,
    children: (
      <div class="stack"><h1>{title}</h1><p class="lead" lang="en">{question.text}</p><p class="meta">{say(locale, 'discussion.guide.lead')}</p>
        <ErrorSummary locale={locale} form={form} />
        {preview === undefined ? null : <section aria-label={say(locale, 'ui.preview')} class="panel"><div class="panel__head"><h2>{say(locale, 'ui.preview')}</h2></div><div class="panel__body read" lang={form?.typed?.['lang'] ?? locale} dangerouslySetInnerHTML={{ __html: preview }} /></section>}
        {kinds.length === 0 ? <Empty><p>{say(locale, 'discussion.guide.none')}</p></Empty> : (
          <form method="post" class="form" data-turbo="false">
            <SubmissionId value={form?.typed?.['submissionId']} />
            {parent ? <input type="hidden" name="parent" value={parent.ref} /> : null}
            <Choices locale={locale} name="kind" label={say(locale, 'discussion.guide.kind')} value={kinds[0]} form={form} options={kinds.map((kind) => ({ value: kind, text: say(locale, `discussion.kind.${kind}`), hint: say(locale, `discussion.guide.${kind}`) }))} />
            <TextArea locale={locale} name="text" label={say(locale, 'discussion.guide.text')} rows={10} reading form={form} />
            <Select locale={locale} name="marking" label={say(locale, 'discussion.write.handling')} value={page.defaultMarking} form={form} options={markings.filter((m) => !parent || atLeast(m, parent.marking)).map((m) => ({ value: m, text: m }))} />
            <Select locale={locale} name="lang" label={say(locale, 'discussion.write.language')} value={visit.person?.locale ?? locale} form={form} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} />
            <div class="btns"><button class="btn btn--primary" name="deed" value="post">{say(locale, 'discussion.guide.post')}</button><button class="btn" name="deed" value="preview">{say(locale, 'ui.preview')}</button></div>
          </form>
        )}
      </div>
    ),
  });
}
