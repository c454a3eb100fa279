import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { strictest } from '../../disclosure/rules.ts';
import { loadExcerpts } from '../store.ts';

/** The wording of a finding as it stood in a version, in a language or else in English, and as strictly marked as what it rests on; null marking: on nothing. */
export async function wordingOf(ctx: ForumContext, findingId: string, version: number, locale: string): Promise<{ text: string; marking: Marking | null } | null> {
  const { db, sight } = ctx;
  const [rows, excerpts] = await Promise.all([
    db.selectFrom('finding_version').select(['locale', 'text']).where('forum_id', '=', sight.forumId).where('finding_id', '=', findingId).where('number', '=', version).execute(),
    loadExcerpts(ctx, findingId),
  ]);
  const text = (rows.find((row) => row.locale === locale) ?? rows.find((row) => row.locale === 'en') ?? rows[0])?.text;
  return text === undefined ? null : { text, marking: excerpts.length > 0 ? strictest(excerpts.map(({ marking }) => marking as Marking)) : null };
}

/** A version of a finding in each language it has: the words alone, by language. */
export async function textsAt({ db, sight }: ForumContext, findingId: string, version: number): Promise<Map<string, string>> {
  const rows = await db.selectFrom('finding_version').select(['locale', 'text']).where('forum_id', '=', sight.forumId).where('finding_id', '=', findingId).where('number', '=', version).orderBy('locale').execute();
  return new Map(rows.map(({ locale, text }) => [locale, text]));
}
