import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { leadsOf } from '../queries/leads.ts';
import { type Suggestion, suggestionsFor } from '../queries/suggestions.ts';
import { themeSuggestions } from '../queries/themes.ts';
import type { SuggestionInput } from '../schema.ts';
import { saveJudgement } from '../store/suggestions.ts';
import { addCode } from './arrange-codes.ts';
import { disposeContribution } from './dispose-contribution.ts';
import { markExcerpt } from './mark-excerpt.ts';

type Refusal = SynthesisRefusal | 'platform.submission_reused';

/**
 * A rapporteur accepts or dismisses one suggestion. It is made anew from what stands, and must still be made. Accepting
 * does what the rapporteur could do by hand, as theirs: marks the passage with its codes, adds the code, or says that
 * the copy was merged; dismissing does nothing else.
 *
 * Writes   the judgement, by which the method has its track record; one journal entry, besides that of the deed.
 * Refuses  `synthesis.not_yours`; `synthesis.no_such_suggestion`; as the deed does.
 */
export function judgeSuggestion(ctx: ForumContext, input: SuggestionInput, words: { /** Why a copy was merged, for its author to read. */ merged(ref: string): string }): Promise<Outcome<null, Refusal>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<null, Refusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const found = (await madeFor(ctx, input)).find(({ id }) => id === input.suggestion);
    if (!found) return refused('synthesis.no_such_suggestion');
    if (input.outcome === 'accepted') {
      const done = await carryOut(ctx, found, input, words);
      if (!done.ok) return done;
    }
    await saveJudgement(ctx, seat.id, found, input.outcome);
    await journal(ctx, { kind: events.suggestionJudged, forumId, subject: found.passage?.contributionId ?? found.id, facts: { method: found.method, version: found.version, language: found.language, outcome: input.outcome } });
    return granted(null);
  });
}

async function madeFor(ctx: ForumContext, { about, at }: SuggestionInput): Promise<readonly Suggestion[]> {
  switch (about) {
    case 'text':
      return (await suggestionsFor(ctx, at)) ?? [];
    case 'part':
      return (await leadsOf(ctx, at))?.questions.flatMap(({ leads }) => leads) ?? [];
    case 'codes':
      return (await themeSuggestions(ctx)) ?? [];
    default:
      return about satisfies never;
  }
}

async function carryOut(ctx: ForumContext, { method, passage, codes, label, like }: Suggestion, { at }: SuggestionInput, words: { merged(ref: string): string }): Promise<Outcome<unknown, Refusal>> {
  const submissionId = ctx.world.mint();
  if (method === 'theme') return addCode(ctx, { submissionId, label: label ?? '' });
  if (method === 'near-copy') return disposeContribution(ctx, { contribution: at, fate: 'merged', reason: words.merged(like?.ref ?? '') });
  if (!passage) return refused('synthesis.no_such_suggestion');
  const { ref, revision, start, end, text } = passage;
  return markExcerpt(ctx, { submissionId, contribution: ref, revision, start, end, quote: text, codes: codes.map(({ id }) => id) });
}
