import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextField } from '#ui/fields.tsx';
import type { CoverPage } from '../queries/cover-page.ts';

type Props = { locale: Locale; page: CoverPage; dress: (html: string) => string; form?: FormState | undefined };

/** Where a moderator puts a passage or a file behind a description, and lifts what lies there. */
export function CoverForm({ locale, page, dress, form }: Props): VNode {
  const paragraphs = [{ value: '', text: say(locale, 'attachment.cover.all') }, ...page.blocks.map((_, i) => ({ value: String(i + 1), text: say(locale, 'attachment.cover.paragraph', { n: i + 1 }) }))];
  const fileName = (id: string | null): string => page.attachments.find((file) => file.id === id)?.description ?? '';
  return (
    <div class="stack-6">
      <ErrorSummary locale={locale} form={form} />
      {page.covers.length > 0 ? (
        <section class="stack"><h2>{say(locale, 'attachment.cover.standing')}</h2>
          <ul class="log">{page.covers.map((cover) => <li><b>{cover.description}</b> <span class="meta">{cover.attachmentId ? fileName(cover.attachmentId) : cover.range ? say(locale, 'attachment.cover.range', { from: cover.range.from + 1, to: cover.range.to }) : say(locale, 'attachment.cover.all')}</span><form method="post"><SubmissionId /><input type="hidden" name="cover" value={cover.id} /><button class="btn btn--s" name="deed" value="lift">{say(locale, 'attachment.cover.lift')}<span class="vh">: {cover.description}</span></button></form></li>)}</ul>
        </section>
      ) : null}
      <form method="post" class="form">
        <SubmissionId value={form?.typed?.['submissionId']} />
        {page.attachments.length > 0 ? <Choices locale={locale} name="what" label={say(locale, 'attachment.cover.what')} value="text" form={form} options={[{ value: 'text', text: say(locale, 'attachment.cover.text') }, ...page.attachments.map((file) => ({ value: file.id, text: file.description }))]} /> : <input type="hidden" name="what" value="text" />}
        <Select locale={locale} name="from" label={say(locale, 'attachment.cover.from')} options={paragraphs} form={form} />
        <Select locale={locale} name="to" label={say(locale, 'attachment.cover.to')} options={paragraphs.map((option, i) => (i === 0 ? { ...option, text: say(locale, 'attachment.cover.same') } : option))} form={form} />
        <TextField locale={locale} name="description" label={say(locale, 'attachment.cover.description')} hint={say(locale, 'attachment.cover.descriptionHint')} form={form} />
        <button class="btn btn--primary" name="deed" value="cover">{say(locale, 'attachment.cover.button')}</button>
      </form>
      <section><h2>{say(locale, 'attachment.cover.asWritten', { ref: page.ref })}</h2>
        <ol class="stack" lang={page.lang}>{page.blocks.map((html) => <li><div class="read" dangerouslySetInnerHTML={{ __html: dress(html) }} /></li>)}</ol>
      </section>
    </div>
  );
}
