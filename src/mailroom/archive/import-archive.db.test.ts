import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enter } from '#domain/accreditation/sight.ts';
import type { ForumContext } from '#domain/context.ts';
import type { Regime } from '#domain/disclosure/model.ts';
import { archiveReport } from '#domain/discussion/queries/archive-report.ts';
import { erasePerson } from '#domain/record/commands/erase-person.ts';
import { checkRecordOpenings } from '#domain/record/queries/check-openings.ts';
import { runRetentionOfTheDay } from '#domain/record/commands/run-retention.ts';
import { madeArchive, type MadeArchive } from '../../../tests/archive.ts';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb } from '../../../tests/web.ts';
import { importArchive } from './import-archive.ts';

let house: TestHouse;
const file = join(tmpdir(), `archive-${process.pid}.mbox`);
beforeEach(async () => {
  house = await openHouse();
  house.at('2012-07-10T08:00:00Z');
});
afterEach(() => house.end());

const inside = async (): Promise<ForumContext> => {
  const entered = await enter({ ...house.operator(), now: house.world.now() }, ids.forum);
  if (!entered) throw new Error('no sight');
  return entered;
};
const bring = async (archive: MadeArchive | Buffer, regime: Regime = 'named', more: Partial<Parameters<typeof importArchive>[1]> = {}) => {
  writeFileSync(file, 'mbox' in archive ? archive.mbox : archive);
  return importArchive(await inside(), { file, code: 'A1', regime, marking: 'TLP:GREEN', readers: 2, batch: 100, ...more });
};
type Row = { number: number; name: string; root: string; parent: string | null; at: Date; lang: string; markdown: string; person: string | null };
const standing = async (): Promise<Row[]> => (await house.pool.raw.query<Row>(`
  select c.number, c.id::text as name, c.root_id::text as root, c.parent_id::text as parent, c.received_at as at, c.lang, r.markdown, b.person
  from contribution c join revision r on r.contribution_id = c.id join byline_source b on b.contribution_id = c.id where c.forum_id = $1 order by c.number`, [ids.forum])).rows;
const nth = (text: string) => Number(/\[(\d+)\]/.exec(text)?.[1] ?? -1);
/** What stands, without ids: which letter where, under what, by whom. */
const told = async () => {
  const rows = await standing();
  const byId = new Map(rows.map((row) => [row.name, nth(row.markdown)]));
  return rows.map(({ number, root, parent, at, lang, markdown, person }) => ({ number, root: byId.get(root), parent: parent ? byId.get(parent) : null, at: at.toISOString(), lang, markdown, person }));
};

