import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { RefChip } from '#ui/marks.tsx';
import type { BeforeSending } from '../queries/before-sending.ts';

type Props = { locale: Locale; base: string; regime: string; lang: string; /** The text was to be sent, and is not yet. */ held?: boolean; notices: BeforeSending };

/** Whether there is anything to tell. */
export const tellsAnything = ({ telling, similar, otherLanguage }: BeforeSending): boolean => telling.length > 0 || similar.length > 0 || otherLanguage !== null;

const regimeName = (locale: Locale, regime: string): string => (regime === 'institution' || regime === 'category' || regime === 'unattributed' ? say(locale, `ui.regime.${regime}`) : '');
const languageName = (lang: string): string => endonyms[locales.find((locale) => locale === lang) ?? 'en'];

/** What an author is told of a text before it is sent, with the words it rests on; suggestions, in dashes. */
export function Notices({ locale, base, regime, lang, held = false, notices }: Props): VNode | null {
  if (!tellsAnything(notices)) return null;
  const { telling, similar, otherLanguage } = notices;
  return (
    <section class="stack" aria-labelledby="before-h" {...(held ? { tabIndex: -1, 'data-controller': 'focus' } : {})}>
      <input type="hidden" name="noticed" value={notices.marks.join(' ')} />
      <h3 id="before-h">{say(locale, 'discussion.before.title')}</h3>
      {held ? <p><b>{say(locale, 'discussion.before.again')}</b></p> : null}
      {otherLanguage ? <p class="suggest">{say(locale, 'discussion.language.other', { found: languageName(otherLanguage), chosen: languageName(lang) })}</p> : null}
      {telling.length ? (
        <div class="suggest stack-2">
          <p><b>{say(locale, 'discussion.before.telling', { regime: regimeName(locale, regime) })}</b></p>
          <ul>{telling.map((one) => <li>{say(locale, `discussion.before.kind.${one.kind}`)}: <q lang={lang}>{one.before}<mark>{one.words}</mark>{one.after}</q></li>)}</ul>
          <p class="meta">{say(locale, 'discussion.before.how')}</p>
        </div>
      ) : null}
      {similar.length ? (
        <div class="suggest stack-2">
          <p><b>{say(locale, 'discussion.before.similar')}</b> {say(locale, 'discussion.before.answer')}</p>
          <ul>{similar.map((one) => <li><RefChip href={`${base}/q/${one.code}#${one.anchor}`}>{one.ref}</RefChip> <span lang={one.lang}>{one.beginning}</span> <span class="meta">{say(locale, 'discussion.before.shared', { words: one.words.join(', ') })}</span></li>)}</ul>
        </div>
      ) : null}
    </section>
  );
}
