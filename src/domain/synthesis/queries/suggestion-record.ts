import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { countPointed } from '../store/model.ts';
import { loadSuggestionRecord, type SuggestionRecord } from '../store/suggestions.ts';

export type SuggestionsRecord = { lines: SuggestionRecord[]; /** What a model pointed to: kept, and dropped since its words do not stand in the text. */ pointed: { kept: number; dropped: number } };

/** The track record of the forum's suggestions; null for who is no rapporteur. */
export async function suggestionRecord(ctx: ForumContext): Promise<SuggestionsRecord | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const [lines, pointed] = await Promise.all([loadSuggestionRecord(ctx), countPointed(ctx)]);
  return { lines, pointed };
}
