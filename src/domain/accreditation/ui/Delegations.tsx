import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextField } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import { categories } from '../../disclosure/model.ts';
import type { NominationLine } from '../queries/delegation-page.ts';
import type { Delegation, DelegationsPage } from '../queries/delegations-page.ts';

export type SentDecision = { which: 'decide' | 'quota' | 'duty'; form: FormState };
type Props = { locale: Locale; base: string; page: DelegationsPage; done: string | null; sent?: SentDecision | undefined };

/** The organiser's page of delegations: nominations to decide, who speaks for whom, seats filled and free. */
export function Delegations(p: Props): VNode {
  const { locale, page, sent } = p;
  return (
    <div class="stack-6">
      <header class="stack"><h1>{say(locale, 'delegation.all.title')}</h1></header>
      {p.done ? <div role="status"><Callout tone="ok" icon="check">{p.done}</Callout></div> : null}
      <ErrorSummary locale={locale} form={sent?.form} />
      <section aria-labelledby="h-waiting" class="stack">
        <h2 id="h-waiting">{say(locale, 'delegation.waiting', { count: page.waiting.length })}</h2>
        {page.waiting.length ? page.waiting.map((line) => <Waiting line={line} {...p} form={sent?.which === 'decide' && sent.form.typed?.['nomination'] === line.id ? sent.form : undefined} />) : <Empty><p>{say(locale, 'delegation.waiting.none')}</p></Empty>}
      </section>
      <section aria-labelledby="h-speak" class="stack">
        <h2 id="h-speak">{say(locale, 'delegation.speak.title')}</h2>
        <p class="read">{say(locale, 'delegation.speak.lead')}</p>
        {page.delegations.map((delegation) => <OneDelegation delegation={delegation} {...p} />)}
      </section>
      <Quotas {...p} form={sent?.which === 'quota' ? sent.form : undefined} />
      {page.decided.length ? <Decided {...p} /> : null}
    </div>
  );
}

function Waiting({ line, locale, base, form }: Props & { line: NominationLine; form: FormState | undefined }): VNode {
  const id = `reason-${line.id.slice(0, 8)}`;
  return (
    <article class="panel" aria-label={line.name}>
      <div class="panel__head"><h3>{line.name}</h3><Tag>{line.body}</Tag></div>
      <div class="panel__body stack">
        <p>{line.email} · {say(locale, line.role === 'observer' ? 'ui.role.observer' : 'ui.role.participant')} · {say(locale, `ui.category.${line.category}`)}{line.replaces ? ` · ${say(locale, 'delegation.replaces', { person: line.replaces })}` : ''}</p>
        <form method="post" action={`${base}/delegations/decide`} class="form" data-turbo="false">
          <SubmissionId value={form?.typed?.['submissionId']} />
          <input type="hidden" name="nomination" value={line.id} />
          <div class="field"><label for={id}>{say(locale, 'delegation.decide.reason')}</label><textarea class="textarea" rows={2} id={id} name="reason">{form?.typed?.['reason'] ?? ''}</textarea></div>
          <div class="btns"><button class="btn btn--primary" name="decision" value="confirmed">{say(locale, 'delegation.decide.confirm')}</button><button class="btn" name="decision" value="refused">{say(locale, 'delegation.decide.refuse')}</button></div>
        </form>
      </div>
    </article>
  );
}

