import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { readRef } from '../rules.ts';
import { fateOfText, type OtherText, othersOf } from '../rules/draft.ts';
import type { DraftChoice, DraftInput } from '../schema.ts';
import { type Draft, type DraftKey, type DraftText, dropBeside, insertDraft, keepBeside, loadDraft, replaceDraft } from '../store/drafts.ts';
import { loadContribution, loadQuestion } from '../store.ts';

/** A kept text: the version its window has seen from now on, and what other windows wrote. */
export type Kept = { savedAt: string; text: string; version: number; beside: boolean; others: readonly OtherText[] };
type Refused = 'discussion.no_such_question';

/**
 * Keeps what is being written, seen by its author only; also what was refused, with the reason. A draft is no
 * deed: nothing of it goes into the record. Of two windows neither overwrites the other's text: the one that wrote on
 * an older draft has its text kept beside.
 *
 * Refuses  `discussion.no_such_question`.
 */
export function keepDraft(ctx: ForumContext, code: string, input: DraftInput, keptBecause: string | null = null): Promise<Outcome<Kept, Refused>> {
  return atDraft(ctx, code, input, async (ctx, key) => {
    const text = textOf(input, keptBecause);
    // Another window may make the draft between looking and making: then there is one, and it is asked again.
    const found = await loadDraft(ctx, key, { lock: true });
    const made = !found && (await insertDraft(ctx, key, text));
    const draft = found ?? (await draftOf(ctx, key));
    if (made) return keptAs(ctx, draft, input, draft.version);
    const fate = fateOfText(draft, savingOf(input));
    const version = fate === 'next' ? draft.version + 1 : draft.version;
    if (fate === 'beside' && text.windowId) {
      await keepBeside(ctx, draft.id, text.windowId, text.markdown);
      return keptAs(ctx, await draftOf(ctx, key), input, Number(input.version ?? 0), true);
    }
    await replaceDraft(ctx, draft.id, version, fate === 'same' ? { ...text, windowId: draft.windowId, keptBecause: keptBecause ?? draft.keptBecause } : text);
    if (text.windowId) await dropBeside(ctx, draft.id, text.windowId);
    return keptAs(ctx, await draftOf(ctx, key), input, version);
  });
}

/**
 * One of the texts of several windows is gone on with, or dropped. What is gone on with becomes the draft, and what
 * stood in the window is kept beside; dropped is only what was asked to be.
 *
 * Refuses  `discussion.no_such_question`; a text that is not there any more changes nothing.
 */
export function settleDraft(ctx: ForumContext, code: string, input: DraftInput, { deed, which }: DraftChoice): Promise<Outcome<Kept, Refused>> {
  return atDraft(ctx, code, input, async (ctx, key) => {
    const text = textOf(input, null);
    const draft = await loadDraft(ctx, key, { lock: true });
    const windowId = text.windowId ?? ctx.world.mint();
    const other = which === 'draft' ? draft : draft?.beside.find((one) => one.windowId === which);
    if (!draft || !other) return keptAs(ctx, draft, input, draft?.version ?? 0);
    const inConflict = draft.beside.some((one) => one.windowId === windowId);
    if (which !== 'draft') await dropBeside(ctx, draft.id, which);
    if (deed === 'drop' && which !== 'draft') return keptAs(ctx, await draftOf(ctx, key), input, inConflict ? Number(input.version ?? 0) : draft.version, inConflict);
    await dropBeside(ctx, draft.id, windowId);
    if (deed === 'take') {
      // What this window held stays beside under an id of its own, and so does a draft of a third window.
      if (text.markdown.trim() && text.markdown !== other.markdown) await keepBeside(ctx, draft.id, ctx.world.mint(), text.markdown);
      if (inConflict && which !== 'draft') await keepBeside(ctx, draft.id, draft.windowId ?? ctx.world.mint(), draft.markdown);
    }
    await replaceDraft(ctx, draft.id, draft.version + 1, { ...text, windowId, markdown: deed === 'take' ? other.markdown : text.markdown });
    const settled = await draftOf(ctx, key);
    return { ...keptAs(ctx, settled, { ...input, window: windowId }, settled.version), text: settled.markdown };
  });
}

const savingOf = (input: DraftInput) => ({ text: input.text ?? '', version: input.version === undefined ? null : Number(input.version), windowId: input.window ?? null });

const textOf = (input: DraftInput, keptBecause: string | null): DraftText => ({ markdown: input.text ?? '', windowId: input.window ?? null, regime: input.regime ?? null, marking: input.marking ?? null, lang: input.lang ?? null, capacity: input.capacity ?? null, keptBecause });

const keptAs = (ctx: ForumContext, draft: Draft | null, input: DraftInput, version: number, beside = false): Kept => ({ savedAt: ctx.now.toISOString(), text: input.text ?? '', version, beside, others: othersOf(draft, input.window ?? '') });

async function draftOf(ctx: ForumContext, key: DraftKey): Promise<Draft> {
  const draft = await loadDraft(ctx, key, { lock: true });
  if (!draft) throw new Error('a draft that was just kept is not there');
  return draft;
}

/** Runs `work` on the one draft of a person, question and parent. */
function atDraft(ctx: ForumContext, code: string, input: DraftInput, work: (ctx: ForumContext, key: DraftKey) => Promise<Kept>): Promise<Outcome<Kept, Refused>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Kept, Refused>> => {
    const question = await loadQuestion(ctx, code);
    const { seat } = ctx.sight;
    if (!question || !seat || !may(ctx.sight, 'post')) return refused('discussion.no_such_question');
    const asked = input.parent ? readRef(input.parent) : null;
    const parent = asked ? await loadContribution(ctx, asked) : null;
    return granted(await work(ctx, { seatId: seat.id, questionId: question.id, parentId: parent?.id ?? null }));
  });
}
