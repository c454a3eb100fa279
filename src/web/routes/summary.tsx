import { render } from 'preact-render-to-string';
import { z } from 'zod';
import { forOneself, forStaff } from '#domain/disclosure/outputs.ts';
import { DraftChoice } from '#domain/discussion/schema.ts';
import { keepSummary, settleSummary } from '#domain/synthesis/commands/keep-summary.ts';
import { setSummaryHour, signSummary } from '#domain/synthesis/commands/sign-summary.ts';
import { summaryDesk } from '#domain/synthesis/queries/summary-desk.ts';
import { Day, SummaryDraftInput, SummaryHourInput } from '#domain/synthesis/schema.ts';
import { DayTexts, SummaryAside, SummaryEditor } from '#domain/synthesis/ui/SummaryEditor.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { dayOf, timeOf } from '#platform/i18n/time.ts';
import { dayIn } from '#platform/instant.ts';
import { type FormState, SubmissionId, TextField } from '#ui/fields.tsx';
import { absent, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Where a day's summary is written and signed. */
export function summaryRoutes(door: Door): void {
  door.page('/f/:forum/day', forStaff('today’s summary'), 'write-summary', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const today = dayIn(visit.ctx.now, inside.frame.forum.zone);
    const { closesAt, zone } = inside.frame.forum;
    const last = closesAt && dayIn(closesAt, zone) < today ? dayIn(closesAt, zone) : today;
    return goTo(`/f/${inside.frame.forum.key}/day/${last}`);
  });
  door.page('/f/:forum/day/:day', forStaff('summary editor'), 'write-summary', async (visit) => {
    const inside = await visit.forum();
    return inside ? editor(visit, inside) : absent();
  });
  door.deed('/f/:forum/day/:day', forStaff('write a summary', 'answer'), 'write-summary', async (visit) => {
    const inside = await visit.forum();
    return inside ? written(visit, inside) : absent();
  });
  door.deed('/f/:forum/day/:day/draft', forOneself('keep a summary', 'answer'), 'write-summary', async (visit) => {
    const inside = await visit.forum();
    return inside ? savedForScript(visit, inside) : absent();
  });
  door.deed('/f/:forum/day/:day/hour', forStaff('hour of summaries', 'answer'), 'write-summary', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(SummaryHourInput, visit.form);
    if (!form.ok) return editor(visit, inside, { hour: { typed: form.typed, errors: form.errors }, status: 422 });
    const set = await setSummaryHour(inside.ctx, form.value);
    return set.ok ? goTo(`/f/${inside.frame.forum.key}/day/${dayOfVisit(visit)}`) : editor(visit, inside, { hour: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, set.refusal) }, status: statusOf(set.refusal.code) });
  });
}

const dayOfVisit = (visit: Visit): string => Day.safeParse(visit.params['day']).data ?? '';

/** What was sent, with what is the form's own set apart from the text and the choices. */
function sentBy(visit: Visit) {
  const { deed, by, submissionId, text, ...rest } = visit.form;
  const windowId = z.uuid().safeParse(rest['window']);
  // A form without script sends lines with two signs at their end, script with one: it is the same text.
  const fields: Record<string, unknown> = { ...rest, window: windowId.success ? windowId.data : visit.ctx.world.mint(), text: String(text ?? '').replace(/\r\n?/g, '\n') };
  return { deed: String(deed ?? 'save'), byScript: by === 'script', submissionId: String(submissionId ?? ''), fields, typed: typedIn(fields), windowId: String(fields['window']) };
}

