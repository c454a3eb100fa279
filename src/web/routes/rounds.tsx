import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { answerRound } from '#domain/synthesis/commands/answer-round.ts';
import { openRound } from '#domain/synthesis/commands/open-round.ts';
import { roundPage, roundsPage } from '#domain/synthesis/queries/rounds-page.ts';
import { RoundAnswerInput, RoundInput } from '#domain/synthesis/schema.ts';
import { RoundAsk } from '#domain/synthesis/ui/RoundAsk.tsx';
import { RoundForm } from '#domain/synthesis/ui/RoundForm.tsx';
import { RoundResult } from '#domain/synthesis/ui/RoundResult.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { whenFor } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState } from '#ui/fields.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Rounds of rating and ranking: the list, the form that opens one, each with its questions and what it came to. */
export function roundRoutes(door: Door): void {
  door.page('/f/:forum/rounds', forSeats('rounds'), 'read', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await list(visit, inside)) : absent();
  });
  door.page('/f/:forum/rounds/new', forStaff('open a round'), 'open-round', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await opening(visit, inside)) : absent();
  });
  door.deed('/f/:forum/rounds/new', forStaff('open a round', 'answer'), 'open-round', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(RoundInput, visit.form);
    if (!form.ok) return showAgain(await opening(visit, inside, { typed: form.typed, errors: form.errors }));
    const opened = await openRound(inside.ctx, form.value);
    if (!opened.ok) return showAgain(await opening(visit, inside, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, opened.refusal) }));
    return goTo(`/f/${inside.frame.forum.key}/rounds/${opened.value.number}`);
  });
  door.page('/f/:forum/rounds/:round', forSeats('a round'), 'read', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await one(visit, inside));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/rounds/:round', forSeats('answer a round', 'answer'), 'rate', answer);
}

const numberOf = ({ params }: Visit): number => (/^\d{1,4}$/.test(params['round'] ?? '') ? Number(params['round']) : 0);

async function answer(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const read = RoundAnswerInput.safeParse({ answers: answersIn(typedIn(visit.form)) });
  const done = read.success ? await answerRound(inside.ctx, numberOf(visit), read.data) : null;
  if (done?.ok) return goTo(`/f/${inside.frame.forum.key}/rounds/${numberOf(visit)}?kept=1`);
  const node = await one(visit, inside, { typed: typedIn(visit.form), refusal: done ? sayRefusal(visit.locale, done.refusal) : say(visit.locale, 'rounds.value_off_scale') });
  return node ? showAgain(node) : absent();
}

/** The answers of a form: `v3` the value given to the third item, `r3` the reason; an item without a value is none. */
const answersIn = (typed: Readonly<Record<string, string>>) => Object.entries(typed).flatMap(([field, value]) => {
  const item = /^v(\d{1,4})$/.exec(field)?.[1];
  const reason = item ? typed[`r${item}`]?.trim() : '';
  return item && value !== '' ? [{ item: Number(item), value: Number(value), ...(reason ? { reason } : {}) }] : [];
});

async function list(visit: Visit, { ctx, frame }: ForumVisit) {
  const { locale } = visit;
  const { rounds, canOpen } = await roundsPage(ctx);
  const title = say(locale, 'rounds.title');
  const base = `/${locale}/f/${frame.forum.key}/rounds`;
  return forumPage(visit, frame, {
    title, current: 'rounds',
    children: (
      <div class="stack-6"><div><h1>{title}</h1><p class="lead mt-2">{say(locale, 'rounds.lead')}</p></div>
        {rounds.length === 0 ? <Empty><p>{say(locale, 'rounds.none')}</p></Empty> : <ul class="found">{rounds.map((r) => <li><p><a href={`${base}/${r.number}`}><b>{r.number}.</b> <span lang={r.lang}>{r.title}</span></a> <Tag {...(r.state === 'open' ? { tone: 'now' as const } : {})}>{say(locale, `rounds.state.${r.state}`)}</Tag></p><p class="meta">{say(locale, `rounds.kind.${r.kind}`)} · {whenFor(locale, r.state === 'to-come' ? r.opensAt : r.endsAt, frame.forum.zone, visit.zone)}</p></li>)}</ul>}
        {canOpen ? <p><a class="btn" href={`${base}/new`}>{say(locale, 'rounds.open.heading')}</a></p> : null}
      </div>
    ),
  });
}

async function opening(visit: Visit, { ctx, frame }: ForumVisit, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, 'rounds.open.heading');
  const base = `/${locale}/f/${frame.forum.key}/rounds`;
  const { rounds } = await roundsPage(ctx);
  return forumPage(visit, frame, { title, current: 'rounds', children: <div class="stack-6"><div><p class="kicker"><a href={base}>{say(locale, 'rounds.title')}</a></p><h1>{title}</h1></div><ErrorSummary locale={locale} form={form} /><RoundForm locale={locale} action={`${base}/new`} rounds={rounds} form={form} /></div> });
}

async function one(visit: Visit, { ctx, frame }: ForumVisit, form?: FormState) {
  const { locale } = visit;
  const page = await roundPage(ctx, numberOf(visit));
  if (!page) return null;
  const { round } = page;
  const base = `/${locale}/f/${frame.forum.key}/rounds`;
  const time = (at: Date) => whenFor(locale, at, frame.forum.zone, visit.zone);
  return forumPage(visit, frame, {
    title: say(locale, 'rounds.round', { number: round.number }), current: 'rounds',
    children: (
      <div class="stack-6">
        <div><p class="kicker"><a href={base}>{say(locale, 'rounds.title')}</a> · {say(locale, 'rounds.round', { number: round.number })}{round.follows ? <> · <a href={`${base}/${round.follows}`}>{say(locale, 'rounds.follows', { number: round.follows })}</a></> : null}</p><h1 lang={round.lang}>{round.title}</h1></div>
        <ErrorSummary locale={locale} form={form} />
        {visit.query['kept'] && !form ? <p role="status"><Tag tone="ok" icon="check">{say(locale, 'rounds.kept')}</Tag></p> : null}
        <div class="stack-2"><p>{say(locale, `rounds.state.${round.state}`)} · {round.state === 'to-come' ? say(locale, 'rounds.begins', { when: time(round.opensAt) }) : say(locale, 'rounds.ends', { when: time(round.endsAt) })}</p>
          <p class="meta">{round.rating ? say(locale, 'rounds.criteria', { scale: round.rating.scale, iqr: String(round.rating.maxIqr), share: round.rating.minShare }) : say(locale, 'rounds.method')} {say(locale, 'rounds.private', { least: page.smallCell })}</p></div>
        {page.canAnswer || form ? <RoundAsk locale={locale} action={`${base}/${round.number}`} page={page} form={form} /> : null}
        {round.state === 'over' ? <RoundResult locale={locale} zone={frame.forum.zone} page={page} /> : null}
        {!page.canAnswer && round.state !== 'over' ? <ol class="rules">{round.items.map(({ text }) => <li lang={round.lang}>{text}</li>)}</ol> : null}
      </div>
    ),
  });
}
