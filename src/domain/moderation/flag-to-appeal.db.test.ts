import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { threadPage } from '../discussion/queries/thread-page.ts';
import { decideAppeal, lodgeAppeal } from './commands/appeal.ts';
import { decideCase } from './commands/decide-case.ts';
import { flagContribution } from './commands/flag-contribution.ts';
import { caseList, casePage } from './queries/case-page.ts';

let house: TestHouse;
let ref = '';
beforeAll(async () => {
  house = await openHouse();
  ref = (await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: 'The man from the harbour town, a welder of 34.', regime: 'unattributed', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
});
afterAll(() => house.end());

const flag = () => ({ submissionId: randomUUID(), rule: '4.2' as const, sentence: 'Age, trade and place point to one man.' });
const decision = (version: number) => ({ submissionId: randomUUID(), version, measure: 'withhold' as const, rule: '4.2' as const, facts: 'Gives age, trade and place of a person under investigation.', scope: 'The whole contribution, in all languages.', aidUsed: 'None.', redress: 'A version without these details can be posted at any time.' });

describe('from a flag to an appeal', () => {
  it('a second flag joins the open case; the same person flags once', async () => {
    expect(await flagContribution(await house.as('anna'), ref, flag())).toMatchObject({ ok: true, value: { case: 'M-001' } });
    expect(await flagContribution(await house.as('ben'), ref, flag())).toMatchObject({ ok: true, value: { case: 'M-001' } });
    expect(await flagContribution(await house.as('ben'), ref, flag())).toMatchObject({ refusal: { code: 'moderation.already_flagged' } });
    expect(await caseList(await house.as('clara'))).toMatchObject([{ ref: 'M-001', flags: 2, state: 'open' }]);
    expect(await caseList(await house.as('anna'))).toBeNull();
  });

  it('a participant decides nothing; a moderator does, with reasons the author receives word for word', async () => {
    expect(await decideCase(await house.as('anna'), 1, decision(1))).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await decideCase(await house.as('clara'), 1, decision(7))).toMatchObject({ refusal: { code: 'moderation.decision_stale' } });
    expect(await decideCase(await house.as('clara'), 1, decision(1))).toMatchObject({ ok: true });
    expect(await decideCase(await house.as('gus'), 1, decision(2))).toMatchObject({ refusal: { code: 'moderation.already_decided' } });
    const letter = await house.pool.db.selectFrom('letter').selectAll().where('kind', '=', 'moderation.statement-of-reasons').executeTakeFirstOrThrow();
    expect(letter).toMatchObject({ address: 'dmitri@example.org', locale: 'ru' });
    expect(letter.subject).toMatch(/^\[TLP:AMBER\] /);
    expect(letter.body).toContain('Gives age, trade and place of a person under investigation.');
    const thread = await threadPage(await house.as('anna'), 'A1', 5);
    expect(JSON.stringify(thread)).not.toContain('welder');
    expect(thread?.threads[0]?.first).toMatchObject({ visibility: 'withheld', withheldGround: '4.2' });
  });

  it('the author sees the reasons and not the flags; others see nothing', async () => {
    expect(await casePage(await house.as('dmitri'), 1)).toMatchObject({ flags: [], canAppeal: true, canDecide: false });
    expect(await casePage(await house.as('anna'), 1)).toBeNull();
  });

  it('the author appeals; another moderator than the decider reverses, and the text is back', async () => {
    const appeal = { submissionId: randomUUID(), text: 'The details were in the press.' };
    expect(await lodgeAppeal(await house.as('anna'), 1, appeal)).toMatchObject({ refusal: { code: 'moderation.no_such_decision' } });
    expect(await lodgeAppeal(await house.as('dmitri'), 1, appeal)).toMatchObject({ ok: true });
    const review = { submissionId: randomUUID(), outcome: 'reversed' as const, reasons: 'They were published by the court.' };
    expect(await decideAppeal(await house.as('clara'), 1, review)).toMatchObject({ refusal: { code: 'moderation.reviewer_decided_it' } });
    expect(await decideAppeal(await house.as('gus'), 1, review)).toMatchObject({ ok: true });
    expect((await threadPage(await house.as('anna'), 'A1', 5))?.threads[0]?.first).toMatchObject({ visibility: 'shown', ref });
  });

  it('an appeal after its last instant is refused', async () => {
    const other = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A2', text: 'Other.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
    await flagContribution(await house.as('anna'), other.ref, flag());
    await decideCase(await house.as('clara'), 2, decision(1));
    house.at('2012-07-11T08:00:00Z');
    expect(await lodgeAppeal(await house.as('dmitri'), 2, { submissionId: randomUUID(), text: 'Late.' })).toMatchObject({ refusal: { code: 'moderation.appeal_over' } });
  });
});
