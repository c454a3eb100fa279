import { type Change, wordDiff } from '#platform/text/word-diff.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { Byline } from '../../disclosure/model.ts';
import { shownInstant } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { readRef } from '../rules.ts';
import { loadRevisions } from '../store.ts';
import { loadShown } from '../store/thread.ts';
import { show } from './thread-page.ts';

export type Wording = { number: number; at: Date; html: string; /** What it changed of the one before; null for the first. */ changes: Change[] | null };
export type HistoryPage = { ref: string; anchor: string; code: string; byline: Byline; lang: string; precision: 'minute' | 'hour'; wordings: Wording[] };

/** All wordings of a contribution that is shown, the newest first, each with what it changed; null for any other. */
export async function historyPage(ctx: ForumContext, ref: string): Promise<HistoryPage | null> {
  const asked = readRef(ref);
  const row = asked && (await loadShown(ctx, asked));
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!row || !forum || row.visibility !== 'shown') return null;
  const shown = show(row, await census(ctx, forum.id), forum.smallCell);
  const revisions = await loadRevisions(ctx, row.id);
  const wordings = revisions.map((r, i) => {
    const earlier = revisions[i - 1];
    return { number: r.number, at: shownInstant(r.madeAt, shown.regime).at, html: r.html, changes: earlier ? wordDiff(earlier.markdown, r.markdown) : null };
  });
  return { ref: shown.ref, anchor: shown.anchor, code: row.stands_in_code, byline: shown.byline, lang: shown.lang, precision: shown.precision, wordings: wordings.reverse() };
}
