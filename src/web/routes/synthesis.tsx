import type { VNode } from 'preact';
import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { publishSummary } from '#domain/synthesis/commands/publish-summary.ts';
import { type FindingKind, findingKinds } from '#domain/synthesis/model.ts';
import { type SummaryPage, summaryDays, summaryPage } from '#domain/synthesis/queries/summary-page.ts';
import { type Workbench, workbench } from '#domain/synthesis/queries/workbench.ts';
import { Day, DispositionInput, ExcerptInput, FindingInput, SummaryInput } from '#domain/synthesis/schema.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { dayIn } from '#platform/instant.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Empty, ShareBar, Tag } from '#ui/marks.tsx';
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
  door.page('/f/:forum/bench/:part', forStaff('workbench'), 'excerpt', async (visit) => bench(visit));
  door.deed('/f/:forum/bench/:part/excerpt', forStaff('mark an excerpt', 'answer'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const { sentence, finding, ...fields } = visit.form;
    // Chosen from the list, a sentence brings its place along: "12-57".
    const [start, end] = /^(\d+)-(\d+)$/.exec(String(sentence ?? ''))?.slice(1) ?? [];
    const chosen = start && end ? { start, end, quote: String(visit.form[`sentence-${start}`] ?? '') } : {};
    const plain = Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith('sentence-')));
    const form = readForm(ExcerptInput, { ...plain, ...chosen, ...(finding ? { finding } : {}) });
    if (!form.ok) return bench(visit, { typed: form.typed, errors: form.errors });
    const marked = await markExcerpt(inside.ctx, form.value);
    return marked.ok ? goTo(`/f/${inside.frame.forum.key}/bench/${visit.params['part'] ?? 'A'}?c=${form.value.contribution.replace('·', '-')}`) : bench(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, marked.refusal) });
  });
  door.deed('/f/:forum/bench/:part/end', forStaff('say how a contribution ended', 'answer'), 'draft-finding', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(DispositionInput, visit.form);
    if (!form.ok) return bench(visit, { typed: form.typed, errors: form.errors });
    const ended = await disposeContribution(inside.ctx, form.value);
    return ended.ok ? goTo(`/f/${inside.frame.forum.key}/bench/${visit.params['part'] ?? 'A'}?c=${form.value.contribution.replace('·', '-')}`) : bench(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, ended.refusal) });
  });
  door.deed('/f/:forum/bench/:part/finding', forStaff('draft a finding', 'answer'), 'draft-finding', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(FindingInput, { ...visit.form, part: visit.params['part'] });
    if (!form.ok) return bench(visit, { typed: form.typed, errors: form.errors });
    const drafted = await draftFinding(inside.ctx, form.value);
    return drafted.ok ? goTo(`/f/${inside.frame.forum.key}/bench/${visit.params['part'] ?? 'A'}#${drafted.value.reference}`) : bench(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, drafted.refusal) });
  });
  door.deed('/f/:forum/bench/:part/ready/:reference', forStaff('a finding leaves draft', 'answer'), 'draft-finding', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const ready = await readyFinding(inside.ctx, visit.params['reference'] ?? '');
    return ready.ok ? goTo(`/f/${inside.frame.forum.key}/bench/${visit.params['part'] ?? 'A'}#${visit.params['reference'] ?? ''}`) : bench(visit, { refusal: sayRefusal(visit.locale, ready.refusal) });
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

async function bench(visit: Visit, form?: FormState) {
  const inside = await visit.forum();
  const part = visit.params['part'] ?? 'A';
  const chosen = (visit.query['c'] ?? form?.typed?.['contribution'] ?? '').replace('-', '·');
  const page = inside && (await workbench(inside.ctx, part, chosen || null));
  if (!inside || !page) return absent();
  const view = benchView(visit, inside, part, page, form);
  return form ? showAgain(view) : show(view);
}

const css: Readonly<Record<FindingKind, [string, string]>> = { challenge: ['challenge', '!'], 'good-practice': ['practice', '+'], conclusion: ['conclusion', '='], recommendation: ['recommend', '→'] };

function benchView(visit: Visit, { frame }: ForumVisit, part: string, page: Workbench, form?: FormState) {
  const { locale } = visit;
  const here = `/${locale}/f/${frame.forum.key}/bench/${part}`;
  const title = `${say(locale, 'synthesis.bench.title')}, ${part}`;
  const { coverage } = page;
  const shares = (['reflected', 'inPart', 'notYet', 'setAside'] as const).map((state) => ({ count: coverage[state], kind: { reflected: 'yes', inPart: 'part', notYet: 'no', setAside: 'out' }[state], text: say(locale, `synthesis.cover.${state}`, { count: coverage[state] }) }));
  return forumPage(visit, frame, {
    title,
    current: 'bench',
    wide: true,
    children: (
      <div class="benchpage"><h1 class="vh">{title}</h1><div class="bench" data-controller="passage">
        <section class="bench__left" aria-labelledby="h-s" tabIndex={0}><div class="bench__head"><h2 id="h-s">{say(locale, 'synthesis.bench.stream')} <span class="count">{page.stream.length}</span></h2><nav class="row mt-2" aria-label={say(locale, 'terms.focusAspect')}>{frame.parts.map((p) => <a href={`/${locale}/f/${frame.forum.key}/bench/${p.letter}`} {...(p.letter === part ? { 'aria-current': 'page' as const } : {})}>{p.letter}</a>)}<a class="push" href={`/${locale}/f/${frame.forum.key}`}>{say(locale, 'ui.overview')}</a></nav></div>
          {page.stream.map((item) => <a class="streamitem" href={`${here}?c=${item.ref.replace('·', '-')}`} {...(item.ref === page.chosen?.ref ? { 'aria-current': 'true' as const } : {})}><span class="row between"><b>{item.ref}</b><span class="meta" lang="en">{item.marking}</span></span><p lang={item.lang}>{item.firstWords}</p><Tag tone={item.state === 'reflected' ? 'ok' : item.state === 'notYet' ? 'now' : 'accent'}>{say(locale, `synthesis.cover.${item.state}`, { count: item.excerpts }).replace(/^\d+\s|: \d+$/, '')}</Tag></a>)}
        </section>
        <section aria-labelledby="h-t" tabIndex={0}><div class="bench__head"><h2 id="h-t">{page.chosen ? say(locale, 'synthesis.bench.inThread', { ref: page.chosen.ref }) : say(locale, 'discussion.question.empty')}</h2></div>
          {page.chosen ? (
            <div class="bench__text stack"><ErrorSummary locale={locale} form={form} />
              <div class="read" lang={page.chosen.lang} data-passage-target="text" data-action="mouseup->passage#take keyup->passage#take">{markedText(page.chosen)}</div>
              <form method="post" action={`${here}/excerpt`} class="form"><SubmissionId /><input type="hidden" name="contribution" value={page.chosen.ref} /><input type="hidden" name="revision" value={page.chosen.revision} />
                <div class="field"><label for="f-quote">{say(locale, 'synthesis.bench.quote')}</label><p class="hint">{say(locale, 'synthesis.bench.quoteHint')}</p><textarea class="textarea" id="f-quote" name="quote" rows={3} data-passage-target="quote" lang={page.chosen.lang}>{form?.typed?.['quote'] ?? ''}</textarea></div>
                <details class="disclosure"><summary>{say(locale, 'synthesis.bench.sentence')}</summary><ul class="sentences" lang={page.chosen.lang}>{page.chosen.sentences.map((s) => <li><label><input type="radio" name="sentence" value={`${s.start}-${s.end}`} /><span>{s.text}</span></label><input type="hidden" name={`sentence-${s.start}`} value={s.text} /></li>)}</ul></details>
                <Select locale={locale} name="finding" label={say(locale, 'synthesis.bench.under')} options={[{ value: '', text: say(locale, 'synthesis.bench.noFinding') }, ...page.findings.map((f) => ({ value: f.reference, text: `${f.reference} ${f.text.slice(0, 60)}` }))]} form={form} />
                <button class="btn btn--primary">{say(locale, 'synthesis.bench.mark')}</button></form>
              <EndForm locale={locale} action={`${here}/end`} chosen={page.chosen} form={form} />
            </div>
          ) : null}
        </section>
        <section aria-labelledby="h-f" tabIndex={0}><div class="bench__head"><h2 id="h-f" class="mb-2">{say(locale, 'synthesis.bench.findings')} <span class="count">{page.findings.length}</span></h2><ShareBar label={say(locale, 'synthesis.cover.label')} shares={shares} /></div>
          {page.findings.map((f) => <article class="finding" id={f.reference}><div class="row between"><KindChip locale={locale} kind={f.kind} /><span class="meta">{f.reference}{f.state === 'draft' ? ` · ${say(locale, 'adoption.page.draft')}` : ''}</span></div><p lang="en">{f.text}</p><div class="row"><span>{say(locale, 'adoption.page.excerpts', { count: f.excerpts.length })}</span><span class="push">{f.excerpts.map((e) => <> <a href={`${here}?c=${e.ref.replace('·', '-')}`}>{e.ref}</a>{e.sourceChanged ? ` (${say(locale, 'synthesis.bench.changed')})` : ''}</>)}</span></div>{f.state === 'draft' ? <form method="post" action={`${here}/ready/${f.reference}`}><button class="btn btn--s">{say(locale, 'synthesis.bench.ready', { ref: f.reference })}</button></form> : null}</article>)}
          <form method="post" action={`${here}/finding`} class="form bench__text"><h3>{say(locale, 'synthesis.bench.newFinding')}</h3><SubmissionId />
            <Select locale={locale} name="kind" label={say(locale, 'synthesis.bench.kind')} options={findingKinds.map((k) => ({ value: k, text: say(locale, `synthesis.kind.${k}`) }))} form={form} />
            <TextArea locale={locale} name="text" rows={4} label={say(locale, 'synthesis.bench.text')} form={form} />
            <TextField locale={locale} name="addressee" label={say(locale, 'terms.addressee')} form={form} />
            <button class="btn">{say(locale, 'synthesis.bench.draft')}</button></form>
        </section>
      </div></div>
    ),
  });
}

/** How the text ended, and the form to say so where nothing shows it by itself. */
function EndForm({ locale, action, chosen, form }: { locale: Locale; action: string; chosen: NonNullable<Workbench['chosen']>; form: FormState | undefined }): VNode {
  const { end, decision, ref, revision } = chosen;
  return (
    <section class="stack" aria-labelledby="h-end"><h3 id="h-end">{say(locale, 'synthesis.end.title', { ref })}</h3>
      <p>{end ? say(locale, `synthesis.end.${end}`) : say(locale, 'synthesis.end.open')}{decision?.reason && end === decision.fate ? ` ${decision.reason}` : ''}{decision && decision.revision !== revision ? ` ${say(locale, 'synthesis.end.again')}` : ''}</p>
      {end === 'cited' || end === 'withdrawn' ? null : (
        <form method="post" action={action} class="form"><input type="hidden" name="contribution" value={ref} /><input type="hidden" name="revision" value={revision} />
          <Select locale={locale} name="fate" label={say(locale, 'synthesis.end.fate')} options={decidable.map((fate) => ({ value: fate, text: say(locale, `synthesis.end.${fate}`) }))} value={decision?.fate} form={form} />
          <TextArea locale={locale} name="reason" rows={2} label={say(locale, 'synthesis.end.reason')} hint={say(locale, 'synthesis.end.reasonHint')} value={decision?.reason ?? ''} form={form} />
          <button class="btn">{say(locale, 'synthesis.end.save')}</button></form>
      )}
    </section>
  );
}

const decidable = ['merged', 'noted', 'out-of-scope'] as const;

function KindChip({ locale, kind }: { locale: Locale; kind: FindingKind }): VNode {
  return <span class={`codechip codechip--${css[kind][0]}`} data-k={css[kind][1]}>{say(locale, `synthesis.kind.${kind}`)}</span>;
}

/** The text as written, its marked passages underlined in the way of their finding's kind; overlaps show the first. */
function markedText({ markdown, marked }: NonNullable<Workbench['chosen']>): VNode[] {
  const letters = [...markdown];
  const spans = [...marked].sort((a, b) => a.start - b.start);
  const out: VNode[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.start < at) continue;
    out.push(<span>{letters.slice(at, span.start).join('')}</span>);
    out.push(<span class={`ex ex--${span.kind ? css[span.kind][0] : 'suggested'}`}>{letters.slice(span.start, span.end).join('')}{span.kind ? <sup aria-hidden="true">{css[span.kind][1]}</sup> : null}</span>);
    at = span.end;
  }
  out.push(<span>{letters.slice(at).join('')}</span>);
  return out;
}
