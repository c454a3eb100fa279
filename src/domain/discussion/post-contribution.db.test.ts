import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closesAt, ids, openHouse, opensAt, type TestHouse } from '../../../tests/house.ts';
import { type Regime, regimes } from '../disclosure/model.ts';
import { keepDraft } from './commands/keep-draft.ts';
import { postContribution } from './commands/post-contribution.ts';
import { reviseContribution, withdrawContribution } from './commands/revise-contribution.ts';
import { restoreContribution, withholdContribution } from './commands/withhold-contribution.ts';
import { threadPage } from './queries/thread-page.ts';
import { mine, writePage } from './queries/write-page.ts';
import type { ContributionInput } from './schema.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());
beforeEach(() => house.at('2012-07-04T08:00:00Z'));

const said = (change: Partial<ContributionInput> = {}): ContributionInput => ({ submissionId: randomUUID(), code: 'A1', text: 'Preserve first.', regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...change });

describe('a contribution', () => {
  it('is taken at the opening instant and until the last millisecond before closing', async () => {
    house.at(opensAt);
    expect(await postContribution(await house.as('anna'), said())).toMatchObject({ ok: true, value: { ref: 'A1·1' } });
    house.at(new Date(closesAt.getTime() - 1));
    expect(await postContribution(await house.as('anna'), said({ text: 'В последний миг.', lang: 'ru' }))).toMatchObject({ ok: true, value: { ref: 'A1·2' } });
  });

  it('is refused before the opening and at the closing instant, with the text kept as a draft', async () => {
    house.at(new Date(opensAt.getTime() - 1));
    expect(await postContribution(await house.as('anna'), said())).toMatchObject({ refusal: { code: 'discussion.forum_not_open' } });
    house.at(closesAt);
    const late = said({ code: 'A2', text: 'One moment too late.' });
    expect(await postContribution(await house.as('anna'), late)).toMatchObject({ refusal: { code: 'discussion.forum_closed' } });
    await keepDraft(await house.as('anna'), 'A2', late, 'discussion.forum_closed');
    expect((await mine(await house.as('anna'), 'A2'))?.draft).toMatchObject({ markdown: 'One moment too late.', keptBecause: 'discussion.forum_closed' });
  });

  it('sent twice stands once; the same form with another text is refused', async () => {
    const input = said({ code: 'B1' });
    const first = await postContribution(await house.as('dmitri'), input);
    expect(await postContribution(await house.as('dmitri'), input)).toEqual(first);
    expect(await postContribution(await house.as('dmitri'), { ...input, text: 'Other.' })).toMatchObject({ refusal: { code: 'platform.submission_reused' } });
    expect(await house.pool.db.selectFrom('contribution').select('id').where('question_id', '=', ids.B1).execute()).toHaveLength(1);
  });

  it('twenty at once get twenty numbers', async () => {
    const ben = await house.as('ben');
    const before = await house.pool.db.selectFrom('thread').select('last_number').where('question_id', '=', ids.A2).executeTakeFirstOrThrow();
    const posted = await Promise.all(Array.from({ length: 20 }, () => house.entered(postContribution(ben, said({ code: 'A2' })))));
    const numbers = posted.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(20);
    expect(Math.max(...numbers)).toBe(before.last_number + 20);
  });

  it('in reply is at least as strict as what it answers', async () => {
    const { ref } = await house.entered(postContribution(await house.as('ben'), said({ marking: 'TLP:AMBER+STRICT' })));
    expect(await postContribution(await house.as('anna'), said({ parent: ref, marking: 'TLP:GREEN' }))).toMatchObject({ refusal: { code: 'discussion.marking_looser_than_parent' } });
    expect(await postContribution(await house.as('anna'), said({ parent: ref, marking: 'TLP:RED' }))).toMatchObject({ ok: true });
    expect(await postContribution(await house.as('anna'), said({ parent: 'A1·999' }))).toMatchObject({ refusal: { code: 'discussion.no_such_contribution' } });
  });

  it("as a delegation's position is taken from nobody alone", async () => {
    expect(await postContribution(await house.as('anna'), said({ capacity: 'delegation' }))).toMatchObject({ refusal: { code: 'discussion.position_needs_two_keys' } });
    expect(await postContribution(await house.as('anna'), said({ capacity: 'secretariat' }))).toMatchObject({ refusal: { code: 'discussion.capacity_not_yours' } });
  });

  it('is journaled with its text and author committed to, not written', async () => {
    const posted = await house.entered(postContribution(await house.as('anna'), said({ text: 'A word that must not be in the record.' })));
    const entry = await house.pool.db.selectFrom('journal').selectAll().where('subject', '=', posted.id).executeTakeFirstOrThrow();
    expect(JSON.stringify(entry)).not.toMatch(/must not be|Anna|00000000-0000-4000-8000-00000000[13]/);
    expect(Object.keys(entry.commitments as object).sort()).toEqual(['actor', 'author', 'capacity', 'text']);
  });

  it('is changed by its author within the window, its earlier wording kept; by nobody else', async () => {
    const { ref } = await house.entered(postContribution(await house.as('anna'), said()));
    const change = { submissionId: randomUUID(), text: 'Preserve first, then ask.' };
    expect(await reviseContribution(await house.as('ben'), ref, change)).toMatchObject({ refusal: { code: 'discussion.no_such_contribution' } });
    expect(await reviseContribution(await house.as('anna'), ref, change)).toMatchObject({ ok: true, value: { revision: 2 } });
    house.at('2012-07-04T08:30:00Z');
    expect(await reviseContribution(await house.as('anna'), ref, { ...change, submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'discussion.edit_window_over' } });
    expect(await withdrawContribution(await house.as('ben'), ref)).toMatchObject({ ok: false });
    expect(await withdrawContribution(await house.as('anna'), ref)).toMatchObject({ ok: true });
  });

  it('withheld keeps its place and number without its text, and comes back whole', async () => {
    const { id, ref } = await house.entered(postContribution(await house.as('dmitri'), said({ text: 'Named person.' })));
    const find = async () => (await threadPage(await house.as('anna'), 'A1', 5))?.threads.flatMap(({ first, replies }) => [first, ...replies]).find((c) => c.ref === ref);
    await withholdContribution(await house.as('clara'), id, '4.2');
    expect(await find()).toMatchObject({ visibility: 'withheld', withheldGround: '4.2', html: '' });
    await restoreContribution(await house.as('clara'), id);
    expect(await find()).toMatchObject({ visibility: 'shown', html: '<p>Named person.</p>\n' });
  });
});

