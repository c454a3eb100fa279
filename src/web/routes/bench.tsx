import { forStaff } from '#domain/disclosure/outputs.ts';
import { bylineText } from '#domain/disclosure/byline-text.ts';
import { codeExcerpt } from '#domain/synthesis/commands/code-excerpt.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { coverStates } from '#domain/synthesis/model.ts';
import { type Workbench, workbench } from '#domain/synthesis/queries/workbench.ts';
import { BenchInput, CodingInput, DispositionInput, ExcerptInput, FindingInput } from '#domain/synthesis/schema.ts';
import { EndForm } from '#domain/synthesis/ui/EndForm.tsx';
import { ExcerptList } from '#domain/synthesis/ui/ExcerptList.tsx';
import { Findings } from '#domain/synthesis/ui/Findings.tsx';
import { MarkedText } from '#domain/synthesis/ui/MarkedText.tsx';
import { MarkForm } from '#domain/synthesis/ui/MarkForm.tsx';
import { Stream } from '#domain/synthesis/ui/Stream.tsx';
import type { Outcome } from '#platform/outcome.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState } from '#ui/fields.tsx';
import { Callout, ShareBar } from '#ui/marks.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { type ReadForm, readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

export function benchRoutes(door: Door): void {
  door.page('/f/:forum/bench/:part', forStaff('workbench'), 'excerpt', async (visit) => {
    const { aspect, ...query } = visit.query;
    // The form of the filter names the aspect in a field; its address names it in the path.
    if (!aspect || aspect === visit.params['part']) return bench(visit);
    const rest = new URLSearchParams(Object.entries(query).filter(([name, value]) => value && name !== 'question'));
    return goTo(`/f/${visit.params['forum'] ?? ''}/bench/${encodeURIComponent(aspect)}${rest.size ? `?${rest}` : ''}`);
  });
  door.deed('/f/:forum/bench/:part/excerpt', forStaff('mark an excerpt', 'answer'), 'excerpt', (visit) => {
    const { sentence, ...fields } = visit.form;
    // Chosen from the list, a sentence brings its place along: "12-57".
    const [start, end] = /^(\d+)-(\d+)$/.exec(String(sentence ?? ''))?.slice(1) ?? [];
    const chosen = start && end ? { start, end, quote: String(visit.form[`sentence-${start}`] ?? '') } : {};
    const plain = Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith('sentence-')));
    const form = readForm(ExcerptInput, { ...plain, ...chosen });
    return deed(visit, form, (inside, input) => markExcerpt(inside.ctx, input), ({ contribution }) => `?c=${contribution.replace('·', '-')}`);
  });
  door.deed('/f/:forum/bench/:part/code', forStaff('code an excerpt', 'answer'), 'excerpt', (visit) => deed(visit, readForm(CodingInput, visit.form), async (inside, input) => codeExcerpt(inside.ctx, input.excerpt, input.codes), (_, answer) => `?c=${answer.ref.replace('·', '-')}`));
  door.deed('/f/:forum/bench/:part/end', forStaff('say how a contribution ended', 'answer'), 'draft-finding', (visit) => deed(visit, readForm(DispositionInput, visit.form), (inside, input) => disposeContribution(inside.ctx, input), ({ contribution }) => `?c=${contribution.replace('·', '-')}`));
  door.deed('/f/:forum/bench/:part/finding', forStaff('draft a finding', 'answer'), 'draft-finding', (visit) => deed(visit, readForm(FindingInput, { ...visit.form, part: visit.params['part'] }), (inside, input) => draftFinding(inside.ctx, input), (_, { reference }) => `#${reference}`));
  door.deed('/f/:forum/bench/:part/ready/:reference', forStaff('a finding leaves draft', 'answer'), 'draft-finding', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const ready = await readyFinding(inside.ctx, visit.params['reference'] ?? '');
    return ready.ok ? goTo(`${addressOf(inside, visit)}#${visit.params['reference'] ?? ''}`) : bench(visit, { typed: { pane: '3' }, refusal: sayRefusal(visit.locale, ready.refusal) });
  });
}

const addressOf = ({ frame }: ForumVisit, visit: Visit): string => `/f/${frame.forum.key}/bench/${visit.params['part'] ?? 'A'}`;

/** One deed of the workbench: refused, the page comes again with what was typed. */
async function deed<I, V>(visit: Visit, form: ReadForm<I>, work: (inside: ForumVisit, input: I) => Promise<Outcome<V>>, then: (input: I, value: V) => string): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  if (!form.ok) return bench(visit, { typed: form.typed, errors: form.errors });
  const outcome = await work(inside, form.value);
  return outcome.ok ? goTo(`${addressOf(inside, visit)}${then(form.value, outcome.value)}`) : bench(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, outcome.refusal) });
}

async function bench(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  const part = visit.params['part'] ?? 'A';
  const chosen = (visit.query['c'] ?? form?.typed?.['contribution'] ?? '').replace('-', '·');
  const given = Object.fromEntries(Object.entries(visit.query).filter(([, value]) => value !== ''));
  const filter = BenchInput.safeParse(given);
  const page = inside && (await workbench(inside.ctx, part, chosen || null, filter.data ?? {}));
  if (!inside || !page) return absent();
  const view = benchView(visit, inside, part, page, filter.success, form);
  return form ? showAgain(view) : show(view);
}

