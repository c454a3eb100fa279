import type { VNode } from 'preact';
import { csvOf } from '#platform/csv.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen, when } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, SubmissionId } from '#ui/fields.tsx';
import { Callout, ShareBar, Tag } from '#ui/marks.tsx';
import type { PaperPage } from '../queries/paper-page.ts';
import type { ReceiptLine, ReceiptsPage } from '../queries/receipts-page.ts';
import type { ReceiptState } from '../rules/receipts.ts';

type Reader = { locale: Locale; zone: string; base: string; form?: FormState | undefined };
const tones: Partial<Record<ReceiptState, 'ok' | 'now' | 'danger'>> = { confirmed: 'ok', waiting: 'now', failed: 'danger', 'not-sent': 'danger' };

/** Which bodies have the paper: figures, the table, the list as a file, and one more letter to those who have not answered. */
export function Receipts({ page, locale, zone, base, form }: Reader & { page: ReceiptsPage }): VNode {
  const open = page.lines.length - page.confirmed;
  const figures = say(locale, 'paper.receipts.figures', { confirmed: page.confirmed, all: page.lines.length });
  return (
    <div class="stack-6">
      <header><h1>{say(locale, 'paper.receipts.title', { version: page.version })}</h1><p class="mt-2">{say(locale, 'paper.receipts.lead')}</p></header>
      <ErrorSummary locale={locale} form={form} />
      <div><ShareBar label={figures} shares={[{ text: say(locale, 'paper.receipts.state.confirmed'), count: page.confirmed, kind: 'd1' }, { text: say(locale, 'paper.receipts.open'), count: open, kind: 'd2' }]} /><p class="meta">{figures}</p></div>
      <div class="btns noprint">
        {page.canRemind ? <form method="post" action={`${base}/paper/receipts`}><SubmissionId /><input type="hidden" name="version" value={String(page.version)} /><button class="btn btn--primary">{say(locale, 'paper.receipts.remind')}</button></form> : null}
        <a class="btn" href={`${base}/paper/receipts.csv`} data-turbo="false">{say(locale, 'paper.receipts.csv')}</a>
      </div>
      <div class="tablewrap"><table class="table">
        <caption class="vh">{say(locale, 'paper.receipts.title', { version: page.version })}</caption>
        <thead><tr><th scope="col">{say(locale, 'paper.receipts.body')}</th><th scope="col">{say(locale, 'paper.receipts.stand')}</th><th scope="col">{say(locale, 'paper.receipts.sentAt')}</th><th scope="col">{say(locale, 'paper.receipts.letters')}</th><th scope="col">{say(locale, 'paper.receipts.confirmedAt')}</th></tr></thead>
        <tbody>{page.lines.map((line) => <Line line={line} locale={locale} zone={zone} />)}</tbody>
      </table></div>
    </div>
  );
}

function Line({ line, locale, zone }: { line: ReceiptLine; locale: Locale; zone: string }): VNode {
  const tone = tones[line.state];
  return (
    <tr>
      <th scope="row">{line.body}</th>
      <td><Tag {...(tone ? { tone } : {})}>{say(locale, `paper.receipts.state.${line.state}`)}</Tag></td>
      <td>{line.sentAt ? when(locale, line.sentAt, zone, { year: true }) : '–'}</td>
      <td class="num">{line.letters}</td>
      <td>{line.confirmedAt ? when(locale, line.confirmedAt, zone, { year: true }) : '–'}</td>
    </tr>
  );
}

/** The list of receipts as a file. Instants as ISO 8601 in UTC. */
export function receiptsCsv({ lines }: Pick<ReceiptsPage, 'lines'>, locale: Locale): string {
  const columns = ['body', 'stand', 'sentAt', 'letters', 'confirmedAt'] as const;
  return csvOf([columns.map((column) => say(locale, `paper.receipts.${column}`)), ...lines.map((line) => [line.body, say(locale, `paper.receipts.state.${line.state}`), line.sentAt?.toISOString() ?? '', String(line.letters), line.confirmedAt?.toISOString() ?? ''])]);
}

/** For who answers for a body: its word that the paper arrived, or when it was given. */
export function ConfirmReceipt({ receipt, locale, zone, base }: Reader & { receipt: NonNullable<PaperPage['receipt']> }): VNode {
  if (receipt.confirmedAt) return <p class="meta">{say(locale, 'paper.receipt.confirmed', { version: receipt.version, onWhen: onWhen(locale, receipt.confirmedAt, zone, { year: true }) })}</p>;
  return (
    <Callout tone="now">
      <p>{say(locale, 'paper.receipt.ask', { version: receipt.version })}</p>
      <form method="post" action={`${base}/paper/received`} class="mt-2"><SubmissionId /><input type="hidden" name="version" value={String(receipt.version)} /><button class="btn">{say(locale, 'paper.receipt.button')}</button></form>
    </Callout>
  );
}
