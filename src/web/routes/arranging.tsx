import { forStaff } from '#domain/disclosure/outputs.ts';
import { arrangeThread, undoArrangement } from '#domain/discussion/commands/arrange-thread.ts';
import { type ArrangePage, arrangePage } from '#domain/discussion/queries/arrange-page.ts';
import { ArrangeInput, UndoArrangeInput } from '#domain/discussion/schema.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { onWhen, stamp } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { absent, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Where moderators move, split and merge, and take it back. */
export function arrangingRoutes(door: Door): void {
  door.page('/f/:forum/c/:ref/arrange', forStaff('place of a contribution'), 'arrange', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await arrangePage(inside.ctx, visit.params['ref'] ?? ''));
    return inside && page ? show(view(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/c/:ref/arrange', forStaff('move, split, merge', 'answer'), 'arrange', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await arrangePage(inside.ctx, visit.params['ref'] ?? ''));
    if (!inside || !page) return absent();
    const form = readForm(ArrangeInput, visit.form);
    if (!form.ok) return showAgain(view(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const done = await arrangeThread(inside.ctx, page.ref, form.value);
    if (!done.ok) return showAgain(view(visit, inside, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) }), statusOf(done.refusal.code));
    return goTo(`/f/${inside.frame.forum.key}/c/${page.anchor}`);
  });
  door.deed('/f/:forum/c/:ref/arrange/:relocation/undo', forStaff('take a move back', 'answer'), 'arrange', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await arrangePage(inside.ctx, visit.params['ref'] ?? ''));
    const form = readForm(UndoArrangeInput, visit.form);
    if (!inside || !page?.earlier.some(({ id }) => id === visit.params['relocation'])) return absent();
    if (!form.ok) return showAgain(view(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const done = await undoArrangement(inside.ctx, visit.params['relocation'] ?? '', form.value);
    if (!done.ok) return showAgain(view(visit, inside, page, { refusal: sayRefusal(visit.locale, done.refusal) }), statusOf(done.refusal.code));
    return goTo(`/f/${inside.frame.forum.key}/c/${page.anchor}`);
  });
}

function view(visit: Visit, { frame }: ForumVisit, page: ArrangePage, form?: FormState) {
  const { locale } = visit;
  const { zone } = frame.forum;
  const title = say(locale, 'discussion.arrange.title', { ref: page.ref });
  const here = `/${locale}/f/${frame.forum.key}/c/${page.anchor}`;
  const questions = frame.parts.flatMap((part) => part.questions).filter(({ code }) => code !== page.code);
  return forumPage(visit, frame, {
    title,
    current: `q:${page.code}`,
    children: (
      <div class="stack"><header><p class="kicker"><a href={here}>{page.ref}</a></p><h1>{title}</h1><p class="meta">{say(locale, 'discussion.arrange.lead', { count: page.replies })}</p></header>
        <ErrorSummary locale={locale} form={form} />
        <form method="post" action={`${here}/arrange`} class="form" data-turbo="false">
          <SubmissionId value={form?.typed?.['submissionId']} />
          <Choices locale={locale} name="kind" label={say(locale, 'discussion.arrange.kind')} value={page.kinds[0]} form={form} options={page.kinds.map((kind) => ({ value: kind, text: say(locale, `discussion.arrange.${kind}`) }))} />
          <Select locale={locale} name="to" label={say(locale, 'discussion.arrange.to')} form={form} options={questions.map((q) => ({ value: q.code, text: `${q.code} ${q.shortText}` }))} />
          <TextField locale={locale} name="under" label={say(locale, 'discussion.arrange.under')} form={form} />
          <TextArea locale={locale} name="reason" rows={3} label={say(locale, 'discussion.arrange.reason')} form={form} />
          <button class="btn btn--primary">{say(locale, 'discussion.arrange.do')}</button>
        </form>
        {page.earlier.length ? (
          <section class="sec" aria-labelledby="h-earlier"><h2 id="h-earlier">{say(locale, 'discussion.arrange.earlier')}</h2>
            <ul class="log">{page.earlier.map((one) => (
              <li><time dateTime={one.at.toISOString()}>{stamp(locale, one.at, zone)}</time>{say(locale, `discussion.arrange.${one.kind}`)}{one.kind === 'split' ? null : `: ${one.to}`} · {say(locale, 'discussion.moved.reason', { reason: one.reason })}
                {one.undoneAt ? <span class="meta"> · {say(locale, 'discussion.arrange.undone', { onWhen: onWhen(locale, one.undoneAt, zone) })}</span> : null}
                {one.canUndo ? <form method="post" action={`${here}/arrange/${one.id}/undo`} class="mt-2" data-turbo="false"><SubmissionId /><button class="btn btn--s">{say(locale, 'discussion.arrange.undo')}</button></form> : null}
              </li>
            ))}</ul>
          </section>
        ) : null}
      </div>
    ),
  });
}
