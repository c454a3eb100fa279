import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { addresseesOfBodies } from '../../accreditation/queries/addressees-of-bodies.ts';
import type { ForumContext } from '../../context.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { circulatedLetter, output } from '../letters/circulated.ts';
import type { PaperRefusal } from '../model.ts';
import { mayBeReminded } from '../rules/receipts.ts';
import type { ReceiptInput } from '../schema.ts';
import { circulatedVersion, holdPaper, loadPaper } from '../store.ts';
import { keepSending, receiptsOf, sendingsOf } from '../store/receipts.ts';

type Sent = { bodies: number };

/** Letters to those who answer for each body: the paper is there, or has it arrived. Within the deed that sends it. */
export async function sendPaper(ctx: ForumContext, { what, paperId, version, only, origin }: { what: 'sent' | 'reminder'; paperId: string; version: number; /** The bodies asked; all where not given. */ only?: ReadonlySet<string>; origin: string }): Promise<Sent> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!forum) throw new Error('a paper of a forum that is not there');
  const to = (await addresseesOfBodies(ctx, forum.id)).filter(({ bodyId }) => !only || only.has(bodyId));
  for (const { bodyId, body, personId, email, locale } of to) {
    const letter = circulatedLetter({ what, forum: forum.announcedTitle ?? forum.shortTitle, body, version, link: `${origin}/${locale}/f/${forum.key}/paper` }, locale);
    const letterId = await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId: forum.id, personId, address: email, kind: 'paper.circulated', locale, ...(mayRelease(forum.defaultMarking, output.ceiling) ? { answers: { kind: 'paper', id: paperId } } : {}) });
    await keepSending(ctx, { paperId, version, bodyId, letterId });
  }
  return { bodies: new Set(to.map(({ bodyId }) => bodyId)).size };
}

/**
 * Bodies that have not confirmed the version circulated last are asked once more, at most once a day each.
 *
 * Refuses  `paper.not_yours`, `paper.no_such_paper`, `paper.nobody_to_remind`.
 */
export function remindOfReceipts(ctx: ForumContext, input: ReceiptInput, { origin }: { origin: string }): Promise<Outcome<Sent, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<Sent, PaperRefusal>> => {
    if (!may(ctx.sight, 'circulate-paper')) return refused('paper.not_yours');
    await holdPaper(ctx);
    const paper = await loadPaper(ctx);
    const version = paper ? await circulatedVersion(ctx, paper.id) : 0;
    if (!paper || version === 0 || version !== input.version) return refused('paper.no_such_paper');
    const [sent, confirmed] = [await sendingsOf(ctx, paper.id, version), await receiptsOf(ctx, paper.id, version)];
    const lastAt = new Map(sent.map((to) => [to.bodyId, to.lastAt]));
    const due = (await addresseesOfBodies(ctx, ctx.sight.forumId)).map(({ bodyId }) => bodyId).filter((id) => mayBeReminded({ confirmed: confirmed.has(id), lastAt: lastAt.get(id) ?? null }, ctx.now));
    if (due.length === 0) return refused('paper.nobody_to_remind');
    const reminded = await sendPaper(ctx, { what: 'reminder', paperId: paper.id, version, only: new Set(due), origin });
    await journal(ctx, { kind: events.reminded, forumId: ctx.sight.forumId, subject: paper.id, facts: { version, bodies: reminded.bodies } });
    return granted(reminded);
  });
}
