import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import type { QuarantineLine } from '../queries/quarantine-page.ts';

type Props = { locale: Locale; zone: string; here: string; lines: readonly QuarantineLine[]; /** What is put in quarantine, where the page was come to from a text. */ ref: string; form: FormState | undefined };

/** What is in quarantine, and the form by which a moderator puts a text or a file there. */
export function QuarantineList({ locale, zone, here, lines, ref: about, form }: Props): VNode {
  const head = [say(locale, 'quarantine.list.item'), say(locale, 'quarantine.list.what'), say(locale, 'terms.contribution'), say(locale, 'quarantine.list.since'), say(locale, 'quarantine.list.state')];
  return (
    <div class="stack-6">
      <p class="lead">{say(locale, 'quarantine.list.lead')}</p>
      <ErrorSummary locale={locale} form={form} />
      {lines.length === 0 ? <Empty><p>{say(locale, 'quarantine.list.empty')}</p></Empty> : (
        <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'quarantine.title')}>
          <table class="table">
            <thead><tr>{head.map((text) => <th scope="col">{text}</th>)}</tr></thead>
            <tbody>{lines.map((line) => (
              <tr>
                <th scope="row"><a href={`${here}/${line.ref}`}>{line.ref}</a></th>
                <td>{say(locale, `quarantine.what.${line.what}`)} {line.byMatch ? <Tag>{say(locale, 'quarantine.list.byMatch')}</Tag> : null}</td>
                <td>{line.contribution ?? say(locale, 'quarantine.list.draft')}</td>
                <td><time dateTime={line.at.toISOString()}>{stamp(locale, line.at, zone)}</time></td>
                <td>{line.waits ? <Tag tone="now">{say(locale, `quarantine.state.${line.state}`)}</Tag> : say(locale, `quarantine.state.${line.state}`)}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
      <section class="stack" aria-labelledby="put-h"><h2 id="put-h">{say(locale, 'quarantine.put.title')}</h2>
        <p>{say(locale, 'quarantine.put.lead')}</p>
        <form method="post" action={here} class="form" data-turbo="false"><SubmissionId value={form?.typed?.['submissionId']} />
          <TextField locale={locale} name="ref" label={say(locale, 'quarantine.put.ref')} hint={say(locale, 'quarantine.put.refHint')} value={about} form={form} />
          <TextField locale={locale} name="file" type="number" label={say(locale, 'quarantine.put.file')} hint={say(locale, 'quarantine.put.fileHint')} form={form} />
          <TextArea locale={locale} name="reason" rows={3} label={say(locale, 'quarantine.reason')} hint={say(locale, 'quarantine.put.reasonHint')} form={form} />
          <button class="btn btn--danger">{say(locale, 'quarantine.put.button')}</button>
        </form>
      </section>
    </div>
  );
}
