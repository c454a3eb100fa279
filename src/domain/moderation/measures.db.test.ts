import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { endHolds } from '../accreditation/commands/set-standing.ts';
import { enter, enterAsParty } from '../accreditation/sight.ts';
import type { Regime } from '../disclosure/model.ts';
import { markRead } from '../discussion/commands/mark-read.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { reviseContribution } from '../discussion/commands/revise-contribution.ts';
import { tellOfNew } from '../discussion/commands/tell-of-new.ts';
import { contributionByRef } from '../discussion/queries/contribution-facts.ts';
import { searchForum } from '../discussion/queries/search.ts';
import { threadPage } from '../discussion/queries/thread-page.ts';
import { decideAppeal, lodgeAppeal } from './commands/appeal.ts';
import { confirmDecision, decideCase } from './commands/decide-case.ts';
import { flagContribution } from './commands/flag-contribution.ts';
import { lapseProposals } from './commands/lapse-proposals.ts';
import { settleEdit } from './commands/settle-edit.ts';
import type { Measure } from './model.ts';
import { caseList } from './queries/case-list.ts';
import type { DecisionInput } from './schema.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.end());

type Who = Parameters<TestHouse['as']>[0];
const id = () => randomUUID();
const said = async (text: string, { by = 'dmitri' as Who, parent, regime = 'named' as Regime }: { by?: Who; parent?: string; regime?: Regime } = {}) =>
  (await house.entered(postContribution(await house.as(by), { submissionId: id(), code: 'A1', text, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) }))).ref;
