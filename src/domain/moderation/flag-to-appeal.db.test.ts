import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { threadPage } from '../discussion/queries/thread-page.ts';
import { decideAppeal, lodgeAppeal } from './commands/appeal.ts';
import { claimCase } from './commands/claim-case.ts';
import { confirmDecision, decideCase } from './commands/decide-case.ts';
import { flagContribution, withdrawFlag } from './commands/flag-contribution.ts';
import { caseList } from './queries/case-list.ts';
import { casePage } from './queries/case-page.ts';
import { flagPage } from './queries/own-flag.ts';

let house: TestHouse;
let ref = '';
beforeAll(async () => {
  house = await openHouse();
  ref = (await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: 'The man from the harbour town, a welder of 34.', regime: 'unattributed', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
});
afterAll(() => house.end());

const flag = () => ({ submissionId: randomUUID(), rule: '4.2' as const, sentence: 'Age, trade and place point to one man.' });
const decision = (version: number) => ({ submissionId: randomUUID(), version, measure: 'withhold' as const, rule: '4.2' as const, facts: 'Gives age, trade and place of a person under investigation.', scope: 'The whole contribution, in all languages.', aidUsed: 'None.', redress: 'A version without these details can be posted at any time.' });
const step = <S extends string>(version: number, step: S) => ({ submissionId: randomUUID(), version, step });
const letters = (kind: string) => house.pool.db.selectFrom('letter').selectAll().where('kind', '=', kind).orderBy('address').execute();

describe('from a flag to an appeal', () => {
  it('a second flag joins the open case; the same person flags once, and sees what became of it', async () => {
    expect(await flagContribution(await house.as('anna'), ref, flag())).toMatchObject({ ok: true, value: { case: 'M-001' } });
    expect(await flagContribution(await house.as('ben'), ref, flag())).toMatchObject({ ok: true, value: { case: 'M-001' } });
    expect(await flagContribution(await house.as('ben'), ref, flag())).toMatchObject({ refusal: { code: 'moderation.already_flagged' } });
    expect(await caseList(await house.as('clara'))).toMatchObject([{ ref: 'M-001', flags: 2, state: 'open', waits: true }]);
    expect(await caseList(await house.as('anna'))).toBeNull();
    expect(await flagPage(await house.as('ben'), ref)).toMatchObject({ own: { waits: true, measure: null }, canFlag: false });
  });

  it('a moderator takes it; another decides only after taking it over', async () => {
    expect(await claimCase(await house.as('anna'), 1, { submissionId: randomUUID(), step: 'claim' })).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await claimCase(await house.as('gus'), 1, { submissionId: randomUUID(), step: 'claim' })).toMatchObject({ ok: true });
    expect(await decideCase(await house.as('clara'), 1, decision(3))).toMatchObject({ refusal: { code: 'moderation.claimed_by_another' } });
    expect(await claimCase(await house.as('clara'), 1, { submissionId: randomUUID(), step: 'hand-over' })).toMatchObject({ refusal: { code: 'moderation.not_claimed_by_you' } });
    expect(await claimCase(await house.as('clara'), 1, { submissionId: randomUUID(), step: 'claim' })).toMatchObject({ ok: true });
  });

  it('what was decided on an older state of the case is refused, and what changed since is shown', async () => {
    const clara = await house.as('clara');
    expect(await decideCase(clara, 1, decision(2))).toMatchObject({ refusal: { code: 'moderation.decision_stale' } });
    expect((await casePage(clara, 1))?.steps.filter(({ version }) => version > 2).map(({ step, own }) => [step, own])).toEqual([['claim', false], ['claim', true]]);
  });

  it('one moderator proposes to withhold, and nothing happens until a second confirms', async () => {
    expect(await decideCase(await house.as('anna'), 1, decision(4))).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await decideCase(await house.as('clara'), 1, decision(4))).toMatchObject({ ok: true, value: { waits: true } });
    expect(await confirmDecision(await house.as('clara'), 1, step(5, 'confirm'))).toMatchObject({ refusal: { code: 'moderation.needs_another_moderator' } });
    expect((await threadPage(await house.as('anna'), 'A1', 5))?.threads[0]?.first).toMatchObject({ visibility: 'shown' });
    expect(await letters('moderation.statement-of-reasons')).toEqual([]);
    expect(await casePage(await house.as('dmitri'), 1)).toBeNull();
    expect(await confirmDecision(await house.as('gus'), 1, step(4, 'confirm'))).toMatchObject({ refusal: { code: 'moderation.decision_stale' } });
    expect(await confirmDecision(await house.as('gus'), 1, step(5, 'confirm'))).toMatchObject({ ok: true });
    expect(await decideCase(await house.as('gus'), 1, decision(6))).toMatchObject({ refusal: { code: 'moderation.already_decided' } });
  });

  it('the author receives the reasons word for word, the flaggers the measure and nothing of the reasons', async () => {
    const [letter] = await letters('moderation.statement-of-reasons');
    expect(letter).toMatchObject({ address: 'dmitri@example.org', locale: 'ru' });
    expect(letter?.subject).toMatch(/^\[TLP:AMBER\] /);
    expect(letter?.body).toContain('Gives age, trade and place of a person under investigation.');
    const told = await letters('moderation.flag-outcome');
    expect(told.map(({ address, locale }) => [address, locale])).toEqual([['anna@example.org', 'de'], ['ben@example.org', 'fr']]);
    for (const { body } of told) expect(body).not.toContain('under investigation.');
    const thread = await threadPage(await house.as('anna'), 'A1', 5);
    expect(JSON.stringify(thread)).not.toContain('welder');
    expect(thread?.threads[0]?.first).toMatchObject({ visibility: 'withheld', withheldGround: '4.2' });
    expect(await flagPage(await house.as('ben'), ref)).toMatchObject({ own: { waits: false, measure: 'withhold' }, canFlag: false });
  });

  it('the author sees the reasons and not the flags; others see nothing', async () => {
    const page = await casePage(await house.as('dmitri'), 1);
    expect(page).toMatchObject({ flags: [], signals: [], steps: [], neighbours: [], forModerators: false, canAppeal: true, canDecide: false });
    expect(JSON.stringify(page)).not.toContain('Age, trade and place point');
    expect(await casePage(await house.as('anna'), 1)).toBeNull();
  });

  it('the author appeals; another than the two who decided reverses, and the text is back', async () => {
    const appeal = { submissionId: randomUUID(), text: 'The details were in the press.' };
    expect(await lodgeAppeal(await house.as('anna'), 1, appeal)).toMatchObject({ refusal: { code: 'moderation.no_such_decision' } });
    expect(await lodgeAppeal(await house.as('dmitri'), 1, appeal)).toMatchObject({ ok: true });
    expect(await lodgeAppeal(await house.as('dmitri'), 1, { ...appeal, submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'moderation.already_appealed' } });
    const review = { submissionId: randomUUID(), outcome: 'reversed' as const, reasons: 'They were published by the court.' };
    for (const one of ['clara', 'gus'] as const) expect(await decideAppeal(await house.as(one), 1, review)).toMatchObject({ refusal: { code: 'moderation.reviewer_decided_it' } });
    expect(await decideAppeal(await house.as('fay'), 1, review)).toMatchObject({ ok: true });
    expect((await threadPage(await house.as('anna'), 'A1', 5))?.threads[0]?.first).toMatchObject({ visibility: 'shown', ref });
    expect((await letters('moderation.appeal-outcome')).map(({ address, body }) => [address, body.includes('They were published by the court.')])).toEqual([['dmitri@example.org', true]]);
  });

  it('who flags once without ground and once with shows to moderators as numbers, not as a person', async () => {
    const other = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A2', text: 'Other.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
    await flagContribution(await house.as('anna'), other.ref, flag());
    await decideCase(await house.as('clara'), 2, { ...decision(1), measure: 'label', ...{ label: 'See rule 4.2.' } });
    const page = await casePage(await house.as('clara'), 2);
    expect(page?.flags).toMatchObject([{ record: { flags: 2, measured: 1, unfounded: 1, withdrawn: 0 } }]);
    expect(JSON.stringify(page?.flags)).not.toMatch(/seat|anna/i);
    house.at('2012-07-11T08:00:00Z');
    expect(await lodgeAppeal(await house.as('dmitri'), 2, { submissionId: randomUUID(), text: 'Late.' })).toMatchObject({ refusal: { code: 'moderation.appeal_over' } });
  });
});

