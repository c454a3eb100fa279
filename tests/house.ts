import { sql } from 'kysely';
import { enter } from '#domain/accreditation/sight.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import type { Posted, Waits } from '#domain/discussion/commands/post-contribution.ts';
import { type Released, releaseWaiting } from '#domain/discussion/commands/release-waiting.ts';
import { asCustodian } from '#platform/db/custodian.ts';
import type { DbPool } from '#platform/db/pool.ts';
import type { DB } from '#platform/db/schema.ts';
import type { Outcome } from '#platform/outcome.ts';
import { seededWorld, type World } from '#platform/world.ts';
import { freshDatabase } from './database.ts';

/** A forum on a real database with a wound clock and the usual characters; see `furnish`. */
export type TestHouse = {
  pool: DbPool;
  url: string;
  world: World;
  /** Winds the clock to an instant. */
  at(instant: string | Date): void;
  /** The context of one of the characters, inside the forum. */
  as(name: Character): Promise<ForumContext>;
  /** The context of the operator, outside any forum. */
  operator(): Context;
  /** The context of somebody who is not signed in. */
  visitor(): Context;
  /** Reads what only custody may: who wrote what, and the openings of the record. */
  asCustodian<T>(read: (db: Context['db']) => Promise<T>): Promise<T>;
  /** What a posting became; an unattributed one is released at its latest hour, under a clock of its own. */
  entered(posting: Promise<Outcome<Posted | Waits>>): Promise<Posted>;
  /** What the clock does at an instant with the texts that wait; the house's own clock stays. */
  releaseAt(instant: string | Date): Promise<Released>;
  /** How many rows a table has, whoever they belong to. */
  count(table: keyof DB): Promise<number>;
  end(): Promise<void>;
};

export const characters = {
  anna: { name: 'Anna Berger', body: 'Delegation of Austria', category: 'delegations', state: 'AT', roles: ['participant'], speaks: true, duty: 'focal-point', locale: 'de' },
  ben: { name: 'Ben Keller', body: 'Delegation of Switzerland', category: 'delegations', state: 'CH', roles: ['participant'], speaks: true, duty: 'focal-point', locale: 'fr' },
  clara: { name: 'Clara Moretti', body: 'Secretariat', category: 'staff', state: null, roles: ['moderator'], speaks: false, duty: null, locale: 'it' },
  dmitri: { name: 'Dmitri Sokolov', body: 'Institute for Digital Rights', category: 'experts', state: null, roles: ['participant'], speaks: false, duty: null, locale: 'ru' },
  elif: { name: 'Elif Demir', body: 'Secretariat', category: 'staff', state: null, roles: ['rapporteur'], speaks: false, duty: null, locale: 'en' },
  fay: { name: 'Fay Ncube', body: 'Secretariat', category: 'staff', state: null, roles: ['organiser'], speaks: false, duty: null, locale: 'en' },
  gus: { name: 'Gus Lindholm', body: 'Secretariat', category: 'staff', state: null, roles: ['moderator'], speaks: false, duty: null, locale: 'en' },
  ivo: { name: 'Ivo Gruber', body: 'Delegation of Austria', category: 'delegations', state: 'AT', roles: ['participant'], speaks: false, duty: 'deputy', locale: 'de' },
  /** Invited nowhere: a person with an account and no seat. */
  hana: { name: 'Hana Novak', body: null, category: 'experts', state: null, roles: [], speaks: false, duty: null, locale: 'en' },
} as const;
export type Character = keyof typeof characters;

export const ids = {
  series: '00000000-0000-4000-8000-000000000001',
  forum: '00000000-0000-4000-8000-000000000002',
  aspectA: '00000000-0000-4000-8000-0000000000a0',
  aspectB: '00000000-0000-4000-8000-0000000000b0',
  A1: '00000000-0000-4000-8000-0000000000a1',
  A2: '00000000-0000-4000-8000-0000000000a2',
  B1: '00000000-0000-4000-8000-0000000000b1',
  stateAT: '00000000-0000-4000-8000-000000000a70',
  stateCH: '00000000-0000-4000-8000-000000000c40',
} as const;

/** Opening hours of the furnished forum: Monday 2 July 2012, 09:00 to Friday 6 July, 17:00 in Vienna. */
export const opensAt = new Date('2012-07-02T07:00:00Z');
export const closesAt = new Date('2012-07-06T15:00:00Z');

