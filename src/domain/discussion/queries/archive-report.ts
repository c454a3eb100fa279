import type { ForumContext } from '../../context.ts';
import { countStanding, omissions, omissionSums, type Run } from '../store/archives.ts';

export type ArchiveReport = { run: Run; sums: Awaited<ReturnType<typeof omissionSums>>; omitted: Awaited<ReturnType<typeof omissions>>; /** Whether each letter read is imported, skipped or refused, and in one of them only. */ balances: boolean };

/** What became of the letters of an archive: how many came in, and each that did not, by its place in the file. */
export async function archiveReport(ctx: ForumContext, run: Run): Promise<ArchiveReport> {
  const [sums, omitted] = [await omissionSums(ctx, run.id), await omissions(ctx, run.id)];
  const standing = await countStanding(ctx, run);
  return { run, sums, omitted, balances: standing === run.imported && run.letters === standing + omitted.length && omitted.length === sums.reduce((sum, { count }) => sum + count, 0) };
}
