import type { Context } from '../context.ts';
import type { Lineage, Paragraph, Relation, Section, Sentence } from './model.ts';
import { romanOf } from './rules.ts';

type Db = Pick<Context, 'db'>;

/** The paragraphs of a series that stand, in the order of print within each place. */
export async function loadParagraphs({ db }: Db, seriesId: string, by: { id?: string; lock?: boolean } = {}): Promise<Paragraph[]> {
  let query = db.selectFrom('chapter_paragraph').select(['id', 'forum_id', 'section', 'aspect_id', 'position', 'version', 'sentences']).where('series_id', '=', seriesId).where('taken_out_at', 'is', null).orderBy('position').orderBy('id');
  if (by.id) query = query.where('id', '=', by.id);
  if (by.lock) query = query.forUpdate();
  const rows = await query.execute();
  return rows.map((r) => ({ id: r.id, forumId: r.forum_id, section: r.section as Section, aspectId: r.aspect_id, position: r.position, version: r.version, sentences: r.sentences as unknown as Sentence[] }));
}

/** A translation of a paragraph: of which version, sentence by sentence, and whether another person has reviewed it. */
export type ParagraphTranslation = { paragraphId: string; locale: string; version: number; texts: string[]; reviewed: boolean };

export async function loadTranslations({ db }: Db, seriesId: string, locale: string): Promise<Map<string, ParagraphTranslation>> {
  const rows = await db.selectFrom('chapter_paragraph_translation').select(['paragraph_id', 'locale', 'version', 'texts', 'reviewed_at']).where('series_id', '=', seriesId).where('locale', '=', locale).execute();
  return new Map(rows.map((r) => [r.paragraph_id, { paragraphId: r.paragraph_id, locale: r.locale, version: r.version, texts: r.texts as unknown as string[], reviewed: r.reviewed_at !== null }]));
}

/** What later forums made of findings of earlier ones, the latest first. */
export async function loadLineage({ db }: Db, seriesId: string): Promise<Lineage[]> {
  const rows = await db
    .selectFrom('finding_lineage as l')
    .innerJoin('finding as f', (on) => on.onRef('f.forum_id', '=', 'l.forum_id').onRef('f.id', '=', 'l.finding_id'))
    .innerJoin('forum as o', 'o.id', 'f.forum_id')
    .innerJoin('finding as g', (on) => on.onRef('g.forum_id', '=', 'l.from_forum_id').onRef('g.id', '=', 'l.from_finding_id'))
    .innerJoin('forum as p', 'p.id', 'g.forum_id')
    .select(['f.reference as later', 'o.number as laterForum', 'g.reference as earlier', 'p.number as earlierForum', 'l.relation'])
    .where('l.series_id', '=', seriesId)
    .orderBy('o.number', 'desc')
    .orderBy('f.reference')
    .orderBy('p.number', 'desc')
    .orderBy('g.reference')
    .execute();
  return rows.map((r) => ({ later: `${romanOf(r.laterForum)}/${r.later}`, earlier: `${romanOf(r.earlierForum)}/${r.earlier}`, relation: r.relation as Relation }));
}
