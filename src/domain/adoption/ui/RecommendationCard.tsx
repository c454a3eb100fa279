import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { SubmissionId } from '#ui/fields.tsx';
import { Icon } from '#ui/Icon.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { type RatingValue, ratingValues } from '../model.ts';
import type { Recommendation, SeenSilence } from '../queries/outcome-page.ts';
import { Clock, NextLine, ObjectionCallout, type Reading, StatementCallout } from './Course.tsx';

export const ratingTerm = { support: 'terms.ratingSupport', 'can-accept': 'terms.ratingCanAccept', 'have-concerns': 'terms.ratingHaveConcerns', 'cannot-accept': 'terms.ratingCannotAccept' } as const;

type Props = Reading & { /** Address of the list. */ here: string; r: Recommendation; canRate: boolean; actsFor: string | null};

/** One recommendation in the list: its words, what was said, how it was rated, where it stands. */
export function RecommendationCard({ here, r, canRate, actsFor, ...reading }: Props): VNode {
  const { locale } = reading;
  const own = `${here}/${r.reference}`;
  const { silence } = r;
  return (
    <article class={`rec${silence?.state === 'broken' ? ' rec--broken' : ''}`} id={r.reference} aria-labelledby={`${r.reference}-h`}>
      <h3 class="rec__n" id={`${r.reference}-h`}><a href={own}>{r.reference}</a></h3>
      <div class="stack">
        <Wording locale={locale} r={r} />
        {silence?.objections.map((o) => <ObjectionCallout {...reading} objection={o} />)}
        {silence?.reservations.map((x) => <StatementCallout locale={locale} statement={x} />)}
        <p class="btns"><a class="btn btn--s" href={own}><Icon name="quote" />{say(locale, 'adopt.card.open', { ref: r.reference })}</a><a class="btn btn--s btn--quiet" href={`${own}#comments`}>{say(locale, 'adopt.card.comments', { count: r.comments.comments })}<span class="vh"> {r.reference}</span></a>{r.comments.taken > 0 ? <span class="meta">{say(locale, 'adopt.card.taken', { count: r.comments.taken })}</span> : null}</p>
      </div>
      <div class="rec__side">
        <Ratings locale={locale} ratings={r.ratings} />
        {silence ? <div><StateTag locale={locale} silence={silence} /><Clock {...reading} r={r} /></div> : null}
        <NextLine {...reading} r={r} />
        {r.canObject && actsFor ? <p><a class="btn btn--s btn--danger" href={`${own}?do=object#do`}>{say(locale, 'adoption.breakSilence.button', { ref: r.reference })}</a></p> : null}
        {r.canPropose ? <p><a class="btn btn--s" href={`${own}?do=silence#do`}>{say(locale, 'adoption.propose.button', { ref: r.reference })}</a></p> : null}
        {canRate ? <p class="noprint"><a href={`${own}?do=rate#do`}>{say(locale, 'adoption.rate.button')}<span class="vh"> {r.reference}</span></a></p> : null}
      </div>
    </article>
  );
}

/** The words of a recommendation, to whom, and what they rest on. */
export function Wording({ locale, r, large = false }: { locale: Locale; r: Recommendation; large?: boolean }): VNode {
  const facts = [say(locale, 'adoption.page.excerpts', { count: r.excerpts }), ...(r.weight ? [say(locale, `synthesis.weight.${r.weight}`)] : []), ...(r.state === 'draft' ? [say(locale, 'adoption.page.draft')] : []), ...(r.silence?.numberIssued ? [r.silence.numberIssued] : [])];
  return (
    <>
      {large && r.addressee ? <p class="meta">{say(locale, 'terms.addressee')}: <span lang="en">{r.addressee}</span></p> : null}
      <p class="rec__t" lang={r.texts[locale] ? locale : 'en'} {...(large ? { 'data-passage-target': 'text', 'data-action': 'mouseup->passage#take keyup->passage#take' } : {})}>{r.text}</p>
      <p class="meta">{facts.join(' · ')}</p>
    </>
  );
}

export function StateTag({ locale, silence }: { locale: Locale; silence: Pick<SeenSilence, 'state'> }): VNode {
  const { state } = silence;
  return <Tag tone={state === 'broken' ? 'danger' : state === 'adopted' ? 'ok' : 'now'} {...(state === 'broken' ? { icon: 'warning' as const } : state === 'adopted' ? { icon: 'check' as const } : {})}>{say(locale, `report.standing.${state}`)}</Tag>;
}

/** The ratings as a bar with its figures, and the same in words. */
export function Ratings({ locale, ratings }: { locale: Locale; ratings: Record<RatingValue, number> }): VNode | null {
  const total = ratingValues.reduce((sum, value) => sum + ratings[value], 0);
  if (total === 0) return null;
  const words = ratingValues.map((value) => `${say(locale, ratingTerm[value])}: ${ratings[value]}`).join(', ');
  let x = 0;
  return (
    <div>
      <p class="row between"><b>{say(locale, 'adoption.page.ratings')}</b><span class="meta num">{total}</span></p>
      <svg class="distbar" viewBox="0 0 240 28" role="img" aria-label={words}>
        {ratingValues.map((value, i) => {
          const width = (ratings[value] / total) * 240;
          const part = ratings[value] > 0 ? <g><rect class={`d${i + 1}`} x={x} y="0" width={Math.max(0, width - 2)} height="28" />{width > 16 ? <text class={`d${i + 1}`} x={x + (width - 2) / 2} y="19" text-anchor="middle">{ratings[value]}</text> : null}</g> : null;
          x += width;
          return part;
        })}
      </svg>
      <p class="vh">{words}</p>
    </div>
  );
}

/** What the colours of the bars stand for. */
export const RatingLegend = ({ locale }: { locale: Locale }): VNode => <ul class="legend" aria-label={say(locale, 'adoption.page.ratings')}>{ratingValues.map((value, i) => <li><i class={`d${i + 1}`}></i>{say(locale, ratingTerm[value])}</li>)}</ul>;

/** A text that somebody should not overlook, where a reader's delegation has not said it has the texts. */
export function ConfirmReceipt({ locale, action, count }: { locale: Locale; action: string; count: number }): VNode {
  return <Callout tone="now"><form method="post" action={action} class="stack"><SubmissionId /><p><b>{say(locale, 'adopt.receipt.ask', { count })}</b></p><button class="btn">{say(locale, 'adopt.receipt.button')}</button></form></Callout>;
}
