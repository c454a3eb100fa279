import { randomUUID } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';

/** What was typed and what is wrong with it, field by field; nothing typed is ever lost. */
export type FormState = {
  typed?: Readonly<Record<string, string>>;
  errors?: readonly { field: string; key: string; args: Readonly<Record<string, string | number>> }[];
  /** A refusal of the whole, already in words. */
  refusal?: string | undefined;
};

type Labelled = { locale: Locale; name: string; label: string; hint?: string | undefined; form?: FormState | undefined };

/** A fresh id for the form, so that its second arrival is known for what it is. */
export function SubmissionId({ value }: { value?: string | undefined }): VNode {
  return <input type="hidden" name="submissionId" value={value || randomUUID()} />;
}

/** What is wrong, at the top of the page; takes the focus, and each line leads to its field. */
export function ErrorSummary({ locale, form }: { locale: Locale; form: FormState | undefined }): VNode | null {
  const errors = form?.errors ?? [];
  if (errors.length === 0 && !form?.refusal) return null;
  return (
    <div class="errors" role="alert" tabIndex={-1} data-controller="focus" aria-labelledby="errors-h">
      <h2 id="errors-h">{form?.refusal ?? say(locale, 'web.form.errors', { count: errors.length })}</h2>
      {errors.length ? <ul>{errors.map((error) => <li><a href={`#f-${error.field}`}>{sayAny(locale, error.key, error.args)}</a></li>)}</ul> : null}
    </div>
  );
}

const errorOf = ({ locale, name, form }: Labelled): string | null => {
  const error = form?.errors?.find(({ field }) => field === name);
  return error ? sayAny(locale, error.key, error.args) : null;
};

function Frame({ children, error, ...p }: Labelled & { children: ComponentChildren; error: string | null }): VNode {
  return (
    <div class={`field${error ? ' field--error' : ''}`}>
      <label for={`f-${p.name}`}>{p.label}</label>
      {p.hint ? <p class="hint" id={`h-${p.name}`}>{p.hint}</p> : null}
      {error ? <p class="error" id={`e-${p.name}`}>{error}</p> : null}
      {children}
    </div>
  );
}

const described = (p: Labelled, error: string | null) => {
  const ids = [p.hint ? `h-${p.name}` : '', error ? `e-${p.name}` : ''].filter(Boolean).join(' ');
  return { id: `f-${p.name}`, name: p.name, ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': 'true' as const } : {}) };
};

/** One line of text. */
export function TextField(p: Labelled & { type?: 'text' | 'email' | 'number' | 'date'; value?: string | undefined; autocomplete?: string; inputmode?: 'numeric' }): VNode {
  const error = errorOf(p);
  const type: Record<string, unknown> = { type: p.type ?? 'text' };
  return <Frame {...p} error={error}><input class="input" {...type} value={p.form?.typed?.[p.name] ?? p.value ?? ''} {...(p.autocomplete ? { autocomplete: p.autocomplete } : {})} {...(p.inputmode ? { inputmode: p.inputmode } : {})} {...described(p, error)} /></Frame>;
}

/** Several lines of text. */
export function TextArea(p: Labelled & { value?: string | undefined; rows?: number; reading?: boolean; lang?: string | undefined; /** For a script of ours: `data-…` attributes of the field. */ data?: Readonly<Record<`data-${string}`, string>> }): VNode {
  const error = errorOf(p);
  return <Frame {...p} error={error}><textarea class={`textarea${p.reading ? ' textarea--read' : ''}`} rows={p.rows ?? 5} {...(p.lang ? { lang: p.lang } : {})} {...p.data} {...described(p, error)}>{p.form?.typed?.[p.name] ?? p.value ?? ''}</textarea></Frame>;
}

export type Option = { value: string; text: string; hint?: string | undefined };

/** One of a few values, in a list that folds. */
export function Select(p: Labelled & { options: readonly Option[]; value?: string | undefined }): VNode {
  const error = errorOf(p);
  const chosen = p.form?.typed?.[p.name] ?? p.value;
  return <Frame {...p} error={error}><select class="select" {...described(p, error)}>{p.options.map((o) => <option value={o.value} selected={o.value === chosen}>{o.text}</option>)}</select></Frame>;
}

/** One of a few values, each with its consequence. */
export function Choices(p: Labelled & { options: readonly Option[]; value?: string | undefined }): VNode {
  const error = errorOf(p);
  const chosen = p.form?.typed?.[p.name] ?? p.value;
  return (
    <fieldset class={`field${error ? ' field--error' : ''}`} id={`f-${p.name}`}>
      <legend class="label">{p.label}</legend>
      {p.hint ? <p class="hint">{p.hint}</p> : null}
      {error ? <p class="error">{error}</p> : null}
      <div class="choices">
        {p.options.map((o) => (
          <label class="choice">
            <input type="radio" name={p.name} value={o.value} checked={o.value === chosen} />
            <b>{o.text}</b>
            {o.hint ? <span class="hint">{o.hint}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A box to tick; never ticked beforehand. */
export function Tick(p: Labelled & { checked?: boolean }): VNode {
  const error = errorOf(p);
  return (
    <div class={`field${error ? ' field--error' : ''}`}>
      {error ? <p class="error" id={`e-${p.name}`}>{error}</p> : null}
      <label class="choice choice--plain"><input type="checkbox" value="yes" checked={p.checked ?? p.form?.typed?.[p.name] === 'yes'} {...described(p, error)} /><span>{p.label}</span></label>
    </div>
  );
}

/** Any number of a few values. */
export function Ticks(p: Labelled & { options: readonly Option[]; values: readonly string[] }): VNode {
  const error = errorOf(p);
  const chosen = p.form?.typed ? (p.form.typed[p.name] ?? '').split('\n') : p.values;
  return (
    <fieldset class={`field${error ? ' field--error' : ''}`} id={`f-${p.name}`}>
      <legend class="label">{p.label}</legend>
      {p.hint ? <p class="hint">{p.hint}</p> : null}
      {error ? <p class="error">{error}</p> : null}
      <div class="choices">{p.options.map((o) => <label class="choice choice--plain"><input type="checkbox" name={p.name} value={o.value} checked={chosen.includes(o.value)} /><span>{o.text}</span></label>)}</div>
    </fieldset>
  );
}
