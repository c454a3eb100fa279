import { answerComment } from '#domain/adoption/commands/answer-comment.ts';
import { attachReservation } from '#domain/adoption/commands/attach-reservation.ts';
import { breakSilence } from '#domain/adoption/commands/break-silence.ts';
import { commentOnRecommendation } from '#domain/adoption/commands/comment-on-recommendation.ts';
import { extendSilence } from '#domain/adoption/commands/extend-silence.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { rateFinding } from '#domain/adoption/commands/rate-finding.ts';
import { withdrawObjection } from '#domain/adoption/commands/withdraw-objection.ts';
import { withdrawSilence } from '#domain/adoption/commands/withdraw-silence.ts';
import { recommendationPage, type RecommendationPage } from '#domain/adoption/queries/recommendation-page.ts';
import { AnswerInput, CommentInput, ExtensionInput, ObjectionInput, PlainInput, RatingInput, SilenceProposal, StatementInput, WithdrawalInput } from '#domain/adoption/schema.ts';
import { Comments } from '#domain/adoption/ui/Comments.tsx';
import { Clock, History, NextLine, ObjectionCallout, StatementCallout } from '#domain/adoption/ui/Course.tsx';
import { Ratings, StateTag, Wording } from '#domain/adoption/ui/RecommendationCard.tsx';
import { DeedForm, Deeds } from '#domain/adoption/ui/SilenceForms.tsx';
import { forSeats, forStaff, type Output } from '#domain/disclosure/outputs.ts';
import type { Needs } from '#domain/rights.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
import { wordDiff } from '#platform/text/word-diff.ts';
import { ErrorSummary, type FormState } from '#ui/fields.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** One recommendation: its words, its course under silence, what was said of it, and every deed on it. */
export function recommendationRoutes(door: Door): void {
  door.page('/f/:forum/outcome/:reference', forSeats('a recommendation'), 'read', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await recommendation(visit, inside));
    return node ? show(node) : absent();
  });
  deed(door, 'silence', forStaff('propose silence', 'answer'), 'open-silence', SilenceProposal, (inside, ref, input) => openSilence(inside.ctx, ref, input));
  deed(door, 'extend', forStaff('extend silence', 'answer'), 'open-silence', ExtensionInput, (inside, ref, input) => extendSilence(inside.ctx, ref, input));
  deed(door, 'withdraw', forStaff('withdraw from silence', 'answer'), 'open-silence', WithdrawalInput, (inside, ref, input) => withdrawSilence(inside.ctx, ref, input));
  deed(door, 'object', forSeats('break silence', 'answer'), 'break-silence', ObjectionInput, (inside, ref, input) => breakSilence(inside.ctx, ref, input));
  deed(door, 'lift', forSeats('take back an objection', 'answer'), 'break-silence', PlainInput, (inside, ref, input) => withdrawObjection(inside.ctx, ref, input));
  deed(door, 'statement', forSeats('attach a statement', 'answer'), 'break-silence', StatementInput, (inside, ref, input) => attachReservation(inside.ctx, ref, input));
  deed(door, 'rate', forSeats('rate', 'answer'), 'rate', RatingInput, (inside, ref, input) => rateFinding(inside.ctx, ref, input));
  deed(door, 'comment', forSeats('comment on a recommendation', 'answer'), 'comment-recommendation', CommentInput, (inside, ref, input) => commentOnRecommendation(inside.ctx, ref, input), '#comments');
  door.deed('/f/:forum/outcome/:reference/comments/:number', forStaff('answer a comment', 'answer'), 'answer-comment', (visit) => {
    const number = visit.params['number'] ?? '';
    return sent(visit, `answer-${number}`, AnswerInput, (inside, ref, input) => answerComment(inside.ctx, ref, /^\d{1,9}$/.test(number) ? Number(number) : 0, input), `#c-${number}`);
  });
}

type Run<T> = (inside: ForumVisit, reference: string, input: T) => Promise<Outcome<unknown>>;
type Schema = Parameters<typeof readForm>[0];

function deed<S extends Schema>(door: Door, name: string, output: Output, needs: Needs, schema: S, run: Run<never>, at = ''): void {
  door.deed(`/f/:forum/outcome/:reference/${name}`, output, needs, (visit) => sent(visit, name, schema, run, at));
}

