import type { NoticeText } from '#platform/mail/outbox.ts';
import { withoutCovers } from '#platform/text/cover.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import type { Census, Marking } from '../../disclosure/model.ts';
import type { Forum } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { newContributionsLetter, type ToldOf } from '../letters/new-contributions.ts';
import { refOf } from '../rules.ts';
import { answered } from '../rules/by-letter.ts';
import { loadContribution } from '../store.ts';
import { loadTold, type ToldRow } from '../store/telling.ts';
import { type Answerable, answering, ceiling } from './answer-address.ts';
import { show } from './thread-page.ts';

/** More than so many texts are counted, not printed. */
const printed = 40;

/**
 * The letter of what is new as it may be written at this moment, for the person it goes to: what was read, withheld or
 * withdrawn since it was put in the outbox is not in it. Null where nothing is left.
 */
export async function writeNewContributions(ctx: ForumContext, { ids, ...letter }: { ids: readonly string[] } & Writing): Promise<NoticeText | null> {
  const { seat, forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!seat || !forum) return null;
  const [rows, seats, answer] = await Promise.all([loadTold(ctx, seat.id, ids), census(ctx, forumId), answering(ctx, forum, letter.door)]);
  if (rows.length === 0) return null;
  const base = `${letter.origin}/${letter.locale}/f/${forum.key}`;
  const shown = rows.map((row) => ({ row, told: told(row, seats, forum, base) }));
  const one = await conversation(ctx, rows);
  const view = {
    forum: titleOf(forum), marking: forum.defaultMarking, more: Math.max(0, rows.length - printed), allLink: `${base}/new`, settingsLink: `${letter.origin}/${letter.locale}/me`,
    answer: one && answer(one),
    questions: [] as { code: string; shortText: string; items: ToldOf[] }[],
  };
  for (const { row, told } of shown.slice(0, printed)) {
    if (view.questions.at(-1)?.code !== row.stands_in_code) view.questions.push({ code: row.stands_in_code, shortText: row.short_text, items: [] });
    // A letter of one conversation is answered itself; in a letter of several each text has its own address.
    const own = one ? null : answer({ ref: told.ref, place: { kind: 'contribution', id: row.id }, marking: told.marking });
    view.questions.at(-1)?.items.push({ ...told, answer: own });
  }
  return newContributionsLetter(view, letter.locale);
}

function told(row: ToldRow, seats: Census, forum: Forum, base: string): Omit<ToldOf, 'answer'> {
  const { ref, parentRef, byline, marking, anchor } = show(row, seats, forum.smallCell);
  // What lies behind a cover is not sent round: its reader opens it knowingly, in the forum.
  return { ref, parentRef, byline, marking, text: row.covered ? '…' : withoutCovers(row.markdown), link: `${base}/c/${anchor}` };
}

/** What an answer to a letter of these is posted under; null where they are of more than one conversation. */
async function conversation(ctx: ForumContext, rows: readonly ToldRow[]): Promise<Answerable | null> {
  const rootId = rows[0]?.root_id;
  if (!rootId || rows.some((row) => row.root_id !== rootId)) return null;
  const root = await loadContribution(ctx, { id: rootId });
  if (!root) return null;
  const first = { id: root.id, ref: refOf(root.code, root.number), marking: root.marking, visible: root.visibility === 'shown' };
  const target = answered(first, rows.map((row) => ({ id: row.id, ref: refOf(row.code, row.number), marking: row.marking as Marking, visible: true })), ceiling);
  return target && { ref: target.ref, place: { kind: 'contribution', id: target.id }, marking: target.marking };
}
