import type { VNode } from 'preact';
import { endonyms, isLocale, type Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Tag } from '#ui/marks.tsx';
import type { Shown } from '../model.ts';

type Props = { locale: Locale; base: string; contribution: Shown; dress?: ((html: string) => string) | undefined; canReview?: boolean | undefined };
const nameOf = (lang: string): string => (isLocale(lang) ? endonyms[lang] : lang);

/** The words of a contribution; in the reader's language where there is a translation that still holds, the original beneath. */
export function Wording({ locale, base, contribution: c, dress = (html) => html, canReview = false }: Props): VNode {
  const original = <div class="read" lang={c.lang} dangerouslySetInnerHTML={{ __html: dress(c.html) }} />;
  const t = c.translation;
  if (!t) return original;
  const translated = t.html === null ? null : <div class="read" lang={t.into} dangerouslySetInnerHTML={{ __html: dress(t.html) }} />;
  const review = canReview && translated ? <a href={`${base}/c/${c.anchor}/translation/${t.into}`} data-turbo-frame="_top">{say(locale, 'translation.reviewLink')}<span class="vh"> {c.ref}</span></a> : null;
  const isGood = translated !== null && !t.stale;
  const mark = <Tag tone={t.status === 'reviewed' ? 'ok' : 'now'} icon="language">{say(locale, t.status === 'reviewed' ? 'translation.reviewed' : 'translation.machine', { from: nameOf(c.lang) })}</Tag>;
  return (
    <div class="translated">
      {isGood ? <>{translated}<p class="meta">{mark} {review}</p><details class="disclosure"><summary>{say(locale, 'translation.original', { language: nameOf(c.lang) })}<span class="vh"> {c.ref}</span></summary>{original}</details></> : original}
      {translated && t.stale ? <details class="disclosure"><summary>{say(locale, 'translation.stale')}<span class="vh"> {c.ref}</span></summary>{translated}<p class="meta">{mark}</p></details> : null}
      {t.status === 'asked' ? <p class="meta">{say(locale, 'translation.asked')}</p> : null}
      {t.status === 'failed' ? <p class="meta">{say(locale, 'translation.failed')}</p> : null}
      {t.canAsk ? <form method="post" action={`${base}/c/${c.anchor}/translate/${t.into}`} class="noprint" data-turbo="false"><button class="btn btn--s btn--quiet">{say(locale, 'translation.ask', { language: nameOf(t.into) })}<span class="vh"> {c.ref}</span></button></form> : null}
    </div>
  );
}
