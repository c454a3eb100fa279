import type { VNode } from 'preact';
import type { LeftOut } from '#platform/docx/read-docx.ts';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import { wordDiff } from '#platform/text/word-diff.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField, Tick } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import type { PaperPreview } from '../queries/paper-preview.ts';

type Form = { locale: Locale; base: string; form?: FormState | undefined };
const languages = locales.map((value) => ({ value, text: endonyms[value] }));
const nameOf = (lang: string): string => endonyms[lang as Locale] ?? lang;

/** Choosing the document that is to become the paper, or a further language of it. */
export function ChooseDocument({ locale, base, form, written }: Form & { /** Whether there is a version that could get a further language. */ written: boolean }): VNode {
  const error = form?.errors?.find(({ field }) => field === 'file');
  return (
    <div class="content--read">
      <h1>{say(locale, 'paper.import.title')}</h1>
      <p class="mt-2">{say(locale, 'paper.import.lead')}</p>
      <form method="post" action={`${base}/paper/import`} enctype="multipart/form-data" class="form mt-4" data-turbo="false">
        <ErrorSummary locale={locale} form={form} />
        <div class="field">
          <label for="f-file">{say(locale, 'paper.import.file')}</label>
          <p class="hint" id="h-file">{say(locale, 'paper.import.fileHint')}</p>
          <input class="input" type="file" id="f-file" name="file" required accept=".docx" aria-describedby="h-file" {...(error ? { 'aria-invalid': 'true' as const } : {})} />
        </div>
        <Select locale={locale} name="locale" label={say(locale, 'paper.write.language')} options={languages} value={locale} form={form} />
        {written ? <Tick locale={locale} name="sameVersion" label={say(locale, 'paper.write.sameVersion')} form={form} /> : null}
        <p class="row"><button class="btn btn--primary">{say(locale, 'paper.import.preview')}</button> <a class="btn" href={`${base}/paper`}>{say(locale, 'ui.cancel')}</a></p>
      </form>
    </div>
  );
}

export type Brought = { title: string; symbol: string; lang: string; markdown: string; /** What of the document is not in the text; null once the text was changed by hand. */ left: (LeftOut & { numbers: number }) | null };

/** What the document would become, before anything is written; the text can still be changed here. */
export function PreviewPaper({ locale, base, brought, preview }: Omit<Form, 'form'> & { brought: Brought; preview: PaperPreview }): VNode {
  const version = say(locale, 'paper.version', { number: preview.version });
  const count = preview.as === 'version' ? preview.paragraphs.filter(({ is }) => is !== null).length : preview.pairs.filter(({ given }) => given !== null).length;
  return (
    <div class="stack-6">
      <header class="content--read">
        <h1>{say(locale, 'paper.import.previewTitle')}</h1>
        <p class="meta mt-2">{version} · {nameOf(brought.lang)} · {say(locale, 'paper.import.count', { count })}</p>
        <p class="mt-2">{say(locale, 'paper.import.nothingYet')}</p>
        {brought.left ? <Left locale={locale} left={brought.left} /> : null}
      </header>
      <form method="post" action={`${base}/paper/write`} class="form">
        <SubmissionId />
        <input type="hidden" name="locale" value={brought.lang} />
        {preview.as === 'language' ? <input type="hidden" name="sameVersion" value="yes" /> : null}
        <TextField locale={locale} name="title" label={say(locale, 'paper.write.name')} value={brought.title} />
        <TextField locale={locale} name="symbol" label={say(locale, 'paper.write.symbol')} value={brought.symbol} />
        <details class="content--read"><summary>{say(locale, 'paper.import.changeText')}</summary><TextArea locale={locale} name="markdown" label={say(locale, 'paper.write.text')} hint={say(locale, 'paper.write.hint')} value={brought.markdown} rows={24} reading lang={brought.lang} /></details>
        {preview.as === 'language' && !preview.aligned ? <div role="status"><Callout tone="now"><p>{say(locale, 'paper.paragraphs_differ', { wanted: preview.pairs.filter(({ original }) => original !== null).length, given: count })}</p></Callout></div> : null}
        {preview.as === 'version' && preview.original && preview.original !== brought.lang ? <div role="status"><Callout tone="now"><p>{say(locale, 'paper.original_first', { language: nameOf(preview.original) })}</p></Callout></div> : null}
        <p class="row">
          <button class="btn btn--primary">{preview.as === 'version' ? say(locale, 'paper.import.writeVersion', { version: preview.version, count }) : say(locale, 'paper.import.writeLanguage', { version: preview.version, language: nameOf(brought.lang) })}</button>
          <button class="btn" formaction={`${base}/paper/import`}>{say(locale, 'paper.import.again')}</button>
          <a class="btn" href={`${base}/paper`}>{say(locale, 'ui.cancel')}</a>
        </p>
      </form>
      {preview.as === 'version' ? <Versions locale={locale} lang={brought.lang} preview={preview} /> : <Languages locale={locale} lang={brought.lang} preview={preview} />}
    </div>
  );
}

function Left({ locale, left }: { locale: Locale; left: LeftOut & { numbers: number } }): VNode {
  const kinds = (['pictures', 'tables', 'comments', 'changes', 'numbers'] as const).filter((kind) => left[kind] > 0);
  if (kinds.length === 0) return <p class="meta mt-2">{say(locale, 'paper.import.allTaken')}</p>;
  return <ul class="docs mt-2">{kinds.map((kind) => <li>{say(locale, `paper.import.left.${kind}`, { count: left[kind] })}</li>)}</ul>;
}

const headingOf = (locale: Locale, number: string): string => (number ? say(locale, 'paper.paragraph', { number }) : say(locale, 'paper.heading'));

function Versions({ locale, lang, preview }: { locale: Locale; lang: string; preview: Extract<PaperPreview, { as: 'version' }> }): VNode {
  return (
    <ol class="found" aria-label={say(locale, 'terms.discussionPaper')}>
      {preview.paragraphs.map(({ id, number, was, is, kind }) => (
        <li key={id}>
          <p class="meta">{headingOf(locale, number)} {kind === 'same' ? null : <Tag>{say(locale, `paper.changes.${kind}`)}</Tag>}</p>
          {kind === 'changed' ? <div lang={lang}><Diff locale={locale} title={headingOf(locale, number)} changes={wordDiff(was ?? '', is ?? '')} /></div> : <div class="read" lang={lang} dangerouslySetInnerHTML={{ __html: renderMarkdown(is ?? was ?? '') }}></div>}
        </li>
      ))}
    </ol>
  );
}

function Languages({ locale, lang, preview }: { locale: Locale; lang: string; preview: Extract<PaperPreview, { as: 'language' }> }): VNode {
  const missing = <p class="meta">{say(locale, 'paper.import.missing')}</p>;
  return (
    <ol class="found" aria-label={say(locale, 'terms.discussionPaper')}>
      {preview.pairs.map(({ number, original, given }, i) => (
        <li key={i}>
          <p class="meta">{headingOf(locale, number)}</p>
          <div class="two two--top">
            <div class="read" lang={preview.original}>{original === null ? missing : <div dangerouslySetInnerHTML={{ __html: renderMarkdown(original) }}></div>}</div>
            <div class="read" lang={lang}>{given === null ? missing : <div dangerouslySetInnerHTML={{ __html: renderMarkdown(given) }}></div>}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
