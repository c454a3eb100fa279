import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retentionDocument } from '../../../tests/documents.ts';
import { closesAt, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { writeAskedLetters } from '../../../tests/letters.ts';
import { askSignIn } from '../account/commands/ask-sign-in.ts';
import { keepDraft } from '../discussion/commands/keep-draft.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { threadPage } from '../discussion/queries/thread-page.ts';
import { mine, revisePage } from '../discussion/queries/write-page.ts';
import { confirmDecision, decideCase } from '../moderation/commands/decide-case.ts';
import { lodgeAppeal } from '../moderation/commands/appeal.ts';
import { flagContribution } from '../moderation/commands/flag-contribution.ts';
import { enterShift } from '../moderation/commands/keep-roster.ts';
import { keepSummary } from '../synthesis/commands/keep-summary.ts';
import { casePage } from '../moderation/queries/case-page.ts';
import { runRetentionOfTheDay, tryRetention } from './commands/run-retention.ts';
import { checkRecordOpenings } from './queries/check-openings.ts';
import { ownData } from './queries/own-data.ts';
import { retentionDates } from './queries/retention-dates.ts';
import { goneAt, isOver, retention, retentionIds } from './rules/retention.ts';

let house: TestHouse;
let hidden = '';
let shown = '';
const dayMs = 86_400_000;
const afterClosing = (days: number, ms = 0) => new Date(closesAt.getTime() + days * dayMs + ms);
const said = (regime: 'unattributed' | 'named', text: string) => ({ submissionId: randomUUID(), code: 'A1', text, regime, marking: 'TLP:AMBER' as const, lang: 'en' as const, capacity: 'own-name' as const, kind: 'contribution' as const });

beforeAll(async () => {
  house = await openHouse();
  const dmitri = await house.as('dmitri');
  [hidden, shown] = [(await house.entered(postContribution(dmitri, said('unattributed', 'Nobody knows that I said this.')))).id, (await house.entered(postContribution(dmitri, said('named', 'Everybody knows.')))).id];
  await flagContribution(await house.as('anna'), 'A1·1', { submissionId: randomUUID(), rule: '4.2', sentence: 'Look.' });
  await decideCase(await house.as('clara'), 1, { submissionId: randomUUID(), version: 1, measure: 'withhold', rule: '4.2', facts: 'Facts.', scope: 'All.', aidUsed: 'None.', redress: 'Post anew.' });
  await confirmDecision(await house.as('gus'), 1, { submissionId: randomUUID(), version: 2, step: 'confirm' });
  await lodgeAppeal(dmitri, 1, { submissionId: randomUUID(), text: 'It is harmless.' });
  await enterShift(await house.as('clara'), { submissionId: randomUUID(), role: 'referee', seat: (await house.as('gus')).sight.seat?.id ?? '', day: '2012-07-04', from: '10:00', until: '18:00' });
  await keepDraft(await house.as('anna'), 'A2', { text: 'Begun.' }, null);
  await keepSummary(await house.as('elif'), '2012-07-04', { window: randomUUID(), text: 'Begun as well. [!]', lang: 'en', notAddressed: [], correction: '' });
  await askSignIn(house.visitor(), { email: 'anna@example.org', connection: '127.0.0.1' });
    await writeAskedLetters(house);
  await house.pool.db.updateTable('letter').set({ sent_at: new Date('2012-07-04T08:00:00Z'), next_at: null }).execute();
  const anna = (await house.as('anna')).actor.personId ?? '';
  await house.pool.db.insertInto('session').values({ token_hash: Buffer.alloc(32, 1), person_id: anna, started_at: '2012-07-04T08:00:00Z', expires_at: '2012-07-04T20:00:00Z' }).execute();
  await house.pool.db.insertInto('invitation').values({ forum_id: ids.forum, id: randomUUID(), email: 'invited@example.org', name: 'Invited Person', body_id: (await house.pool.db.selectFrom('body').select('id').executeTakeFirstOrThrow()).id, category: 'experts', roles: ['participant'], token_hash: Buffer.alloc(32, 2), sent_at: '2012-06-01T08:00:00Z', expires_at: '2012-06-15T08:00:00Z' }).execute();
});
afterAll(() => house.end());

/** What would go a millisecond before an instant, and at it. */
async function around(instant: Date) {
  house.at(new Date(instant.getTime() - 1));
  const before = await tryRetention(house.operator());
  house.at(instant);
  return { before, at: await tryRetention(house.operator()) };
}

describe('retention', () => {
  it('takes nothing a millisecond before the instant of each thing, and all from it on', async () => {
    const links = await around(new Date('2012-07-05T08:15:00Z'));
    expect([links.before['sign-in-link'], links.at['sign-in-link']]).toEqual([0, 1]);
    const tries = await around(new Date('2012-07-05T08:00:00Z'));
    expect([tries.before.try, tries.at.try]).toEqual([0, 2]);
    const sessions = await around(new Date('2012-08-03T20:00:00Z'));
    expect([sessions.before.session, sessions.at.session]).toEqual([0, 1]);
    const submissions = await around(new Date('2012-07-18T08:00:00Z'));
    expect([submissions.before.submission, submissions.at.submission > 0]).toEqual([0, true]);
    const letters = await around(new Date('2012-08-03T08:00:00Z'));
    expect([letters.before.letter, letters.at.letter]).toEqual([0, 3]);
    const drafts = await around(afterClosing(90));
    expect([drafts.before.draft, drafts.at.draft, drafts.before.invitation, drafts.at.invitation, drafts.before.shift, drafts.at.shift]).toEqual([0, 2, 0, 1, 0, 1]);
    const authors = await around(afterClosing(365));
    expect([authors.before['unattributed-link'], authors.at['unattributed-link']]).toEqual([0, 1]);
  });

  it('only tried takes nothing and leaves no trace', async () => {
    house.at(afterClosing(400));
    const before = [await house.count('draft'), await house.count('summary_draft'), await house.count('submission'), await house.count('session'), await house.count('sign_in_link')];
    expect((await tryRetention(house.operator())).draft).toBe(2);
    expect([await house.count('draft'), await house.count('summary_draft'), await house.count('submission'), await house.count('session'), await house.count('sign_in_link')]).toEqual(before);
    expect(await house.pool.db.selectFrom('journal').select('id').where('kind', '=', 'record.retention_run').execute()).toEqual([]);
  });

  it('runs once a day, whichever worker comes first, and is journaled with its counts', async () => {
    house.at(afterClosing(90));
    const [one, other] = await Promise.all([runRetentionOfTheDay(house.operator()), runRetentionOfTheDay(house.operator())]);
    expect([one, other].filter((run) => run !== null)).toHaveLength(1);
    expect(await runRetentionOfTheDay(house.operator())).toBeNull();
    const entries = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'record.retention_run').execute();
    expect(entries).toHaveLength(1);
    expect(entries[0]?.facts).toMatchObject({ draft: 2, invitation: 1, shift: 1, 'unattributed-link': 0 });
    expect(await house.pool.db.selectFrom('invitation').select('name').execute()).toEqual([{ name: '' }]);
    expect(await house.pool.db.selectFrom('letter').select(['address', 'body', 'person_id']).execute()).toEqual([1, 2, 3].map(() => ({ address: '', body: '', person_id: null })));
  });

  it('destroys at its announced date who wrote an unattributed contribution, and not who wrote another', async () => {
    const dmitri = await house.as('dmitri');
    // As the custodian, who alone could find it; and as the pages ask it for the author.
    const links = () => house.asCustodian(async (db) => (await db.selectFrom('authorship').select('contribution_id').execute()).map((row) => row.contribution_id).sort());
    house.at(afterClosing(365, -1));
    await runRetentionOfTheDay(house.operator());
    expect(await links()).toEqual([hidden, shown].sort());
    expect((await mine(dmitri, 'A1'))?.refs).toHaveLength(2);
    expect(await casePage(dmitri, 1)).not.toBeNull();
    house.at(afterClosing(366));
    expect(await runRetentionOfTheDay(house.operator())).toMatchObject({ 'unattributed-link': 1 });
    expect(await links()).toEqual([shown]);
    // Nor does the record tell: not by author or actor, nor by who appealed.
    const openings = await house.asCustodian((db) => db.selectFrom('journal_opening as o').innerJoin('journal as j', 'j.id', 'o.entry_id').select(['j.kind', 'o.field']).where((eb) => eb.or([eb('j.subject', '=', hidden), eb('j.kind', '=', 'moderation.appealed')])).orderBy('o.field').execute());
    expect(openings.map(({ field }) => field)).not.toContain('author');
    expect(openings.map(({ field }) => field)).not.toContain('actor');
    expect(await checkRecordOpenings(house.operator())).toMatchObject({ whole: true });
  });

  it('leaves pages that work: the text stands, its author has no more right to it than others', async () => {
    const dmitri = await house.as('dmitri');
    const thread = await threadPage(await house.as('anna'), 'A1', 5);
    expect(thread?.threads).toHaveLength(2);
    expect(thread?.threads[0]?.first.byline).toEqual({ shows: 'nobody', rule: 'unattributed' });
    expect(await revisePage(dmitri, 'A1·1')).toBeNull();
    expect((await mine(dmitri, 'A1'))?.refs.map(({ ref }) => ref)).toEqual(['A1·2']);
    expect(await casePage(dmitri, 1)).toBeNull();
    expect((await ownData(dmitri))?.contributions.map(({ ref }) => ref)).toEqual(['A1·2']);
  });
});

describe('the list of what is kept', () => {
  it('has a line for each thing and dates for each announced forum', async () => {
    expect(retention.filter(({ from }) => from !== null).map(({ id }) => id)).toEqual([...retentionIds]);
    expect(isOver('draft', closesAt, new Date(goneAt('draft', closesAt).getTime() - 1))).toBe(false);
    expect(isOver('draft', closesAt, goneAt('draft', closesAt))).toBe(true);
    expect(isOver('draft', null, closesAt)).toBe(false);
    expect((await retentionDates(house.operator()))[0]?.dates).toContainEqual({ id: 'unattributed-link', at: afterClosing(365) });
  });

  it('keeps answers to forms a shorter time than who wrote what: they hold it too', () => {
    const days = (id: string) => retention.find((keeping) => keeping.id === id)?.days ?? Infinity;
    for (const id of ['submission', 'letter', 'session', 'draft']) expect(days(id)).toBeLessThan(days('unattributed-link'));
  });

  it('is in the reference as it is in the code', async () => {
    await expect(retentionDocument()).toMatchFileSnapshot('../../../docs/reference/retention.md');
  });
});
