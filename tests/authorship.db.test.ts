import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { ids, openHouse, type TestHouse } from './house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

/** Tables the application reads in which a person stands beside a contribution, and why that is not its author. */
const otherPersons: Record<string, string> = {
  attachment: 'whose draft a file lies with; a row never has both, and a check of its table holds that',
  desk_task: 'whom a task about it was given',
  excerpt: 'the rapporteur who marked it',
  issued_text: 'nobody: words of what was issued and of statements attached to it, with the State that made them',
  read_mark: 'who has read it',
  told_of: 'whom a letter told of it: everyone who wants letters, its author too',
};

describe('who wrote a contribution', () => {
  it('stands in no table the application can read: each with a person beside a contribution says who that is', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','v') and not c.relrowsecurity and has_table_privilege('colloquy_app', c.oid, 'select')
      group by c.relname
      having bool_or(a.attname ~ 'contribution|^entry_id$|^answer$') and bool_or(a.attname ~ 'seat|person_id|author|actor|assignee|drafted|released_by|^value$')
      order by 1`.execute(house.pool.db);
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(otherPersons));
  });

  it('is told by no opening of the record, and by no answer to a form of another', async () => {
    const dmitri = await house.as('dmitri');
    await house.entered(postContribution(dmitri, { submissionId: '00000000-0000-4000-8000-00000000f001', code: 'A1', text: 'Nobody knows that I said this.', regime: 'unattributed', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
    await expect(sql`select * from journal_opening`.execute(house.pool.db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from journal_opening`.execute(house.pool.db)).rejects.toThrow(/permission denied/);
    expect((await sql`select * from submission`.execute(house.pool.db)).rows).toEqual([]);
    expect(await house.count('submission')).toBe(1);
    const seat = await house.pool.db.selectFrom('seat').select('id').where('forum_id', '=', ids.forum).where('person_id', '=', dmitri.actor.personId).executeTakeFirstOrThrow();
    expect(await house.asCustodian((db) => db.selectFrom('journal_opening').select('field').where('value', '=', seat.id).execute())).toEqual([{ field: 'author' }]);
  });
});
