import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { type Change, wordDiff } from '#platform/text/word-diff.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { Byline, Marking, Regime, TwoKeyCapacity } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import type { Forum } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { PositionState } from '../model.ts';
import { anchorOf, refOf } from '../rules.ts';
import { isOfDelegation, keyOf, lawfulDeeds, mayActForDelegation, mayRelease, type PositionDeed } from '../rules/position.ts';
import { type AnswerRow, type CopyRow, loadAnswers, loadCopies } from '../store/clearance.ts';
import { forDelegation, loadDrafter, loadPosition, loadReserve, loadSteps, loadWording, type PositionRow, type StepRow, type Wording } from '../store/positions.ts';
import { loadContribution, loadDelegation, loadQuestionById } from '../store.ts';
import { renderText } from './render-text.ts';

export type PositionPage = {
  id: string; code: string; parentRef: string | null; voice: TwoKeyCapacity; state: PositionState; wording: Wording; html: string;
  /** Who drafted the present wording; for the delegation's eyes, as all of this is. */
  drafter: string;
  inside: Byline; outside: Byline;
  regimes: { regime: Regime; inside: Byline; outside: Byline }[];
  parentMarking: Marking | null;
  /** What it stands as in the forum, once released. */
  ref: { ref: string; anchor: string } | null;
  steps: StepRow[];
  copies: (Pick<CopyRow, 'id' | 'reader' | 'wording' | 'expiresAt' | 'revokedAt'> & { open: boolean })[];
  answers: (AnswerRow & { changes: Change[] | null })[];
  deeds: PositionDeed[];
  /** Why the present reader may not release the present wording now, as the code of a sentence; null where they may. */
  notReleasable: string | null;
  zone: string; lateUntil: Date | null;
};

/** One position for the people of its delegation; null for everyone else, whatever their role. */
export async function positionPage(ctx: ForumContext, id: string): Promise<PositionPage | null> {
  const { seat } = ctx.sight;
  if (!isOfDelegation(seat)) return null;
  const page = await atomically(ctx, async (ctx): Promise<Outcome<PositionPage | null>> => granted(await forDelegation(ctx, seat.bodyId, () => assemble(ctx, id))));
  return page.ok ? page.value : null;
}

async function assemble(ctx: ForumContext, id: string): Promise<PositionPage | null> {
  const { forumId, seat } = ctx.sight;
  const position = await loadPosition(ctx, forumId, id);
  const [forum, self] = [await forumFacts(ctx, forumId), await loadDelegation(ctx)];
  const question = position && (await loadQuestionById(ctx, position.questionId));
  if (!position || !forum || !self || !question || !seat) return null;
  const wording = await loadWording(ctx, position, position.wording);
  const parent = position.parentId ? await loadContribution(ctx, { id: position.parentId }) : null;
  const released = position.contributionId ? await loadContribution(ctx, { id: position.contributionId }) : null;
  const seats = await census(ctx, forumId);
  const shown = (regime: Regime, audience: 'inside' | 'outside') => byline({ regime, person: null, affiliation: position.voice === 'group' ? (wording.groupName ?? '…') : self.body, affiliationNames: position.voice === 'group' ? null : self.bodyNames, category: 'delegations', capacity: position.voice, states: position.voice === 'group' ? [self.names] : null }, audience, seats, forum.smallCell);
  const steps = await loadSteps(ctx, position);
  const ruling = await releaseRuling(ctx, { position, wording, forum, parent });
  return {
    id, code: question.code, voice: position.voice, state: position.state, wording, html: await renderText(ctx, wording.markdown),
    drafter: [...steps].reverse().find(({ step, wording: number }) => number === wording.number && (step === 'drafted' || step === 'edited' || step === 'accepted'))?.by ?? '',
    parentRef: parent ? refOf(parent.code, parent.number) : null,
    parentMarking: parent?.marking ?? null,
    inside: shown(wording.regime, 'inside'), outside: shown(wording.regime, 'outside'),
    regimes: forum.allowedRegimes.map((regime) => ({ regime, inside: shown(regime, 'inside'), outside: shown(regime, 'outside') })),
    ref: released ? { ref: refOf(released.code, released.number), anchor: anchorOf(released.code, released.number) } : null,
    steps,
    copies: (await loadCopies(ctx, position)).map((copy) => ({ ...copy, open: copy.revokedAt === null && ctx.now < copy.expiresAt })),
    answers: (await loadAnswers(ctx, position)).map((answer) => ({ ...answer, changes: answer.markdown ? wordDiff(wording.markdown, answer.markdown) : null })),
    deeds: mayActForDelegation(ctx.sight).ok ? lawfulDeeds(position.state) : [],
    notReleasable: ruling.ok ? null : ruling.refusal.code,
    zone: forum.zone, lateUntil: forum.lateUntil,
  };
}

async function releaseRuling(ctx: ForumContext, { position, wording, forum, parent }: { position: PositionRow; wording: Wording; forum: Forum; parent: { marking: Marking } | null }) {
  const acting = mayActForDelegation(ctx.sight);
  if (!acting.ok) return acting;
  const drafter = await loadDrafter(ctx, position.forumId, wording.draftedBy);
  const reservedAt = await loadReserve(ctx, position.forumId, position.questionId, position.bodyId);
  return mayRelease({ state: position.state, wording: position.wording, seen: position.wording, voice: position.voice, groupName: wording.groupName, regime: wording.regime, marking: wording.marking, drafter: keyOf(drafter), releaser: keyOf(acting.value), hours: forum, reservedAt, allowedRegimes: forum.allowedRegimes, parent }, ctx.now);
}
