import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { AuthorFacts, Byline, Capacity, Category, Census, Marking, Regime } from '../../disclosure/model.ts';
import { byline, shownInstant } from '../../disclosure/rules.ts';
import { type RaisingParagraph, raisingParagraph } from '../../paper/queries/raising-paragraph.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { ContributionKind, Shown, Visibility } from '../model.ts';
import { anchorOf, inThreads, refOf } from '../rules.ts';
import { loadAnnounced, loadQuestion, loadThread, type QuestionRow, type ThreadRow } from '../store.ts';

export type ThreadPage = { question: QuestionRow; /** Where the question opens from in the paper. */ raisedBy: RaisingParagraph | null; threads: { first: Shown; replies: Shown[] }[]; count: number; /** Texts announced before closing and still admitted, by whom as their regimes show it. */ announced: { until: Date; by: Byline[] } | null };

/**
 * One question with all that was said under it: the same for every reader of one sight. What is somebody's own is
 * not in here; it is fetched apart.
 */
export async function threadPage(ctx: ForumContext, code: string, smallCell: number): Promise<ThreadPage | null> {
  const question = await loadQuestion(ctx, code);
  if (!question) return null;
  const [rows, seats, announced, raisedBy] = await Promise.all([loadThread(ctx, question.id), census(ctx, ctx.sight.forumId), loadAnnounced(ctx, question.id), question.paragraph ? raisingParagraph(ctx, question.paragraph) : null]);
  const shown = rows.map((row) => show(row, code, seats, smallCell));
  const forum = announced.length ? await forumFacts(ctx, ctx.sight.forumId) : null;
  const by = announced.map((facts) => byline({ ...facts, person: null, capacity: facts.regime === 'unattributed' ? null : 'delegation' }, 'inside', seats, smallCell));
  return { question, raisedBy, threads: inThreads(shown), count: shown.length, announced: forum?.lateUntil && ctx.now < forum.lateUntil ? { until: forum.lateUntil, by } : null };
}

/** A row as it may be shown inside the forum: its author reduced to a byline, its time to what the regime allows. */
export function show(row: ThreadRow, code: string, seats: Census, smallCell: number): Shown {
  const regime = row.regime as Regime;
  const facts: AuthorFacts = { regime, person: row.person, affiliation: row.affiliation, category: row.category as Category | null, capacity: row.capacity as Capacity | null, states: row.states, former: row.former ?? false };
  const { at, precision } = shownInstant(row.received_at, regime);
  return {
    id: row.id,
    ref: refOf(code, row.number),
    anchor: anchorOf(code, row.number),
    number: row.number,
    parentRef: row.parent_number === null ? null : refOf(code, row.parent_number),
    rootId: row.root_id,
    kind: row.kind as ContributionKind,
    byline: byline(facts, 'inside', seats, smallCell),
    regime,
    capacity: row.capacity as Capacity | null,
    marking: row.marking as Marking,
    lang: row.lang,
    at,
    precision,
    revision: row.revision,
    visibility: row.visibility as Visibility,
    withheldGround: row.withheld_ground,
    late: row.late,
    html: row.html,
  };
}
