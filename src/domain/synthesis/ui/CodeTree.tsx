import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import type { CodeLine } from '../model.ts';

/** The tree of codes with a form for each deed: no drag, no script. */
export function CodeTree({ locale, codes, here, form }: { locale: Locale; codes: readonly CodeLine[]; here: string; form?: FormState | undefined }): VNode {
  return (
    <div class="stack-6">
      <div><h1>{say(locale, 'bench.codes.title')}</h1><p class="meta">{say(locale, 'bench.codes.shared')}</p>
        <p class="row"><a href={`${here}/exchange`}>{say(locale, 'exchange.title')}</a><a href={`${here}/agreement`}>{say(locale, 'agreement.title')}</a><a href={`${here.replace(/codes$/, 'suggestions/codes')}`}>{say(locale, 'suggest.themes.title')}</a></p></div>
      <ErrorSummary locale={locale} form={form} />
      {codes.length === 0 ? <p>{say(locale, 'bench.codes.none')}</p> : <ul class="codetree">{codes.map((code) => <li class={`in-${Math.min(code.depth, 4)}`} id={`code-${code.id}`}><Line locale={locale} code={code} codes={codes} here={here} form={form?.typed?.['code'] === code.id ? form : undefined} /></li>)}</ul>}
      <section aria-labelledby="h-add"><h2 id="h-add">{say(locale, 'bench.codes.add')}</h2>
        <form method="post" action={`${here}/add`} class="form"><SubmissionId />
          <TextField locale={locale} name="label" label={say(locale, 'bench.codes.label')} form={form?.typed?.['code'] ? undefined : form} />
          <Select locale={locale} name="parent" label={say(locale, 'bench.codes.parent')} options={placesFor(locale, codes)} form={form?.typed?.['code'] ? undefined : form} />
          <TextArea locale={locale} name="description" rows={2} label={say(locale, 'bench.codes.description')} form={form?.typed?.['code'] ? undefined : form} />
          <button class="btn btn--primary">{say(locale, 'bench.codes.add')}</button></form>
      </section>
    </div>
  );
}

const placesFor = (locale: Locale, codes: readonly CodeLine[]) => [{ value: '', text: say(locale, 'bench.codes.top') }, ...codes.map(({ id, path }) => ({ value: id, text: path }))];

function Line({ locale, code, codes, here, form }: { locale: Locale; code: CodeLine; codes: readonly CodeLine[]; here: string; form: FormState | undefined }): VNode {
  const { id, label } = code;
  // What stands under a code is no place for it.
  const elsewhere = codes.filter((one) => one.id !== id && !one.path.startsWith(`${code.path} › `));
  const typed = (name: string, otherwise: string) => form?.typed?.[name] ?? otherwise;
  const options = (chosen: string | null, all: { value: string; text: string }[]) => all.map(({ value, text }) => <option value={value} selected={value === (chosen ?? '')}>{text}</option>);
  return (
    <>
      <p class="row"><b>{label}</b><span class="meta">{say(locale, 'bench.codes.uses', { count: code.uses })}</span></p>
      {code.description ? <p class="small">{code.description}</p> : null}
      <details class="disclosure" {...(form ? { open: true } : {})}><summary>{say(locale, 'bench.codes.change', { label })}</summary>
        <div class="codechange">
          <form method="post" action={here}><input type="hidden" name="deed" value="rename" /><input type="hidden" name="code" value={id} />
            <label for={`l-${id}`}>{say(locale, 'bench.codes.label')}</label><input class="input" id={`l-${id}`} name="label" value={typed('label', label)} />
            <button class="btn btn--s">{say(locale, 'bench.codes.rename', { label })}</button></form>
          <form method="post" action={here}><input type="hidden" name="deed" value="move" /><input type="hidden" name="code" value={id} />
            <label for={`p-${id}`}>{say(locale, 'bench.codes.parent')}</label><select class="select" id={`p-${id}`} name="parent">{options(typed('parent', code.parentId ?? ''), placesFor(locale, elsewhere))}</select>
            <button class="btn btn--s">{say(locale, 'bench.codes.move', { label })}</button></form>
          {elsewhere.length ? <form method="post" action={here}><input type="hidden" name="deed" value="merge" /><input type="hidden" name="code" value={id} />
            <label for={`m-${id}`}>{say(locale, 'bench.codes.into')}</label><p class="hint" id={`mh-${id}`}>{say(locale, 'bench.codes.mergeHint')}</p><select class="select" id={`m-${id}`} name="into" aria-describedby={`mh-${id}`}>{options(typed('into', ''), elsewhere.map(({ id: value, path: text }) => ({ value, text })))}</select>
            <button class="btn btn--s">{say(locale, 'bench.codes.merge', { label })}</button></form> : null}
        </div></details>
    </>
  );
}
