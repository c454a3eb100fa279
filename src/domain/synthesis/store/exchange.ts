import type { ForumContext } from '../../context.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { userGuid } from '../rules/exchange/guid.ts';
import type { OurCodes } from '../rules/exchange/plan-codes.ts';
import { holdCodes, loadCodes, seriesOf } from './codes.ts';

export type WordingRow = { contributionId: string; ref: string; question: string; letter: string; lang: string; marking: Marking; regime: Regime; /** Shown, and said by a participant. */ shown: boolean; revision: number; current: number; text: string; at: Date };

/** Every wording of every contribution of the forum in sight, in reading order; of some contributions only, where named. */
export async function loadWordings({ db, sight }: ForumContext, contributionIds?: readonly string[]): Promise<WordingRow[]> {
  let query = db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .innerJoin('focus_aspect as a', (on) => on.onRef('a.forum_id', '=', 'q.forum_id').onRef('a.id', '=', 'q.aspect_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'c.forum_id').onRef('r.contribution_id', '=', 'c.id'))
    .select(['c.id', 'q.code', 'c.number', 'a.letter', 'c.lang', 'c.marking', 'c.regime', 'c.visibility', 'c.kind', 'c.revision', 'c.received_at', 'r.number as wording', 'r.markdown'])
    .where('c.forum_id', '=', sight.forumId)
    .orderBy('q.position')
    .orderBy('c.number')
    .orderBy('r.number');
  if (contributionIds) query = query.where('c.id', 'in', contributionIds.length > 0 ? [...contributionIds] : ['00000000-0000-0000-0000-000000000000']);
  return (await query.execute()).map((r) => ({ contributionId: r.id, ref: refOf(r.code, r.number), question: r.code, letter: r.letter, lang: r.lang, marking: r.marking as Marking, regime: r.regime as Regime, shown: r.visibility === 'shown' && r.kind === 'contribution', revision: r.wording, current: r.revision, text: r.markdown, at: r.received_at }));
}

export type CodedExcerpt = { id: string; contributionId: string; revision: number; start: number; end: number; quote: string; seatId: string; codings: { code: string; seatId: string }[]; findings: { findingId: string; opposing: boolean }[] };

/** All excerpts of the forum in sight with who put which codes there, and the findings that rest on them. */
export async function loadCodedExcerpts({ db, sight }: ForumContext): Promise<CodedExcerpt[]> {
  const [rows, codings, links] = await Promise.all([
    db.selectFrom('excerpt').select(['id', 'contribution_id', 'revision', 'range_start', 'range_end', 'quote', 'seat_id']).where('forum_id', '=', sight.forumId).orderBy('range_start').orderBy('range_end').orderBy('id').execute(),
    db.selectFrom('excerpt_code').select(['excerpt_id', 'code_id', 'seat_id']).where('forum_id', '=', sight.forumId).orderBy('code_id').orderBy('seat_id').execute(),
    db.selectFrom('finding_excerpt').select(['excerpt_id', 'finding_id', 'opposing']).where('forum_id', '=', sight.forumId).orderBy('finding_id').execute(),
  ]);
  const found = new Map(rows.map((r): [string, CodedExcerpt] => [r.id, { id: r.id, contributionId: r.contribution_id, revision: r.revision, start: r.range_start, end: r.range_end, quote: r.quote, seatId: r.seat_id, codings: [], findings: [] }]));
  for (const { excerpt_id, code_id, seat_id } of codings) found.get(excerpt_id)?.codings.push({ code: code_id, seatId: seat_id });
  for (const { excerpt_id, finding_id, opposing } of links) found.get(excerpt_id)?.findings.push({ findingId: finding_id, opposing });
  return [...found.values()];
}

/** The tree of codes as a file that was brought is compared with it; held until the transaction ends where asked for. */
export async function loadOurCodes(ctx: ForumContext, guids: readonly string[], { hold = false } = {}): Promise<OurCodes> {
  const { db } = ctx;
  const held = hold ? await holdCodes(ctx) : null;
  const seriesId = held?.seriesId ?? (await seriesOf(ctx));
  const [codes, signposts, elsewhere] = await Promise.all([
    held ? held.codes : loadCodes(ctx, seriesId),
    db.selectFrom('code').select(['id', 'merged_into']).where('series_id', '=', seriesId).where('merged_into', 'is not', null).execute(),
    guids.length === 0 ? [] : db.selectFrom('code').select('id').where('series_id', '<>', seriesId).where('id', 'in', [...guids]).execute(),
  ]);
  const next = new Map(signposts.flatMap(({ id, merged_into }) => (merged_into ? [[id, merged_into] as const] : [])));
  const last = (id: string): string => {
    let at = id;
    for (let steps = 0; steps <= next.size; steps += 1) at = next.get(at) ?? at;
    return at;
  };
  return { seriesId, codes, merged: new Map([...next.keys()].map((id) => [id, last(id)])), taken: new Set(elsewhere.map(({ id }) => id)) };
}

/** The GUIDs by which files know the rapporteurs of the forum in sight: the actor's own, and all others. */
export async function loadCoders({ db, sight }: ForumContext): Promise<{ me: string; others: ReadonlySet<string> }> {
  const seats = await db.selectFrom('seat').select('id').where('forum_id', '=', sight.forumId).execute();
  const me = userGuid(sight.forumId, sight.seat?.id ?? '');
  return { me, others: new Set(seats.map(({ id }) => userGuid(sight.forumId, id)).filter((guid) => guid !== me)) };
}

/** Each rapporteur who marked or coded, by a number: in the order of their GUIDs, which says nothing of who is who. */
export function numberCoders(forumId: string, excerpts: readonly CodedExcerpt[]): Map<string, number> {
  const seats = [...new Set(excerpts.flatMap(({ seatId, codings }) => [seatId, ...codings.map((coding) => coding.seatId)]))];
  return new Map(seats.sort((a, b) => (userGuid(forumId, a) < userGuid(forumId, b) ? -1 : 1)).map((seat, i) => [seat, i + 1]));
}
