import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { markRead } from '#domain/discussion/commands/mark-read.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { withdrawContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { inReadingOrder } from '#domain/discussion/queries/whats-new.ts';
import { exportRecord } from '#domain/record/queries/export-record.ts';
import { type Character, openHouse, type TestHouse } from './house.ts';
import { openWeb, type TestWeb } from './web.ts';

const authors = ['anna', 'ben', 'dmitri'] as const;
/** Everybody but the authors, in every role; they know when each of the authors was online. */
const observers: readonly Character[] = ['clara', 'elif', 'fay', 'gus', 'ivo'];
const base = '/en/f/internet-2012-2';
/** What stands for the parts of an address; the pages that a forum has not got are asked for all the same. */
const parts: Readonly<Record<string, string>> = { forum: 'internet-2012-2', code: 'A1', ref: 'A1-1', day: '2012-07-04' };
const searches = [`${base}/search?q=hushword`, `${base}/search?q=hushword&category=delegations`, `${base}/q/B1`];
/** Every address inside a forum that is read, from the table of addresses itself; streams do not end, and say no more than that something changed. */
const pagesOf = (web: TestWeb): string[] => [
  ...web.door.opened.filter(({ method, path }) => method === 'GET' && path.startsWith('/f/:forum') && !path.endsWith('/live')).map(({ path }) => `/en${path.replace(/:(\w+)/g, (_, part: string) => parts[part] ?? '1')}`),
  ...searches,
];

/** What is sent in one quarter of an hour: each text by one author; and which of the texts shown before are taken back. */
type Round = { texts: { by: (typeof authors)[number]; code: 'A1' | 'B1'; words: string }[]; back: number[] };
/** One way in which a round may have gone: another order, other instants, and the authors changed about. */
type Turn = { order: number; shift: number; swap: boolean };

const round = fc.record<Round>({
  texts: fc.array(fc.record({ by: fc.constantFrom(...authors), code: fc.constantFrom('A1' as const, 'B1' as const), words: fc.constantFrom('hushword one', 'hushword two ё', 'hushword "three"', '=1+1 hushword') }), { minLength: 1, maxLength: 4 }),
  back: fc.array(fc.nat(3), { maxLength: 1 }),
});
const turn = fc.record<Turn>({ order: fc.nat(5), shift: fc.nat(400_000), swap: fc.boolean() });

/** Who wrote a text when the authors are changed about: another for each, the same for all texts of one. */
const swapped = (by: (typeof authors)[number]): (typeof authors)[number] => (by === 'anna' ? 'ben' : by === 'ben' ? 'dmitri' : 'anna');

/** Lives through the rounds in one of the ways, and answers with all that leaves the house. */
async function live(rounds: readonly Round[], turns: readonly Turn[]): Promise<Map<string, string>> {
  const house = await openHouse();
  const web = await openWeb(house);
  const swap = turns[0]?.swap ?? false;
  try {
    // A text that has its author's name stands there too: it must stay as it is.
    await postContribution(await house.as('anna'), said('A1', 'Named.', 'named'));
    const shown: { ref: string; words: string; code: string }[] = [];
    for (const [i, { texts, back }] of rounds.entries()) {
      const begins = Date.parse('2012-07-04T08:00:00Z') + i * 900_000;
      const way = turns[i % turns.length] ?? { order: 0, shift: 0, swap: false };
      const ordered = texts.map((text, n) => ({ text, at: (n + way.order) % texts.length })).sort((a, b) => a.at - b.at);
      for (const { text, at } of ordered) {
        house.at(new Date(begins + way.shift + at * 60_000));
        // No two texts alike: which of two equal ones is taken back later, and by whom, would be another life, not another author.
        await postContribution(await house.as(swap ? swapped(text.by) : text.by), said(text.code, `${text.words} ${i}.${texts.indexOf(text)}`, 'unattributed'));
      }
      for (const n of back) for (const author of authors) if (shown[n]) await withdrawContribution(await house.as(author), shown[n].ref);
      house.at(new Date(begins + 900_000));
      const { refs } = await house.releaseAt(new Date(begins + 900_000));
      shown.push(...refs.map((ref) => ({ ref, words: '', code: '' })));
      // As the browser does it: what is new to a reader, and that alone.
      for (const reader of [...observers, ...authors]) {
        const inside = await house.as(reader);
        const fresh = (await inReadingOrder(inside, 50)).map((one) => one.shown.ref);
        if (fresh.length) await markRead(inside, { refs: fresh.join(' ') });
      }
    }
    house.at('2012-07-04T10:00:00Z');
    await house.releaseAt('2012-07-04T10:00:00Z');
    return await outputs(house, web);
  } finally {
    await web.end();
    await house.end();
  }
}

