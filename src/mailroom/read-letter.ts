import { replyAddress } from '#domain/accreditation/rules/reply-address.ts';
import { waysToWrite } from '#domain/adoption/queries/ways-to-write.ts';
import type { Context } from '#domain/context.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { submissionOfLetter } from '#domain/discussion/rules/by-letter.ts';
import { titleOf } from '#domain/programme/rules.ts';
import { atomically } from '#platform/atomically.ts';
import { type Answered, type Fate, type InboundRow, noteReturned, openInbound, repeatsAnother, type Settlement, settleInbound } from '#platform/mail/inbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { carryOutDeed } from './carry-out-deed.ts';
import { type DeedJudgement, type End, isDeed, isWish, type Judgement, judgeLetter, type Reading, type Wish } from './judge-letter.ts';
import { languageOf } from './language.ts';
import { type AnswerView, answerLetter } from './letters/answer.ts';
import { returned, sendAnswer, stillOpen } from './send-answer.ts';
import { withAddresses } from './ways-of.ts';

export type Mailroom = Reading & { /** Where links in answers lead. */ origin: string };

/**
 * Reads one letter that came in and gives it its fate, whatever was done of it before: killed at any point and begun
 * anew, it ends with one fate, at most one contribution and at most one answer.
 *
 * Writes   what the letter asks for, its fate, and the answer to it, all in one transaction.
 */
export async function readLetter(ctx: Context, mailroom: Mailroom, letterId: string): Promise<Fate | null> {
  const found = await atomically(ctx, async (ctx) => {
    const row = await openInbound(ctx, letterId);
    return granted(row && { row, repeats: await repeatsAnother(ctx, letterId) });
  });
  if (!found.ok || !found.value) return null;
  const { row, repeats } = found.value;
  if (row.fate) return row.fate as Fate;
  return carryOut(ctx, mailroom, row, await judgeLetter(ctx, mailroom, row, repeats));
}

async function carryOut(ctx: Context, mailroom: Mailroom, row: InboundRow, judged: Judgement): Promise<Fate> {
  if (isDeed(judged)) return carryOutDeed(ctx, mailroom, row, judged);
  if (!isWish(judged)) return conclude(ctx, mailroom, row, judged);
  const done = await enter(ctx, mailroom, row, judged);
  if (done.ok) return done.value;
  // The forum did not take it: that is the letter's fate, in a transaction of its own.
  const { code } = done.refusal;
  return conclude(ctx, mailroom, row, code === 'discussion.forum_closed' ? { ...judged, fate: 'late', reason: code } : { ...judged, fate: 'refused', reason: code });
}

async function conclude(ctx: Context, mailroom: Mailroom, row: InboundRow, end: End): Promise<Fate> {
  await atomically(ctx, async (ctx) => {
    if (!(await stillOpen(ctx, row))) return granted(null);
    if ('bounce' in end && end.bounce?.lasting) await noteReturned(ctx, end.bounce.letterId, end.bounce.status);
    const view = viewOf(mailroom, row, end);
    await settle(ctx, row, end, { fate: end.fate, reason: end.reason, answer: await answer(ctx, mailroom, row, end, view && (await withWays(ctx, mailroom, end, view))) });
    return granted(null);
  });
  return end.fate;
}

/** Posts the text, or begins the delegation's draft, as its writer, at the instant the letter came. */
function enter(ctx: Context, mailroom: Mailroom, row: InboundRow, judged: Wish): Promise<Outcome<Fate, string>> {
  const { target } = judged;
  const text = judged.text ?? { kept: '', parts: [], attachments: 0 };
  // What counts is the server's receipt: a letter that came before closing is in, however long the worker was away.
  const receipt = { ...ctx.world, now: () => row.received_at, receipt: async () => row.received_at };
  const { place, regime, marking, capacity } = target;
  const input = { submissionId: submissionOfLetter(row.identity), code: place.code, ...(place.parentRef ? { parent: place.parentRef } : {}), text: text.kept, regime, marking, lang: languageOf(text.kept, place.lang) };
  return atomically({ ...target.inside, world: receipt, requestId: ctx.requestId }, async (inside): Promise<Outcome<Fate, string>> => {
    if (!(await stillOpen(inside, row))) return granted(judged.fate === 'post' ? 'posted' : 'held');
    const now = { ...inside, now: ctx.world.now() };
    if (judged.fate === 'position') {
      const drafted = await draftPosition(inside, { ...input, voice: 'delegation' });
      if (!drafted.ok) return refused(drafted.refusal.code, drafted.refusal.detail);
      const view: AnswerView = { ...common(mailroom, row, judged), link: `${mailroom.origin}/${target.person.locale}/f/${target.forum.key}/position/${drafted.value.id}`, fate: 'held', reason: 'mail.reason.position' };
      await settle(now, row, judged, { fate: 'held', reason: 'mail.reason.position', answer: await answer(now, mailroom, row, judged, view) });
      return granted('held');
    }
    const posted = await postContribution(inside, { ...input, capacity, kind: 'contribution' }, 'mail');
    if (!posted.ok) return refused(posted.refusal.code, posted.refusal.detail);
    const stands = 'waitsUntil' in posted.value
      ? { link: `${mailroom.origin}/${target.person.locale}/f/${target.forum.key}/q/${place.code}/waiting`, waitsUntil: new Date(posted.value.waitsUntil) }
      : { ref: posted.value.ref, byline: target.byline, editableUntil: new Date(row.received_at.getTime() + target.forum.editWindowMinutes * 60_000) };
    const view: AnswerView = { ...common(mailroom, row, judged), fate: 'posted', ...stands };
    await settle(now, row, judged, { fate: 'posted', reason: null, answer: await answer(now, mailroom, row, judged, view) });
    return granted('posted');
  });
}

