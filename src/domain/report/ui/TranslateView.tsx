import type { VNode } from 'preact';
import { endonyms, type Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, TextArea } from '#ui/fields.tsx';
import { Tag } from '#ui/marks.tsx';
import type { ToTranslate, TranslatePage } from '../queries/translate-page.ts';

type Props = { locale: Locale; base: string; into: Locale; page: TranslatePage; form?: FormState | undefined };

/** What the report says, original beside translation, with what is still to be done. */
export function TranslateView({ locale, base, into, page, form }: Props): VNode {
  return (
    <div class="page stack-6">
      <header class="stack"><h1>{say(locale, 'report.translate.title', { language: endonyms[into] })}</h1><p><a href={`${base}/edit?for=${into}#checks`}>{say(locale, 'report.paragraph.back')}</a></p><p>{say(locale, 'report.translate.left', { count: page.left })}</p><p class="hint">{say(locale, 'report.translate.how')}</p></header>
      <ErrorSummary locale={locale} form={form} />
      {page.items.map((item) => <Item key={item.subject} locale={locale} here={`${base}/translate/${into}`} into={into} item={item} form={form?.typed?.['subject'] === item.subject ? form : undefined} />)}
    </div>
  );
}

function Item({ locale, here, into, item, form }: { locale: Locale; here: string; into: Locale; item: ToTranslate; form: FormState | undefined }): VNode {
  const tone = item.state === 'reviewed' ? 'ok' : item.state === 'stale' ? 'danger' : 'now';
  return (
    <section class="stack" id={item.subject} aria-labelledby={`h-${item.subject}`}>
      <h2 id={`h-${item.subject}`}>{item.name} <Tag tone={tone}>{say(locale, `report.translate.${item.state}`)}</Tag></h2>
      <div class="two two--top"><p class="read pre" lang="en">{item.original}</p><div class="stack">
      {item.state === 'reviewed' && !form ? <p class="read pre" lang={into}>{item.translation}</p> : null}
      <details open={form !== undefined || (item.state !== 'reviewed' && item.state !== 'unreviewed')}><summary>{say(locale, 'report.translate.change')}</summary>
        <form method="post" action={here} class="form"><input type="hidden" name="deed" value="translate" /><input type="hidden" name="subject" value={item.subject} /><input type="hidden" name="version" value={item.version} />
          <TextArea locale={locale} name="text" rows={4} label={say(locale, 'report.translate.text')} value={item.translation} lang={into} form={form} /><button class="btn">{say(locale, 'report.edit.save')}</button></form></details>
      {item.state === 'unreviewed' ? <><p class="read pre" lang={into}>{item.translation}</p><form method="post" action={here}><input type="hidden" name="deed" value="review" /><input type="hidden" name="subject" value={item.subject} /><button class="btn btn--primary">{say(locale, 'report.translate.review')}</button></form></> : null}
      </div></div>
    </section>
  );
}