function OneDelegation({ delegation, locale, base }: Props & { delegation: Delegation }): VNode {
  const id = `d-${delegation.bodyId.slice(-8)}`;
  const deeds = ['focal-point', 'deputy', 'sender', 'none', 'withdraw'] as const;
  return (
    <section class="panel" aria-labelledby={id}>
      <div class="panel__head"><h3 id={id}>{delegation.name}</h3><span class="meta">{say(locale, `delegation.kind.${delegation.kind}`)}</span></div>
      <div class="panel__body stack">
        {delegation.lacks.map((what) => <Callout tone="now"><p>{say(locale, `delegation.lacks.${what}`)}</p></Callout>)}
        <ul class="docs">
          {delegation.people.map((person) => (
            <li>
              <span class="row"><b>{person.name}</b>{person.duty ? <Tag tone="accent">{say(locale, `delegation.duty.${person.duty}`)}</Tag> : null}{person.sender ? <Tag tone="ok">{say(locale, 'delegation.sender')}</Tag> : null}</span>
              <form method="post" action={`${base}/delegations/duty`} class="row mt-2" data-turbo="false">
                <SubmissionId />
                <input type="hidden" name="seat" value={person.seatId} />
                <select class="select select--s" name="duty" required aria-label={say(locale, 'delegation.duty.for', { person: person.name })}>
                  <option value="">{say(locale, 'delegation.make.choose')}</option>
                  {deeds.filter((deed) => deed !== person.duty && (deed !== 'none' || person.duty) && (deed !== 'sender' || (person.duty && !person.sender))).map((deed) => <option value={deed}>{say(locale, `delegation.make.${deed}`)}</option>)}
                </select>
                <button class="btn btn--s" aria-label={say(locale, 'delegation.make.label', { person: person.name })}>{say(locale, 'delegation.make.button')}</button>
              </form>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Quotas({ locale, base, page, form }: Props & { form: FormState | undefined }): VNode {
  return (
    <section aria-labelledby="h-quota" class="stack">
      <h2 id="h-quota">{say(locale, 'delegation.quota.title')}</h2>
      <p class="read">{say(locale, 'delegation.quota.lead')}</p>
      {page.defaults.length ? <ul class="plain stack-1">{page.defaults.map(({ category, seats }) => <li><b>{say(locale, `ui.category.${category}`)}</b> · {say(locale, 'delegation.quota.default', { seats })}</li>)}</ul> : null}
      <div class="tablewrap" tabIndex={0} role="region" aria-labelledby="h-quota">
        <table class="table">
          <thead><tr><th scope="col">{say(locale, 'accreditation.seats.body')}</th><th scope="col">{say(locale, 'delegation.category')}</th><th scope="col" class="num">{say(locale, 'delegation.quota.quota')}</th><th scope="col" class="num">{say(locale, 'delegation.quota.used')}</th><th scope="col" class="num">{say(locale, 'delegation.quota.free')}</th></tr></thead>
          <tbody>{page.quotas.map((line) => <tr><th scope="row">{line.body}</th><td>{say(locale, `ui.category.${line.category}`)}</td><td class="num">{line.quota ?? say(locale, 'delegation.quota.none')}{line.quota !== null && !line.own ? <span class="meta"> {say(locale, 'delegation.quota.byDefault')}</span> : null}</td><td class="num">{line.used}</td><td class="num">{line.free === null ? '–' : line.used > (line.quota ?? 0) ? <Tag tone="danger">{say(locale, 'delegation.quota.over', { count: line.used - (line.quota ?? 0) })}</Tag> : line.free}</td></tr>)}</tbody>
        </table>
      </div>
      <form method="post" action={`${base}/delegations/quota`} class="form" data-turbo="false">
        <h3>{say(locale, 'delegation.quota.set')}</h3>
        <SubmissionId value={form?.typed?.['submissionId']} />
        <Select locale={locale} form={form} name="body" label={say(locale, 'accreditation.seats.body')} options={[{ value: '', text: say(locale, 'delegation.quota.everyBody') }, ...page.bodies.map(({ id, name }) => ({ value: id, text: name }))]} />
        <Select locale={locale} form={form} name="category" label={say(locale, 'delegation.category')} value="delegations" options={categories.map((value) => ({ value, text: say(locale, `ui.category.${value}`) }))} />
        <TextField locale={locale} form={form} name="seats" type="number" label={say(locale, 'delegation.quota.seats')} hint={say(locale, 'delegation.quota.seats.hint')} />
        <button class="btn">{say(locale, 'delegation.quota.button')}</button>
      </form>
    </section>
  );
}

function Decided({ locale, page }: Props): VNode {
  return (
    <section aria-labelledby="h-decided" class="stack">
      <h2 id="h-decided">{say(locale, 'delegation.decided')}</h2>
      <div class="tablewrap" tabIndex={0} role="region" aria-labelledby="h-decided">
        <table class="table">
          <thead><tr><th scope="col">{say(locale, 'accreditation.seats.person')}</th><th scope="col">{say(locale, 'accreditation.seats.body')}</th><th scope="col">{say(locale, 'delegation.standing')}</th></tr></thead>
          <tbody>{page.decided.map((line) => <tr><th scope="row">{line.name}</th><td>{line.body}</td><td>{say(locale, `delegation.state.${line.state}`)}{line.reason ? <span class="meta"> · {line.reason}</span> : null}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}