/** A house with one forum (open on 4 July 2012, 10:00 in Vienna), its questions A1, A2, B1 and its characters. */
export async function openHouse(): Promise<TestHouse> {
  const { pool, url, drop } = await freshDatabase();
  let now = new Date('2012-07-04T08:00:00Z');
  const world = seededWorld(1, () => now);
  const people = await furnish(pool);
  const context = (personId: string | null, kind: Context['actor']['kind']): Context => ({ db: pool.db, actor: { kind, personId, administrator: false }, now: world.now(), world, requestId: 'test' });
  const releaseAt = async (instant: string | Date) => {
    const at = new Date(instant);
    const inside = await enter({ ...context(null, 'clock'), now: at, world: { ...world, now: () => at, receipt: async () => at } }, ids.forum);
    const done = inside && (await releaseWaiting(inside));
    if (!done?.ok) throw new Error('the clock has no sight of the forum');
    return done.value;
  };
  return {
    releaseAt,
    entered: async (posting) => {
      const done = await posting;
      if (!done.ok) throw new Error(done.refusal.code);
      if ('id' in done.value) return done.value;
      const { released, refs } = await releaseAt(done.value.waitsUntil);
      if (released !== 1) throw new Error(`${released} texts were released, not the one that was posted`);
      const row = await pool.db.selectFrom('contribution as c').innerJoin('guiding_question as q', 'q.id', 'c.question_id').select(['c.id', 'c.number', 'q.code']).where(sql`q.code || '·' || c.number`, '=', refs[0] ?? '').executeTakeFirstOrThrow();
      return { id: row.id, number: row.number, ref: `${row.code}·${row.number}` };
    },
    pool,
    url,
    world,
    at: (instant) => {
      now = new Date(instant);
    },
    as: async (name) => {
      const entered = await enter(context(people[name], 'person'), ids.forum);
      if (!entered) throw new Error(`${name} has no sight of the forum`);
      return entered;
    },
    operator: () => context(null, 'operator'),
    visitor: () => context(null, 'visitor'),
    count: async (table) => {
      const counted = (db: Context['db']) => db.selectFrom(table).select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
      return Number((await (table === 'submission' ? pool.db.transaction().execute((db) => asCustodian({ db }, () => counted(db))) : counted(pool.db))).n);
    },
    asCustodian: (read) => pool.db.transaction().execute((db) => asCustodian({ db }, () => read(db))),
    end: drop,
  };
}

/** Puts the forum and the characters into an empty database; returns the characters' person ids. */
async function furnish({ db }: DbPool): Promise<Record<Character, string>> {
  const at = new Date('2012-05-14T07:00:00Z');
  await db.insertInto('series').values({ id: ids.series, slug: 'internet-2012', title: 'Terrorist Use of the Internet', short_title: 'Internet 2012', organiser: 'Secretariat', organiser_short: 'SEC', organization: 'OSCE', created_at: at }).execute();
  await db.insertInto('forum').values({ id: ids.forum, series_id: ids.series, number: 2, announced_title: 'Online forum on social networking tools', report_title: 'Social Networking Tools', short_title: 'Social networking tools', opens_local: '2012-07-02T09:00', closes_local: '2012-07-06T17:00', opens_at: opensAt, closes_at: closesAt, allowed_regimes: ['named', 'institution', 'category', 'chatham-house', 'unattributed'], default_regime: 'institution', default_marking: 'TLP:AMBER', announced_at: at }).execute();
  await db.insertInto('focus_aspect').values([
    { forum_id: ids.forum, id: ids.aspectA, key: 'II.1', letter: 'A', position: 1, announced_title: 'Enhancing Law enforcement responses', report_title: 'Enhancing Law Enforcement Responses' },
    { forum_id: ids.forum, id: ids.aspectB, key: 'II.2', letter: 'B', position: 2, announced_title: 'Empowering Internet users and civil society', report_title: 'Empowering Internet Users/Civil Society' },
  ]).execute();
  const question = (id: string, aspect_id: string, code: string, position: number) => ({ forum_id: ids.forum, id, aspect_id, code, position, kind: 'question', text: `What should come first in ${code}?`, short_text: `First in ${code}` });
  await db.insertInto('guiding_question').values([question(ids.A1, ids.aspectA, 'A1', 1), question(ids.A2, ids.aspectA, 'A2', 2), question(ids.B1, ids.aspectB, 'B1', 3)]).execute();
  await db.insertInto('thread').values([ids.A1, ids.A2, ids.B1].map((id) => ({ forum_id: ids.forum, question_id: id }))).execute();
  const names = (name: string) => JSON.stringify(Object.fromEntries(['en', 'fr', 'de', 'it', 'ru', 'es'].map((locale) => [locale, name])));
  await db.insertInto('state').values([{ id: ids.stateAT, code: 'AT', names: names('Austria'), order_fr: 6 }, { id: ids.stateCH, code: 'CH', names: names('Switzerland'), order_fr: 49 }]).execute();
  await db.insertInto('membership').values([ids.stateAT, ids.stateCH].map((state_id) => ({ state_id, status: 'participating-state', from_day: '1975-08-01' }))).execute();
  return seat(db, at);
}

async function seat(db: DbPool['db'], at: Date): Promise<Record<Character, string>> {
  const bodies = new Map<string, string>();
  const people = {} as Record<Character, string>;
  let n = 0;
  for (const [key, character] of Object.entries(characters) as [Character, (typeof characters)[Character]][]) {
    n += 1;
    const id = `00000000-0000-4000-8000-000000001${String(n).padStart(3, '0')}`;
    people[key] = id;
    await db.insertInto('person').values({ id, email: `${key}@example.org`, name: character.name, locale: character.locale, created_at: at }).execute();
    if (!character.body) continue;
    if (!bodies.has(character.body)) {
      const bodyId = `00000000-0000-4000-8000-000000002${String(n).padStart(3, '0')}`;
      bodies.set(character.body, bodyId);
      const state_id = character.state === 'AT' ? ids.stateAT : character.state === 'CH' ? ids.stateCH : null;
      await db.insertInto('body').values({ id: bodyId, name: character.body, category: character.category, state_id }).execute();
    }
    const bodyId = bodies.get(character.body) ?? '';
    await db.insertInto('seat').values({ forum_id: ids.forum, id: `00000000-0000-4000-8000-000000003${String(n).padStart(3, '0')}`, person_id: id, body_id: bodyId, category: character.category, roles: [...character.roles], speaks_for_state: character.speaks, duty: character.duty, rules_accepted_at: at, accredited_at: at }).execute();
  }
  return people;
}
