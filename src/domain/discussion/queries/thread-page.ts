import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { AuthorFacts, Byline, Capacity, Category, Census, Marking, Regime } from '../../disclosure/model.ts';
import { byline, shownInstant } from '../../disclosure/rules.ts';
import { type RaisingParagraph, raisingParagraph } from '../../paper/queries/raising-paragraph.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { ContributionKind, GuideKind, Order, Shown, Visibility } from '../model.ts';
import { anchorOf, inThreads, readRef, refOf } from '../rules.ts';
import { attachmentsOf } from './attachments.ts';
import { type Lines, relocationLines } from './relocation-lines.ts';
import { type Reading, translationsOf } from './translations.ts';
import { loadAnnounced, loadQuestion, type QuestionRow } from '../store.ts';
import type { ThreadRow } from '../store/shown-row.ts';
import { type Cursor, loadBoundary, loadGuides, loadSlice, loadSpot } from '../store/thread.ts';

/** As many as the peers show on a page, and as are read in one sitting. */
export const perPage = 50;
/** How many stand before the one that a deep link leads to, where its page is not the first. */
const context = 9;

/** Which part of a question is asked for: after a contribution, before one, or the end; `Turn` as an address says it. */
export type Turn = { order: Order; after: string | null; before: string | null };
export const start: Turn = { order: 'thread', after: null, before: null };
export type ThreadPage = {
  question: QuestionRow;
  /** Where the question opens from in the paper. */
  raisedBy: RaisingParagraph | null;
  order: Order;
  threads: { first: Shown; replies: Shown[] }[];
  /** The replies at the head of a page whose thread began on an earlier one, and the first of that thread. */
  continued: { root: { ref: string; anchor: string }; replies: Shown[] } | null;
  /** The contributions at the page's edges, where there is more beyond them. */
  earlier: string | null;
  later: string | null;
  count: number;
  /** What a moderator moved away from this page or to it. */
  lines: Lines;
  /** What facilitators said, the newest first. */
  guides: { kind: GuideKind; anchor: string; at: Date }[];
  /** Texts announced before closing and still admitted, by whom as their regimes show it. */
  announced: { until: Date; by: Byline[] } | null;
};

/**
 * A page of one question: the same for every reader of one sight. What is somebody's own is not in here; it is fetched
 * apart. A page begins after a contribution, not at a count, so that what arrives elsewhere does not shift it.
 */
export async function threadPage(ctx: ForumContext, code: string, smallCell: number, turn: Turn = start, reading: Reading | null = null): Promise<ThreadPage | null> {
  const question = await loadQuestion(ctx, code);
  if (!question) return null;
  const cursor = await cursorOf(ctx, question.id, turn);
  const [slice, seats, announced, guides, raisedBy] = await Promise.all([loadSlice(ctx, question.id, turn.order, cursor, perPage), census(ctx, ctx.sight.forumId), loadAnnounced(ctx, question.id), loadGuides(ctx, question.id), question.paragraph ? raisingParagraph(ctx, question.paragraph) : null]);
  const translations = reading && (await translationsOf(ctx, question.id, slice.rows, reading));
  const bare = slice.rows.map((row) => show(row, seats, smallCell));
  const attachments = await attachmentsOf(ctx, bare.filter(({ visibility }) => visibility === 'shown'));
  const shown = bare.map((one) => ({ ...one, attachments: attachments.get(one.id) ?? [], translation: translations?.get(one.id) ?? null }));
  const lines = await relocationLines(ctx, question.id, turn.order, slice, shown);
  const forum = announced.length ? await forumFacts(ctx, ctx.sight.forumId) : null;
  const by = announced.map((facts) => byline({ ...facts, person: null, capacity: facts.regime === 'unattributed' ? null : 'delegation' }, 'inside', seats, smallCell));
  return {
    question,
    raisedBy,
    order: turn.order,
    ...(await grouped(ctx, shown, turn.order)),
    earlier: slice.earlier ? (shown[0]?.anchor ?? null) : null,
    later: slice.later ? (shown.at(-1)?.anchor ?? null) : null,
    count: question.count,
    lines,
    guides: guides.map(({ kind, code, number, at }) => ({ kind, anchor: anchorOf(code, number), at })),
    announced: forum?.lateUntil && ctx.now < forum.lateUntil ? { until: forum.lateUntil, by } : null,
  };
}

/** A place in a question that is not there, or no longer, is its beginning. */
export async function cursorOf(ctx: ForumContext, questionId: string, { after, before }: Turn): Promise<Cursor> {
  if (before === 'end') return { before: null };
  const asked = readRef(after ?? before ?? '');
  const spot = asked && (await loadSpot(ctx, asked));
  if (spot?.questionId !== questionId) return { after: null };
  return after ? { after: spot } : { before: spot };
}

async function grouped(ctx: ForumContext, shown: readonly Shown[], order: Order): Promise<Pick<ThreadPage, 'threads' | 'continued'>> {
  if (order === 'time') return { threads: shown.map((first) => ({ first, replies: [] })), continued: null };
  const { continued: replies, threads } = inThreads(shown);
  const rootId = replies[0]?.rootId;
  const root = rootId ? await loadSpot(ctx, { id: rootId }) : null;
  return { threads, continued: root ? { root: { ref: refOf(root.ownCode, root.number), anchor: anchorOf(root.ownCode, root.number) }, replies } : null };
}

/** Where a contribution is read: its question, and after which contribution the page begins that holds it. */
export type Landing = { code: string; anchor: string; after: string | null };

/** Where a deep link leads: to the page that holds the contribution, wherever it stands by now; null where there is none. */
export async function landing(ctx: ForumContext, ref: string): Promise<Landing | null> {
  const asked = readRef(ref);
  const spot = asked && (await loadSpot(ctx, asked));
  if (!asked || !spot) return null;
  const boundary = await loadBoundary(ctx, spot, { size: perPage, context });
  return { code: spot.code, anchor: anchorOf(asked.code, asked.number), after: boundary && anchorOf(boundary.code, boundary.number) };
}

/** A row as it may be shown inside the forum: its author reduced to a byline, its times to what the regime allows. */
export function show(row: ThreadRow, seats: Census, smallCell: number): Shown {
  const regime = row.regime as Regime;
  const facts: AuthorFacts = { regime, person: row.person, affiliation: row.affiliation, affiliationNames: row.affiliation_names, category: row.category as Category | null, capacity: row.capacity as Capacity | null, states: row.states, former: row.former ?? false };
  const { at, precision } = shownInstant(row.received_at, regime);
  return {
    id: row.id,
    ref: refOf(row.code, row.number),
    anchor: anchorOf(row.code, row.number),
    number: row.number,
    parentRef: row.parent_code === null || row.parent_number === null ? null : refOf(row.parent_code, row.parent_number),
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
    revisedAt: row.revision > 1 ? shownInstant(row.revised_at, regime).at : null,
    visibility: row.visibility as Visibility,
    withheldGround: row.withheld_ground,
    label: row.moderators_label,
    late: row.late,
    html: row.html,
  };
}
