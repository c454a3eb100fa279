import type { Manuscript, PrintedFinding } from '../manuscript.ts';

/**
 * How a finding of the report is referred to in full: who compiled it, the report, the finding, the day, the address.
 * ISO 690 in its order, with no word in it that would need a language.
 */
export function citationOf({ organiser, title, compiledAt, symbol }: Pick<Manuscript, 'organiser' | 'title' | 'compiledAt' | 'symbol'>, finding: Pick<PrintedFinding, 'reference' | 'kindText'> | null, address: string): string {
  return [organiser, title, ...(symbol ? [symbol] : []), ...(finding ? [`${finding.kindText} ${finding.reference}`] : []), compiledAt.slice(0, 10), address].join('. ');
}

/** The columns of the findings as a table; a machine reads these names, so they are not translated. */
export const columns = ['reference', 'kind', 'addressee', 'aspect', 'text', 'lang', 'weight', 'standing', 'reservations', 'replies', 'contrary_views', 'evidence', 'address'] as const;

/** One row of that table: the same words as in the report. */
export function rowOf(finding: PrintedFinding, address: string): string[] {
  const said = (all: readonly { body: string; text: string }[]) => all.map(({ body, text }) => `${body}: ${text}`).join('\n');
  const contrary = finding.opposing.map(({ reference, bylineText, quote }) => `${reference} ${bylineText}${quote === null ? '' : `: ${quote}`}`).join('\n');
  return [finding.reference, finding.kind, finding.addressee ?? '', finding.aspect ?? '', finding.text, finding.lang, finding.weight ?? '', finding.standing ?? '', said(finding.reservations), said(finding.replies ?? []), contrary, finding.trace.sentence, address];
}
