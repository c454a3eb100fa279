import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, SubmissionId, TextField } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { membershipStatuses } from '../model.ts';
import type { StateLine, StatePage, StatesPage } from '../queries/states-page.ts';

const dayText = (locale: Locale, day: string): string => dayOf(locale, new Date(`${day}T12:00:00Z`), 'UTC', { year: true });

/** The tabs of what an administrator keeps. */
export function AdministrationTabs({ locale, current }: { locale: Locale; current: 'states' | 'bodies' }): VNode {
  const tab = (to: 'states' | 'bodies') => <a href={`/${locale}/admin/${to}`} {...(to === current ? { 'aria-current': 'page' as const } : {})}>{say(locale, `delegation.tab.${to}`)}</a>;
  return <nav class="tabs" aria-label={say(locale, 'delegation.tab.label')}>{tab('states')}{tab('bodies')}<a href={`/${locale}/admin/rights`}>{say(locale, 'rights.page.title')}</a></nav>;
}

/** States by their standing today, in French order, which is changed by buttons or by a number. */
export function States({ locale, page, form }: { locale: Locale; page: StatesPage; form: FormState | undefined }): VNode {
  return (
    <div class="stack-6">
      <h1>{say(locale, 'delegation.states.title')}</h1>
      <AdministrationTabs locale={locale} current="states" />
      <p class="read">{say(locale, 'delegation.states.lead')}</p>
      <ErrorSummary locale={locale} form={form} />
      {page.groups.map(({ status, states }) => (
        <section aria-labelledby={`h-${status}`} class="stack">
          <h2 id={`h-${status}`}>{say(locale, `delegation.group.${status}`)} <span class="count">{states.length}</span></h2>
          <div class="tablewrap" tabIndex={0} role="region" aria-labelledby={`h-${status}`}>
            <table class="table">
              <thead><tr><th scope="col" class="num">{say(locale, 'delegation.states.place')}</th><th scope="col">{say(locale, 'delegation.states.name')}</th><th scope="col">{say(locale, 'delegation.states.since')}</th><th scope="col">{say(locale, 'delegation.states.source')}</th><th scope="col">{say(locale, 'delegation.states.move')}</th></tr></thead>
              <tbody>{states.map((state) => <StateRow state={state} locale={locale} last={states.length} />)}</tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}

function StateRow({ state, locale, last }: { state: StateLine; locale: Locale; last: number }): VNode {
  const { code, name, place } = state;
  const number: Record<string, unknown> = { type: 'number', min: 1, max: last, value: place, name: 'place' };
  const move = (to: number, key: 'up' | 'down', disabled: boolean) => (
    <button class="btn btn--s" name="move" value={to} disabled={disabled} aria-label={say(locale, `delegation.states.${key}.label`, { state: name })}>{say(locale, `delegation.states.${key}`)}</button>
  );
  return (
    <tr id={`s-${code}`}>
      <td class="num">{place}</td>
      <th scope="row"><a href={`/${locale}/admin/states/${code}`}>{name}</a>{locale === 'fr' ? null : <><br /><span class="meta" lang="fr">{state.nameFr}</span></>}</th>
      <td>{state.since ? dayText(locale, state.since) : '–'}</td>
      <td><Tag>{say(locale, state.imported ? 'delegation.source.imported' : 'delegation.source.entered')}</Tag>{state.edited ? <> <Tag tone="now">{say(locale, 'delegation.source.edited')}</Tag></> : null}</td>
      <td>
        <form method="post" action={`/${locale}/admin/states`} class="row" data-turbo="false">
          <SubmissionId />
          <input type="hidden" name="code" value={code} />
          {/* The number's button comes first, so that the Enter key in the number is that button. */}
          <input class="input input--n" aria-label={say(locale, 'delegation.states.number', { state: name })} {...number} />
          <button class="btn btn--s" name="move" value="" aria-label={say(locale, 'delegation.states.put.label', { state: name })}>{say(locale, 'delegation.states.put')}</button>
          {move(place - 1, 'up', place === 1)}
          {move(place + 1, 'down', place === last)}
        </form>
      </td>
    </tr>
  );
}

/** One State: its six names and its membership in time. */
export function OneState({ locale, page, saved, sent }: { locale: Locale; page: StatePage; saved: boolean; sent?: { which: 'names' | 'membership'; form: FormState } | undefined }): VNode {
  const base = `/${locale}/admin/states/${page.code}`;
  const names = sent?.which === 'names' ? sent.form : undefined;
  const membership = sent?.which === 'membership' ? sent.form : undefined;
  return (
    <div class="stack-6">
      <header class="stack"><p><a href={`/${locale}/admin/states`}>{say(locale, 'delegation.states.title')}</a></p><h1>{page.names[locale] ?? page.code}</h1><p><Tag tone="accent">{say(locale, `delegation.status.${page.status}`)}</Tag></p></header>
      {saved ? <div role="status"><Callout tone="ok" icon="check">{say(locale, 'delegation.saved')}</Callout></div> : null}
      <ErrorSummary locale={locale} form={sent?.form} />
      <section aria-labelledby="h-membership" class="stack">
        <h2 id="h-membership">{say(locale, 'delegation.membership.title')}</h2>
        <div class="tablewrap" tabIndex={0} role="region" aria-labelledby="h-membership">
          <table class="table">
            <thead><tr><th scope="col">{say(locale, 'delegation.membership.status')}</th><th scope="col">{say(locale, 'delegation.membership.from')}</th><th scope="col">{say(locale, 'delegation.membership.until')}</th><th scope="col">{say(locale, 'delegation.states.source')}</th></tr></thead>
            <tbody>{page.spans.map((span) => <tr><th scope="row">{say(locale, `delegation.status.${span.status}`)}</th><td>{dayText(locale, span.from)}</td><td>{span.until ? dayText(locale, span.until) : say(locale, 'delegation.membership.open')}</td><td>{say(locale, span.source === 'imported' ? 'delegation.source.imported' : 'delegation.source.entered')}</td></tr>)}</tbody>
          </table>
        </div>
        <form method="post" action={`${base}/membership`} class="form" data-turbo="false">
          <SubmissionId value={membership?.typed?.['submissionId']} />
          <Choices locale={locale} form={membership} name="status" label={say(locale, 'delegation.membership.new')} options={membershipStatuses.map((value) => ({ value, text: say(locale, `delegation.status.${value}`) }))} />
          <TextField locale={locale} form={membership} name="from" type="date" label={say(locale, 'delegation.membership.from')} hint={say(locale, 'delegation.membership.hint')} value={page.today} />
          <button class="btn btn--primary">{say(locale, 'delegation.membership.button')}</button>
        </form>
      </section>
      <section aria-labelledby="h-names" class="stack">
        <h2 id="h-names">{say(locale, 'delegation.names.title')}</h2>
        <form method="post" action={`${base}/names`} class="form" data-turbo="false">
          <SubmissionId value={names?.typed?.['submissionId']} />
          {locales.map((l) => <TextField locale={locale} form={names} name={l} label={endonyms[l]} value={page.names[l] ?? ''} hint={page.imported && page.imported[l] !== page.names[l] ? say(locale, 'delegation.names.imported', { name: page.imported[l] ?? '–' }) : undefined} />)}
          <button class="btn">{say(locale, 'delegation.names.button')}</button>
        </form>
      </section>
    </div>
  );
}
