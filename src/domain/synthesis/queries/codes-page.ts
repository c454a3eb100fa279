import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import type { CodeLine } from '../model.ts';
import { linesOf } from '../rules/code-tree.ts';
import { loadCodes, seriesOf } from '../store/codes.ts';

/** The tree of codes of the series, in reading order; null for who is no rapporteur. */
export async function codesPage(ctx: ForumContext): Promise<CodeLine[] | null> {
  return may(ctx.sight, 'excerpt') ? linesOf(await loadCodes(ctx, await seriesOf(ctx))) : null;
}
