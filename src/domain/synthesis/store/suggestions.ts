import type { ForumContext } from '../../context.ts';
import type { SuggestionMethod } from '../aids/suggestion.ts';

export type Judged = 'accepted' | 'dismissed';
export type SuggestionRecord = { method: SuggestionMethod; language: string; accepted: number; dismissed: number };

/** Suggestions that are not made again to the actor: those they judged, and those that anybody accepted. */
export async function loadSettled({ db, sight }: ForumContext): Promise<Set<string>> {
  const rows = await db.selectFrom('suggestion_judgement').select('id').where('forum_id', '=', sight.forumId).where((eb) => eb.or([eb('outcome', '=', 'accepted'), eb('seat_id', '=', sight.seat?.id ?? '00000000-0000-0000-0000-000000000000')])).execute();
  return new Set(rows.map(({ id }) => id));
}

/** How often rapporteurs of this forum accepted or dismissed what each method suggested, by language. */
export async function loadSuggestionRecord({ db, sight }: ForumContext): Promise<SuggestionRecord[]> {
  const rows = await db.selectFrom('suggestion_judgement').select(['method', 'language', 'outcome', (eb) => eb.fn.countAll<string>().as('n')]).where('forum_id', '=', sight.forumId).groupBy(['method', 'language', 'outcome']).orderBy('method').orderBy('language').execute();
  const found = new Map<string, SuggestionRecord>();
  for (const { method, language, outcome, n } of rows) {
    const line = found.get(`${method} ${language}`) ?? { method: method as SuggestionMethod, language, accepted: 0, dismissed: 0 };
    line[outcome as Judged] += Number(n);
    found.set(`${method} ${language}`, line);
  }
  return [...found.values()];
}

export async function saveJudgement({ db, sight, now }: ForumContext, seatId: string, { id, method, version, language }: { id: string; method: SuggestionMethod; version: string; language: string }, outcome: Judged): Promise<void> {
  await db.insertInto('suggestion_judgement').values({ forum_id: sight.forumId, id, seat_id: seatId, method, version, language, outcome, judged_at: now }).onConflict((c) => c.doNothing()).execute();
}