const flagged = async (ref: string, urgent = false) => expect(await flagContribution(await house.as('ben'), ref, { submissionId: id(), rule: '4.2', sentence: 'See for yourself.', ...(urgent ? { urgent: 'yes' as const } : {}) })).toMatchObject({ ok: true });
const decide = async (measure: Measure, more: Partial<DecisionInput> = {}, by: Who = 'clara') => decideCase(await house.as(by), 1, { submissionId: id(), version: 1, measure, rule: '4.2', facts: 'Facts.', scope: 'The text.', aidUsed: 'None.', redress: 'Write anew.', ...more });
const step = <S extends string>(version: number, name: S) => ({ submissionId: id(), version, step: name });
const confirm = async (version = 2, by: Who = 'gus') => confirmDecision(await house.as(by), 1, step(version, 'confirm'));
const reverse = async (by: Who = 'fay') => {
  expect(await lodgeAppeal(await house.as('dmitri'), 1, { submissionId: id(), text: 'I object.' })).toMatchObject({ ok: true });
  expect(await decideAppeal(await house.as(by), 1, { submissionId: id(), outcome: 'reversed', reasons: 'Not so.' })).toMatchObject({ ok: true });
};
const all = async () => (await threadPage(await house.as('anna'), 'A1', 5))?.threads.flatMap(({ first, replies }) => [first, ...replies]) ?? [];
const post = async (by: Who) => postContribution(await house.as(by), { submissionId: id(), code: 'A2', text: 'More.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });

describe('asking the author to edit', () => {
  it('lets the author change the wording for twelve hours, window or not, and leaves the case waiting for it', async () => {
    const ref = await said('The welder of 34.');
    await flagged(ref);
    house.at('2012-07-04T12:00:00Z');
    const revise = async (text: string) => reviseContribution(await house.as('dmitri'), ref, { submissionId: id(), text });
    expect(await revise('Too late.')).toMatchObject({ refusal: { code: 'discussion.edit_window_over' } });
    expect(await decide('edit-requested')).toMatchObject({ ok: true, value: { waits: false } });
    expect(await all()).toMatchObject([{ visibility: 'shown' }]);
    expect(await settleEdit(await house.as('clara'), 1, step(2, 'accept-edit'))).toMatchObject({ refusal: { code: 'moderation.not_edited' } });
    expect(await caseList(await house.as('clara'))).toMatchObject([{ edited: false, waits: false }]);
    house.at('2012-07-04T23:59:59Z');
    expect(await revise('A person.')).toMatchObject({ ok: true });
    expect(await caseList(await house.as('clara'))).toMatchObject([{ edited: true, waits: true }]);
    expect(await settleEdit(await house.as('clara'), 1, step(2, 'accept-edit'))).toMatchObject({ ok: true });
    expect(await revise('Once more.')).toMatchObject({ refusal: { code: 'discussion.edit_window_over' } });
    expect(await caseList(await house.as('clara'))).toMatchObject([{ state: 'decided', edited: false, waits: false }]);
  });

  it('ends after twelve hours', async () => {
    const ref = await said('The welder of 34.');
    await flagged(ref);
    await decide('edit-requested');
    house.at('2012-07-04T20:00:00Z');
    expect(await reviseContribution(await house.as('dmitri'), ref, { submissionId: id(), text: 'Late.' })).toMatchObject({ refusal: { code: 'discussion.edit_window_over' } });
  });
});

describe('withholding until edited', () => {
  it('hides the text until a moderator has read the new wording; one that is not enough opens the case again', async () => {
    const ref = await said('The welder of 34.');
    await flagged(ref);
    expect(await decide('withhold-until-edited')).toMatchObject({ ok: true, value: { waits: false } });
    expect(await all()).toMatchObject([{ visibility: 'withheld' }]);
    await reviseContribution(await house.as('dmitri'), ref, { submissionId: id(), text: 'The welder.' });
    expect(await all()).toMatchObject([{ visibility: 'withheld' }]);
    expect(await settleEdit(await house.as('clara'), 1, step(2, 'reopen'))).toMatchObject({ ok: true });
    expect(await all()).toMatchObject([{ visibility: 'withheld' }]);
    expect(await decide('withhold-until-edited', { version: 3 })).toMatchObject({ ok: true });
    await reviseContribution(await house.as('dmitri'), ref, { submissionId: id(), text: 'A person.' });
    expect(await settleEdit(await house.as('clara'), 1, step(4, 'accept-edit'))).toMatchObject({ ok: true });
    expect(await all()).toMatchObject([{ visibility: 'shown', html: '<p>A person.</p>\n' }]);
  });
});

describe('a label, a cover and a marking', () => {
  it('a label stands above the text, and a reversal takes it away', async () => {
    await flagged(await said('It is so.'));
    await decide('label', { label: 'A source was asked for.' });
    expect(await all()).toMatchObject([{ label: 'A source was asked for.', visibility: 'shown' }]);
    await reverse('gus');
    expect(await all()).toMatchObject([{ label: null }]);
  });

  it('a cover lies over the text, and a reversal lifts it', async () => {
    await flagged(await said('Blood on the floor.'));
    await decide('cover', { description: 'Describes an injury.' });
    expect((await all())[0]?.html).toMatch(/<details class="covered">.*Describes an injury\./s);
    await reverse('gus');
    expect((await all())[0]?.html).toBe('<p>Blood on the floor.</p>\n');
  });

  it('a stricter marking takes the replies along, and a reversal gives each its own back', async () => {
    const ref = await said('The plan.');
    await said('On the plan.', { by: 'anna', parent: ref });
    await said('Another matter.');
    await flagged(ref);
    expect(await decide('marking-changed', { marking: 'TLP:GREEN' })).toMatchObject({ refusal: { code: 'moderation.marking_not_tightened' } });
    expect(await decide('marking-changed', { marking: 'TLP:RED' })).toMatchObject({ ok: true });
    expect((await all()).map(({ marking }) => marking)).toEqual(['TLP:RED', 'TLP:RED', 'TLP:AMBER']);
    await reverse('gus');
    expect((await all()).map(({ marking }) => marking)).toEqual(['TLP:AMBER', 'TLP:AMBER', 'TLP:AMBER']);
  });
});

describe('a mute and a suspension', () => {
  it('a mute lets read and not post, from the second moderator’s word to its end', async () => {
    await flagged(await said('You fools.'));
    await decide('mute', { days: 1 });
    expect(await post('dmitri')).toMatchObject({ ok: true });
    house.at('2012-07-04T10:00:00Z');
    await confirm();
    expect(await post('dmitri')).toMatchObject({ refusal: { code: 'discussion.muted' } });
    house.at('2012-07-05T09:59:59Z');
    expect(await endHolds({ ...house.operator() })).toBe(0);
    house.at('2012-07-05T10:00:00Z');
    expect(await endHolds({ ...house.operator() })).toBe(1);
    expect(await post('dmitri')).toMatchObject({ ok: true });
  });

  it('a suspension ends sight of the forum; a reversal gives it back', async () => {
    await flagged(await said('You fools.'));
    const dmitri = await house.as('dmitri');
    await decide('suspend', { days: 3 });
    await confirm();
    expect(await enter(dmitri, ids.forum)).toBeNull();
    const party = await enterAsParty(dmitri, ids.forum);
    if (!party) throw new Error('a party has no sight of its case');
    expect(await lodgeAppeal(party, 1, { submissionId: id(), text: 'I object.' })).toMatchObject({ ok: true });
    expect(await decideAppeal(await house.as('fay'), 1, { submissionId: id(), outcome: 'reversed', reasons: 'Not so.' })).toMatchObject({ ok: true });
    expect(await enter(dmitri, ids.forum)).not.toBeNull();
  });

  it('is not taken where the forum is not shown who wrote', async () => {
    await flagged(await said('You fools.', { regime: 'institution' }));
    expect(await decide('mute', { days: 1 })).toMatchObject({ refusal: { code: 'moderation.measure_not_possible' } });
  });
});

describe('withholding', () => {
  it('at once, where a person is in danger, holds a day unless a second confirms', async () => {
    await flagged(await said('He lives in the red house.'), true);
    expect(await decide('withhold', { atOnce: 'yes' })).toMatchObject({ ok: true, value: { waits: true } });
    expect(await all()).toMatchObject([{ visibility: 'withheld' }]);
    house.at('2012-07-05T07:59:59Z');
    expect(await lapseProposals(await house.as('clara'))).toBe(0);
    house.at('2012-07-05T08:00:00Z');
    expect(await lapseProposals(await house.as('clara'))).toBe(1);
    expect(await all()).toMatchObject([{ visibility: 'shown' }]);
    expect(await caseList(await house.as('clara'))).toMatchObject([{ state: 'open', waits: true }]);
  });

  it('at once is refused where no flag speaks of danger', async () => {
    await flagged(await said('It is so.'));
    expect(await decide('withhold', { atOnce: 'yes' })).toMatchObject({ refusal: { code: 'moderation.not_urgent' } });
  });

  it('that a second moderator declines leaves all as it was, and the case open', async () => {
    await flagged(await said('He lives in the red house.'), true);
    await decide('withhold', { atOnce: 'yes' });
    expect(await confirmDecision(await house.as('gus'), 1, step(2, 'decline'))).toMatchObject({ ok: true });
    expect(await all()).toMatchObject([{ visibility: 'shown' }]);
    expect(await decide('none', { version: 3 }, 'gus')).toMatchObject({ ok: true });
  });

  it('is not decided by a moderator of the author’s own delegation, where the forum shows whose text it is', async () => {
    for (const name of ['anna', 'ivo'] as const) await house.pool.db.updateTable('seat').set({ roles: ['participant', 'moderator'] }).where('id', '=', (await house.as(name)).sight.seat?.id ?? '').execute();
    await flagged(await said('Our view.', { by: 'anna', regime: 'institution' }));
    expect(await decide('none', {}, 'ivo')).toMatchObject({ refusal: { code: 'moderation.same_delegation' } });
    await flagged(await said('Nobody’s view.', { by: 'anna', regime: 'unattributed' }));
    const input = { submissionId: id(), version: 1, measure: 'none' as const, rule: '4.2' as const, facts: 'F', scope: 'S', aidUsed: 'None', redress: 'R' };
    expect(await decideCase(await house.as('ivo'), 2, input)).toMatchObject({ ok: true });
  });

  it('that is reversed leaves everything as it was before: text, order, numbers, marks of reading, quotations, search, letters that wait', async () => {
    const ref = await said('The harbour town and its welder.');
    await said(`I answer ${ref}.\n\n> The harbour town`, { by: 'anna', parent: ref });
    await said('Another matter.', { by: 'ben' });
    expect(await markRead(await house.as('anna'), { refs: 'A1-1 A1-3' })).toMatchObject({ ok: true });
    await tellOfNew(await house.as('clara'));
    const state = async () => {
      const anna = await house.as('anna');
      const db = house.pool.db;
      const thread = await threadPage(anna, 'A1', 5);
      return {
        thread: JSON.stringify(thread?.threads), text: await contributionByRef(anna, ref), found: JSON.stringify(await searchForum(anna, { q: 'welder' }, 'en')),
        wordings: await db.selectFrom('revision').selectAll().orderBy('contribution_id').orderBy('number').execute(),
        read: await db.selectFrom('read_mark').selectAll().execute(), references: await db.selectFrom('reference_source').selectAll().where('key', 'in', ['A1·1', 'A1·2']).orderBy('key').execute(),
        waiting: await db.selectFrom('letter').select(['id', 'kind', 'next_at', 'sent_at']).where('kind', 'not like', 'moderation.%').orderBy('id').execute(),
      };
    };
    const before = await state();
    await flagged(ref);
    await decide('withhold');
    await confirm();
    expect((await state()).thread).not.toBe(before.thread);
    await reverse();
    expect(await state()).toEqual(before);
  });
});
