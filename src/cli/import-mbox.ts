import { existsSync, statSync } from 'node:fs';
import { enter } from '#domain/accreditation/sight.ts';
import type { ForumContext } from '#domain/context.ts';
import { type Marking, markings, type Regime, regimes } from '#domain/disclosure/model.ts';
import { archiveReport, type ArchiveReport } from '#domain/discussion/queries/archive-report.ts';
import type { ArchiveRefusal } from '#domain/discussion/rules/archive.ts';
import { forumByKey } from '#domain/programme/queries/forum-facts.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { importArchive, type Progress } from '../mailroom/archive/import-archive.ts';
import type { OperatorHouse } from './house.ts';

type Asked = { inside: ForumContext; file: string; code: string; regime: Regime; marking: Marking };

/** What the operator asks for, or what is wrong with it in words. */
export async function archiveAsked({ ctx }: Pick<OperatorHouse, 'ctx'>, file: string | undefined, values: Readonly<Record<string, unknown>>): Promise<Asked | string> {
  const { forum: key, question: code, as, marking } = values;
  const regime = regimes.find((one) => one === as);
  if (!file || typeof key !== 'string' || typeof code !== 'string' || !regime) return `name the file, --forum, --question and --as with one of ${regimes.join(', ')}`;
  if (!existsSync(file) || !statSync(file).isFile()) return `${file} cannot be read`;
  const forum = await forumByKey(ctx, key);
  const inside = forum && (await enter(ctx, forum.id));
  if (!forum || !inside) return `there is no forum ${key}`;
  const asked = marking === undefined ? forum.defaultMarking : markings.find((one) => one === marking);
  return asked ? { inside, file, code, regime, marking: asked } : `--marking is none of ${markings.join(', ')}`;
}

/** Brings the archive in, telling how far it is; ends with the sums in words and a report of each letter left out. */
export async function importMbox({ inside, ...asked }: Asked, tell: (line: string) => void): Promise<Outcome<{ said: string; report: string }, ArchiveRefusal>> {
  const began = performance.now();
  let told = 0;
  const outcome = await importArchive(inside, {
    ...asked,
    told: (progress) => {
      // The machine's own time: the forum's clock may be wound.
      if (performance.now() - told < 1_000) return;
      told = performance.now();
      tell(`\r${progressLine(progress, (performance.now() - began) / 1_000)}`.padEnd(79));
    },
  });
  if (!outcome.ok) return outcome;
  tell('\n');
  const report = await archiveReport(inside, outcome.value);
  return granted({ said: sumsInWords(report), report: reportFile(report) });
}

const progressLine = ({ run, bytes, stage }: Progress, seconds: number): string => {
  if (stage === 'indexing') return `${run.foundTo - (run.fromNumber ?? 1) + 1} of ${run.imported} letters can be searched`;
  return `${Math.floor((100 * run.nextByte) / Math.max(1, bytes))} %: ${run.letters} letters read, ${run.imported} imported, ${Math.round(run.letters / Math.max(1, seconds))} a second`;
};

/** The sums, which make the whole. */
function sumsInWords({ run, sums, balances }: ArchiveReport): string {
  return [
    `${run.letters} letters: ${run.imported} imported, ${run.letters - run.imported} not.`,
    ...sums.map(({ fate, reason, count }) => `  ${fate}: ${reason}: ${count}`),
    `  attachments left out: ${run.attachments}; names covered: ${run.masked}`,
    balances ? 'The sum balances: each letter is imported, skipped or refused.' : 'THE SUM DOES NOT BALANCE: report this as a fault.',
    ...(run.letters === 0 ? ['No letter was found: an mbox file begins each letter with a line “From ADDRESS DATE”.'] : []),
  ].join('\n');
}

/** The sums and each letter left out by its place in the file; no word of it, and nobody's name or address. */
const reportFile = (report: ArchiveReport): string => [sumsInWords(report), '', 'byte\tfate\treason', ...report.omitted.map(({ atByte, fate, reason }) => `${atByte}\t${fate}\t${reason}`), ''].join('\n');
