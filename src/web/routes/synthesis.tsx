import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { publishSummary } from '#domain/synthesis/commands/publish-summary.ts';
import { type SummaryPage, summaryDays, summaryPage } from '#domain/synthesis/queries/summary-page.ts';
import { Day, SummaryInput } from '#domain/synthesis/schema.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { dayIn } from '#platform/instant.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

export function synthesisRoutes(door: Door): void {
  door.page('/f/:forum/summaries', forSeats('summaries'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const days = await summaryDays(inside.ctx);
    return goTo(`/f/${inside.frame.forum.key}/summaries/${days.at(-1) ?? dayIn(visit.ctx.now, inside.frame.forum.zone)}`);
  });
  door.page('/f/:forum/summaries/:day', forSeats('daily summary'), 'read', async (visit) => {
    const inside = await visit.forum();
    return inside && Day.safeParse(visit.params['day']).success ? show(await summaryView(visit, inside)) : absent();
  });
  door.deed('/f/:forum/summaries/:day', forStaff('publish a summary', 'answer'), 'write-summary', async (visit) => {
    const inside = await visit.forum();
    const day = Day.safeParse(visit.params['day']).data;
    if (!inside || !day) return absent();
    const typed = typedIn(visit.form);
    const form = readForm(SummaryInput, { submissionId: typed['submissionId'], day, sentences: readSentences(typed['lines'] ?? '') });
    // Whatever is wrong with a sentence is said at the field they were typed into.
    if (!form.ok) return showAgain(await summaryView(visit, inside, { typed, errors: form.errors.map((error) => ({ ...error, field: 'lines' })) }));
    const published = await publishSummary(inside.ctx, form.value);
    if (!published.ok) return showAgain(await summaryView(visit, inside, { typed, refusal: sayRefusal(visit.locale, published.refusal) }));
    return goTo(`/f/${inside.frame.forum.key}/summaries/${day}`);
  });
}

/** Sentences with their sources in brackets at the end of the line, as the page explains. */
export function readSentences(lines: string): { text: string; remark: boolean; refs: string[] }[] {
  return lines.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, text = line, sources = ''] = /^(.*?)\s*\[([^\]]*)\]$/.exec(line) ?? [];
    return { text, remark: sources.trim() === '!', refs: sources.trim() === '!' ? [] : sources.split(/[,;\s]+/).filter(Boolean).map((ref) => ref.replace('-', '·')) };
  });
}

const written = (page: SummaryPage): string => page.sentences.map((s) => `${s.text} [${s.remark ? '!' : s.refs.join(', ')}]`).join('\n');

async function summaryView(visit: Visit, { ctx, frame }: ForumVisit, form?: FormState) {
  const { locale } = visit;
  const page = await summaryPage(ctx, visit.params['day'] ?? '');
  const title = say(locale, 'synthesis.summary.title', { day: dayOf(locale, new Date(`${page.day}T12:00:00Z`), 'UTC', { year: true }) });
  const base = `/${locale}/f/${frame.forum.key}`;
  return forumPage(visit, frame, {
    title,
    current: 'summaries',
    children: (
      <div class="stack-6"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        {page.publishedAt ? <div class="read" lang="en">{page.sentences.map((s) => <p>{s.text} {s.remark ? <Tag>{say(locale, 'synthesis.summary.remark')}</Tag> : s.refs.map((ref) => <> <a class="pararef" href={`${base}/c/${ref.replace('·', '-')}`}>{ref}</a></>)}</p>)}</div> : <Empty><p>{say(locale, 'synthesis.summary.none')}</p></Empty>}
        {page.notAddressed.length ? <section><h2>{say(locale, 'synthesis.summary.notAddressed')}</h2><p>{page.notAddressed.map((code) => <a class="pararef" href={`${base}/q/${code}`}>{code}</a>)}</p></section> : null}
        {page.canWrite ? <form method="post" class="form"><SubmissionId value={form?.typed?.['submissionId']} /><TextArea locale={locale} name="lines" rows={12} label={say(locale, 'terms.dailySummary')} hint={say(locale, 'synthesis.summary.lines')} value={written(page)} form={form} lang="en" /><button class="btn btn--primary">{say(locale, 'synthesis.summary.publish')}</button></form> : null}
      </div>
    ),
  });
}
