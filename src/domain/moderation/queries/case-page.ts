import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor } from '../../disclosure/custody.ts';
import { contributionById, wordingsOf } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import { caseRef, mayAppeal, mayDecide, mayReview } from '../rules.ts';
import { appealOf, type CaseRow, type DecisionRow, decisionOf, flagsOf, loadCase } from '../store.ts';
import { type ShownSignal, signalsOf } from './signals.ts';

export type CaseLine = { ref: string; number: number; contribution: string; flags: number; urgent: boolean; openedAt: Date; state: string; measure: string | null; appeal: string | null };

/** What waits for the moderators, the urgent first, then the oldest; and what was decided. */
export async function caseList(ctx: ForumContext): Promise<CaseLine[] | null> {
  if (!may(ctx.sight, 'see-cases')) return null;
  const { forumId } = ctx.sight;
  const cases = await ctx.db.selectFrom('moderation_case').selectAll().where('forum_id', '=', forumId).orderBy('opened_at').execute();
  const lines = await Promise.all(cases.map(async (row): Promise<CaseLine> => {
    const [flags, contribution, decision] = await Promise.all([flagsOf(ctx, row.id), contributionById(ctx, row.contribution_id), decisionOf(ctx, row.id)]);
    const appeal = decision && (await appealOf(ctx, decision.id));
    return { ref: caseRef(row.number), number: row.number, contribution: contribution ? refOf(contribution.code, contribution.number) : '', flags: flags.length, urgent: flags.some(({ urgent }) => urgent), openedAt: row.opened_at, state: row.state, measure: decision?.measure ?? null, appeal: appeal ? (appeal.outcome ?? 'lodged') : null };
  }));
  return lines.sort((a, b) => Number(a.state === 'decided') - Number(b.state === 'decided') || Number(b.urgent) - Number(a.urgent) || a.openedAt.getTime() - b.openedAt.getTime());
}

export type CasePage = {
  found: CaseRow;
  ref: string;
  contribution: { ref: string; code: string; visibility: string; lang: string };
  /** The text as it was flagged, rendered. */
  html: string;
  flags: { rule: string; sentence: string; urgent: boolean; at: Date }[];
  /** What aids observed in that wording; the moderators' alone. */
  signals: ShownSignal[];
  decision: DecisionRow | null;
  appeal: Awaited<ReturnType<typeof appealOf>>;
  canDecide: boolean;
  canReview: boolean;
  canAppeal: boolean;
};

/** One case for a moderator, or for the author of the text it is about; for everybody else it is not there. */
export async function casePage(ctx: ForumContext, number: number): Promise<CasePage | null> {
  const found = await loadCase(ctx, number);
  const { seat, forumId, roles } = ctx.sight;
  if (!seat) return null;
  // Asked even where there is no case: whether there is one is told neither in words nor by the time the answer takes.
  const own = await atomically(ctx, async (ctx) => granted(await isAuthor(ctx, forumId, found?.contributionId ?? seat.id, seat.id)));
  const author = own.ok && own.value;
  const moderates = may(ctx.sight, 'see-cases');
  if (!found || !(moderates || author)) return null;
  const [flags, contribution, wordings, decision] = await Promise.all([flagsOf(ctx, found.id), contributionById(ctx, found.contributionId), wordingsOf(ctx, found.contributionId), decisionOf(ctx, found.id)]);
  if (!contribution || !(moderates || (author && decision))) return null;
  const appeal = decision && (await appealOf(ctx, decision.id));
  const hasFlagged = flags.some(({ seatId }) => seatId === seat.id);
  return {
    found,
    ref: caseRef(found.number),
    contribution: { ref: refOf(contribution.code, contribution.number), code: contribution.code, visibility: contribution.visibility, lang: contribution.lang },
    html: wordings.find(({ number }) => number === found.revision)?.html ?? '',
    // The author reads the reasons, not the flags: who flagged, and in what words, stays with the moderators.
    flags: moderates ? flags.map(({ seatId: _, ...flag }) => flag) : [],
    signals: await signalsOf(ctx, found.contributionId, found.revision),
    decision,
    appeal,
    canDecide: mayDecide({ roles, state: found.state, isAuthor: author, hasFlagged }).ok,
    canReview: decision !== null && appeal !== null && !appeal.outcome && mayReview({ roles, seatId: seat.id, decidedBy: decision.seatId, isAuthor: author, hasFlagged }).ok,
    canAppeal: decision !== null && !appeal && mayAppeal({ isAuthor: author, appealUntil: decision.appealUntil }, ctx.now).ok,
  };
}
