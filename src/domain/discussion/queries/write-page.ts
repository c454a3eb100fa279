import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { type Byline, type Capacity, type Marking, type Regime, twoKeyCapacities } from '../../disclosure/model.ts';
import { byline, tightens } from '../../disclosure/rules.ts';
import { isAuthor, writtenBy } from '../../disclosure/custody.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { isOpen } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { type DelegationDesk, delegationDesk } from './delegation-desk.ts';
import { stricterThan } from './attribution-page.ts';
import { ownWaiting } from './waiting-page.ts';
import { anchorOf, capacitiesOf, mayRevise, quoteOf, readRef, refOf } from '../rules.ts';
import { batchWindow } from '../rules/batch.ts';
import { isOfDelegation } from '../rules/position.ts';
import { type Draft, loadDraft } from '../store/drafts.ts';
import { loadWaiting, waitToGo } from '../store/waiting.ts';
import { loadContribution, loadDelegation, loadQuestion, loadRevisions, loadSelf, type QuestionRow } from '../store.ts';

export type WritePage = {
  question: QuestionRow;
  parentRef: string | null;
  parentMarking: Marking | null;
  /** What is answered, quoted whole; null where nothing is. */
  quote: string | null;
  canContribute: boolean;
  closesAt: Date | null;
  zone: string;
  editWindowMinutes: number;
  /** Each regime allowed, with the exact byline others will see inside the forum and outside it, by capacity where it differs. */
  regimes: { regime: Regime; shown: { capacity: Capacity; inside: Byline; outside: Byline }[] }[];
  defaultRegime: Regime;
  defaultMarking: Marking;
  capacities: readonly Capacity[];
  /** Whether a position or a group's statement may begin here, as a draft that another of the delegation releases. */
  canBeginPosition: boolean;
  /** When an unattributed text sent now would be released at the latest. */
  releasedBy: Date;
  draft: Draft | null;
  /** Under what names a device keeps what the server has not received: whose it is and where it belongs; both say nothing. */
  device: { owner: string; place: string };
  now: Date;
};

/** What the composer shows one person: what they may choose, what each choice shows of them, what they had begun. */
export async function writePage(ctx: ForumContext, code: string, parent: string | null): Promise<WritePage | null> {
  const [question, forum, self] = [await loadQuestion(ctx, code), await forumFacts(ctx, ctx.sight.forumId), await loadSelf(ctx)];
  const { seat } = ctx.sight;
  if (!question || !forum || !self || !seat) return null;
  const asked = parent ? readRef(parent) : null;
  const to = asked ? await loadContribution(ctx, asked) : null;
  if (parent && to?.visibility !== 'shown') return null;
  const seats = await census(ctx, ctx.sight.forumId);
  const capacities = capacitiesOf(seat.category);
  const own = isOfDelegation(seat) ? await loadDelegation(ctx) : null;
  // A group's name is given on the page of its statement; its States are known already.
  const spoken = (capacity: Capacity) => (capacity === 'group' && own ? { affiliation: '…', states: [own.names] } : { affiliation: self.affiliation, affiliationNames: self.affiliationNames });
  const shownAs = (regime: Regime, capacity: Capacity, audience: 'inside' | 'outside') => byline({ regime, person: self.person, category: self.category, capacity, ...spoken(capacity) }, audience, seats, forum.smallCell);
  return {
    question,
    parentRef: to ? refOf(to.code, to.number) : null,
    parentMarking: to?.marking ?? null,
    quote: to ? quoteOf(refOf(to.code, to.number), (await loadRevisions(ctx, to.id)).at(-1)?.markdown ?? '') : null,
    canContribute: isOpen(forum, ctx.now) && may(ctx.sight, 'post') && seat.standing === 'good',
    closesAt: forum.closesAt,
    zone: forum.zone,
    editWindowMinutes: forum.editWindowMinutes,
    regimes: forum.allowedRegimes.map((regime) => ({ regime, shown: [...capacities, ...(own ? twoKeyCapacities : [])].map((capacity) => ({ capacity, inside: shownAs(regime, capacity, 'inside'), outside: shownAs(regime, capacity, 'outside') })) })),
    defaultRegime: self.defaultRegime && forum.allowedRegimes.includes(self.defaultRegime) ? self.defaultRegime : forum.defaultRegime,
    defaultMarking: to?.marking ?? forum.defaultMarking,
    capacities,
    canBeginPosition: own !== null,
    releasedBy: batchWindow(ctx.now, forum).latest,
    draft: await loadDraft(ctx, { seatId: seat.id, questionId: question.id, parentId: to?.id ?? null }),
    device: { owner: nameless('owner', ctx.actor.personId ?? ''), place: nameless('place', seat.id, question.id, to?.id ?? '') },
    now: ctx.now,
  };
}

