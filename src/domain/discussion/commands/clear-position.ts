import { atomically } from '#platform/atomically.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { freshToken, hashOf } from '../../account/rules/token.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { ContributionRefusal } from '../model.ts';
import { stateAfter } from '../rules/position.ts';
import type { AnswerInput, LinkInput, SettleInput } from '../schema.ts';
import { copyOfToken, insertAnswer, insertCopy, loadAnswer, revokeCopy, settle } from '../store/clearance.ts';
import { addStep, forDelegation, insertWording, loadPosition, loadWording, type PositionRow, setPosition, type Wording, withPosition } from '../store/positions.ts';

type Refused = ContributionRefusal | 'discussion.already_so' | 'platform.submission_reused';

/** A wording leaves as a document for clearance, and the delegation's log says so. Refuses a position that is not there. */
export function takeCopy(ctx: ForumContext, id: string): Promise<Outcome<{ position: PositionRow; wording: Wording }, Refused>> {
  return atomically(ctx, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<{ position: PositionRow; wording: Wording }, Refused>> => {
      await addStep(ctx, position, { step: 'copied', wording: position.wording, bySeat: seat.id });
      return granted({ position, wording: await loadWording(ctx, position, position.wording) });
    }),
  );
}

/**
 * A link by which one reader without an account sees one wording until a stated time. The token is told once and kept
 * nowhere, so that the answer of this deed is not remembered either.
 *
 * Refuses  as `mayActForDelegation` does, `position_settled`, `position_stale`.
 */
export function makeLink(ctx: ForumContext, id: string, input: LinkInput): Promise<Outcome<{ token: string; expiresAt: Date }, Refused>> {
  const token = freshToken(ctx);
  return atomically(ctx, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<{ token: string; expiresAt: Date }, Refused>> => {
      const current = stateAfter(position, 'edit', input.wording);
      if (!current.ok) return current;
      const expiresAt = new Date(ctx.now.getTime() + input.days * 86_400_000);
      await insertCopy(ctx, position, { tokenHash: hashOf(token), reader: input.reader, madeBy: seat.id, expiresAt });
      if (position.state === 'draft') await setPosition(ctx, position, { state: 'in-clearance' });
      await addStep(ctx, position, { step: 'linked', wording: position.wording, bySeat: seat.id, note: input.reader });
      return granted({ token, expiresAt });
    }),
  );
}

/** A link opens nothing any more from this moment on. Refuses one that is not there or has been revoked. */
export function revokeLink(ctx: ForumContext, id: string, copyId: string): Promise<Outcome<null, Refused>> {
  return atomically(ctx, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<null, Refused>> => {
      const reader = await revokeCopy(ctx, position, copyId);
      if (reader === null) return refused('discussion.no_such_link');
      await addStep(ctx, position, { step: 'revoked', wording: position.wording, bySeat: seat.id, note: reader });
      return granted(null);
    }),
  );
}

/**
 * A reader without an account answers by their link: cleared or not, an edited text, a note. An unchanged wording that
 * still counts is thereby cleared; an edited one waits for somebody of the delegation to take it over. It is no key.
 *
 * Refuses  `discussion.no_such_link` for a token unknown, expired or revoked, and once the position is settled;
 *          `discussion.position_text_missing` where nothing is said.
 */
export function answerByLink(ctx: Context, token: string, input: AnswerInput): Promise<Outcome<null, Refused>> {
  const { submissionId, ...body } = input;
  const tokenHash = hashOf(token);
  return once(ctx, submissionId, { of: tokenHash.toString('hex'), ...body }, async (ctx): Promise<Outcome<null, Refused>> => {
    const copy = await copyOfToken(ctx, tokenHash);
    if (!copy) return refused('discussion.no_such_link');
    return forDelegation(ctx, copy.bodyId, async (): Promise<Outcome<null, Refused>> => {
      const position = await loadPosition(ctx, copy.forumId, copy.positionId, { lock: true });
      if (!position || position.state === 'released' || position.state === 'withdrawn') return refused('discussion.no_such_link');
      const sent = await loadWording(ctx, position, copy.wording);
      // A browser sends its own line ends; they are no edit.
      const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
      const edited = input.text !== undefined && plain(input.text) !== plain(sent.markdown) ? plain(input.text) : null;
      if (!edited && !input.verdict && !input.note) return refused('discussion.position_text_missing');
      await insertAnswer(ctx, position, { copyId: copy.id, wording: copy.wording, verdict: input.verdict ?? null, markdown: edited, note: input.note ?? null, broughtBy: null });
      await addStep(ctx, position, { step: 'answered', wording: copy.wording, reader: copy.reader, note: input.note ?? null });
      const clears = input.verdict === 'cleared' && edited === null ? stateAfter(position, 'clear', copy.wording) : null;
      if (clears?.ok) {
        await setPosition(ctx, position, { state: clears.value });
        await addStep(ctx, position, { step: 'cleared', wording: copy.wording, reader: copy.reader });
      }
      return granted(null);
    });
  });
}

/** Somebody of the delegation brings back a document that was cleared or edited elsewhere. Refuses as `stateAfter` does. */
export function bringAnswer(ctx: ForumContext, id: string, input: AnswerInput & { text: string; wording: number }): Promise<Outcome<null, Refused>> {
  const { submissionId, ...body } = input;
  return once(ctx, submissionId, { id, ...body }, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<null, Refused>> => {
      const current = stateAfter(position, 'edit', input.wording);
      if (!current.ok) return current;
      await insertAnswer(ctx, position, { copyId: null, wording: position.wording, verdict: input.verdict ?? null, markdown: input.text, note: input.note ?? null, broughtBy: seat.id });
      await addStep(ctx, position, { step: 'answered', wording: position.wording, bySeat: seat.id, note: input.note ?? null });
      return granted(null);
    }),
  );
}

/**
 * Somebody of the delegation takes an edited text over, and so becomes the drafter of that wording, or declines it.
 *
 * Refuses  `discussion.no_such_answer`, `discussion.already_so`, as `stateAfter` does.
 */
export function settleAnswer(ctx: ForumContext, id: string, input: SettleInput): Promise<Outcome<{ wording: number }, Refused>> {
  const { submissionId, ...body } = input;
  return once(ctx, submissionId, { id, ...body }, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<{ wording: number }, Refused>> => {
      const answer = await loadAnswer(ctx, position, input.answer);
      if (!answer?.markdown) return refused('discussion.no_such_answer');
      if (answer.settled) return refused('discussion.already_so');
      const current = stateAfter(position, 'edit', input.wording);
      if (!current.ok) return current;
      await settle(ctx, position, answer.id, input.settled, seat.id);
      const number = input.settled === 'accepted' ? position.wording + 1 : position.wording;
      if (input.settled === 'accepted') {
        const { madeAt: _, ...last } = await loadWording(ctx, position, position.wording);
        await insertWording(ctx, position, { ...last, number, draftedBy: seat.id, markdown: answer.markdown });
        // The capital cleared exactly this text; without its word the text is a draft like any other.
        await setPosition(ctx, position, { state: answer.verdict === 'cleared' ? 'cleared' : 'draft', wording: number });
      }
      await addStep(ctx, position, { step: input.settled, wording: number, bySeat: seat.id });
      return granted({ wording: number });
    }),
  );
}
