import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { attachExcerpt, draftFinding, readyFinding } from '../synthesis/commands/draft-finding.ts';
import { editFinding } from '../synthesis/commands/edit-finding.ts';
import { markExcerpt } from '../synthesis/commands/mark-excerpt.ts';
import { answerComment } from './commands/answer-comment.ts';
import { commentOnRecommendation } from './commands/comment-on-recommendation.ts';
import { openConsultation } from './commands/open-consultation.ts';
import { openSilence } from './commands/open-silence.ts';
import { recommendationPage } from './queries/recommendation-page.ts';
import type { AnswerInput, CommentInput } from './schema.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: 'Somebody else should confirm it.', regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  const elif = await house.as('elif');
  const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote: 'Somebody else' });
  for (const [n, text] of ['Provide for a hold of ninety days, and for a hold that a judge confirms.', 'Keep a common form.'].entries()) {
    await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'Participating States', text });
    await attachExcerpt(elif, `R-0${n + 1}`, marked.ok ? marked.value.excerptId : '');
    await readyFinding(elif, `R-0${n + 1}`);
  }
  house.at('2012-07-16T08:00:00Z');
});
afterAll(() => house.end());

const code = (outcome: { ok: boolean } & Partial<{ refusal: { code: string } }>) => (outcome.ok ? 'done' : outcome.refusal?.code);
const comment = async (as: Character, reference: string, input: Partial<CommentInput> = {}) => code(await commentOnRecommendation(await house.as(as), reference, { submissionId: randomUUID(), text: 'Say how long.', lang: 'en', regime: 'institution', ...input }));
const answer = async (as: Character, reference: string, number: number, input: Partial<AnswerInput>) => code(await answerComment(await house.as(as), reference, number, { submissionId: randomUUID(), taken: 'taken', ...input }));
const page = async (as: Character, reference: string) => {
  const found = await recommendationPage(await house.as(as), 'en', reference);
  if (!found) throw new Error(`no ${reference}`);
  return found;
};