async function settle(ctx: Context, row: InboundRow, { target, text, proof, personId }: Exclude<Judgement, DeedJudgement>, ending: Pick<Settlement, 'fate' | 'reason' | 'answer'>): Promise<void> {
  const place = target ? { forum_id: target.forum.id, seat_id: target.inside.sight.seat?.id ?? null, question_id: target.place.questionId, parent_id: target.place.parentId, regime: target.regime, marking: target.marking, lang: languageOf(text?.kept ?? '', target.place.lang) } : {};
  await settleInbound(ctx, row.id, { ...ending, ...place, proof, person_id: personId, ...(text ? { kept: text.kept, parts: text.parts, attachments: text.attachments } : {}) });
}

/** What every answer has: the forum, the text, where the letter lies. */
function common({ origin }: Mailroom, row: InboundRow, { target, text, locale }: Exclude<Judgement, DeedJudgement>) {
  return {
    forum: target ? { title: target.forum.announcedTitle ?? target.forum.reportTitle ?? target.forum.shortTitle, zone: target.forum.zone } : null,
    marking: target?.marking ?? null,
    text: text ? returned(text) : null,
    link: target ? `${origin}/${locale}/f/${target.forum.key}/letters/${row.id}` : null,
    cut: text?.parts.some(({ why }) => why !== 'author') ?? false,
    attachments: text?.attachments ?? 0,
    ways: null,
    byAnswer: false,
  };
}

function viewOf(mailroom: Mailroom, row: InboundRow, judged: End): AnswerView | null {
  const shared = common(mailroom, row, judged);
  switch (judged.fate) {
    case 'held':
    case 'refused':
    case 'unknown-sender':
      return { ...shared, fate: judged.fate, reason: judged.reason ?? 'mail.reason.unreadable' };
    case 'late':
      return { ...shared, fate: 'late', receivedAt: row.received_at, closedAt: judged.target.forum.closesAt ?? row.received_at };
    case 'duplicate':
      return { ...shared, fate: 'duplicate' };
    default:
      return null;
  }
}

/** Who is known here and wrote to the house itself is told how to write, and to which addresses. */
async function withWays(ctx: Context, { door }: Mailroom, { personId, reason }: End, view: AnswerView): Promise<AnswerView> {
  if (view.fate !== 'refused' || reason !== 'mail.reason.no_address' || !personId) return view;
  return { ...view, ways: withAddresses(await waysToWrite(ctx, personId), personId, door) };
}

/** What waits for no more than a yes is settled by answering the answer. */
const settledByAnswer: readonly string[] = ['mail.reason.unproved', 'mail.reason.names_writer', 'mail.reason.signature', 'mail.reason.forwarded'];

/** The answer to a letter, in its writer's language. */
async function answer(ctx: Context, { door }: Mailroom, row: InboundRow, judged: Exclude<Judgement, DeedJudgement>, view: AnswerView | null): Promise<Answered> {
  if (!view) return 'automatic';
  const { target } = judged;
  const byAnswer = view.fate === 'held' && target !== null && settledByAnswer.includes(view.reason) && (judged.text?.kept.trim() ?? '') !== '';
  const replyTo = byAnswer ? replyAddress(door, { personId: target.person.id, forumId: target.forum.id, place: { kind: 'waiting', id: row.id }, voice: 'own' }) : undefined;
  return sendAnswer(ctx, judged, { known: target !== null || view.ways !== null, forumId: target?.forum.id ?? null, replyTo, sender: target ? titleOf(target.forum) : undefined }, (locale) => ({ ...answerLetter({ ...view, byAnswer }, locale), kind: 'mail.answer' }));
}
