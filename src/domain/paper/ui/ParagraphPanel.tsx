import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { wordDiff } from '#platform/text/word-diff.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Tag } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import type { Standing } from '../model.ts';
import type { PageParagraph, PaperPage } from '../queries/paper-page.ts';

type Reader = { locale: Locale; base: string };
const titleOf = (locale: Locale, { number }: PageParagraph): string => (number ? say(locale, 'paper.paragraph', { number }) : say(locale, 'paper.heading'));

/** What was said of one paragraph, and the form to say more; beside the text where there is room, else under it. */
export function ParagraphPanel({ page, paragraph, wordingOnly, locale, base }: { page: PaperPage; paragraph: PageParagraph; /** Remarks that propose wording alone. */ wordingOnly: boolean } & Reader): VNode {
  const wording = paragraph.annotations.filter(({ proposal }) => proposal);
  const here = `${base}/paper?lang=${page.locale}&v=${page.version}&p=${paragraph.id}`;
  return (
    <aside class="paperside panel noprint" aria-labelledby="para-now">
      <div class="panel__head"><h2 id="para-now">{titleOf(locale, paragraph)}</h2><span class="meta">{say(locale, 'paper.annotations', { count: paragraph.annotations.length })}</span></div>
      <div class="panel__body">
        {wording.length > 0 ? (
          <nav class="seg" aria-label={say(locale, 'paper.panel.show')}>
            <a href={`${here}#${paragraph.id}`} {...(wordingOnly ? {} : { 'aria-current': 'true' as const })}>{say(locale, 'paper.panel.all')}</a>
            <a href={`${here}&only=wording#${paragraph.id}`} {...(wordingOnly ? { 'aria-current': 'true' as const } : {})}>{say(locale, 'paper.panel.wording', { count: wording.length })}</a>
          </nav>
        ) : null}
        {(wordingOnly ? wording : paragraph.annotations).map((note) => <Note note={note} version={page.version} locale={locale} base={base} marked={note.textLang === paragraph.lang} />)}
        {page.canAnnotate ? <AnnotationForm page={page} paragraph={paragraph} locale={locale} base={base} /> : null}
      </div>
    </aside>
  );
}

/** One remark: of which words, what it says, the wording it proposes, and on which version it was made. */
export function Note({ note, version, locale, base, marked = false }: { note: Standing; version: number; marked?: boolean } & Reader): VNode {
  const { place } = note;
  const made = `${base}/paper?lang=${note.textLang}&v=${note.version}&p=${note.paragraph}#${note.paragraph}`;
  return (
    <article class="note" id={`n-${note.id}`} aria-label={note.reference}>
      <p class="note__who"><span class="meta">{note.reference}</span>{place.fate === 'moved' ? <> <Tag tone="now">{say(locale, 'paper.fate.moved')}</Tag></> : null}</p>
      <blockquote lang={note.textLang}>{marked && place.fate !== 'orphaned' ? <a href={`#m-${note.id}`}>“{note.quote}”</a> : <>“{note.quote}”</>}</blockquote>
      <p lang={note.lang}>{note.text}</p>
      {note.proposal ? <details><summary><Tag tone="accent">{say(locale, 'paper.proposed')}</Tag></summary><div lang={note.textLang}><Diff locale={locale} changes={wordDiff(note.quote, note.proposal)} /></div></details> : null}
      {note.version < version ? <p class="meta"><a href={made}>{say(locale, 'paper.madeOn', { version: note.version })}</a></p> : null}
    </article>
  );
}

/** A remark on a sentence that is chosen, or on words that are selected or written. */
export function AnnotationForm({ page, paragraph, locale, base, form }: { page: PaperPage; paragraph: PageParagraph; form?: FormState | undefined } & Reader): VNode {
  return (
    <form method="post" action={`${base}/paper/${paragraph.id}`} class="form mt-4" aria-label={say(locale, 'paper.annotate.title', { number: paragraph.number || say(locale, 'paper.heading') })}>
      <SubmissionId value={form?.typed?.['submissionId']} />
      <input type="hidden" name="version" value={page.version} />
      <input type="hidden" name="in" value={paragraph.lang} />
      <ErrorSummary locale={locale} form={form} />
      <Choices locale={locale} name="sentence" label={say(locale, 'paper.annotate.sentence')} options={paragraph.sentences.map(({ text }, i) => ({ value: String(i), text }))} value={paragraph.sentences.length === 1 ? '0' : undefined} form={form} />
      <TextArea locale={locale} name="quote" label={say(locale, 'paper.annotate.quote')} hint={say(locale, 'paper.annotate.quote.hint')} rows={2} lang={paragraph.lang} data={{ 'data-passage-target': 'quote' }} form={form} />
      <input type="hidden" name="before" data-passage-target="before" value={form?.typed?.['before'] ?? ''} />
      <TextArea locale={locale} name="text" label={say(locale, 'paper.annotate.text')} hint={say(locale, 'paper.annotate.hint')} rows={4} form={form} />
      <TextArea locale={locale} name="proposal" label={say(locale, 'paper.annotate.proposal')} hint={say(locale, 'paper.annotate.proposal.hint')} rows={3} form={form} />
      <Select locale={locale} name="lang" label={say(locale, 'paper.write.language')} options={locales.map((value) => ({ value, text: endonyms[value] }))} value={locale} form={form} />
      <p class="row"><button class="btn btn--primary">{say(locale, 'paper.annotate.button')}</button> <a class="btn" href={`${base}/paper?lang=${page.locale}#${paragraph.id}`}>{say(locale, 'ui.cancel')}</a></p>
    </form>
  );
}
