import type { Context } from '../../context.ts';
import { romanOf } from '../rules.ts';
import { namesFinding, romanIn, withoutRoman } from '../rules/sentences.ts';

/** Those of some references that name no finding and no contribution of the series. */
export async function unknownReferences({ db }: Pick<Context, 'db'>, seriesId: string, references: readonly string[]): Promise<string[]> {
  const asked = [...new Set(references)];
  if (asked.length === 0) return [];
  const forums = await db.selectFrom('forum').select(['id', 'number']).where('series_id', '=', seriesId).execute();
  const idOf = (reference: string) => forums.find(({ number }) => romanOf(number) === romanIn(reference))?.id;
  const ids = [...new Set(asked.flatMap((reference) => idOf(reference) ?? []))];
  if (ids.length === 0) return asked;
  const [findings, said] = await Promise.all([
    db.selectFrom('finding').select(['forum_id', 'reference']).where('forum_id', 'in', ids).execute(),
    db.selectFrom('contribution as c').innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id')).select(['c.forum_id', 'q.code', 'c.number']).where('c.forum_id', 'in', ids).where('c.kind', '=', 'contribution').where('c.number', 'in', numbersIn(asked)).execute(),
  ]);
  const known = new Set([...findings.map((f) => `${f.forum_id} ${f.reference}`), ...said.map((c) => `${c.forum_id} ${c.code}·${c.number}`)]);
  return asked.filter((reference) => !known.has(`${idOf(reference) ?? ''} ${withoutRoman(reference)}`));
}

const numbersIn = (references: readonly string[]): number[] => [0, ...references.filter((one) => !namesFinding(one)).map((one) => Number(one.slice(one.indexOf('·') + 1)))];