describe('a flag', () => {
  it('of danger to a person writes to every moderator at once, and brings the hour forward', async () => {
    house.at('2012-07-04T08:00:00Z');
    const said = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'B1', text: 'He lives in the red house.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
    await flagContribution(await house.as('ben'), said.ref, flag());
    expect(await letters('moderation.urgent-flag')).toEqual([]);
    const before = (await casePage(await house.as('clara'), 3))?.found.dueAt;
    await flagContribution(await house.as('anna'), said.ref, { ...flag(), urgent: 'yes' });
    expect((await letters('moderation.urgent-flag')).map(({ address }) => address)).toEqual(['clara@example.org', 'fay@example.org', 'gus@example.org']);
    expect(before).toEqual(new Date('2012-07-04T12:00:00Z'));
    expect((await casePage(await house.as('clara'), 3))?.found.dueAt).toEqual(new Date('2012-07-04T09:00:00Z'));
    expect((await caseList(await house.as('clara')))?.[0]).toMatchObject({ ref: 'M-003', urgent: true });
  });

  it('is taken back by who made it, and by nobody else, while the case waits', async () => {
    const back = () => ({ submissionId: randomUUID() });
    expect(await withdrawFlag(await house.as('ivo'), 'B1·1', back())).toMatchObject({ refusal: { code: 'moderation.no_such_flag' } });
    expect(await withdrawFlag(await house.as('anna'), 'B1·1', back())).toMatchObject({ ok: true });
    expect(await withdrawFlag(await house.as('anna'), 'B1·1', back())).toMatchObject({ refusal: { code: 'moderation.no_such_flag' } });
    expect(await withdrawFlag(await house.as('ben'), ref, back())).toMatchObject({ refusal: { code: 'moderation.already_decided' } });
    expect((await caseList(await house.as('clara')))?.find(({ number }) => number === 3)).toMatchObject({ flags: 1, urgent: false });
  });

  it('keeps whoever made it from deciding, taken back or not', async () => {
    await flagContribution(await house.as('clara'), 'B1·1', flag());
    expect(await withdrawFlag(await house.as('clara'), 'B1·1', { submissionId: randomUUID() })).toMatchObject({ ok: true });
    expect(await decideCase(await house.as('clara'), 3, { ...decision(5), measure: 'none' })).toMatchObject({ refusal: { code: 'moderation.party_to_the_case' } });
  });
});
