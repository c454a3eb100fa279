import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import type { ImportProblem } from '../model.ts';

/** A problem with its field and line, in the reader's language. */
const inWords = (locale: Locale, { path, line, code, detail }: ImportProblem): string => say(locale, 'programme.import.problem', { path: path || 'JSON', line, says: sayAny(locale, code, detail) });

/** A programme to be taken in: pasted or from a file; what is wrong comes with its line, and the text stays. */
export function ImportProgramme({ locale, text, problems, form }: { locale: Locale; text: string; problems: readonly ImportProblem[]; form?: FormState | undefined }): VNode {
  return (
    <>
      <h1>{say(locale, 'programme.import.title')}</h1>
      <form method="post" action={`/${locale}/s/new`} enctype="multipart/form-data" class="form mt-4" data-turbo="false">
        <SubmissionId />
        <ErrorSummary locale={locale} form={form} />
        {problems.length ? (
          <div class="errors" role="alert" tabIndex={-1} data-controller="focus" aria-labelledby="problems-h">
            <h2 id="problems-h">{say(locale, 'programme.import.problems', { count: problems.length })}</h2>
            <ul>{problems.map((problem) => <li>{inWords(locale, problem)}</li>)}</ul>
          </div>
        ) : null}
        <TextArea locale={locale} name="programme" label={say(locale, 'programme.import.label')} hint={say(locale, 'programme.import.hint')} value={text} rows={24} />
        <div class="field"><label for="f-file">{say(locale, 'programme.import.file')}</label><input class="input" type="file" id="f-file" name="file" accept="application/json,.json" /></div>
        <p><button class="btn btn--primary">{say(locale, 'programme.import.button')}</button></p>
      </form>
    </>
  );
}

/** What came in, and what a programme has no place for. */
export function Imported({ locale, slug, counts, passedOver }: { locale: Locale; slug: string; counts: { forums: number; aspects: number; questions: number }; passedOver: readonly ImportProblem[] }): VNode {
  return (
    <>
      <h1>{say(locale, 'programme.import.title')}</h1>
      <p class="mt-4" role="status">{say(locale, 'programme.import.done', counts)}</p>
      <p class="mt-2"><a class="btn" href={`/${locale}/s/${slug}`}>{say(locale, 'programme.public.theSeries')}</a></p>
      {passedOver.length ? <section class="mt-6"><h2>{say(locale, 'programme.import.passedOver')}</h2><ul class="docs">{passedOver.map((problem) => <li>{inWords(locale, problem)}</li>)}</ul></section> : null}
    </>
  );
}
