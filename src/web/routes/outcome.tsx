import { breakSilence } from '#domain/adoption/commands/break-silence.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { rateFinding } from '#domain/adoption/commands/rate-finding.ts';
import { ratingValues } from '#domain/adoption/model.ts';
import { outcomePage, type Recommendation } from '#domain/adoption/queries/outcome-page.ts';
import { ObjectionInput, RatingInput, SilenceProposal } from '#domain/adoption/schema.ts';
import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import type { Needs } from '#domain/rights.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { Outcome } from '#platform/outcome.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField, Tick } from '#ui/fields.tsx';
import { Callout, Empty, ShareBar, Tag } from '#ui/marks.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

export function outcomeRoutes(door: Door): void {
  door.page('/f/:forum/outcome', forSeats('recommendations'), 'read', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await outcome(visit, inside)) : absent();
  });
  deed(door, 'silence', forStaff('propose silence', 'answer'), 'open-silence', SilenceProposal, (inside, ref, input) => openSilence(inside.ctx, ref, input));
  deed(door, 'object', forSeats('break silence', 'answer'), 'break-silence', ObjectionInput, (inside, ref, input) => breakSilence(inside.ctx, ref, input));
  deed(door, 'rate', forSeats('rate', 'answer'), 'rate', RatingInput, (inside, ref, input) => rateFinding(inside.ctx, ref, input));
}

function deed<S extends Parameters<typeof readForm>[0]>(door: Door, name: string, output: ReturnType<typeof forSeats>, needs: Needs, schema: S, run: (inside: ForumVisit, reference: string, input: never) => Promise<Outcome<unknown>>): void {
  door.deed(`/f/:forum/outcome/:reference/${name}`, output, needs, async (visit): Promise<Answer> => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const reference = visit.params['reference'] ?? '';
    const form = readForm(schema, visit.form);
    if (!form.ok) return showAgain(await outcome(visit, inside, { typed: form.typed, errors: form.errors }, reference));
    const done = await run(inside, reference, form.value as never);
    if (!done.ok) return showAgain(await outcome(visit, inside, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) }, reference));
    return goTo(`/f/${inside.frame.forum.key}/outcome#${reference}`);
  });
}

const ratingTerm = { support: 'terms.ratingSupport', 'can-accept': 'terms.ratingCanAccept', 'have-concerns': 'terms.ratingHaveConcerns', 'cannot-accept': 'terms.ratingCannotAccept' } as const;

async function outcome(visit: Visit, { ctx, frame }: ForumVisit, form?: FormState, about?: string) {
  const { locale } = visit;
  const page = await outcomePage(ctx, locale);
  const title = say(locale, 'adoption.page.title');
  const addressees = [...new Set(page.recommendations.map(({ addressee }) => addressee))];
  return forumPage(visit, frame, {
    title,
    current: 'outcome',
    children: (
      <div class="stack-6"><h1>{title}</h1><ErrorSummary locale={locale} form={form} />
        {page.recommendations.length === 0 ? <Empty><p>{say(locale, 'adoption.page.empty')}</p></Empty> : <p class="meta">{say(locale, 'adoption.page.ratingsNote')}</p>}
        {addressees.map((addressee) => (
          <section class="stack"><h2 lang="en">{addressee ?? say(locale, 'report.addressee.none')}</h2>
            {page.recommendations.filter((r) => r.addressee === addressee).map((r) => <Card visit={visit} inside={{ ctx, frame }} r={r} canRate={page.canRate} actsFor={page.actsFor} form={about === r.reference ? form : undefined} />)}
          </section>
        ))}
      </div>
    ),
  });
}

type CardProps = { visit: Visit; inside: ForumVisit; r: Recommendation; canRate: boolean; actsFor: string | null; form: FormState | undefined };