describe('who wrote what', () => {
  it('is out of reach of ordinary reads', async () => {
    await expect(sql`select * from authorship`.execute(house.pool.db)).rejects.toThrow(/permission denied/);
  });

  it('shows on the shared page what the regime allows and nothing more, the same for every reader', async () => {
    for (const regime of regimes) await house.entered(postContribution(await house.as('dmitri'), said({ code: 'B1', regime: regime as Regime, text: `Under ${regime}.` })));
    const page = JSON.stringify(await threadPage(await house.as('anna'), 'B1', 5));
    expect(JSON.stringify(await threadPage(await house.as('ben'), 'B1', 5))).toBe(page);
    expect(JSON.stringify(await threadPage(await house.as('clara'), 'B1', 5))).toBe(page);
    const of = async (regime: Regime) => JSON.stringify((await threadPage(await house.as('clara'), 'B1', 5))?.threads.map(({ first }) => first).filter((c) => c.regime === regime));
    expect(await of('named')).toContain('Dmitri Sokolov');
    expect(await of('institution')).not.toContain('Dmitri');
    expect(await of('institution')).toContain('Institute for Digital Rights');
    // One expert at the table: the category would name him.
    expect(await of('category')).not.toMatch(/Dmitri|Institute|experts/);
    expect(await of('unattributed')).not.toMatch(/Dmitri|Institute|experts|T08:00:01/);
  });

  it('is shown beforehand exactly as others will see it', async () => {
    const page = await writePage(await house.as('dmitri'), 'B1', null);
    expect(page?.regimes.find(({ regime }) => regime === 'institution')?.shown[0]?.inside).toMatchObject({ shows: 'affiliation', affiliation: 'Institute for Digital Rights' });
    expect(page?.regimes.find(({ regime }) => regime === 'chatham-house')?.shown[0]?.outside).toEqual({ shows: 'nobody', rule: 'chatham-house' });
  });
});