/** A form of the page was sent: done, and the page as it is now; or the page again with what was typed. */
async function sent(visit: Visit, about: string, schema: Schema, run: Run<never>, at: string): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const reference = visit.params['reference'] ?? '';
  const again = async (form: FormState): Promise<Answer> => {
    const node = await recommendation(visit, inside, { about, form: { typed: typedIn(visit.form), ...form } });
    return node ? showAgain(node) : absent();
  };
  const form = readForm(schema, visit.form);
  if (!form.ok) return again({ errors: form.errors });
  const done = await run(inside, reference, form.value as never);
  if (!done.ok) return again({ refusal: sayRefusal(visit.locale, done.refusal) });
  return goTo(`/f/${inside.frame.forum.key}/outcome/${reference}${at}`);
}

async function recommendation(visit: Visit, inside: ForumVisit, back?: { about: string; form: FormState }) {
  const { locale } = visit;
  const { ctx, frame } = inside;
  const page = await recommendationPage(ctx, locale, visit.params['reference'] ?? '');
  if (!page) return null;
  const title = say(locale, 'adopt.page.title', { ref: page.r.reference });
  return forumPage(visit, frame, { title, current: 'outcome', children: <Recommendation visit={visit} inside={inside} page={page} back={back} /> });
}

function Recommendation({ visit, inside: { ctx, frame }, page, back }: { visit: Visit; inside: ForumVisit; page: RecommendationPage; back: { about: string; form: FormState } | undefined }) {
  const { locale } = visit;
  const { r } = page;
  const reading = { locale, now: ctx.now, zone: frame.forum.zone, own: visit.zone };
  const base = `/${locale}/f/${frame.forum.key}/outcome`;
  const own = `${base}/${r.reference}`;
  const { silence } = r;
  const doing = back?.about ?? (visit.query['do'] || null);
  return (
    <div class="stack-6 wide" data-controller="passage">
      <div><p class="kicker"><a href={`${base}#${r.reference}`}>{say(locale, 'adoption.page.title')}</a>{silence ? <> · <span lang="en">{silence.numberIssued ?? silence.temporaryTitle}</span></> : null}</p><h1>{say(locale, 'adopt.page.title', { ref: r.reference })}</h1></div>
      <ErrorSummary locale={locale} form={back?.form} />
      <article class={`rec rec--one${silence?.state === 'broken' ? ' rec--broken' : ''}`} aria-label={r.reference}>
        <div class="stack">
          <Wording locale={locale} r={r} large />
          {page.frozenText ? <Diff locale={locale} changes={wordDiff(page.frozenText, r.text)} title={say(locale, 'adopt.wording.changed')} /> : null}
          {silence?.objections.map((o) => <ObjectionCallout {...reading} objection={o} />)}
          {silence?.reservations.map((x) => <StatementCallout locale={locale} statement={x} />)}
          {silence?.state === 'withdrawn' && silence.withdrawnReason ? <p class="pre">{silence.withdrawnReason}</p> : null}
          {silence ? <p class="meta wrapall">{say(locale, 'adopt.wording.frozen')} <code>{silence.wording}</code></p> : null}
        </div>
        <div class="rec__side">
          {silence ? <div><StateTag locale={locale} silence={silence} /><Clock {...reading} r={r} /></div> : null}
          <NextLine {...reading} r={r} />
          {silence?.state === 'running' ? <p class="meta">{say(locale, 'adopt.receipt.figures', { n: silence.received, of: page.delegations })}</p> : null}
          {page.missing.length > 0 ? <details class="noprint"><summary>{say(locale, 'adopt.receipt.missing')}</summary><ul>{page.missing.map((name) => <li>{name}</li>)}</ul></details> : null}
          <Ratings locale={locale} ratings={r.ratings} />
        </div>
      </article>
      <DeedForm locale={locale} own={own} page={page} doing={doing} form={back?.form} />
      <Deeds locale={locale} own={own} page={page} doing={doing} />
      <History {...reading} history={page.history} />
      {page.earlier.length > 0 ? <section class="stack" aria-labelledby="h-earlier"><h2 id="h-earlier">{say(locale, 'adopt.earlier.title')}</h2>{page.earlier.map((one) => <div class="stack"><p><span lang="en">{one.temporaryTitle}</span> <StateTag locale={locale} silence={one} /></p>{one.objections.map((o) => <ObjectionCallout {...reading} objection={o} />)}{one.reservations.map((x) => <StatementCallout locale={locale} statement={x} />)}</div>)}</section> : null}
      <Comments locale={locale} zone={frame.forum.zone} own={own} page={page} doing={doing} form={back?.form} />
    </div>
  );
}
