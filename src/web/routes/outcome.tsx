import { openConsultation } from '#domain/adoption/commands/open-consultation.ts';
import { confirmSilenceReceipt } from '#domain/adoption/commands/confirm-silence-receipt.ts';
import { outcomePage, type OutcomePage } from '#domain/adoption/queries/outcome-page.ts';
import { outcomeTable } from '#domain/adoption/queries/outcome-table.ts';
import { ConsultationInput, PlainInput } from '#domain/adoption/schema.ts';
import { ConsultationForm } from '#domain/adoption/ui/ConsultationForm.tsx';
import { ConfirmReceipt, RatingLegend, RecommendationCard } from '#domain/adoption/ui/RecommendationCard.tsx';
import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { csvOf } from '#platform/csv.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState } from '#ui/fields.tsx';
import { Empty } from '#ui/marks.tsx';
import { absent, type Answer, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** The recommendations of a forum: the list by addressee, its files, consultation and receipts. */
export function outcomeRoutes(door: Door): void {
  door.page('/f/:forum/outcome', forSeats('recommendations'), 'read', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await outcome(visit, inside)) : absent();
  });
  door.page('/f/:forum/outcome/consult', forStaff('consultation'), 'open-consultation', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await consultation(visit, inside)) : absent();
  });
  door.deed('/f/:forum/outcome/consult', forStaff('open a consultation', 'answer'), 'open-consultation', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(ConsultationInput, visit.form);
    if (!form.ok) return showAgain(await consultation(visit, inside, { typed: form.typed, errors: form.errors }));
    const done = await openConsultation(inside.ctx, form.value);
    if (!done.ok) return showAgain(await consultation(visit, inside, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) }));
    return goTo(`/f/${inside.frame.forum.key}/outcome`);
  });
  door.deed('/f/:forum/outcome/received', forSeats('confirm texts under silence', 'answer'), 'confirm-receipt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(PlainInput, visit.form);
    if (!form.ok) return showAgain(await outcome(visit, inside, { errors: form.errors }));
    const done = await confirmSilenceReceipt(inside.ctx, form.value);
    if (!done.ok) return showAgain(await outcome(visit, inside, { refusal: sayRefusal(visit.locale, done.refusal) }));
    return goTo(`/f/${inside.frame.forum.key}/outcome`);
  });
  door.page('/f/:forum/outcome.csv', forSeats('recommendations as a table', 'export'), 'read', (visit) => table(visit, 'csv'));
  door.page('/f/:forum/outcome.json', forSeats('recommendations as data', 'export'), 'read', (visit) => table(visit, 'json'));
}

/** The recommendations with every statement attached to them, for reuse; the marking is in the file as on the page. */
async function table(visit: Visit, format: 'csv' | 'json'): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { locale } = visit;
  const { forum } = inside.frame;
  const lines = await outcomeTable(inside.ctx, locale);
  const fileName = `${forum.key}-recommendations.${format}`;
  if (format === 'json') return bytes('application/json; charset=utf-8', JSON.stringify({ forum: forum.key, marking: forum.defaultMarking, recommendations: lines.map((line) => ({ ...line, silenceEnds: line.silenceEnds?.toISOString() ?? null })) }, null, 1), { fileName });
  const head = ['reference', 'symbol', 'addressee', 'text', 'state', 'silence ends', 'statements and reservations', 'marking'];
  return bytes('text/csv; charset=utf-8', csvOf([head, ...lines.map((l) => [l.reference, l.symbol ?? '', l.addressee ?? '', l.text, l.state, l.silenceEnds?.toISOString() ?? '', l.statements.map(({ state, kind, text }) => `${state} (${say(locale, kind === 'reservation' ? 'terms.reservation' : 'terms.interpretativeStatement')}): ${text}`).join('\n'), forum.defaultMarking])]), { fileName });
}