describe('a consultation', () => {
  it('is opened by rapporteurs and organisers on recommendations that are ready, for a time that is still to come', async () => {
    const open = async (as: Character, findings: string[], ends = '2012-07-20T12:00', opens?: string) => code(await openConsultation(await house.as(as), { submissionId: randomUUID(), findings, ends, ...(opens ? { opens } : {}) }));
    expect(await comment('dmitri', 'R-01')).toBe('adoption.comments_not_open');
    expect(await open('anna', ['R-01'])).toBe('adoption.not_yours');
    expect(await open('elif', ['R-01', 'R-09'])).toBe('adoption.no_such_finding');
    expect(await open('elif', ['R-01'], '2012-07-16T10:00')).toBe('adoption.ends_before_opening');
    expect(await open('elif', ['R-01'], '2012-07-20T12:00', '2012-07-16T09:00')).toBe('adoption.opens_in_the_past');
    expect(await open('elif', ['R-01', 'R-02'], '2012-07-20T12:00', '2012-07-16T11:00')).toBe('done');
    expect(await comment('dmitri', 'R-01')).toBe('adoption.comments_not_open');
    expect((await page('anna', 'R-01')).r).toMatchObject({ next: 'await-consultation', consultation: { state: 'to-come' } });
  });

  it('takes comments from everyone at the table, on the whole or on exact words, with another wording or without, until its very end', async () => {
    house.at('2012-07-16T09:00:00Z');
    expect(await comment('anna', 'R-01', { quote: 'a hold that a judge confirms', text: 'Not every law knows a judge on duty.', proposal: 'a hold that an independent authority confirms' })).toBe('done');
    expect(await comment('dmitri', 'R-01', { regime: 'unattributed', lang: 'ru', text: 'Кто проверяет?' })).toBe('done');
    expect(await comment('ben', 'R-01', { quote: 'a hold that a jury confirms' })).toBe('adoption.quote_not_there');
    house.at('2012-07-20T09:59:59.999Z');
    expect(await comment('ben', 'R-02', { regime: 'named' })).toBe('done');
    house.at('2012-07-20T10:00:00Z');
    expect(await comment('ben', 'R-02')).toBe('adoption.comments_not_open');
  });

  it('shows each comment as its author chose to be shown, and of an unattributed one neither author nor time, nor is one kept', async () => {
    const { comments } = await page('fay', 'R-01');
    expect(comments.map(({ number, by, quote, proposal }) => [number, by, quote, proposal])).toEqual([
      [1, 'Delegation of Austria', 'a hold that a judge confirms', 'a hold that an independent authority confirms'],
      [2, expect.not.stringMatching(/Dmitri|Institute/), null, null],
    ]);
    expect(comments[1]?.at).toBeNull();
    expect(JSON.stringify(comments)).not.toMatch(/Berger|Dmitri|Sokolov|Institute/);
    expect((await page('fay', 'R-02')).comments[0]?.by).toContain('Ben Keller');
    expect(await house.pool.db.selectFrom('finding_comment').select('seat_id').where('regime', '=', 'unattributed').execute()).toEqual([{ seat_id: null }]);
    const actors = await house.asCustodian((db) => db.selectFrom('journal_opening as o').innerJoin('journal as j', 'j.id', 'o.entry_id').select(['o.field']).where('j.kind', '=', 'adoption.commented').where('o.field', '=', 'actor').execute());
    expect(actors).toHaveLength(2);
  });

  it('ends in answers by the rapporteurs, with a reason for what is not taken; until then the text is not put under silence', async () => {
    const silence = async (reference: string) => code(await openSilence(await house.as('fay'), reference, { submissionId: randomUUID(), ends: '2012-08-17T12:00' }));
    expect(await silence('R-01')).toBe('adoption.comments_unanswered');
    expect(await answer('fay', 'R-01', 1, {})).toBe('adoption.not_yours');
    expect(await answer('elif', 'R-01', 9, {})).toBe('adoption.no_such_comment');
    expect(await answer('elif', 'R-01', 1, { taken: 'not-taken' })).toBe('adoption.reason_needed');
    expect(await answer('elif', 'R-01', 1, { taken: 'in-part', reason: 'As “authority”.' })).toBe('done');
    expect(await silence('R-01')).toBe('adoption.comments_unanswered');
    expect(await answer('elif', 'R-01', 2, { taken: 'taken' })).toBe('done');
    expect((await page('dmitri', 'R-01')).comments[0]?.answer).toMatchObject({ taken: 'in-part', reason: 'As “authority”.' });
    expect((await page('dmitri', 'R-01')).r).toMatchObject({ next: 'propose', comments: { comments: 2, taken: 1, unanswered: 0 } });
  });

  it('keeps each comment with the words it was made on when the text is changed', async () => {
    const elif = await house.as('elif');
    expect(await editFinding(elif, 'R-01', { version: 1, part: 'A', addressee: 'Participating States', text: 'Provide for a hold of sixty days, and for a hold that a court confirms.' })).toMatchObject({ ok: true });
    expect((await page('anna', 'R-01')).comments[0]).toMatchObject({ quote: 'a hold that a judge confirms', version: 1, place: 'changed' });
    await readyFinding(elif, 'R-01');
  });
});

describe('while silence runs', () => {
  it('those who cannot break it comment, and break nothing; a delegation of a participating State does not comment', async () => {
    expect(await openSilence(await house.as('fay'), 'R-01', { submissionId: randomUUID(), ends: '2012-08-17T12:00' })).toMatchObject({ ok: true });
    expect(await comment('dmitri', 'R-01', { proposal: 'Provide for nothing of the kind.' })).toBe('done');
    for (const name of ['anna', 'ivo', 'ben'] as const) expect(await comment(name, 'R-01'), name).toBe('adoption.comment_would_break');
    expect((await page('anna', 'R-01'))).toMatchObject({ canComment: false, commentRefusal: 'adoption.comment_would_break', r: { silence: { state: 'running' }, canObject: true } });
    house.at('2012-08-17T10:00:00Z');
    expect((await page('anna', 'R-01')).r.silence?.state).toBe('adopted');
    expect(await comment('dmitri', 'R-01')).toBe('adoption.comments_not_open');
  });
});
