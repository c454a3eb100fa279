import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { attachExcerpt, draftFinding, readyFinding } from '../synthesis/commands/draft-finding.ts';
import { markExcerpt } from '../synthesis/commands/mark-excerpt.ts';
import { attachReservation } from './commands/attach-reservation.ts';
import { breakSilence } from './commands/break-silence.ts';
import { openSilence } from './commands/open-silence.ts';
import { recordAdoptions } from './commands/record-adoptions.ts';
import { withdrawObjection } from './commands/withdraw-objection.ts';
import { outcomePage } from './queries/outcome-page.ts';
import { outcomeTable } from './queries/outcome-table.ts';

let house: TestHouse;
let ref = '';
beforeAll(async () => {
  house = await openHouse();
  ref = (await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: 'Someone outside the unit should confirm it 🗂 within days.', regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
});
afterAll(() => house.end());
const recommendation = (text: string) => ({ submissionId: randomUUID(), kind: 'recommendation' as const, part: 'A', addressee: 'Participating States', text });

describe('a recommendation', () => {
  it('cannot leave draft without an excerpt, nor be put under silence', async () => {
    const elif = await house.as('elif');
    expect(await draftFinding(elif, recommendation('Provide for a time-limited hold.'))).toMatchObject({ ok: true, value: { reference: 'R-01' } });
    expect(await readyFinding(elif, 'R-01')).toMatchObject({ refusal: { code: 'synthesis.no_excerpt' } });
    expect(await openSilence(await house.as('fay'), 'R-01', { submissionId: randomUUID(), ends: '2012-08-17T12:00' })).toMatchObject({ refusal: { code: 'adoption.finding_not_ready' } });
  });

  it('rests on exact words: a quotation that differs by a byte is refused', async () => {
    const elif = await house.as('elif');
    const quote = 'Someone outside the unit should confirm it';
    expect(await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote: quote.replace('unit', 'unіt') })).toMatchObject({ refusal: { code: 'synthesis.quote_not_there' } });
    expect(await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, start: 0, end: 42, quote: `${quote}!` })).toMatchObject({ refusal: { code: 'synthesis.quote_differs' } });
    const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote });
    expect(marked).toMatchObject({ ok: true });
    await attachExcerpt(elif, 'R-01', marked.ok ? marked.value.excerptId : '');
    expect(await readyFinding(elif, 'R-01')).toMatchObject({ ok: true, value: { weight: 'one' } });
  });

  it('under silence is broken by the authorised delegation up to the last millisecond, by nobody else', async () => {
    house.at('2012-08-06T10:00:00Z');
    expect(await openSilence(await house.as('fay'), 'R-01', { submissionId: randomUUID(), ends: '2012-08-17T12:00' })).toMatchObject({ ok: true });
    const objection = { submissionId: randomUUID(), kind: 'objection' as const, authorised: 'yes' as const };
    expect(await breakSilence(await house.as('dmitri'), 'R-01', objection)).toMatchObject({ refusal: { code: 'adoption.not_a_delegation' } });
    expect(await breakSilence(await house.as('anna'), 'R-01', { ...objection, authorised: undefined } as never)).toMatchObject({ refusal: { code: 'adoption.not_authorised_ticked' } });
    house.at('2012-08-17T10:00:00Z');
    expect(await breakSilence(await house.as('anna'), 'R-01', objection)).toMatchObject({ refusal: { code: 'adoption.silence_not_open' } });
    house.at('2012-08-17T09:59:59.999Z');
    expect(await breakSilence(await house.as('anna'), 'R-01', objection)).toMatchObject({ ok: true });
    house.at('2012-08-18T10:00:00Z');
    expect((await outcomePage(await house.as('ben'), 'en')).recommendations[0]?.silence).toMatchObject({ state: 'broken', objections: [{ state: 'Austria' }] });
    expect(await recordAdoptions(await house.as('fay'))).toMatchObject({ value: { adopted: 0 } });
  });

  it('is not put to the delegations again in the same words while an objection stands; taken back, it may be', async () => {
    const again = { submissionId: randomUUID(), ends: '2012-08-27T12:00' };
    expect(await openSilence(await house.as('fay'), 'R-01', again)).toMatchObject({ refusal: { code: 'adoption.objection_stands' } });
    expect(await withdrawObjection(await house.as('ben'), 'R-01', { submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'adoption.no_such_objection' } });
    expect(await withdrawObjection(await house.as('ivo'), 'R-01', { submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'adoption.not_the_authorised_sender' } });
    expect(await withdrawObjection(await house.as('anna'), 'R-01', { submissionId: randomUUID() })).toMatchObject({ ok: true });
    expect((await outcomePage(await house.as('ben'), 'en')).recommendations[0]?.silence).toMatchObject({ state: 'broken', objections: [{ withdrawnAt: house.world.now() }] });
    expect(await openSilence(await house.as('fay'), 'R-01', again)).toMatchObject({ ok: true });
  });

  it('has the statements of States attached while it runs and once adopted, by their authorised senders alone', async () => {
    const statement = { submissionId: randomUUID(), kind: 'interpretative-statement' as const, lang: 'de' as const, text: 'Österreich versteht dies als Möglichkeit.' };
    expect(await attachReservation(await house.as('ivo'), 'R-01', statement)).toMatchObject({ refusal: { code: 'adoption.not_the_authorised_sender' } });
    expect(await attachReservation(await house.as('anna'), 'R-01', statement)).toMatchObject({ ok: true });
    expect((await outcomePage(await house.as('dmitri'), 'en')).recommendations[0]).toMatchObject({ silence: { state: 'running', reservations: [{ state: 'Austria', kind: 'interpretative-statement', lang: 'de' }] } });
  });

  it('unbroken at its end is adopted; it gets its number minutes later, once, and nothing changes it then', async () => {
    house.at('2012-08-27T10:00:00Z');
    expect((await outcomePage(await house.as('anna'), 'en')).recommendations[0]).toMatchObject({ silence: { state: 'adopted', numberIssued: null }, next: 'number', canObject: false });
    expect(await recordAdoptions(await house.as('fay'))).toMatchObject({ value: { adopted: 0 } });
    house.at('2012-08-27T10:05:00Z');
    expect(await recordAdoptions(await house.as('fay'))).toMatchObject({ value: { adopted: 1 } });
    expect(await recordAdoptions(await house.as('fay'))).toMatchObject({ value: { adopted: 0 } });
    expect((await outcomeTable(await house.as('anna'), 'en'))[0]).toMatchObject({ symbol: 'OEF2.REC/1/12', state: 'adopted', statements: [{ state: 'Austria' }] });
    const { db } = house.pool;
    await expect(db.updateTable('silence_procedure').set({ number_issued: 'OEF2.REC/9/12' }).where('number_issued', 'is not', null).execute()).rejects.toThrow('a number issued stays');
    await expect(db.updateTable('finding_version').set({ text: 'Something else.' }).execute()).rejects.toThrow('a wording under silence stands');
    await expect(db.updateTable('silence_procedure').set({ ends_at: new Date('2012-08-20Z') }).execute()).rejects.toThrow('what is under silence stands');
  });
});
