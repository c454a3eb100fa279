import type { Context } from '../../context.ts';
import { romanOf } from '../rules.ts';
import { romanIn, withoutRoman } from '../rules/sentences.ts';

export type FindingAt = { seriesId: string; forumId: string; forumNumber: number; findingId: string; kind: string; addressee: string | null };

/** A finding of a series by its reference with the forum's figure, `II/R-03`; null when there is none. */
export async function findingByReference({ db }: Pick<Context, 'db'>, slug: string, reference: string): Promise<FindingAt | null> {
  const rows = await db.selectFrom('finding as f').innerJoin('forum as o', 'o.id', 'f.forum_id').innerJoin('series as s', 's.id', 'o.series_id').select(['s.id as seriesId', 'o.id as forumId', 'o.number', 'f.id', 'f.kind', 'f.addressee']).where('s.slug', '=', slug).where('f.reference', '=', withoutRoman(reference)).execute();
  const row = rows.find(({ number }) => romanOf(number) === romanIn(reference));
  return row ? { seriesId: row.seriesId, forumId: row.forumId, forumNumber: row.number, findingId: row.id, kind: row.kind, addressee: row.addressee } : null;
}
