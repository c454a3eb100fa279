import type { ForumContext } from '../../context.ts';
import type { Annotation, Standing } from '../model.ts';
import { type Anchor, lengthOf, plainOf } from '../rules/anchor.ts';
import { type Fate, type Place, type PlainParagraph, placeOf } from '../rules/settle.ts';
import { loadParagraphs } from '../store.ts';

type Row = Annotation & { stored: { fate: string; paragraph: string | null; start: number | null; length: number | null } | null };

/** Remarks made on a version or before it, in the order of their arrival; who made them stays out. */
async function loadUpTo({ db, sight }: ForumContext, paperId: string, version: number): Promise<Row[]> {
  const rows = await db
    .selectFrom('annotation as a')
    .leftJoin('annotation_place as p', (j) => j.onRef('p.forum_id', '=', 'a.forum_id').onRef('p.annotation_id', '=', 'a.id').on('p.version', '=', version))
    .select((eb) => ['a.id', 'a.number', 'a.paragraph', 'a.version', 'a.lang', 'a.text_lang as textLang', 'a.quote', 'a.prefix', 'a.suffix', 'a.start', 'a.text', 'a.proposal', 'p.fate as placeFate', 'p.paragraph as placeParagraph', 'p.start as placeStart', 'p.length as placeLength',
      eb.selectFrom('paper_paragraph as o').select('o.label').whereRef('o.forum_id', '=', 'a.forum_id').whereRef('o.paper_id', '=', 'a.paper_id').whereRef('o.version', '=', 'a.version').whereRef('o.stable_id', '=', 'a.paragraph').limit(1).as('label')])
    .where('a.forum_id', '=', sight.forumId)
    .where('a.paper_id', '=', paperId)
    .where('a.version', '<=', version)
    .orderBy('a.at')
    .orderBy('a.number')
    .orderBy('a.id')
    .execute();
  return rows.map(({ number, label, placeFate, placeParagraph, placeStart, placeLength, ...note }) => ({ ...note, reference: `P${label || note.paragraph.slice(1)}·${number}`, stored: placeFate ? { fate: placeFate, paragraph: placeParagraph, start: placeStart, length: placeLength } : null }));
}

/**
 * Each remark made so far with where it stands in a version: as settled when the version was circulated, else as it
 * would be settled now. None is left out.
 */
export async function standingIn(ctx: ForumContext, paperId: string, version: number): Promise<Standing[]> {
  const texts = new Map<string, Promise<PlainParagraph[]>>();
  const textIn = (locale: string) => texts.get(locale) ?? texts.set(locale, loadParagraphs(ctx, paperId, version, locale).then((all) => all.map(({ id, html }) => ({ id, text: plainOf(html) })))).get(locale) ?? Promise.resolve([]);
  return Promise.all((await loadUpTo(ctx, paperId, version)).map(async ({ stored, ...note }): Promise<Standing> => ({ ...note, place: storedPlace(stored) ?? ownPlace(note, version) ?? placeOf(note, await textIn(note.textLang)) })));
}

function storedPlace(stored: Row['stored']): Place | null {
  if (!stored) return null;
  const { fate, paragraph, start, length } = stored;
  if (paragraph === null || start === null || length === null) return { fate: 'orphaned', paragraph: null, start: null, length: null };
  return { fate: fate as Exclude<Fate, 'orphaned'>, paragraph, start, length };
}

/** On the version it was made on, a remark stands where it was made. */
function ownPlace({ version, paragraph, start, quote }: Anchor & { version: number; paragraph: string }, shown: number): Place | null {
  return version === shown && start !== null ? { fate: 'carried', paragraph, start, length: lengthOf(quote) } : null;
}

/** Keeps where these remarks stand in a version; one that is kept already stays as it is. */
export async function keepPlaces({ db, sight }: ForumContext, version: number, standing: readonly Standing[]): Promise<void> {
  if (standing.length === 0) return;
  await db.insertInto('annotation_place').values(standing.map(({ id, place }) => ({ forum_id: sight.forumId, annotation_id: id, version, ...place }))).onConflict((c) => c.doNothing()).execute();
}

/** The number of the next remark on a paragraph; none is given twice. */
export async function nextNumber({ db, sight }: ForumContext, paperId: string, paragraph: string): Promise<number> {
  const last = await db.selectFrom('annotation').select((eb) => eb.fn.max('number').as('n')).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('paragraph', '=', paragraph).executeTakeFirst();
  return (last?.n ?? 0) + 1;
}
