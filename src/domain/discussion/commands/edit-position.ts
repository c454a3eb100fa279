import { once } from '#platform/once.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { ContributionRefusal } from '../model.ts';
import { stateAfter } from '../rules/position.ts';
import type { MoveInput, WordingInput } from '../schema.ts';
import { addStep, insertWording, setPosition, withPosition } from '../store/positions.ts';

type Refused = ContributionRefusal | 'discussion.already_so' | 'platform.submission_reused';

/**
 * Somebody of the delegation changes a position, and so becomes the drafter of the new wording; it is a draft again.
 *
 * Refuses  as `mayActForDelegation` and `stateAfter` do; a position of another delegation is not there.
 */
export function editPosition(ctx: ForumContext, id: string, input: WordingInput): Promise<Outcome<{ wording: number }, Refused>> {
  const { submissionId, ...body } = input;
  return once(ctx, submissionId, { id, ...body }, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<{ wording: number }, Refused>> => {
      const state = stateAfter(position, 'edit', input.wording);
      if (!state.ok) return state;
      const number = position.wording + 1;
      await insertWording(ctx, position, { number, draftedBy: seat.id, groupName: position.voice === 'group' ? (input.groupName ?? null) : null, regime: input.regime, marking: input.marking, lang: input.lang, markdown: input.text });
      await setPosition(ctx, position, { state: state.value, wording: number });
      await addStep(ctx, position, { step: 'edited', wording: number, bySeat: seat.id });
      return granted({ wording: number });
    }),
  );
}

const stepOf = { send: 'sent', clear: 'cleared', return: 'returned', withdraw: 'withdrawn' } as const;

/** A position goes into clearance, is cleared, returned or withdrawn. Clearing is no key: releasing is. Refuses as `stateAfter` does. */
export function movePosition(ctx: ForumContext, id: string, input: MoveInput): Promise<Outcome<{ state: string }, Refused>> {
  const { submissionId, ...body } = input;
  return once(ctx, submissionId, { id, ...body }, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<{ state: string }, Refused>> => {
      const state = stateAfter(position, input.deed, input.wording);
      if (!state.ok) return state;
      await setPosition(ctx, position, { state: state.value });
      await addStep(ctx, position, { step: stepOf[input.deed], wording: position.wording, bySeat: seat.id, note: input.note ?? null });
      return granted({ state: state.value });
    }),
  );
}