async function written(visit: Visit, inside: ForumVisit) {
  const { deed, byScript, submissionId, fields, typed, windowId } = sentBy(visit);
  const day = dayOfVisit(visit);
  const draft = readForm(SummaryDraftInput, fields);
  if (!draft.ok) return editor(visit, inside, { windowId, form: { typed, errors: draft.errors }, status: 422 });
  const [choice, which] = deed.split(' ');
  const chosen = DraftChoice.safeParse({ deed: choice, which });
  const kept = chosen.success ? await settleSummary(inside.ctx, day, draft.value, chosen.data) : await keepSummary(inside.ctx, day, draft.value);
  if (!kept.ok) return absent();
  const now = { ...typed, text: kept.value.text, version: String(kept.value.version) };
  if (deed !== 'sign') return editor(visit, inside, { windowId, form: { typed: now } });
  const refusedWith = (refusal: { code: string }) => editor(visit, inside, { windowId, form: { typed: now, refusal: sayRefusal(visit.locale, refusal) }, status: statusOf(refusal.code) });
  // Two texts stand there: one of them is chosen before anything is signed.
  if (kept.value.beside) return refusedWith({ code: 'synthesis.summary_stale' });
  const submission = z.uuid().safeParse(submissionId);
  const signed = await signSummary(inside.ctx, day, { submissionId: submission.success ? submission.data : visit.ctx.world.mint(), version: kept.value.version });
  if (!signed.ok) return refusedWith(signed.refusal);
  const to = `/f/${inside.frame.forum.key}/${signed.value.published ? 'summaries' : 'day'}/${day}`;
  return byScript ? bytes('application/json; charset=utf-8', JSON.stringify({ to: `/${visit.locale}${to}` })) : goTo(to);
}

/** Keeps the text while it is written, and answers with the summary as it would be published. */
async function savedForScript(visit: Visit, inside: ForumVisit) {
  const { locale } = visit;
  const { fields } = sentBy(visit);
  const form = readForm(SummaryDraftInput, fields);
  if (!form.ok) return bytes('text/plain; charset=utf-8', say(locale, 'web.field.malformed'), { status: 422 });
  const saved = await keepSummary(inside.ctx, dayOfVisit(visit), form.value);
  const page = saved.ok ? await summaryDesk(inside.ctx, dayOfVisit(visit), { lines: form.value.text, marking: form.value.marking ?? inside.frame.forum.defaultMarking }) : null;
  if (!saved.ok || !page) return absent();
  const time = timeOf(locale, inside.ctx.now, page.zone);
  const aside = render(<SummaryAside locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} page={page} others={saved.value.others} dress={dressingFor(visit)} lang={form.value.lang} />);
  return bytes('application/json; charset=utf-8', JSON.stringify({ said: say(locale, 'summary.edit.saved', { time }), time, version: saved.value.version, lang: form.value.lang, recognised: '', aside }));
}

async function editor(visit: Visit, inside: ForumVisit, { windowId = visit.ctx.world.mint(), form, hour, status = 200 }: { windowId?: string; form?: FormState; hour?: FormState; status?: number } = {}) {
  const { locale } = visit;
  const typed = form?.typed;
  const marking = SummaryDraftInput.shape.marking.safeParse(typed?.['marking']).data;
  const page = await summaryDesk(inside.ctx, dayOfVisit(visit), typed ? { lines: typed['text'] ?? '', marking: marking ?? inside.frame.forum.defaultMarking } : null);
  if (!page) return absent();
  const base = `/${locale}/f/${inside.frame.forum.key}`;
  const named = (day: string) => dayOf(locale, new Date(`${day}T12:00:00Z`), 'UTC', { year: true });
  const title = say(locale, 'summary.edit.title', { day: named(page.day) });
  const window = { id: windowId, version: Number(typed?.['version'] ?? page.draft?.version ?? 0) };
  const node = forumPage(visit, inside.frame, {
    title,
    current: 'summaries',
    children: (
      <div class="stack-6"><h1>{title}</h1>
        <nav class="row" aria-label={say(locale, 'summary.edit.days')}>{page.days.slice(0, 14).map((day) => (day === page.day ? <b>{named(day)}</b> : <a href={`${base}/day/${day}`}>{named(day)}</a>))}{page.publishedRevision !== null ? <a href={`${base}/summaries/${page.day}`}>{say(locale, 'summary.edit.read')}</a> : null}</nav>
        <div class="case">
          <SummaryEditor locale={locale} base={base} page={page} window={window} form={form} dress={dressingFor(visit)} />
          <div class="stack-6">
            <DayTexts locale={locale} base={base} page={page} />
            <form method="post" action={`${base}/day/${page.day}/hour`} class="form"><SubmissionId value={hour?.typed?.['submissionId']} />
              <TextField locale={locale} name="hour" label={say(locale, 'summary.hour.label')} hint={say(locale, 'summary.hour.hint')} value={page.hour} form={hour} /><button class="btn">{say(locale, 'summary.hour.set')}</button></form>
          </div>
        </div>
      </div>
    ),
  });
  return status === 200 ? show(node) : showAgain(node, status);
}
