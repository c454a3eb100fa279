import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextField } from '#ui/fields.tsx';
import { Callout, Empty } from '#ui/marks.tsx';
import { categories } from '../../disclosure/model.ts';
import type { BodiesPage, BodyPage } from '../queries/states-page.ts';
import { AdministrationTabs } from './States.tsx';

/** Every body by its kind, with its name in the reader's language. */
export function Bodies({ locale, page }: { locale: Locale; page: BodiesPage }): VNode {
  return (
    <div class="stack-6">
      <h1>{say(locale, 'delegation.bodies.title')}</h1>
      <AdministrationTabs locale={locale} current="bodies" />
      <p><a class="btn" href={`/${locale}/admin/bodies/new`}>{say(locale, 'delegation.bodies.new')}</a></p>
      {page.length ? null : <Empty><p>{say(locale, 'delegation.bodies.none')}</p></Empty>}
      {page.map(({ kind, bodies }) => (
        <section aria-labelledby={`h-${kind}`} class="stack">
          <h2 id={`h-${kind}`}>{say(locale, `delegation.kind.${kind}`)} <span class="count">{bodies.length}</span></h2>
          <div class="tablewrap" tabIndex={0} role="region" aria-labelledby={`h-${kind}`}>
            <table class="table">
              <thead><tr><th scope="col">{say(locale, 'accreditation.seats.body')}</th><th scope="col">{say(locale, 'delegation.body.abbreviation')}</th><th scope="col">{say(locale, 'delegation.category')}</th><th scope="col">{say(locale, 'delegation.body.state')}</th></tr></thead>
              <tbody>{bodies.map((body) => <tr><th scope="row"><a href={`/${locale}/admin/bodies/${body.id}`}>{body.name}</a></th><td>{body.abbreviation ?? ''}</td><td>{say(locale, `ui.category.${body.category}`)}</td><td>{body.state ?? ''}</td></tr>)}</tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}

/** A body's names, abbreviation, category and State. */
export function OneBody({ locale, page, saved, form }: { locale: Locale; page: BodyPage; saved: boolean; form: FormState | undefined }): VNode {
  const field = { locale, form };
  return (
    <div class="stack-6">
      <header class="stack"><p><a href={`/${locale}/admin/bodies`}>{say(locale, 'delegation.bodies.title')}</a></p><h1>{page.id ? page.names[locale] || page.name : say(locale, 'delegation.bodies.new')}</h1></header>
      {saved ? <div role="status"><Callout tone="ok" icon="check">{say(locale, 'delegation.saved')}</Callout></div> : null}
      <ErrorSummary locale={locale} form={form} />
      <form method="post" class="form" data-turbo="false">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <TextField {...field} name="name" label={say(locale, 'delegation.body.name')} hint={say(locale, 'delegation.body.name.hint')} value={page.name} />
        <TextField {...field} name="abbreviation" label={say(locale, 'delegation.body.abbreviation')} value={page.abbreviation} />
        <Select {...field} name="category" label={say(locale, 'delegation.category')} value={page.category} options={categories.map((value) => ({ value, text: say(locale, `ui.category.${value}`) }))} />
        <Select {...field} name="state" label={say(locale, 'delegation.body.state')} hint={say(locale, 'delegation.body.state.hint')} value={page.state} options={[{ value: '', text: say(locale, 'delegation.body.noState') }, ...page.states.map(({ code, name }) => ({ value: code, text: name }))]} />
        <Select {...field} name="kind" label={say(locale, 'delegation.body.kind')} value={page.kind} options={(['organization', 'institution'] as const).map((value) => ({ value, text: say(locale, `delegation.kind.${value}`) }))} />
        <h2>{say(locale, 'delegation.names.title')}</h2>
        {locales.map((l) => <TextField {...field} name={l} label={endonyms[l]} value={page.names[l] ?? ''} />)}
        <button class="btn btn--primary">{say(locale, 'ui.save')}</button>
      </form>
    </div>
  );
}
