import type { Context } from '../../context.ts';
import type { Manuscript, PrintedFinding } from '../manuscript.ts';
import { blocksOf } from '../rules.ts';
import { romanIn } from '../rules/sentences.ts';
import type { ReaderFilter } from '../schema.ts';
import { reportPage } from './report-page.ts';

export type Choices = { kinds: { value: string; text: string }[]; addressees: string[]; forums: string[]; aspects: string[] };
export type ReaderPage = { manuscript: Manuscript; findings: PrintedFinding[]; count: number; choices: Choices };

/** The findings of the published report in a language, narrowed; each once, though it may be printed twice. */
export async function readerPage(ctx: Context, slug: string, locale: string, filter: ReaderFilter = {}): Promise<ReaderPage | null> {
  const page = await reportPage(ctx, slug, locale);
  if (!page) return null;
  const all = findingsIn(page.manuscript);
  const distinct = (values: readonly (string | null | undefined)[]): string[] => [...new Set(values.filter((value): value is string => Boolean(value)))].sort((a, b) => a.localeCompare(b, locale));
  const findings = all.filter((one) => (!filter.kind || one.kind === filter.kind) && (!filter.addressee || one.addressee === filter.addressee) && (!filter.forum || romanIn(one.reference) === filter.forum) && (!filter.aspect || one.aspect === filter.aspect));
  const kinds = [...new Map(all.map(({ kind, kindText }) => [kind, kindText]))].map(([value, text]) => ({ value, text }));
  return { manuscript: page.manuscript, findings, count: all.length, choices: { kinds, addressees: distinct(all.map(({ addressee }) => addressee)), forums: distinct(all.map(({ reference }) => romanIn(reference))), aspects: distinct(all.map(({ aspect }) => aspect)) } };
}

/** One finding of the published report by its anchor, `II-R-03`; null where it is not printed. */
export async function findingInReport(ctx: Context, slug: string, locale: string, anchor: string): Promise<{ manuscript: Manuscript; finding: PrintedFinding } | null> {
  const page = await reportPage(ctx, slug, locale);
  const finding = page && findingsIn(page.manuscript).find((one) => one.anchor === anchor);
  return page && finding ? { manuscript: page.manuscript, finding } : null;
}

function findingsIn({ chapters }: Manuscript): PrintedFinding[] {
  const printed = blocksOf(chapters ?? []).flatMap((block) => (block.kind === 'finding' ? [block.finding] : []));
  return [...new Map(printed.map((finding) => [finding.anchor, finding])).values()];
}
