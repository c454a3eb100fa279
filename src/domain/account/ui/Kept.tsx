import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';

/** A form that could not be taken yet: where it goes, without its language, and all that was in it but secrets and files. */
export type Kept = { to: string; fields: readonly (readonly [name: string, value: string])[]; files: boolean };

/** What somebody typed, to be read, copied, and sent by their own hand once it can be taken. */
export function KeptForm({ locale, kept, button, primary = false }: { locale: Locale; kept: Kept; button: string; primary?: boolean }): VNode {
  return (
    <form method="post" action={`/${locale}${kept.to}`} class="form" data-turbo="false">
      {kept.fields.map(([name, value], i) => (isText(value) ? <TypedText locale={locale} id={`kept-${i}`} name={name} value={value} /> : <input type="hidden" name={name} value={value} />))}
      {kept.files ? <p>{say(locale, 'account.kept.files')}</p> : null}
      <button class={primary ? 'btn btn--primary' : 'btn'}>{button}</button>
    </form>
  );
}

/** Several words or an address were written; a single word was chosen, or says what the form is about. */
const isText = (value: string): boolean => /\S\s+\S|@/.test(value);

function TypedText({ locale, id, name, value }: { locale: Locale; id: string; name: string; value: string }): VNode {
  return (
    <div class="field">
      <label for={id}>{say(locale, 'account.kept.typed')}</label>
      <textarea class="textarea" id={id} name={name} rows={Math.min(12, value.split('\n').length + 2)} readOnly>{value}</textarea>
    </div>
  );
}

/** Answers somebody whose session ended while they wrote: nothing was sent, nothing is lost, and the way on. */
export function SignedOut({ locale, kept }: { locale: Locale; kept: Kept | null }): VNode {
  return (
    <div class="narrow stack-6">
      <h1>{say(locale, 'account.kept.signedOut')}</h1>
      <p role="alert">{say(locale, kept ? 'account.kept.text' : 'account.kept.nothing')}</p>
      <p>{kept
        ? <a class="btn btn--primary" href={`/${locale}/sign-in`} target="_blank" rel="noopener" data-turbo="false">{say(locale, 'account.kept.signIn')}</a>
        : <a class="btn btn--primary" href={`/${locale}/sign-in`} data-turbo="false">{say(locale, 'account.signIn.title')}</a>}</p>
      {kept ? <KeptForm locale={locale} kept={kept} button={say(locale, 'account.kept.send')} /> : null}
    </div>
  );
}
