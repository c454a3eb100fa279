import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import { categories } from '../../disclosure/model.ts';
import { nominationRoles } from '../model.ts';
import type { DelegationPage, DelegationPerson, NominationLine, QuotaLine } from '../queries/delegation-page.ts';

/** Which of the page's forms was sent and refused. */
export type SentForm = { which: 'nominate' | 'list' | 'replace' | 'withdraw'; form: FormState };
type Props = { locale: Locale; base: string; page: DelegationPage; done: string | null; sent?: SentForm | undefined };

/** A delegation's page for its focal point and deputy: its people, its nominations, and what is left of its seats. */
export function Delegation(p: Props): VNode {
  const { locale, page, base, sent } = p;
  const formOf = (which: SentForm['which']) => (sent?.which === which ? sent.form : undefined);
  return (
    <div class="stack-6">
      <header class="stack"><p class="kicker">{say(locale, 'delegation.own.title')}</p><h1>{page.body}</h1><p class="read">{say(locale, 'delegation.own.lead')}</p></header>
      {p.done ? <div role="status"><Callout tone="ok" icon="check">{p.done}</Callout></div> : null}
      <ErrorSummary locale={locale} form={sent?.form} />
      <section aria-labelledby="h-people" class="stack">
        <h2 id="h-people">{say(locale, 'delegation.people')}</h2>
        {page.people.map((person) => <Person person={person} {...p} form={formOf('replace')?.typed?.['seat'] === person.seatId ? formOf('replace') : undefined} />)}
        <Quotas locale={locale} quotas={page.quotas} />
      </section>
      <section aria-labelledby="h-named" class="stack">
        <h2 id="h-named">{say(locale, 'delegation.nominations')}</h2>
        {page.nominations.length ? <Nominations locale={locale} lines={page.nominations} base={base} /> : <Empty><p>{say(locale, 'delegation.nominations.none')}</p></Empty>}
      </section>
      <section aria-labelledby="h-nominate" class="stack">
        <h2 id="h-nominate">{say(locale, 'delegation.nominate.title')}</h2>
        <p class="read">{say(locale, 'delegation.nominate.consequence')}</p>
        <div class="two two--top"><div><NominateOne locale={locale} base={base} page={page} form={formOf('nominate')} /></div><div><NominateMany locale={locale} base={base} page={page} form={formOf('list')} /></div></div>
      </section>
    </div>
  );
}

function Person({ person, locale, base, form }: Props & { person: DelegationPerson; form: FormState | undefined }): VNode {
  const gone = person.standing === 'withdrawn';
  return (
    <article class="panel" aria-label={person.name}>
      <div class="panel__head">
        <h3>{person.name}</h3>
        <span class="row">
          {person.oneself ? <Tag>{say(locale, 'delegation.oneself')}</Tag> : null}
          {gone ? <Tag>{say(locale, 'delegation.ended')}</Tag> : null}
          {person.duty ? <Tag tone="accent">{say(locale, `delegation.duty.${person.duty}`)}</Tag> : null}
          {person.sender ? <Tag tone="ok">{say(locale, 'delegation.sender')}</Tag> : null}
        </span>
      </div>
      <div class="panel__body stack">
        <p>{person.email} · {person.roles.map((role) => say(locale, `ui.role.${role}`)).join(', ')} · {say(locale, `ui.category.${person.category}`)}</p>
        {person.canEnd ? <Change person={person} locale={locale} base={base} form={form} /> : gone ? null : <p class="meta">{say(locale, person.oneself ? 'delegation.change.oneself' : 'delegation.change.secretariat')}</p>}
      </div>
    </article>
  );
}

function Change({ person, locale, base, form }: { person: DelegationPerson; locale: Locale; base: string; form: FormState | undefined }): VNode {
  return (
    <details class="disclosure" open={form !== undefined}>
      <summary>{say(locale, 'delegation.change.open', { person: person.name })}</summary>
      <p class="mt-2">{say(locale, 'delegation.replace.consequence')}</p>
      <form method="post" action={`${base}/delegation/replace`} class="form mt-2" data-turbo="false">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <input type="hidden" name="seat" value={person.seatId} />
        <PersonFields locale={locale} form={form} id={`r-${person.seatId.slice(-8)}`} />
        <button class="btn">{say(locale, 'delegation.replace.button')}</button>
      </form>
      <form method="post" action={`${base}/delegation/withdraw`} class="mt-4" data-turbo="false">
        <SubmissionId />
        <input type="hidden" name="seat" value={person.seatId} />
        <button class="btn btn--danger">{say(locale, 'delegation.withdraw.button')}</button>
      </form>
    </details>
  );
}

