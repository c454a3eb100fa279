import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { decideAppeal } from '#domain/moderation/commands/appeal.ts';
import { confirmDecision, decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import type { Measure } from '#domain/moderation/model.ts';
import { answersTo } from '../../worker/answers-to.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeEach(async () => {
  house = await openHouse();
  web = await openWeb(house);
});
afterEach(async () => {
  await web.end();
  await house.end();
});

const forum = '/en/f/internet-2012-2';
const here = `${forum}/appeal/M-001`;
const id = () => randomUUID();

/** Dmitri's text, flagged by Ben, decided on by Clara and Gus. */
async function decided(measure: Measure, { days, regime = 'named' as const }: { days?: number; regime?: 'named' | 'unattributed' } = {}): Promise<void> {
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: id(), code: 'A1', text: 'You fools of the red house.', regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  await flagContribution(await house.as('ben'), ref, { submissionId: id(), rule: '3.1', sentence: 'It insults.' });
  expect(await decideCase(await house.as('clara'), 1, { submissionId: id(), version: 1, measure, rule: '3.1', facts: 'It calls people fools.', scope: 'The person.', aidUsed: 'None.', redress: 'Write without it.', ...(days ? { days } : {}) })).toMatchObject({ ok: true });
  expect(await confirmDecision(await house.as('gus'), 1, { submissionId: id(), version: 2, step: 'confirm' })).toMatchObject({ ok: true });
}

describe('the page of a decision on oneself', () => {
  it('is what a suspended author still reads, with the appeal; the rest of the forum is not there', async () => {
    await decided('suspend', { days: 5 });
    for (const path of ['', '/q/A1', '/c/A1-1', '/mod/M-001', '/mod', '/summaries', '/rules', '/paper', '/new']) expect((await web.get(`${forum}${path}`, 'dmitri')).status, path).toBe(404);
    const page = await web.get(here, 'dmitri');
    expect(page.status).toBe(200);
    for (const words of ['It calls people fools.', 'The person.', 'Write without it.', 'You fools of the red house.', 'Your seat in this forum is suspended.']) expect(page.text).toContain(words);
    // Neither the flag, nor who decided, nor what else the forum holds.
    for (const hidden of ['It insults.', 'Clara', 'Gus', 'Moretti', '/q/A1']) expect(page.text).not.toContain(hidden);
    const lodged = await web.post(here, { submissionId: id(), text: 'It was a quotation.' }, 'dmitri');
    expect([lodged.status, lodged.headers['location']]).toEqual([303, here]);
    expect((await web.get(here, 'dmitri')).text).toMatch(/It was a quotation\.[\s\S]*Appeal lodged/);
    // Nothing but this opens by it.
    expect((await web.get(`${forum}/appeal/M-002`, 'dmitri')).status).toBe(404);
    expect((await web.post(`${forum}/q/A1/write`, { text: 'Again.' }, 'dmitri')).status).toBe(404);
    expect(await decideAppeal(await house.as('fay'), 1, { submissionId: id(), outcome: 'reversed', reasons: 'It was one.' })).toMatchObject({ ok: true });
    expect((await web.get(`${forum}/q/A1`, 'dmitri')).status).toBe(200);
    expect((await web.get(here, 'dmitri')).text).toContain('It was one.');
  });

  it('is there for authors who are muted, or whose text is withheld, named or not', async () => {
    await decided('withhold', { regime: 'unattributed' });
    expect((await web.get(here, 'dmitri')).text).toContain('It calls people fools.');
    expect((await web.post(here, { submissionId: id(), text: 'No.' }, 'dmitri')).status).toBe(303);
  });

  it('is nobody else’s: not a flagger’s, a moderator’s or an outsider’s, as if there were none', async () => {
    await decided('mute', { days: 1 });
    const absent = (await web.get(`${forum}/appeal/M-999`, 'ben')).text.replace(/[0-9a-f-]{36}/g, '');
    for (const who of ['ben', 'clara', 'gus', 'fay', 'elif', 'anna'] as const) {
      const reply = await web.get(here, who);
      expect([reply.status, who]).toEqual([404, who]);
      expect((await web.post(here, { submissionId: id(), text: 'Mine.' }, who)).status).toBe(404);
      if (who === 'ben') expect(reply.text.replace(/[0-9a-f-]{36}/g, '')).toBe(absent);
    }
    expect((await web.get(here)).headers['location']).toContain('/sign-in?back=');
  });

  it('refuses an appeal that says nothing, one too many and one too late, and keeps what was typed', async () => {
    await decided('suspend', { days: 20 });
    expect((await web.post(here, { submissionId: id(), text: ' ' }, 'dmitri')).status).toBe(422);
    house.at('2012-07-11T08:00:00Z');
    const late = await web.post(here, { submissionId: id(), text: 'Too late, I fear.' }, 'dmitri');
    expect(late.status).toBe(422);
    for (const words of ['The time to appeal has passed.', 'Too late, I fear.']) expect(late.text).toContain(words);
    house.at('2012-07-11T07:59:59Z');
    expect((await web.post(here, { submissionId: id(), text: 'In time.' }, 'dmitri')).status).toBe(303);
    const twice = await web.post(here, { submissionId: id(), text: 'And again.' }, 'dmitri');
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('And again.');
  });

  it('is where the letter leads, whether letters come in or not', async () => {
    await decided('withhold');
    const letter = await house.pool.db.selectFrom('letter').select(['forum_id', 'person_id', 'locale', 'answers']).where('kind', '=', 'moderation.statement-of-reasons').executeTakeFirstOrThrow();
    const of = { forumId: letter.forum_id, personId: letter.person_id, locale: letter.locale, answers: letter.answers };
    const closed = answersTo(null, 'https://forum.example')(of);
    expect(closed).toEqual({ note: 'Обоснование и апелляция на странице:\nhttps://forum.example/ru/f/internet-2012-2/appeal/M-001' });
    const open = answersTo({ domain: 'forum.example', mark: () => Buffer.alloc(32) }, 'https://forum.example')(of);
    expect(open?.replyTo).toMatch(/^reply\+/);
    expect(open?.note).toContain('/ru/f/internet-2012-2/appeal/M-001');
  });
});