/** A name made of ids, under which a device keeps a text: it leads nobody back to them. */
export const nameless = (...parts: string[]): string => createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 24);

export type Mine = { refs: { ref: string; anchor: string; canRevise: boolean; /** Unattributed: it goes with the next batch. */ canWithdraw: boolean; withdrawing: boolean; /** Less could be shown of its author. */ canTighten: boolean }[]; /** How many of one's texts wait to be released. */ waiting: number; draft: Draft | null; delegation: DelegationDesk | null };

/** What in a question is one's own: fetched apart from the page that all readers share. */
export async function mine(ctx: ForumContext, code: string): Promise<Mine | null> {
  const { seat, forumId } = ctx.sight;
  const question = await loadQuestion(ctx, code);
  if (!question) return null;
  // An administrator without a seat wrote nothing.
  if (!seat) return { refs: [], waiting: 0, draft: null, delegation: null };
  const forum = await forumFacts(ctx, forumId);
  const outcome = await atomically(ctx, async (ctx) => granted(await writtenBy(ctx, forumId, seat.id)));
  const written = new Map(outcome.ok ? outcome.value.map((one) => [one.id, one.twoKeyed]) : []);
  const ids = [...written.keys()];
  const rows = ids.length === 0 ? [] : await ctx.db.selectFrom('contribution as c').innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id')).select(['c.id', 'q.code', 'c.number', 'c.received_at', 'c.visibility', 'c.held', 'c.regime']).where('c.forum_id', '=', forumId).where('c.stands_in', '=', question.id).where('c.id', 'in', ids).orderBy('c.place').execute();
  const [going, waiting] = [await waitToGo(ctx, ids), await loadWaiting(ctx, question.id, [...(await ownWaiting(ctx)).keys()])];
  return {
    waiting: waiting.length,
    refs: rows.map((row) => ({ ref: refOf(row.code, row.number), anchor: anchorOf(row.code, row.number), canRevise: mayRevise({ receivedAt: row.received_at, windowMinutes: forum?.editWindowMinutes ?? 0, visibility: row.visibility, isAuthor: true, twoKeyed: written.get(row.id) ?? false, regime: row.regime as Regime, held: row.held }, ctx.now).ok, canWithdraw: row.regime === 'unattributed' && row.visibility !== 'withdrawn' && !going.has(row.id), withdrawing: going.has(row.id), canTighten: forum?.allowedRegimes.some((one) => tightens(row.regime as Regime, one)) ?? false })),
    draft: await loadDraft(ctx, { seatId: seat.id, questionId: question.id, parentId: null }),
    delegation: forum && (await delegationDesk(ctx, question, forum)),
  };
}

export type RevisePage = { /** Unattributed: what was released is not changed any more, only withdrawn. */ onlyWithdraw: boolean; regime: Regime; stricter: readonly Regime[]; ref: string; code: string; markdown: string; lang: string };

/** A contribution for its author to change; null for everyone else. */
export async function revisePage(ctx: ForumContext, ref: string): Promise<RevisePage | null> {
  const asked = readRef(ref);
  const contribution = asked && (await loadContribution(ctx, asked));
  const { seat } = ctx.sight;
  if (!contribution || contribution.held || !seat) return null;
  const own = await atomically(ctx, async (ctx) => granted(await isAuthor(ctx, ctx.sight.forumId, contribution.id, seat.id)));
  if (!own.ok || !own.value) return null;
  const last = (await loadRevisions(ctx, contribution.id)).at(-1);
  return { onlyWithdraw: contribution.regime === 'unattributed', regime: contribution.regime, stricter: await stricterThan(ctx, contribution.regime), ref: refOf(contribution.code, contribution.number), code: contribution.code, markdown: last?.markdown ?? '', lang: contribution.lang };
}