/** Fields that stand on a page several times need an id each; what is sent is called the same. */
function PersonFields({ locale, form, id }: { locale: Locale; form: FormState | undefined; id: string }): VNode {
  const typed = form?.typed ?? {};
  const line = (name: 'name' | 'email', label: string, type: 'text' | 'email') => {
    const input: Record<string, unknown> = { type, id: `${id}-${name}`, name, value: typed[name] ?? '', autocomplete: 'off' };
    return <div class="field"><label for={`${id}-${name}`}>{label}</label><input class="input" required {...input} /></div>;
  };
  return (
    <>
      {line('name', say(locale, 'delegation.field.name'), 'text')}
      {line('email', say(locale, 'delegation.field.email'), 'email')}
      <div class="field"><label for={`${id}-locale`}>{say(locale, 'delegation.field.locale')}</label><select class="select" id={`${id}-locale`} name="locale">{locales.map((l) => <option value={l} selected={l === (typed['locale'] ?? locale)}>{endonyms[l]}</option>)}</select></div>
    </>
  );
}

type FormProps = { locale: Locale; base: string; page: DelegationPage; form: FormState | undefined };
const categoryOptions = (locale: Locale) => categories.filter((c) => c !== 'staff').map((value) => ({ value, text: say(locale, `ui.category.${value}`) }));

function NominateOne({ locale, base, page, form }: FormProps): VNode {
  return (
    <form method="post" action={`${base}/delegation`} class="form" data-turbo="false">
      <h3>{say(locale, 'delegation.nominate.one')}</h3>
      <SubmissionId value={form?.typed?.['submissionId']} />
      <TextField locale={locale} form={form} name="name" label={say(locale, 'delegation.field.name')} />
      <TextField locale={locale} form={form} name="email" type="email" label={say(locale, 'delegation.field.email')} />
      <Select locale={locale} form={form} name="locale" label={say(locale, 'delegation.field.locale')} value={locale} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} />
      <Select locale={locale} form={form} name="role" label={say(locale, 'delegation.field.role')} options={nominationRoles.map((value) => ({ value, text: say(locale, `ui.role.${value}`) }))} />
      <Select locale={locale} form={form} name="category" label={say(locale, 'delegation.category')} value={page.category} options={categoryOptions(locale)} />
      <button class="btn btn--primary">{say(locale, 'delegation.nominate.button')}</button>
    </form>
  );
}

function NominateMany({ locale, base, page, form }: FormProps): VNode {
  const chosen = form?.typed?.['category'] ?? page.category;
  return (
    <form method="post" action={`${base}/delegation/list`} class="form" data-turbo="false">
      <h3>{say(locale, 'delegation.nominate.list')}</h3>
      <SubmissionId value={form?.typed?.['submissionId']} />
      <TextArea locale={locale} form={form} name="lines" rows={8} label={say(locale, 'delegation.field.lines')} hint={say(locale, 'delegation.field.lines.hint')} />
      <div class="field"><label for="l-category">{say(locale, 'delegation.category')}</label><select class="select" id="l-category" name="category">{categoryOptions(locale).map((o) => <option value={o.value} selected={o.value === chosen}>{o.text}</option>)}</select></div>
      <button class="btn">{say(locale, 'delegation.nominate.listButton')}</button>
    </form>
  );
}

/** What may be filled and is, in words: "3 of 5 seats filled, 2 free". */
function Quotas({ locale, quotas }: { locale: Locale; quotas: readonly QuotaLine[] }): VNode {
  return (
    <ul class="plain stack-1">
      {quotas.map(({ category, quota, used, free }) => (
        <li><b>{say(locale, `ui.category.${category}`)}</b> · {quota === null ? say(locale, 'delegation.quota.open', { used }) : say(locale, 'delegation.quota.line', { used, quota, free: free ?? 0 })}</li>
      ))}
    </ul>
  );
}

function Nominations({ locale, lines, base }: { locale: Locale; lines: readonly NominationLine[]; base: string }): VNode {
  return (
    <div class="tablewrap" tabIndex={0} role="region" aria-labelledby="h-named">
      <table class="table">
        <thead><tr><th scope="col">{say(locale, 'accreditation.seats.person')}</th><th scope="col">{say(locale, 'delegation.standing')}</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row">{line.name}<br /><span class="meta">{line.email}<br />{say(locale, line.role === 'observer' ? 'ui.role.observer' : 'ui.role.participant')} · {say(locale, `ui.category.${line.category}`)}{line.replaces ? <><br />{say(locale, 'delegation.replaces', { person: line.replaces })}</> : null}</span></th>
              <td>
                <Tag {...(line.state === 'waiting' ? { tone: 'now' as const } : {})}>{say(locale, `delegation.state.${line.state}`)}</Tag>
                {line.reason ? <p class="meta mt-2">{line.reason}</p> : null}
                {line.state === 'waiting' || line.state === 'invited' ? <form method="post" action={`${base}/delegation/withdraw`} class="mt-2" data-turbo="false"><SubmissionId /><input type="hidden" name="nomination" value={line.id} /><button class="btn btn--s" aria-label={say(locale, 'delegation.takeBack.label', { person: line.name })}>{say(locale, 'delegation.takeBack')}</button></form> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
