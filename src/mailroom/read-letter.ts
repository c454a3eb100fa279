import type { Context } from '#domain/context.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { submissionOfLetter } from '#domain/discussion/rules/by-letter.ts';
import { titleOf } from '#domain/programme/rules.ts';
import { atomically } from '#platform/atomically.ts';
import { countAnswer, type Answered, type Fate, type InboundRow, noteReturned, openInbound, repeatsAnother, type Settlement, settleInbound } from '#platform/mail/inbox.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { type End, isWish, type Judgement, judgeLetter, type LetterText, type Reading, type Wish } from './judge-letter.ts';
import { languageOf } from './language.ts';
import { type AnswerView, answerLetter } from './letters/answer.ts';

export type Mailroom = Reading & { /** Where links in answers lead. */ origin: string };

/** So many answers a day to somebody who writes to addresses of theirs; to anybody else, one. */
const maxAnswersADay = { known: 20, other: 1 };

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
    await settle(ctx, row, end, { fate: end.fate, reason: end.reason, answer: await answer(ctx, end, viewOf(mailroom, row, end)) });
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
      await settle(now, row, judged, { fate: 'held', reason: 'mail.reason.position', answer: await answer(now, judged, view) });
      return granted('held');
    }
    const posted = await postContribution(inside, { ...input, capacity, kind: 'contribution' }, 'mail');
    if (!posted.ok) return refused(posted.refusal.code, posted.refusal.detail);
    const stands = 'waitsUntil' in posted.value
      ? { link: `${mailroom.origin}/${target.person.locale}/f/${target.forum.key}/q/${place.code}/waiting`, waitsUntil: new Date(posted.value.waitsUntil) }
      : { ref: posted.value.ref, byline: target.byline, editableUntil: new Date(row.received_at.getTime() + target.forum.editWindowMinutes * 60_000) };
    const view: AnswerView = { ...common(mailroom, row, judged), fate: 'posted', ...stands };
    await settle(now, row, judged, { fate: 'posted', reason: null, answer: await answer(now, judged, view) });
    return granted('posted');
  });
}

/** Holds the letter until the transaction ends; false where another reading of it was quicker. */
const stillOpen = async (ctx: Context, row: InboundRow): Promise<boolean> => (await openInbound(ctx, row.id))?.fate === null;

async function settle(ctx: Context, row: InboundRow, { target, text, proof, personId }: Judgement, ending: Pick<Settlement, 'fate' | 'reason' | 'answer'>): Promise<void> {
  const place = target ? { forum_id: target.forum.id, seat_id: target.inside.sight.seat?.id ?? null, question_id: target.place.questionId, parent_id: target.place.parentId, regime: target.regime, marking: target.marking, lang: languageOf(text?.kept ?? '', target.place.lang) } : {};
  await settleInbound(ctx, row.id, { ...ending, ...place, proof, person_id: personId, ...(text ? { kept: text.kept, parts: text.parts, attachments: text.attachments } : {}) });
}

/** What every answer has: the forum, the text, where the letter lies. */
function common({ origin }: Mailroom, row: InboundRow, { target, text, locale }: Judgement) {
  return {
    forum: target ? { title: target.forum.announcedTitle ?? target.forum.reportTitle ?? target.forum.shortTitle, zone: target.forum.zone } : null,
    marking: target?.marking ?? null,
    text: text ? returned(text) : null,
    link: target ? `${origin}/${locale}/f/${target.forum.key}/letters/${row.id}` : null,
    cut: text?.parts.some(({ why }) => why !== 'author') ?? false,
    attachments: text?.attachments ?? 0,
  };
}

/** The writer's own text; where none was found in it, all of it: nothing is answered with nothing. */
const returned = ({ kept, parts }: LetterText): string => (kept.trim() === '' ? parts.map((part) => part.text).join('\n') : kept).slice(0, 20_000);

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

/** Puts the answer into the outbox, unless there is nobody to answer, or too much was answered to them today. */
async function answer(ctx: Context, judged: Judgement, view: AnswerView | null): Promise<Answered> {
  if (!view) return 'automatic';
  if (!judged.answerTo) return 'no-address';
  const known = judged.target !== null;
  if ((await countAnswer(ctx, judged.answerTo)) > (known ? maxAnswersADay.known : maxAnswersADay.other)) return 'loop';
  const { subject, body } = answerLetter(view, judged.locale);
  await queueLetter(ctx, { subject, body, ...(judged.target ? { sender: titleOf(judged.target.forum) } : {}), forumId: judged.target?.forum.id ?? null, personId: judged.personId, address: judged.answerTo, kind: 'mail.answer', locale: judged.locale });
  return 'sent';
}
