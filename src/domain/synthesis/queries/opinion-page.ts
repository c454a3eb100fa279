import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { type OpinionAnswer, ownOpinions } from '../../disclosure/custody-of-opinion.ts';
import { refOf } from '../../discussion/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { isOpen } from '../../programme/rules.ts';
import { holds, may } from '../../rights.ts';
import type { ShownOpinion } from '../rules/opinion/shown.ts';
import { loadResult, loadStatements, type StatementRow } from '../store/opinion.ts';

export type OpinionStatement = { number: number; ref: string; text: string; lang: string; own: 'agree' | 'pass' | 'disagree' | null };
export type OpinionPage = {
  /** What is put to everyone, by number. */
  statements: OpinionStatement[];
  /** The one to answer now: asked for, or the first without an answer. */
  current: OpinionStatement | null;
  answered: number;
  canAnswer: boolean;
  result: { shown: ShownOpinion; computedAt: Date; votes: string; seed: number; method: string } | null;
  smallCell: number;
  /** For those who propose and review; null for everybody else. */
  desk: { canPropose: boolean; canReview: boolean; waiting: { number: number; ref: string; text: string; lang: string; own: boolean }[] } | null;
};

const words = { 1: 'agree', 0: 'pass', [-1]: 'disagree' } as const;

/** The opinion page: what is asked, one's own answers, and what may be shown of everybody's. */
export async function opinionPage(ctx: ForumContext, asked: number | null): Promise<OpinionPage> {
  const { forumId, seat } = ctx.sight;
  const [all, result, forum] = [await loadStatements(ctx), await loadResult(ctx), await forumFacts(ctx, forumId)];
  const own = seat ? await answersOf(ctx, seat.id) : new Map<string, OpinionAnswer>();
  const statements = all.filter(({ state }) => state === 'accepted').map((row): OpinionStatement => ({ ...line(row), own: wordOf(own.get(row.id)) }));
  const [canPropose, canReview] = [may(ctx.sight, 'excerpt') && seat !== null, may(ctx.sight, 'write-summary') && seat !== null];
  return {
    statements,
    current: statements.find(({ number }) => number === asked) ?? statements.find((s) => s.own === null) ?? null,
    answered: statements.filter((s) => s.own !== null).length,
    canAnswer: holds(ctx.sight, 'rate') && forum !== null && isOpen(forum, ctx.now),
    result: result && { shown: result.shown, computedAt: result.computedAt, votes: result.votes, seed: result.seed, method: result.method },
    smallCell: forum?.smallCell ?? 5,
    desk: canPropose || canReview ? { canPropose, canReview, waiting: all.filter(({ state }) => state === 'proposed').map((row) => ({ ...line(row), own: row.proposedBy === seat?.id })) } : null,
  };
}

const line = ({ number, code, contribution, text, lang }: StatementRow) => ({ number, ref: refOf(code, contribution), text, lang });
const wordOf = (answer: OpinionAnswer | undefined) => (answer === undefined ? null : words[answer]);

async function answersOf(ctx: ForumContext, seatId: string): Promise<Map<string, OpinionAnswer>> {
  const read = await atomically(ctx, async (ctx) => granted(await ownOpinions(ctx, ctx.sight.forumId, seatId)));
  return read.ok ? read.value : new Map();
}
