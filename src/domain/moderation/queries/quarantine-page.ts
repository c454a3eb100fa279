import type { ForumContext } from '../../context.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { contributionOfFile } from '../../discussion/queries/held.ts';
import type { HeldContent } from '../../discussion/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import { canBeOpened, mayAsk, mayConfirmReferral, mayGrant, mayHandle, mayPropose, mayRefer, maySecond, mayTakeReferral, mayView, openFor, quarantineRef, waitsForTwo } from '../rules/quarantine.ts';
import { loadAccesses, loadAllQuarantine, loadQuarantine, loadViews, type QuarantineRow } from '../store/quarantine.ts';
import { loadReferrals } from '../store/referrals.ts';
import { loadCaseById } from '../store.ts';
import { caseRef } from '../rules.ts';
import { handOn } from './hand-on.ts';
import { viewedContent } from './viewed.ts';

export type QuarantineLine = { ref: string; what: QuarantineRow['what']; contribution: string | null; at: Date; state: QuarantineRow['state']; byMatch: boolean; waits: boolean };

/** What is in quarantine, what waits for two people first; nothing of one's own, and of nothing what is in it. */
export async function quarantineList(ctx: ForumContext): Promise<QuarantineLine[] | null> {
  if (!may(ctx.sight, 'quarantine')) return null;
  const lines: QuarantineLine[] = [];
  for (const row of await loadAllQuarantine(ctx)) {
    const hand = await handOn(ctx, row);
    if (!hand || !mayHandle(hand).ok) continue;
    lines.push({ ref: quarantineRef(row.number), what: row.what, contribution: await whereOf(ctx, row), at: row.at, state: row.state, byMatch: row.match !== null, waits: waitsForTwo(row.state) });
  }
  return lines.sort((a, b) => Number(b.waits) - Number(a.waits));
}

/** How many wait, for the docket; null for who takes no hand in it. */
export async function quarantineWaiting(ctx: ForumContext): Promise<number | null> {
  return (await quarantineList(ctx))?.filter(({ waits }) => waits).length ?? null;
}

/** `who` says “you” or “another”, and nothing more. */
type Who = 'you' | 'another';
export type ShownAccess = { id: string; asked: Who; reason: string; askedAt: Date; granted: Who | null; endsAt: Date | null; lasts: boolean; canGrant: boolean };
export type ShownReferral = { id: string; asked: Who; askedAt: Date; authority: string; basis: string; note: string; confirmedAt: Date | null; parts: { name: string; sha256: string; bytes: number }[]; canConfirm: boolean; canTake: boolean; gone: boolean };

export type QuarantinePage = {
  ref: string; number: number; what: QuarantineRow['what']; contribution: string | null; at: Date; sha256: string; state: QuarantineRow['state']; version: number;
  reason: string | null; match: QuarantineRow['match']; proposal: { text: string; by: Who } | null; settledAt: Date | null; case: string | null;
  accesses: ShownAccess[]; views: { by: Who; at: Date }[]; referrals: ShownReferral[];
  /** What was taken out of sight, for one who has just looked. */
  content: HeldContent | null; view: string | null;
  canAsk: boolean; canView: boolean; canPropose: boolean; /** It waits to be looked at before anything can be proposed. */ mustLook: boolean; canSecond: boolean; canRefer: boolean;
};

/** One item, without what is in it unless one of two people has looked; for who takes no hand in it, it is not there. */
export async function quarantinePage(ctx: ForumContext, number: number, view: string | null): Promise<QuarantinePage | null> {
  const row = await loadQuarantine(ctx, number);
  const hand = row && (await handOn(ctx, row));
  if (!row || !hand || !mayHandle(hand).ok) return null;
  const [accesses, views, referrals, found] = [await loadAccesses(ctx, row.id), await loadViews(ctx, row.id), await loadReferrals(ctx, row.id), row.caseId ? await loadCaseById(ctx, row.caseId) : null];
  const who = (seatId: string): Who => (seatId === hand.seatId ? 'you' : 'another');
  const facts = { ...hand, state: row.state };
  const open = openFor(accesses, hand.seatId, ctx.now);
  const hasViewed = views.some(({ seatId }) => seatId === hand.seatId);
  const waitsForMine = accesses.some(({ askedBy, grantedBy }) => askedBy === hand.seatId && grantedBy === null);
  const viewed = view === null ? null : await viewedContent(ctx, number, view);
  return {
    ref: quarantineRef(number), number, what: row.what, contribution: await whereOf(ctx, row), at: row.at, sha256: row.sha256.toString('hex'), state: row.state, version: row.version,
    reason: row.reason, match: row.match, proposal: row.proposal && row.proposedBy ? { text: row.proposal, by: who(row.proposedBy) } : null, settledAt: row.settledAt, case: found ? caseRef(found.number) : null,
    accesses: accesses.map((one) => ({ id: one.id, asked: who(one.askedBy), reason: one.reason, askedAt: one.askedAt, granted: one.grantedBy === null ? null : who(one.grantedBy), endsAt: one.endsAt, lasts: one.endsAt !== null && ctx.now < one.endsAt && canBeOpened(row.state), canGrant: mayGrant(facts, one).ok })),
    views: views.map(({ seatId, at }) => ({ by: who(seatId), at })),
    referrals: referrals.map((one) => ({ id: one.id, asked: who(one.askedBy), askedAt: one.askedAt, authority: one.authority, basis: one.basis, note: one.note, confirmedAt: one.confirmedAt, parts: one.parts, canConfirm: mayConfirmReferral(facts, one).ok, canTake: one.sha256 !== null && mayTakeReferral(facts, one).ok, gone: one.purgedAt !== null })),
    content: viewed?.content ?? null, view: viewed ? view : null,
    canAsk: mayAsk(facts).ok && !open && !waitsForMine, canView: mayView(facts, open, ctx.now).ok, canPropose: mayPropose({ ...facts, hasViewed }).ok, mustLook: row.state === 'held' && !hasViewed, canSecond: maySecond({ ...facts, proposedBy: row.proposedBy }).ok, canRefer: mayRefer(facts).ok,
  };
}

/** The contribution it is of, by its reference; null where it lies with a draft. */
async function whereOf(ctx: ForumContext, { what, subjectId }: QuarantineRow): Promise<string | null> {
  const id = what === 'text' ? subjectId : await contributionOfFile(ctx, subjectId);
  const contribution = id ? await contributionById(ctx, id) : null;
  return contribution && refOf(contribution.code, contribution.number);
}