async function outcome(visit: Visit, inside: ForumVisit, form?: FormState) {
  const { locale } = visit;
  const { ctx, frame } = inside;
  const page = await outcomePage(ctx, locale);
  const title = say(locale, 'adoption.page.title');
  const here = `/${locale}/f/${frame.forum.key}/outcome`;
  const addressees = [...new Set(page.recommendations.map(({ addressee }) => addressee))];
  const wanted = visit.query['to'];
  const chosen = addressees.find((one) => (one ?? '') === wanted);
  const shown = chosen === undefined ? addressees : [chosen];
  return forumPage(visit, frame, {
    title,
    current: 'outcome',
    children: (
      <div class="stack-6 wide"><div><h1>{title}</h1>{page.recommendations.some(({ silence }) => silence?.state === 'running') ? <p class="lead mt-2">{say(locale, 'adopt.lead')}</p> : null}</div>
        <ErrorSummary locale={locale} form={form} />
        {page.recommendations.length === 0 ? <Empty><p>{say(locale, 'adoption.page.empty')}</p></Empty> : <Tally locale={locale} page={page} />}
        {page.toConfirm > 0 ? <ConfirmReceipt locale={locale} action={`${here}/received`} count={page.toConfirm} /> : null}
        {addressees.length > 1 ? <Tabs locale={locale} here={here} page={page} addressees={addressees} chosen={chosen} /> : null}
        {page.recommendations.length > 0 ? <div class="row between"><RatingLegend locale={locale} /><span class="meta">{say(locale, 'adoption.page.ratingsNote')}</span></div> : null}
        {shown.map((addressee) => (
          <section class="stack"><h2 lang="en">{addressee ?? say(locale, 'report.addressee.none')}</h2>
            {page.recommendations.filter((r) => r.addressee === addressee).map((r) => <RecommendationCard locale={locale} now={ctx.now} zone={frame.forum.zone} own={visit.zone} here={here} r={r} canRate={page.canRate} actsFor={page.actsFor} />)}
          </section>
        ))}
        {page.recommendations.length > 0 ? <p class="row noprint">{page.canConsult ? <a class="btn" href={`${here}/consult`}>{say(locale, 'adopt.consult.title')}</a> : null}<a href={`${here}.csv`} data-turbo="false">CSV</a><a href={`${here}.json`} data-turbo="false">JSON</a></p> : null}
      </div>
    ),
  });
}

async function consultation(visit: Visit, { ctx, frame }: ForumVisit, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, 'adopt.consult.title');
  const here = `/${locale}/f/${frame.forum.key}/outcome`;
  const { recommendations } = await outcomePage(ctx, locale);
  return forumPage(visit, frame, { title, current: 'outcome', children: <div class="stack-6"><div><p class="kicker"><a href={here}>{say(locale, 'adoption.page.title')}</a></p><h1>{title}</h1></div><ErrorSummary locale={locale} form={form} /><ConsultationForm locale={locale} action={`${here}/consult`} recommendations={recommendations} form={form} /></div> });
}

/** How many recommendations stand where, in figures with their words. */
function Tally({ locale, page }: { locale: Locale; page: OutcomePage }) {
  const count = (state: string) => page.recommendations.filter(({ silence }) => silence?.state === state).length;
  const cells = ([['running', 'adopt.tally.running'], ['broken', 'adopt.tally.broken'], ['adopted', 'adopt.tally.adopted'], ['withdrawn', 'adopt.tally.withdrawn']] as const).map(([state, key]) => ({ n: count(state), text: say(locale, key) }));
  return <section class="tally" aria-label={say(locale, 'adopt.tally.label')}>{cells.map(({ n, text }) => <div><b class="num">{n}</b><span>{text}</span></div>)}</section>;
}

function Tabs({ locale, here, page, addressees, chosen }: { locale: Locale; here: string; page: OutcomePage; addressees: readonly (string | null)[]; chosen: string | null | undefined }) {
  const now = (on: boolean) => (on ? { 'aria-current': 'true' as const } : {});
  return (
    <nav class="tabs noprint" aria-label={say(locale, 'adopt.tabs.label')}>
      <a href={here} {...now(chosen === undefined)}>{say(locale, 'adopt.tabs.all', { count: page.recommendations.length })}</a>
      {addressees.map((one) => <a href={`${here}?to=${encodeURIComponent(one ?? '')}`} {...now(chosen !== undefined && chosen === one)}><span lang="en">{one ?? say(locale, 'report.addressee.none')}</span> {page.recommendations.filter((r) => r.addressee === one).length}</a>)}
    </nav>
  );
}
