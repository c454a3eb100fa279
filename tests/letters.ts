import pg from 'pg';
import type { DbPool } from '#platform/db/pool.ts';
import { writeSignInLetter } from '#domain/account/commands/ask-sign-in.ts';
import type { TestHouse } from './house.ts';

/** Does the worker's part for every letter to sign in with that was asked for; answers with how many were written. */
export async function writeAskedLetters(house: TestHouse, origin = 'http://forum.example'): Promise<number> {
  // The application may add jobs and no more: the queue is read as its owner.
  const owner = new pg.Client({ connectionString: house.url });
  await owner.connect();
  const { rows } = await owner.query<{ payload: { token: string; code: string } }>("delete from graphile_worker._private_jobs using graphile_worker._private_tasks t where task_id = t.id and t.identifier = 'sign-in-letter' returning payload");
  await owner.end();
  let written = 0;
  for (const { payload } of rows) {
    const fate = await writeSignInLetter(house.operator(), payload, origin);
    if (fate.ok && fate.value === 'written') written += 1;
  }
  return written;
}

/** Link and code of the last letter to an address. */
export async function lastLetter({ db }: Pick<DbPool, 'db'>, address: string): Promise<{ token: string; code: string; body: string; subject: string }> {
  const { body, subject } = await db.selectFrom('letter').select(['body', 'subject']).where('address', '=', address).orderBy('written_at', 'desc').limit(1).executeTakeFirstOrThrow();
  return { token: /\/([A-Za-z0-9_-]{43})/.exec(body)?.[1] ?? '', code: /\b(\d{3}) (\d{3})\b/.exec(body)?.slice(1).join('') ?? '', body, subject };
}
