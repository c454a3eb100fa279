import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { firstWords } from '#platform/text/markdown.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { Seat } from '../../accreditation/model.ts';
import type { ForumContext } from '../../context.ts';
import { bodiesOf } from '../../disclosure/custody.ts';
import type { Byline, TwoKeyCapacity } from '../../disclosure/model.ts';
import type { Forum } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { PositionState, Shown } from '../model.ts';
import { anchorOf, refOf } from '../rules.ts';
import { isOfDelegation, mayAlign, mayBindDelegation } from '../rules/position.ts';
import { forDelegation, loadPositions, loadReserve } from '../store/positions.ts';
import { loadDelegation, loadThreadOf, loadWordsOfBodies, type QuestionRow } from '../store.ts';
import { show } from './thread-page.ts';

export type DelegationText = { id: string; code: string; voice: TwoKeyCapacity; state: PositionState; words: string; groupName: string | null };
export type DelegationDesk = {
  positions: DelegationText[];
  reserve: { until: Date; announcedAt: Date | null; canAnnounce: boolean } | null;
  alignable: { ref: string; anchor: string; byline: Byline; aligned: boolean }[];
};

/** What a delegation has to do with one question: its positions, its announcement, the words it may join; null for all others. */
export async function delegationDesk(ctx: ForumContext, question: QuestionRow, forum: Forum): Promise<DelegationDesk | null> {
  const { seat, forumId } = ctx.sight;
  if (!isOfDelegation(seat)) return null;
  const rows = await loadWordsOfBodies(ctx, question.id);
  const seats = await census(ctx, forumId);
  const shown = rows.map((row) => show(row, seats, forum.smallCell));
  const desk = await atomically(ctx, async (ctx): Promise<Outcome<DelegationDesk>> => granted(await forDelegation(ctx, seat.bodyId, async () => {
    const announcedAt = await loadReserve(ctx, forumId, question.id, seat.bodyId);
    const open = forum.closesAt !== null && ctx.now < forum.closesAt;
    return {
      positions: (await loadPositions(ctx, forumId)).filter((p) => p.questionId === question.id && p.state !== 'withdrawn').map(asText),
      reserve: forum.lateUntil && ctx.now < forum.lateUntil && (open || announcedAt) ? { until: forum.lateUntil, announcedAt, canAnnounce: open && announcedAt === null && mayBindDelegation(ctx.sight).ok } : null,
      alignable: mayBindDelegation(ctx.sight).ok ? await alignable(ctx, seat, forum, shown) : [],
    };
  })));
  return desk.ok ? desk.value : null;
}

async function alignable(ctx: ForumContext, seat: Seat, forum: Forum, shown: readonly Shown[]): Promise<DelegationDesk['alignable']> {
  const found: DelegationDesk['alignable'] = [];
  for (const one of shown) {
    const bodies = await bodiesOf(ctx, ctx.sight.forumId, one.id);
    const aligned = bodies?.aligned.includes(seat.bodyId) ?? false;
    if (mayAlign({ hours: forum, regime: one.regime, visible: one.visibility === 'shown', of: bodies?.of ?? null, bodyId: seat.bodyId, aligned, wish: !aligned }, ctx.now).ok) found.push({ ref: one.ref, anchor: one.anchor, byline: one.byline, aligned });
  }
  return found;
}

export type DelegationTexts = { body: string; positions: (DelegationText & { ref: string | null; anchor: string | null })[]; shown: (Shown & { words: string })[]; zone: string };

/**
 * A delegation's texts for its own people: what it prepares and has released, and what stands in the forum with its
 * name. What one of its people wrote under a regime that hides the body stays theirs: it is not in here.
 */
export async function delegationTexts(ctx: ForumContext): Promise<DelegationTexts | null> {
  const { seat, forumId } = ctx.sight;
  const [forum, self] = [await forumFacts(ctx, forumId), await loadDelegation(ctx)];
  if (!isOfDelegation(seat) || !forum || !self) return null;
  const [rows, seats] = [await loadThreadOf(ctx, self.body), await census(ctx, forumId)];
  const own = await atomically(ctx, async (ctx) => granted(await forDelegation(ctx, seat.bodyId, () => loadPositions(ctx, forumId))));
  const positions = own.ok ? own.value : [];
  // A group's statement carries the group's name: of these only the delegation's own are listed.
  const mine = rows.filter((row) => row.capacity !== 'group' || positions.some(({ contributionId }) => contributionId === row.id));
  const shown = mine.map((row) => ({ ...show(row, seats, forum.smallCell), words: row.visibility === 'shown' ? firstWords(row.markdown, 120) : '' }));
  return {
    body: self.body,
    positions: positions.map((p) => ({ ...asText(p), ref: p.number === null ? null : refOf(p.code, p.number), anchor: p.number === null ? null : anchorOf(p.code, p.number) })),
    shown,
    zone: forum.zone,
  };
}

const asText = (p: { id: string; code: string; voice: TwoKeyCapacity; state: PositionState; markdown: string; groupName: string | null }): DelegationText => ({ id: p.id, code: p.code, voice: p.voice, state: p.state, words: firstWords(p.markdown, 120), groupName: p.groupName });