const shareKinds = { reflected: 'yes', inPart: 'part', notYet: 'no', setAside: 'out' } as const;

function benchView(visit: Visit, { frame }: ForumVisit, part: string, page: Workbench, readable: boolean, form?: FormState) {
  const { locale, query } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const here = `${base}/bench/${part}`;
  const title = `${say(locale, 'synthesis.bench.title')}, ${part}`;
  const { chosen, coverage } = page;
  const shares = coverStates.map((state) => ({ count: coverage[state], kind: shareKinds[state], text: say(locale, `synthesis.cover.${state}`, { count: coverage[state] }) }));
  const pane = paneOf(query, form);
  const paneAddress = (n: string) => `${here}?${new URLSearchParams({ ...query, ...(chosen ? { c: chosen.ref.replace('·', '-') } : {}), pane: n })}`;
  return forumPage(visit, frame, {
    title,
    current: 'bench',
    wide: true,
    children: (
      <div class="benchpage"><h1 class="vh">{title}</h1><ErrorSummary locale={locale} form={form} />{readable ? null : <Callout tone="now">{say(locale, 'bench.filter.unreadable')}</Callout>}
        <div class="bench" data-pane={pane} data-controller="passage desk">
          <nav class="seg panes" aria-label={say(locale, 'bench.panes')}>{([['1', 'synthesis.bench.stream'], ['2', 'bench.pane.text'], ['3', 'synthesis.bench.findings']] as const).map(([n, key]) => <a href={paneAddress(n)} {...(n === pane ? { 'aria-current': 'true' as const } : {})}>{say(locale, key)}</a>)}</nav>
          <section class="bench__left" aria-labelledby="h-s" tabIndex={0}><div class="bench__head"><div class="row between"><h2 id="h-s">{say(locale, 'synthesis.bench.stream')} <span class="count">{page.count}</span></h2><a href={base}>{say(locale, 'ui.overview')}</a></div></div>
            <Stream locale={locale} here={here} part={part} parts={frame.parts} page={page} query={query} />
          </section>
          <section aria-labelledby="h-t" tabIndex={0}><div class="bench__head row between"><h2 id="h-t">{chosen ? say(locale, 'synthesis.bench.inThread', { ref: chosen.ref }) : say(locale, 'discussion.question.empty')}</h2><span class="btns"><a class="btn btn--s btn--quiet" href={`${base}/codes`}>{say(locale, 'bench.codes.title')}</a>{page.nextOpen ? <a class="btn btn--s" data-next-open href={`${here}?c=${page.nextOpen.replace('·', '-')}`}>{say(locale, 'bench.next')} <kbd>n</kbd></a> : null}</span></div>
            {chosen ? (
              <div class="bench__text stack">
                <p class="meta row"><b><a href={`${base}/c/${chosen.ref.replace('·', '-')}`}>{chosen.ref}</a></b> {chosen.byline ? bylineText(chosen.byline, locale) : null} <span class="tlp-text" lang="en">{chosen.marking}</span></p>
                <MarkedText chosen={chosen} />
                <MarkForm locale={locale} here={here} chosen={chosen} codes={page.codes} findings={page.findings} form={form} />
                <ExcerptList locale={locale} here={here} finding={`${base}/finding`} chosen={chosen} codes={page.codes} />
                <turbo-frame id="suggestions" src={`${base}/suggestions?c=${chosen.ref.replace('·', '-')}`} loading="lazy"><p><a href={`${base}/suggestions?c=${chosen.ref.replace('·', '-')}`}>{say(locale, 'suggest.show')}</a></p></turbo-frame>
                <EndForm locale={locale} action={`${here}/end`} chosen={chosen} form={form} />
              </div>
            ) : null}
          </section>
          <section aria-labelledby="h-f" tabIndex={0}><div class="bench__head"><h2 id="h-f" class="mb-2">{say(locale, 'synthesis.bench.findings')} <span class="count">{page.findings.length}</span></h2><ShareBar label={say(locale, 'synthesis.cover.label')} shares={shares} /><p class="row"><a href={`${base}/coverage`}>{say(locale, 'bench.coverage.title')}</a><a href={`${base}/suggestions/leads/${part}`}>{say(locale, 'suggest.leads.title')}</a></p></div>
            <Findings locale={locale} here={here} finding={`${base}/finding`} findings={page.findings} form={form} />
          </section>
        </div></div>
    ),
  });
}

/** Which of the three a narrow window shows: what was asked for, where something was wrong, else the text. */
function paneOf(query: Readonly<Record<string, string>>, form: FormState | undefined): '1' | '2' | '3' {
  if (form?.typed?.['pane'] === '3' || form?.typed?.['kind']) return '3';
  return query['pane'] === '1' || query['pane'] === '3' ? query['pane'] : '2';
}