describe('an archive', () => {
  it('comes in as a past discussion: each letter at its place, of its own day, by its author; the sum balances', async () => {
    const archive = madeArchive(700, { seed: 5 });
    const run = await bring(archive);
    if (!run.ok) throw new Error(run.refusal.code);
    const report = await archiveReport(await inside(), run.value);
    expect(report.balances).toBe(true);
    expect(run.value.letters).toBe(700);
    const fates = (fate: string) => archive.letters.filter((one) => one.fate === fate).length;
    expect(run.value.imported).toBe(fates('imported'));
    expect(Object.fromEntries(report.sums.map(({ fate, reason, count }) => [`${fate} ${reason}`, count]))).toEqual({
      'skipped duplicate': fates('duplicate'), 'skipped empty': fates('empty'), 'skipped automatic': fates('automatic'),
      'refused malformed': fates('malformed'), 'refused no-author': fates('no-author'), 'refused no-date': fates('no-date'), 'refused too-long': fates('too-long'),
    });
    expect(run.value.attachments).toBe(archive.letters.reduce((sum, { attachments, fate }) => sum + (fate === 'imported' ? attachments : 0), 0));
    const rows = await standing();
    const firstOf = new Map(rows.map((row) => [row.name, nth(row.markdown)]));
    for (const row of rows) {
      const made = archive.letters[nth(row.markdown)];
      expect(row.at.toISOString()).toBe(made?.at.toISOString());
      expect(row.person).toBe(made?.from.name);
      if (!made?.own.includes('From here')) expect(row.lang, row.markdown).toBe(made?.lang);
      expect(`m${firstOf.get(row.root)}`).toBe(made?.topic);
      expect(row.parent === null).toBe(made?.answers === null);
    }
    expect((await house.pool.db.selectFrom('forum').select('imported_at').where('id', '=', ids.forum).executeTakeFirstOrThrow()).imported_at).toEqual(house.world.now());
    // The record knows of it by batches, and all it committed to can be opened.
    expect(await house.pool.db.selectFrom('journal').select('kind').where('kind', 'like', 'discussion.%').orderBy('seq').execute()).toEqual([{ kind: 'discussion.archive_begun' }, ...Array.from({ length: 7 }, () => ({ kind: 'discussion.archive_batch' })), { kind: 'discussion.archive_imported' }]);
    expect(await checkRecordOpenings(house.operator())).toMatchObject({ whole: true });
  }, 60_000);

  it('stopped in the middle and begun anew ends as if it had never been stopped', async () => {
    const archive = madeArchive(600, { seed: 6 });
    const whole = await bring(archive, 'institution');
    const expected = await told();
    await house.end();
    house = await openHouse();
    house.at('2012-07-10T08:00:00Z');
    // The process dies once before a batch is committed and once after; what it had in hands is gone.
    for (const dies of [2, 4]) {
      let batches = 0;
      const real = await inside();
      const dying = { ...real, world: { ...real.world, receipt: async (db: never) => { batches += 1; if (batches > dies) throw new Error('killed'); return real.world.receipt(db); } } };
      await expect(importArchive(dying as ForumContext, { file, code: 'A1', regime: 'institution', marking: 'TLP:GREEN', readers: 2, batch: 100 })).rejects.toThrow('killed');
      expect((await standing()).length).toBeLessThan(whole.ok ? whole.value.imported : 0);
    }
    const again = await bring(archive, 'institution');
    if (!again.ok || !whole.ok) throw new Error('refused');
    expect(await told()).toEqual(expected);
    expect((await archiveReport(await inside(), again.value)).balances).toBe(true);
    expect([again.value.letters, again.value.imported, again.value.masked]).toEqual([whole.value.letters, whole.value.imported, whole.value.masked]);
  }, 60_000);

  it('brought again changes nothing; a longer one brings what is new, and replies find what they answer', async () => {
    const long = madeArchive(300, { seed: 7, plain: true });
    const cut = [...Buffer.from(long.mbox).toString('latin1').matchAll(/^From \S+@list-member\.example /gm)][199]?.index ?? 0;
    expect(await bring(long.mbox.subarray(0, cut))).toMatchObject({ ok: true, value: { letters: 199, imported: 199 } });
    const before = await told();
    expect(await bring(long.mbox.subarray(0, cut))).toMatchObject({ ok: true, value: { letters: 199, imported: 199 } });
    expect(await told()).toEqual(before);
    expect(await bring(long.mbox.subarray(0, cut), 'institution')).toMatchObject({ ok: false, refusal: { code: 'discussion.archive_otherwise' } });
    expect(await bring(long)).toMatchObject({ ok: true, value: { letters: 300, imported: 101 } });
    const after = await told();
    expect(after.slice(0, 199)).toEqual(before);
    expect(after).toHaveLength(300);
    for (const { root, markdown } of after) expect(`m${root}`).toBe(long.letters[nth(markdown)]?.topic);
  }, 60_000);

  it('is found by its words in all six languages once it is in', async () => {
    await bring(madeArchive(120, { seed: 8, plain: true }));
    const missing = await house.pool.raw.query<{ n: number }>('select count(*)::int as n from contribution c where not exists (select from search_entry e where e.contribution_id = c.id)');
    expect(missing.rows[0]?.n).toBe(0);
    const langs = await house.pool.db.selectFrom('search_entry').select('lang').distinct().orderBy('lang').execute();
    expect(langs.map(({ lang }) => lang)).toEqual(['de', 'en', 'es', 'fr', 'it', 'ru']);
  }, 60_000);

  it('is no place for those who are there to speak: not while it is open, not where somebody spoke, and for the operator alone', async () => {
    const archive = madeArchive(3, { plain: true });
    house.at('2012-07-04T08:00:00Z');
    expect(await bring(archive)).toMatchObject({ ok: false, refusal: { code: 'discussion.archive_not_closed' } });
    house.at('2012-07-10T08:00:00Z');
    writeFileSync(file, archive.mbox);
    expect(await importArchive(await house.as('fay'), { file, code: 'A1', regime: 'named', marking: 'TLP:GREEN' })).toMatchObject({ ok: false, refusal: { code: 'discussion.not_yours' } });
    expect(await bring(archive, 'named', { code: 'Z9' })).toMatchObject({ ok: false, refusal: { code: 'discussion.no_such_question' } });
    expect(await house.count('contribution')).toBe(0);
  });
});

