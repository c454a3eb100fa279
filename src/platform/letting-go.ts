import type { Kysely } from 'kysely';
import { asCustodian } from './db/custodian.ts';
import type { DB } from './db/schema.ts';

type Doing = { db: Kysely<DB> };

/** Forgets the answers to forms that arrived up to an instant: until then a second arrival gets the first answer. */
export async function forgetSubmissions({ db }: Doing, until: Date): Promise<number> {
  return Number((await asCustodian({ db }, () => db.deleteFrom('submission').where('at', '<=', until).executeTakeFirst())).numDeletedRows);
}

/** Forgets the answers one person got. */
export async function forgetSubmissionsOf({ db }: Doing, personId: string): Promise<void> {
  await asCustodian({ db }, () => db.deleteFrom('submission').where('actor', '=', personId).execute());
}

const blank = { person_id: null, address: '', subject: '', body: '', about: null, next_at: null, failure: null };

/** Takes text, address and person from letters sent, or given up, up to an instant; that one of its kind was sent stays. Who was told of what by then goes with them. */
export async function blankLetters({ db }: Doing, until: Date): Promise<number> {
  await db.deleteFrom('notice').where('told_at', '<=', until).execute();
  const done = await db
    .updateTable('letter')
    .set(blank)
    .where('address', '!=', '')
    .where((eb) => eb.or([eb('sent_at', '<=', until), eb.and([eb('sent_at', 'is', null), eb('next_at', 'is', null), eb('written_at', '<=', until)])]))
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** The same at once for all letters to a person or an address; those not sent yet are not sent. Nor is it kept that letters do not arrive there. */
export async function blankLettersTo({ db }: Doing, { personId, address }: { personId: string; address: string }): Promise<void> {
  await db.deleteFrom('suppressed_address').where('address', '=', address.toLowerCase()).execute();
  await db.deleteFrom('notice').where('person_id', '=', personId).execute();
  await db.updateTable('letter').set(blank).where((eb) => eb.or([eb('person_id', '=', personId), eb(eb.fn('lower', ['address']), '=', address.toLowerCase())])).execute();
}
