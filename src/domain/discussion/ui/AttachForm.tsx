import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, SubmissionId, TextField, Tick } from '#ui/fields.tsx';
import { Icon } from '#ui/Icon.tsx';
import { Callout } from '#ui/marks.tsx';
import type { AttachmentsPage } from '../queries/attachments.ts';
import { fileWords, removedWords } from './Attachments.tsx';

type Props = { locale: Locale; base: string; page: AttachmentsPage; back: string; /** The file just taken in. */ added: string | null; scanner: boolean; maxMegabytes: number; form?: FormState | undefined };

/** The files that go with what is being written or was just posted: one is added, taken back, and the way back to the text. */
export function AttachForm({ locale, base, page, back, added, scanner, maxMegabytes, form }: Props): VNode {
  const new_ = page.attachments.find(({ id }) => id === added);
  const error = form?.errors?.find(({ field }) => field === 'file');
  return (
    <div class="stack">
      <ErrorSummary locale={locale} form={form} />
      {new_ ? <Callout tone="ok" icon="check"><p role="status"><b>{say(locale, 'attachment.taken', { n: new_.number })}</b> {removedWords(locale, new_)}</p></Callout> : null}
      {page.attachments.length > 0 ? <List {...{ locale, base, page }} /> : null}
      <form method="post" class="form" enctype="multipart/form-data" data-turbo="false">
        <SubmissionId value={form?.typed?.['submissionId']} />
        <div class={`field${error ? ' field--error' : ''}`}>
          <label for="f-file">{say(locale, 'attachment.file')}</label>
          <p class="hint" id="h-file">{say(locale, scanner ? 'attachment.hintScanned' : 'attachment.hint', { megabytes: maxMegabytes })}</p>
          {error ? <p class="error" id="e-file">{say(locale, 'discussion.attachment_missing')}</p> : null}
          <input id="f-file" name="file" type="file" required accept=".pdf,.docx,.xlsx,.pptx,.jpg,.jpeg,.png,.gif,.webp" aria-describedby={error ? 'h-file e-file' : 'h-file'} {...(error ? { 'aria-invalid': 'true' as const } : {})} />
        </div>
        <TextField locale={locale} name="description" label={say(locale, 'attachment.description')} hint={say(locale, 'attachment.descriptionHint')} form={form} />
        <Tick locale={locale} name="cover" label={say(locale, 'attachment.cover')} form={form} />
        <div class="btns"><button class="btn btn--primary" name="deed" value="attach">{say(locale, 'attachment.button')}</button><a class="btn" href={back}>{say(locale, page.ref ? 'attachment.backToEdit' : 'attachment.backToText')}</a></div>
      </form>
    </div>
  );
}

function List({ locale, base, page }: Pick<Props, 'locale' | 'base' | 'page'>): VNode {
  return (
    <ul class="files" aria-label={say(locale, 'attachment.title')}>
      {page.attachments.map((file) => (
        <li class="files__one">
          <Icon name={file.state === 'open' ? 'file' : 'hidden'} />
          <div>
            <p>{file.state === 'open' ? <a href={`${base}/attachment/${file.id}`} data-turbo="false">{file.description}</a> : <>{file.description ? `${file.description}: ` : ''}{say(locale, `attachment.state.${file.state}`, { n: file.number })}</>} {file.description ? <span class="meta">{fileWords(locale, file)}</span> : null}</p>
            {file.description ? <p class="meta">{removedWords(locale, file)}</p> : null}
            {file.state === 'held' ? null : <form method="post" class="mt-2" data-turbo="false"><SubmissionId /><input type="hidden" name="attachment" value={file.id} /><button class="btn btn--s" name="deed" value="remove">{say(locale, 'attachment.remove')}<span class="vh">: {file.description || file.number}</span></button></form>}
          </div>
        </li>
      ))}
    </ul>
  );
}