describe('an author of an archive', () => {
  const letter = (n: number, from: string, text: string, more = '') => `From x@y.example Tue Jul  3 10:0${n}:00 2007\nFrom: ${from}\nMessage-ID: <l${n}@y.example>\nDate: Tue, 3 Jul 2007 10:0${n}:00 +0000\nSubject: S${n}\n${more}\n${text}\n\n`;

  it('who holds a seat is that seat, and who is unknown is nobody with an account', async () => {
    const people = await house.count('person');
    await bring(Buffer.from(letter(1, 'Anna B. <ANNA@example.org>', 'Said long ago.') + letter(2, '"Otto Unknown" <otto@nowhere.example>', 'Said as well.')));
    const rows = await standing();
    // By the name of the account, not the one in the letter.
    expect(rows.map(({ person }) => person)).toEqual(['Anna Berger', 'Otto Unknown']);
    expect(await house.count('person')).toBe(people);
    expect(await house.count('seat')).toBe(8);
    const authors = await house.asCustodian((db) => db.selectFrom('archived_author').selectAll().execute());
    expect(authors).toHaveLength(1);
    expect(JSON.stringify(authors)).not.toContain('nowhere.example');
  });

  it('who leaves the site is no longer named in it, though they never held a seat there', async () => {
    const hana = await house.pool.db.selectFrom('person').select('id').where('email', '=', 'hana@example.org').executeTakeFirstOrThrow();
    await bring(Buffer.from(letter(1, 'Hana N. <Hana@Example.org>', 'Said by Hana.') + letter(2, 'Otto Unknown <otto@nowhere.example>', 'Said by Otto.')));
    expect((await standing()).map(({ person }) => person)).toEqual(['Hana N.', 'Otto Unknown']);
    expect(await erasePerson(house.operator(), { personId: hana.id, keepName: false, reason: 'left' })).toMatchObject({ ok: true });
    expect((await standing()).map(({ person }) => person)).toEqual([null, 'Otto Unknown']);
  });

  it('cannot be looked up by the application, which sees neither authors nor the key', async () => {
    await bring(Buffer.from(letter(1, 'Otto Unknown <otto@nowhere.example>', 'Said.')));
    for (const table of ['archived_author', 'archive_key', 'authorship'] as const) await expect(house.pool.db.selectFrom(table).selectAll().execute(), table).rejects.toThrow(/permission denied/);
  });

  it('leaves no name in pages or rows under a regime that hides persons: neither their own nor those they greet', async () => {
    for (const regime of ['institution', 'category', 'unattributed'] as const) {
      await house.end();
      house = await openHouse();
      house.at('2012-07-10T08:00:00Z');
      const archive = madeArchive(250, { seed: 9, plain: true });
      const run = await bring(archive, regime);
      if (!run.ok) throw new Error(run.refusal.code);
      expect(run.value.masked).toBeGreaterThan(20);
      const names = [...new Set(archive.letters.flatMap(({ from }) => [...from.name.split(' '), from.address]))];
      const rows = JSON.stringify([await standing(), await house.pool.db.selectFrom('archived_letter').selectAll().execute(), await house.pool.db.selectFrom('archive_run').selectAll().execute(), await house.pool.db.selectFrom('journal').selectAll().execute(), await house.pool.db.selectFrom('search_entry').selectAll().execute()]);
      const web = await openWeb(house);
      const pages = (await Promise.all(['/en/f/internet-2012-2/q/A1', '/ru/f/internet-2012-2/q/A1?order=time', '/de/f/internet-2012-2'].map((path) => web.get(path, 'ben')))).map(({ status, text }) => `${status}${text}`).join('');
      await web.end();
      expect(pages.startsWith('200')).toBe(true);
      for (const name of names) expect([rows.includes(name), pages.includes(name)], `${regime}: ${name}`).toEqual([false, false]);
      // Nor is there a name left that somebody could be found by.
      expect(await house.asCustodian((db) => db.selectFrom('archived_author').select('name').where('name', 'is not', null).execute())).toEqual([]);
      if (regime === 'unattributed') for (const { at } of await standing()) expect(at.getUTCMinutes() + at.getUTCSeconds()).toBe(0);
    }
  }, 120_000);

  it('of an unattributed text is gone from custody a year after the closing, as everybody is, however many letters there are', async () => {
    await bring(madeArchive(150, { seed: 4, plain: true }), 'unattributed');
    house.at('2013-07-08T08:00:00Z');
    await runRetentionOfTheDay({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } });
    expect(await house.asCustodian((db) => db.selectFrom('authorship').select('contribution_id').execute())).toEqual([]);
    expect(await house.pool.db.selectFrom('archived_letter').select('key').execute()).toEqual([]);
    expect(await standing()).toHaveLength(150);
  }, 60_000);
});
