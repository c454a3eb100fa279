import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField, Tick } from '#ui/fields.tsx';
import { circulationAudiences, type Paragraph } from '../model.ts';
import type { PaperPage } from '../queries/paper-page.ts';

type Form = { locale: Locale; base: string; form?: FormState | undefined };
const languages = locales.map((value) => ({ value, text: endonyms[value] }));

/** A new version, or the newest in a further language. */
export function WritePaper({ page, locale, base, form }: { page: PaperPage } & Form): VNode {
  return (
    <section aria-labelledby="h-write" class="noprint">
      <h2 id="h-write">{say(locale, 'paper.write.title')}</h2>
      <form method="post" action={`${base}/paper/write`} class="form mt-4">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <ErrorSummary locale={locale} form={form} />
        <TextField locale={locale} name="title" label={say(locale, 'paper.write.name')} value={page.title} form={form} />
        <TextField locale={locale} name="symbol" label={say(locale, 'paper.write.symbol')} value={page.symbol ?? ''} form={form} />
        <Select locale={locale} name="locale" label={say(locale, 'paper.write.language')} options={languages} value={page.locale} form={form} />
        {page.version > 0 ? <Tick locale={locale} name="sameVersion" label={say(locale, 'paper.write.sameVersion')} form={form} /> : null}
        <TextArea locale={locale} name="markdown" label={say(locale, 'paper.write.text')} hint={say(locale, 'paper.write.hint')} value={page.markdown} rows={24} reading form={form} />
        <p><button class="btn btn--primary">{say(locale, 'paper.write.button')}</button></p>
      </form>
    </section>
  );
}

/** Sending the newest version to all who are to have it. */
export function CirculatePaper({ page, locale, base, form }: { page: PaperPage } & Form): VNode {
  return (
    <section aria-labelledby="h-circulate" class="noprint">
      <h2 id="h-circulate">{say(locale, 'paper.circulate.title', { version: page.newestVersion })}</h2>
      <form method="post" action={`${base}/paper/circulate`} class="form mt-4">
        <SubmissionId value={form?.typed?.['submissionId']} />
        {circulationAudiences.map((audience) => <input type="hidden" name="audiences" value={audience} />)}
        <p><button class="btn">{say(locale, 'paper.circulate.button')}</button></p>
      </form>
    </section>
  );
}

/** A remark on exact words of one paragraph. */
export function AnnotateParagraph({ paragraph, lang, locale, base, form }: { paragraph: Paragraph; lang: string } & Form): VNode {
  const title = say(locale, 'paper.annotate.title', { number: paragraph.number });
  return (
    <div class="content--read">
      <h1>{title}</h1>
      <div class="read mt-4" lang={lang} dangerouslySetInnerHTML={{ __html: paragraph.html }}></div>
      <form method="post" action={`${base}/paper/${paragraph.id}`} class="form mt-6">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <ErrorSummary locale={locale} form={form} />
        <TextArea locale={locale} name="quote" label={say(locale, 'paper.annotate.quote')} rows={3} lang={lang} form={form} />
        <TextArea locale={locale} name="text" label={say(locale, 'paper.annotate.text')} hint={say(locale, 'paper.annotate.hint')} rows={5} form={form} />
        <TextArea locale={locale} name="proposal" label={say(locale, 'paper.annotate.proposal')} rows={3} form={form} />
        <Select locale={locale} name="lang" label={say(locale, 'paper.write.language')} options={languages} value={locale} form={form} />
        <p class="row"><button class="btn btn--primary">{say(locale, 'paper.annotate.button')}</button> <a class="btn" href={`${base}/paper#${paragraph.id}`}>{say(locale, 'ui.cancel')}</a></p>
      </form>
    </div>
  );
}