const said = (code: string, text: string, regime: 'named' | 'unattributed') => ({ submissionId: randomUUID(), code, text, regime, marking: 'TLP:AMBER' as const, lang: 'en' as const, capacity: 'own-name' as const, kind: 'contribution' as const });

async function outputs(house: TestHouse, web: TestWeb): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const who of observers) {
    for (const page of pagesOf(web)) {
      const { status, headers, text } = await web.get(page, who);
      all.set(`${who} ${page}`, hidden(`${status} ${JSON.stringify({ ...headers, date: '' })}\n${text}`));
    }
  }
  all.set('record', hidden(await exportRecord(house.operator())));
  for (const [table, rows] of await readable(house)) all.set(`table ${table}`, hidden(rows));
  return all;
}

/** The two things that differ by nature: what commits to an author under a salt nobody can read, and the form's own random number. */
const hidden = (text: string): string => text.replace(/[0-9a-f]{64}/g, '#').replace(/(name="submissionId" value=")[0-9a-f-]{36}/g, '$1#');

/** Every table the application may read, row by row as it lies there; sessions, which are random in tests, left out. */
async function readable({ pool }: TestHouse): Promise<[string, string][]> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public' and has_table_privilege('colloquy_app', quote_ident(schemaname) || '.' || quote_ident(tablename), 'select') and tablename not in ('session', 'migration')`.execute(pool.db);
  return Promise.all(rows.map(async ({ name }): Promise<[string, string]> => [name, JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(pool.db)).rows)]));
}

/** Found once: one of two texts that were alike is taken back while two people wait, and who takes it back is a third or not. */
const takenBack: [Round[], Turn[]] = [
  [
    { texts: [{ by: 'ben', code: 'B1', words: 'hushword "three"' }, { by: 'anna', code: 'B1', words: 'hushword "three"' }, { by: 'dmitri', code: 'A1', words: 'hushword two ё' }], back: [] },
    { texts: [{ by: 'ben', code: 'B1', words: 'hushword "three"' }], back: [3] },
    { texts: [{ by: 'dmitri', code: 'B1', words: '=1+1 hushword' }, { by: 'ben', code: 'A1', words: '=1+1 hushword' }, { by: 'ben', code: 'A1', words: 'hushword two ё' }, { by: 'dmitri', code: 'B1', words: 'hushword "three"' }], back: [0] },
  ],
  [{ order: 2, shift: 206_030, swap: false }],
];

describe('whoever wrote an unattributed contribution, and whenever within its quarter of an hour', () => {
  it('everything that leaves the house is the same to the byte for everybody else, and so is all that the application can read', async () => {
    await fc.assert(fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 3 }), fc.array(turn, { minLength: 1, maxLength: 3 }), async (rounds, turns) => {
      const other = turns.map((way) => ({ ...way, swap: true }));
      const [one, two] = [await live(rounds, [{ order: 0, shift: 0, swap: false }]), await live(rounds, other)];
      expect([...two.keys()]).toEqual([...one.keys()]);
      for (const [what, text] of one) expect(two.get(what), what).toBe(text);
      for (const page of [base, ...searches, `${base}/q/A1`, `${base}/new`, `${base}/desk`, `${base}/mod`]) expect(observers.some((who) => one.get(`${who} ${page}`)?.startsWith('200')), page).toBe(true);
    }), { numRuns: Number(process.env['RUNS'] ?? 4), endOnFailure: true, examples: [takenBack] });
  }, 180_000);

  it('and yet custody knows: the test is not blind', async () => {
    const house = await openHouse();
    try {
      await house.entered(postContribution(await house.as('anna'), said('A1', 'hushword', 'unattributed')));
      const anna = (await house.as('anna')).sight.seat?.id;
      expect(await house.asCustodian((db) => db.selectFrom('authorship').select('seat_id').execute())).toEqual([{ seat_id: anna }]);
    } finally {
      await house.end();
    }
  });
});
