import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField, Tick } from '#ui/fields.tsx';
import { circulationAudiences } from '../model.ts';
import type { PageParagraph, PaperPage } from '../queries/paper-page.ts';
import { AnnotationForm } from './ParagraphPanel.tsx';

type Form = { locale: Locale; base: string; form?: FormState | undefined };
const languages = locales.map((value) => ({ value, text: endonyms[value] }));

/** A new version, or the newest in a further language. */
export function WritePaper({ page, locale, base, form }: { page: PaperPage } & Form): VNode {
  return (
    <section aria-labelledby="h-write" class="noprint">
      <h2 id="h-write">{say(locale, 'paper.write.title')}</h2>
      <p class="mt-2"><a href={`${base}/paper/import`}>{say(locale, 'paper.import.link')}</a></p>
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
        {page.fates.carried + page.fates.moved + page.fates.orphaned > 0 && page.version === page.newestVersion ? <p class="meta">{say(locale, 'paper.fates', { total: page.fates.carried + page.fates.moved + page.fates.orphaned, ...page.fates })}</p> : null}
        {circulationAudiences.map((audience) => <input type="hidden" name="audiences" value={audience} />)}
        <p><button class="btn">{say(locale, 'paper.circulate.button')}</button></p>
      </form>
    </section>
  );
}

/** A remark on a passage of one paragraph, on a page of its own. */
export function AnnotateParagraph({ page, paragraph, locale, base, form }: { page: PaperPage; paragraph: PageParagraph } & Form): VNode {
  return (
    <div class="content--read" data-controller="passage">
      <h1>{say(locale, 'paper.annotate.title', { number: paragraph.number || say(locale, 'paper.heading') })}</h1>
      <div class="read mt-4" lang={paragraph.lang} data-passage-target="text" data-action="mouseup->passage#take keyup->passage#take" dangerouslySetInnerHTML={{ __html: paragraph.html }}></div>
      <AnnotationForm page={page} paragraph={paragraph} locale={locale} base={base} form={form} />
    </div>
  );
}

/** One paragraph of the draft: its wording in a language, one put in after it, and taking it out. */
export function EditParagraph({ page, paragraph, original, locale, base, form }: { page: PaperPage; paragraph: PageParagraph; /** The authoritative wording, where a translation is edited. */ original: string | null } & Form): VNode {
  const name = paragraph.number ? say(locale, 'paper.paragraph', { number: paragraph.number }) : say(locale, 'paper.heading');
  const begun = page.circulations.some(({ version }) => version === page.newestVersion);
  return (
    <div class="content--read stack-6">
      <header><h1>{say(locale, 'paper.edit.title', { name })}</h1><p class="meta mt-2">{begun ? say(locale, 'paper.edit.begins', { version: page.newestVersion + 1 }) : say(locale, 'paper.edit.draft', { version: page.newestVersion })}</p></header>
      <ErrorSummary locale={locale} form={form} />
      {original ? <section aria-labelledby="h-original"><h2 id="h-original">{say(locale, 'paper.original')}</h2><div class="read" lang={page.original} dangerouslySetInnerHTML={{ __html: original }}></div></section> : null}
      <form method="post" action={`${base}/paper/${paragraph.id}/edit`} class="form">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <input type="hidden" name="locale" value={page.locale} />
        <input type="hidden" name="was" value={form?.typed?.['was'] ?? paragraph.hash} />
        <TextArea locale={locale} name="markdown" label={`${say(locale, 'paper.edit.wording')} (${endonyms[page.locale as Locale] ?? page.locale})`} value={paragraph.translation === 'missing' ? '' : paragraph.markdown} rows={8} reading lang={page.locale} form={form?.typed?.['deed'] === 'add' ? undefined : form} />
        <p class="row"><button class="btn btn--primary">{say(locale, 'paper.edit.button')}</button> <a class="btn" href={`${base}/paper?lang=${page.locale}#${paragraph.id}`}>{say(locale, 'ui.cancel')}</a></p>
      </form>
      {original ? null : (
        <section aria-labelledby="h-add">
          <h2 id="h-add">{say(locale, 'paper.add.title', { name })}</h2>
          <form method="post" action={`${base}/paper/${paragraph.id}/add`} class="form mt-4">
            <SubmissionId />
            <div class="field"><label for="f-added">{say(locale, 'paper.edit.wording')}</label><textarea class="textarea textarea--read" id="f-added" name="markdown" rows={5} lang={page.locale}>{form?.typed?.['deed'] === 'add' ? (form.typed['markdown'] ?? '') : ''}</textarea></div>
            <p><button class="btn">{say(locale, 'paper.add.button')}</button></p>
          </form>
        </section>
      )}
      {original ? null : (
        <form method="post" action={`${base}/paper/${paragraph.id}/remove`}>
          <SubmissionId />
          <p class="meta">{say(locale, 'paper.remove.hint')}</p>
          <p class="mt-2"><button class="btn">{say(locale, 'paper.remove.button', { name })}</button></p>
        </form>
      )}
    </div>
  );
}
