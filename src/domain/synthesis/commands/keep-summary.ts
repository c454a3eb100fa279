import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { type OtherText, othersOf } from '../../discussion/rules/draft.ts';
import type { DraftChoice } from '../../discussion/schema.ts';
import { may } from '../../rights.ts';
import type { SummaryRefusal } from '../model.ts';
import { summaryTimes } from '../queries/summary-hour.ts';
import { fateOfSummary } from '../rules/summary-draft.ts';
import type { SummaryDraftInput } from '../schema.ts';
import { dropSummaryBeside, insertSummaryDraft, loadSummaryDraft, putSummaryBeside, replaceSummaryDraft, type SummaryDraft, type SummaryText } from '../store/summaries.ts';

/** A kept summary: the text and version its window has from now on, and what other windows wrote. */
export type KeptSummary = { text: string; version: number; beside: boolean; others: readonly OtherText[] };
type Kept = Outcome<KeptSummary, SummaryRefusal>;

/**
 * Keeps a day's summary as it is being written, for all who write summaries and for nobody else; a draft is no deed.
 * Of two windows neither overwrites the other's words; a new version is one that nobody has signed.
 *
 * Refuses  `synthesis.not_yours`; `synthesis.no_such_day` for a day that is not one of the forum's, or not yet.
 */
export function keepSummary(ctx: ForumContext, day: string, input: SummaryDraftInput): Promise<Kept> {
  return atDraft(ctx, day, input, async (ctx, text) => {
    const found = await loadSummaryDraft(ctx, day, { lock: true });
    if (!found && (await insertSummaryDraft(ctx, day, text))) return keptAs(await draftOf(ctx, day), input, 1);
    const draft = found ?? (await draftOf(ctx, day));
    const fate = fateOfSummary(draft, text, input.version ?? null);
    if (fate === 'beside') {
      await putSummaryBeside(ctx, day, text.windowId, text.lines);
      return keptAs(await draftOf(ctx, day), input, input.version ?? 0, true);
    }
    const version = fate === 'next' ? draft.version + 1 : draft.version;
    if (fate === 'next') await replaceSummaryDraft(ctx, day, version, text);
    await dropSummaryBeside(ctx, day, text.windowId);
    return keptAs(await draftOf(ctx, day), input, version);
  });
}

/**
 * One of the texts of several windows is gone on with, or dropped: what stood in this window is kept beside, and
 * dropped is only what was asked to be.
 *
 * Refuses  as `keepSummary` does; a text that is not there any more changes nothing.
 */
export function settleSummary(ctx: ForumContext, day: string, input: SummaryDraftInput, { deed, which }: DraftChoice): Promise<Kept> {
  return atDraft(ctx, day, input, async (ctx, text) => {
    const draft = await loadSummaryDraft(ctx, day, { lock: true });
    const other = which === 'draft' ? draft && { windowId: draft.windowId, markdown: draft.lines } : draft?.beside.find((one) => one.windowId === which);
    if (!draft || !other) return keptAs(draft, input, draft?.version ?? 0);
    const inConflict = draft.beside.some((one) => one.windowId === text.windowId);
    if (which !== 'draft') await dropSummaryBeside(ctx, day, which);
    if (deed === 'drop' && which !== 'draft') return keptAs(await draftOf(ctx, day), input, inConflict ? (input.version ?? 0) : draft.version, inConflict);
    await dropSummaryBeside(ctx, day, text.windowId);
    if (deed === 'take') {
      if (text.lines.trim() && text.lines !== other.markdown) await putSummaryBeside(ctx, day, ctx.world.mint(), text.lines);
      if (inConflict && which !== 'draft') await putSummaryBeside(ctx, day, ctx.world.mint(), draft.lines);
    }
    await replaceSummaryDraft(ctx, day, draft.version + 1, { ...text, lines: deed === 'take' ? other.markdown : text.lines });
    const settled = await draftOf(ctx, day);
    return { ...keptAs(settled, input, settled.version), text: settled.lines };
  });
}

const keptAs = (draft: SummaryDraft | null, input: SummaryDraftInput, version: number, beside = false): KeptSummary => ({ text: input.text, version, beside, others: othersOf(draft && { ...draft, markdown: draft.lines }, input.window) });

async function draftOf(ctx: ForumContext, day: string): Promise<SummaryDraft> {
  const draft = await loadSummaryDraft(ctx, day, { lock: true });
  if (!draft) throw new Error('a draft that was just kept is not there');
  return draft;
}

/** Runs `work` on the one draft of a day, with what the window holds. */
function atDraft(ctx: ForumContext, day: string, input: SummaryDraftInput, work: (ctx: ForumContext, text: SummaryText) => Promise<KeptSummary>): Promise<Kept> {
  return atomically(ctx, async (ctx): Promise<Kept> => {
    if (!may(ctx.sight, 'write-summary') || !ctx.sight.seat) return refused('synthesis.not_yours');
    const times = await summaryTimes(ctx);
    if (!times?.days.includes(day)) return refused('synthesis.no_such_day');
    const { text, window: windowId, lang, notAddressed, correction } = input;
    return granted(await work(ctx, { windowId, lang, marking: input.marking ?? times.forum.defaultMarking, lines: text, notAddressed, correction }));
  });
}
