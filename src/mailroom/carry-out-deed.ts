import { replyAddress } from '#domain/accreditation/rules/reply-address.ts';
import { waysToWrite } from '#domain/adoption/queries/ways-to-write.ts';
import type { Context } from '#domain/context.ts';
import { paperAnswer } from '#domain/paper/queries/paper-by-letter.ts';
import { titleOf } from '#domain/programme/rules.ts';
import { atomically } from '#platform/atomically.ts';
import { type Fate, type InboundRow, settleInbound } from '#platform/mail/inbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { placeOfDeed } from './deed-target.ts';
import { ratingsIn } from './deed-words.ts';
import { type Done, doDeed } from './do-deed.ts';
import type { DeedJudgement } from './judge-letter.ts';
import { type DeedAnswerView, deedAnswer } from './letters/deed-answer.ts';
import type { Mailroom } from './read-letter.ts';
import { returned, sendAnswer, stillOpen } from './send-answer.ts';
import { withAddresses } from './ways-of.ts';

type Result = DeedAnswerView['result'];

/**
 * Does what a letter asks for, or says why not: deed, fate and answer in one transaction. A deed refused by its
 * command is that letter's fate, in a transaction of its own.
 */
export async function carryOutDeed(ctx: Context, mailroom: Mailroom, row: InboundRow, judged: DeedJudgement): Promise<Fate> {
  const { deed, input } = judged;
  if (judged.fate !== 'do' || !input) return conclude(ctx, mailroom, row, judged, judged.fate === 'held' ? held(judged) : refusedAs(row, judged, judged.reason ?? 'byletter.unclear'));
  // What counts is the server's receipt, however late the letter is read.
  const receipt = { ...ctx.world, now: () => row.received_at, receipt: async () => row.received_at };
  const done = await atomically({ ...ctx, world: receipt }, async (then): Promise<Outcome<null, string>> => {
    if (!(await stillOpen(then, row))) return granted(null);
    const outcome = await doDeed(then, deed, input, row.identity);
    if (!outcome.ok) return refused(outcome.refusal.code, outcome.refusal.detail);
    const result = await doneAs(then, mailroom, judged, outcome.value);
    if (!result.ok) return result;
    await settle({ ...then, now: ctx.world.now() }, mailroom, row, { ...judged, personId: outcome.value.personId ?? judged.personId }, result.value);
    return granted(null);
  });
  if (done.ok) return 'done';
  return conclude(ctx, mailroom, row, judged, refusedAs(row, judged, done.refusal.code, done.refusal.detail));
}

async function conclude(ctx: Context, mailroom: Mailroom, row: InboundRow, judged: DeedJudgement, result: Result): Promise<Fate> {
  await atomically(ctx, async (ctx) => {
    if (await stillOpen(ctx, row)) await settle(ctx, mailroom, row, judged, result);
    return granted(null);
  });
  return result.fate;
}

/** Who accepted by letter is told at once to which addresses they write from now on; who asked for the paper is sent it. */
async function doneAs(ctx: Context, { door, origin }: Mailroom, { deed, input }: DeedJudgement, { says, detail, personId }: Done): Promise<Outcome<Result, string>> {
  const accepted = input?.kind === 'accept' && input.yes && personId;
  const result = { fate: 'done', says, detail, ways: accepted ? withAddresses(await waysToWrite(ctx, personId), personId, door) : null } as const;
  if (input?.kind !== 'paper' || !('send' in input) || !deed.inside || !deed.person.id) return granted({ ...result, paper: [] });
  const { locale, id } = deed.person;
  const address = replyAddress(door, { personId: id, forumId: deed.forum.id, place: { kind: 'paper', id: deed.id }, voice: 'own' });
  const paper = await paperAnswer({ ...deed.inside, ...ctx, actor: deed.inside.actor, sight: deed.inside.sight }, { locale, from: input.send, address, link: `${origin}/${locale}/f/${deed.forum.key}/paper` });
  return paper.ok ? granted({ ...result, paper: paper.value }) : paper;
}

const held = ({ deed, input, reason }: DeedJudgement): Result => ({
  fate: 'held', reason: reason ?? 'mail.reason.unproved', until: deed.closesAt,
  asks: input?.kind === 'object' ? `byletter.asks.${input.objection.kind}` : `byletter.asks.${deed.kind}`, detail: { ref: deed.ref },
});

/** What is past its time is late; for the rest, how to write it where that would help. */
function refusedAs(row: InboundRow, { deed, text }: DeedJudgement, reason: string, detail: Readonly<Record<string, string | number>> = {}): Result {
  if (deed.closesAt && (reason === 'byletter.late' || row.received_at >= deed.closesAt)) return { fate: 'late', receivedAt: row.received_at, closedAt: deed.closesAt };
  const helps = reason === 'byletter.unclear' || reason === 'byletter.needs_name' || reason === 'paper.no_such_number' || reason === 'paper.quote_not_there' || reason.startsWith('adoption.no_such_finding') || reason === 'adoption.concern_needs_sentence';
  const unclear = deed.kind === 'rate' && text ? ratingsIn(text.kept) : null;
  const lines = unclear && !unclear.ok ? unclear.unclear.slice(0, 10).map((line) => `> ${line.slice(0, 200)}`).join('\n') : '';
  return { fate: 'refused', reason: reason === 'byletter.unclear' && lines ? 'byletter.unclear.lines' : reason, detail: { ...detail, ref: deed.ref, ...(lines ? { lines } : {}) }, how: helps ? `byletter.how.${deed.kind}` : null };
}

async function settle(ctx: Context, { door }: Mailroom, row: InboundRow, judged: DeedJudgement, result: Result): Promise<void> {
  const { deed, text, proof, personId } = judged;
  const place = (kind: 'waiting' | (typeof placeOfDeed)[keyof typeof placeOfDeed], id: string) => replyAddress(door, { personId: deed.person.id ?? id, forumId: deed.forum.id, place: { kind, id }, voice: 'own' });
  // What waits is confirmed at an address of its own; what was unclear is written again to the same.
  const again = result.fate === 'refused' ? result.how !== null : deed.kind === 'paper';
  const replyTo = result.fate === 'held' ? place('waiting', row.id) : again ? place(placeOfDeed[deed.kind], deed.id) : undefined;
  const forum = { title: titleOf(deed.forum), zone: deed.forum.zone };
  const answer = await sendAnswer(ctx, judged, { known: true, forumId: deed.forum.id, replyTo, sender: forum.title }, (locale) => ({ ...deedAnswer({ forum, marking: deed.marking, text: text ? returned(text) : null, attachments: text?.attachments ?? 0, result }, locale), kind: 'mail.deed' }));
  const reason = result.fate === 'done' ? result.says : result.fate === 'late' ? 'byletter.late' : result.reason;
  await settleInbound(ctx, row.id, {
    fate: result.fate, reason, answer, proof, person_id: personId, forum_id: deed.forum.id, seat_id: deed.inside?.sight.seat?.id ?? null,
    ...(text ? { kept: text.kept, parts: text.parts, attachments: text.attachments } : {}),
    ...(result.fate === 'held' ? { deed: { kind: deed.kind, id: deed.id } } : {}),
  });
}