function Card({ visit: { locale }, inside: { frame }, r, canRate, actsFor, form }: CardProps) {
  const here = `/${locale}/f/${frame.forum.key}/outcome/${r.reference}`;
  const { silence } = r;
  const shares = ratingValues.map((value, i) => ({ count: r.ratings[value], kind: `d${i + 1}`, text: `${say(locale, ratingTerm[value])}: ${r.ratings[value]}` }));
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  return (
    <article class={`rec${silence?.state === 'broken' ? ' rec--broken' : ''}`} id={r.reference} aria-labelledby={`${r.reference}-h`}>
      <h3 class="rec__n" id={`${r.reference}-h`}>{r.reference}</h3>
      <div class="stack">
        <p class="rec__t" lang={r.texts[locale] ? locale : 'en'}>{r.text}</p>
        <p class="meta">{say(locale, 'adoption.page.excerpts', { count: r.excerpts })}{r.weight ? ` · ${say(locale, `synthesis.weight.${r.weight}`)}` : ''}{r.state === 'draft' ? ` · ${say(locale, 'adoption.page.draft')}` : ''}</p>
        {silence?.objections.map((o) => <Callout tone="danger"><b>{say(locale, 'adoption.silence.brokenBy', { state: o.state })}</b> <span class="meta">{when(locale, o.at, frame.forum.zone)}</span>{o.text ? <p>{o.text}</p> : null}</Callout>)}
        {silence?.reservations.map((x) => <Callout tone="plain" icon="file"><b>{say(locale, 'terms.reservation')}: {x.state}</b><p lang="en">{x.text}</p></Callout>)}
        {r.canObject && actsFor ? (
          <details class="disclosure" open={form !== undefined}><summary>{say(locale, 'adoption.breakSilence.button', { ref: r.reference })}</summary>
            <form method="post" action={`${here}/object`} class="form mt-4"><SubmissionId value={form?.typed?.['submissionId']} /><p>{say(locale, 'adoption.object.actsFor', { state: actsFor })}</p>
              <Choices locale={locale} name="kind" label={say(locale, 'adoption.object.kind')} value="objection" options={[{ value: 'objection', text: say(locale, 'adoption.object.objection') }, { value: 'amendment', text: say(locale, 'adoption.object.amendment') }]} form={form} />
              <TextArea locale={locale} name="text" rows={4} label={say(locale, 'adoption.object.text')} form={form} />
              <Tick locale={locale} name="authorised" label={say(locale, 'adoption.object.authorised')} form={form} />
              <button class="btn btn--danger">{say(locale, 'adoption.breakSilence.button', { ref: r.reference })}</button></form></details>
        ) : null}
        {r.canPropose ? <form method="post" action={`${here}/silence`} class="form"><SubmissionId value={form?.typed?.['submissionId']} /><TextField locale={locale} name="ends" label={say(locale, 'adoption.propose.ends')} form={form} /><button class="btn btn--primary">{say(locale, 'adoption.propose.button', { ref: r.reference })}</button></form> : null}
      </div>
      <div class="rec__side">
        {silence ? <div><Tag tone={silence.state === 'broken' ? 'danger' : silence.state === 'adopted' ? 'ok' : 'now'}>{say(locale, `report.standing.${silence.state}`)}</Tag>{silence.state === 'running' || silence.state === 'pending' ? <p class="mt-2">{say(locale, 'adoption.silence.until', { when: when(locale, silence.endsAt, frame.forum.zone, { year: true }) })}<span class="meta"> {say(locale, 'adoption.silence.meaning')}</span></p> : null}</div> : null}
        {total > 0 ? <div><p class="row between"><b>{say(locale, 'adoption.page.ratings')}</b><span class="meta num">{total}</span></p><ShareBar label={say(locale, 'adoption.page.ratings')} shares={shares} /></div> : null}
        {canRate ? <details><summary>{say(locale, 'adoption.rate.button')}<span class="vh"> {r.reference}</span></summary><form method="post" action={`${here}/rate`} class="stack mt-2"><SubmissionId /><Select locale={locale} name="value" label={say(locale, 'terms.rating')} options={ratingValues.map((v) => ({ value: v, text: say(locale, ratingTerm[v]) }))} /><TextArea locale={locale} name="comment" rows={2} label={say(locale, 'adoption.rate.comment')} /><button class="btn btn--s">{say(locale, 'adoption.rate.button')}</button></form></details> : null}
      </div>
    </article>
  );
}
