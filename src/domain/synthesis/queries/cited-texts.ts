import type { Context, ForumContext } from '../../context.ts';
import { countVoicesTogether } from '../../disclosure/custody-of-voices.ts';
import type { Marking } from '../../disclosure/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { Weight } from '../model.ts';
import { weightOf } from '../rules.ts';

/** A contribution as a sentence of the report may rest on it: the wording that stands. */
export type Cited = { id: string; ref: string; marking: Marking; visibility: string; lang: string; text: string };

/** What participants said in a forum, for those who check what the report says of it. */
export async function citedTexts({ db, sight }: ForumContext): Promise<Cited[]> {
  const rows = await db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'c.forum_id').onRef('r.contribution_id', '=', 'c.id').onRef('r.number', '=', 'c.revision'))
    .select(['c.id', 'q.code', 'c.number', 'c.marking', 'c.visibility', 'c.lang', 'r.markdown'])
    .where('c.forum_id', '=', sight.forumId)
    .where('c.kind', '=', 'contribution')
    .orderBy('q.position')
    .orderBy('c.number')
    .execute();
  return rows.map((r) => ({ id: r.id, ref: refOf(r.code, r.number), marking: r.marking as Marking, visibility: r.visibility, lang: r.lang, text: r.markdown }));
}

/** What stands for a point and what against it, by contribution; ids are unique over all forums. */
export type Behind = { for: readonly string[]; against: readonly string[] };

/** The weight word of each point, counted in distinct voices over all forums; null where nobody stands behind it. */
export async function weightsOf(ctx: Context, points: Readonly<Record<string, Behind>>): Promise<Map<string, Weight | null>> {
  const keys = Object.keys(points);
  const groups = Object.fromEntries(keys.flatMap((key) => {
    const { for: pro, against } = points[key] ?? { for: [], against: [] };
    return [[`for ${key}`, [...pro]], [`all ${key}`, [...pro, ...against]]];
  }));
  const counted = await atomically(ctx, async (ctx) => granted(await countVoicesTogether(ctx, groups)));
  const voices = counted.ok ? counted.value : new Map<string, number>();
  return new Map(keys.map((key) => [key, weightOf(voices.get(`for ${key}`) ?? 0, voices.get(`all ${key}`) ?? 0)]));
}
