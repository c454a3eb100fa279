import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { enter } from '../accreditation/sight.ts';
import type { Marking, Regime } from '../disclosure/model.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { withholdContribution, restoreContribution } from '../discussion/commands/withhold-contribution.ts';
import { contributionByRef } from '../discussion/queries/contribution-facts.ts';
import { enterShift } from '../moderation/commands/keep-roster.ts';
import { circulatePaper } from '../paper/commands/circulate-paper.ts';
import { writePaper } from '../paper/commands/write-paper.ts';
import { keepSummary, settleSummary } from './commands/keep-summary.ts';
import { publishSummaries } from './commands/publish-summary.ts';
import { setSummaryHour, signSummary } from './commands/sign-summary.ts';
import { tellOfSummary } from './commands/tell-of-summary.ts';
import { tellOfUnsigned } from './commands/tell-of-unsigned.ts';
import { summaryDesk } from './queries/summary-desk.ts';
import { summaryPage } from './queries/summary-page.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.end());

type Who = Parameters<TestHouse['as']>[0];
const day = '2012-07-04';
const [one, two] = ['00000000-0000-4000-8000-00000000aaa1', '00000000-0000-4000-8000-00000000aaa2'];
const say = async (text: string, { by = 'dmitri' as Who, code = 'A1', regime = 'named' as Regime, marking = 'TLP:AMBER' as Marking } = {}) =>
  (await house.entered(postContribution(await house.as(by), { submissionId: randomUUID(), code, text, regime, marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
const draft = (text: string, more: Partial<Parameters<typeof keepSummary>[2]> = {}) => ({ window: one, text, lang: 'en' as const, notAddressed: ['A2'], correction: '', ...more });
const keep = async (text: string, more: Partial<Parameters<typeof keepSummary>[2]> = {}, by: Who = 'elif') => keepSummary(await house.as(by), day, draft(text, more));
const sign = async (version: number, by: Who = 'elif') => signSummary(await house.as(by), day, { submissionId: randomUUID(), version });
const clock = async () => {
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (!inside) throw new Error('the clock has no sight');
  return inside;
};
const read = async (by: Who = 'anna', revision: number | null = null) => summaryPage(await house.as(by), day, revision);
const texts = async () => (await read()).sentences.map(({ text }) => text);
const letters = (kind: string) => house.pool.db.selectFrom('letter').select(['address', 'body']).where('kind', '=', kind).orderBy('address').execute();
const kinds = async () => (await house.pool.db.selectFrom('journal').select('kind').where('kind', 'like', 'synthesis.summary%').orderBy('seq').execute()).map(({ kind }) => kind);

describe('a daily summary', () => {
  it('is published by the clock at the hour, when signed, and not a second before', async () => {
    const ref = await say('We keep first.');
    expect(await keep(`They “keep first”. [${ref}]\nTomorrow, part B. [!]`)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await sign(1)).toMatchObject({ ok: true, value: { published: false, at: '2012-07-04T18:00:00.000Z' } });
    house.at('2012-07-04T17:59:59Z');
    expect(await publishSummaries(await clock())).toEqual([]);
    expect((await read()).publishedAt).toBeNull();
    house.at('2012-07-04T18:00:00Z');
    expect(await publishSummaries(await clock())).toEqual([day]);
    expect(await publishSummaries(await clock())).toEqual([]);
    expect(await read()).toMatchObject({ revision: 1, marking: 'TLP:AMBER', notAddressed: ['A2'], sentences: [{ html: '<p>They “keep first”.</p>\n', refs: [ref], remark: false }, { remark: true, refs: [] }] });
    expect(await kinds()).toEqual(['synthesis.summary_signed', 'synthesis.summary_published']);
    // Readers are told of it, once.
    expect(await tellOfSummary(await clock())).toBeGreaterThan(0);
  });

  it('is previewed as it is stored', async () => {
    const ref = await say('We keep first.');
    await keep(`${ref} and *others* asked. [${ref}]`);
    const [previewed] = (await summaryDesk(await house.as('elif'), day))?.checked ?? [];
    house.at('2012-07-04T19:00:00Z');
    await sign(1);
    expect((await read()).sentences[0]?.html).toBe(previewed?.html);
    expect(previewed?.html).toContain('<em>others</em>');
  });

  it('is not published unsigned: who is on duty is told once, and it comes out with the signature', async () => {
    const ref = await say('We keep first.');
    await keep(`They keep. [${ref}]`);
    house.at('2012-07-04T18:00:00Z');
    expect(await publishSummaries(await clock())).toEqual([]);
    expect(await tellOfUnsigned(await clock(), 'https://forum.example')).toBe(2);
    expect(await tellOfUnsigned(await clock(), 'https://forum.example')).toBe(0);
    const told = await letters('synthesis.summary-unsigned');
    expect(told.map(({ address }) => address)).toEqual(['clara@example.org', 'gus@example.org']);
    expect(told[1]?.body).toContain('https://forum.example/en/f/internet-2012-2/day/2012-07-04');
    expect(JSON.stringify(told)).not.toContain('They keep');
    house.at('2012-07-04T18:30:00Z');
    expect(await sign(1)).toMatchObject({ ok: true, value: { published: true } });
    expect(await texts()).toEqual(['They keep.']);
  });

  it('is asked for of the reporter on duty; else of whoever is on and may write it', async () => {
    await say('We keep first.');
    const shift = async (role: 'reporter' | 'referee', seat: Who, until: string) =>
      enterShift(await house.as('clara'), { submissionId: randomUUID(), role, seat: (await house.as(seat)).sight.seat?.id ?? '', day, from: '19:00', until });
    for (const entered of [await shift('reporter', 'elif', '20:00'), await shift('referee', 'gus', '21:00')]) expect(entered).toMatchObject({ ok: true });
    const asked = async () => {
      await tellOfUnsigned(await clock(), 'https://forum.example');
      return (await letters('synthesis.summary-unsigned')).map(({ address }) => address);
    };
    await setSummaryHour(await house.as('elif'), { submissionId: randomUUID(), hour: '19:30' });
    house.at('2012-07-04T17:30:00Z');
    expect(await asked()).toEqual(['elif@example.org']);
    // From eight on the reporter is on no more.
    house.at('2012-07-04T18:00:00Z');
    expect(await asked()).toEqual(['elif@example.org', 'gus@example.org']);
  });

  it('is not asked for on a day on which nothing was said, nor after another day', async () => {
    house.at('2012-07-04T18:00:00Z');
    expect(await tellOfUnsigned(await clock(), 'https://forum.example')).toBe(0);
    house.at('2012-07-04T08:00:00Z');
    await say('We keep first.');
    house.at('2012-07-05T18:00:00Z');
    expect(await tellOfUnsigned(await clock(), 'https://forum.example')).toBe(0);
  });

  it('loses its signature with any change, and with a source that is withheld before the hour', async () => {
    const ref = await say('We keep first.');
    const text = `They keep. [${ref}]`;
    await keep(text);
    await sign(1);
    expect(await keep(`${text}\nMore. [!]`, { version: 1 })).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await sign(1)).toMatchObject({ refusal: { code: 'synthesis.summary_stale' } });
    expect(await sign(2)).toMatchObject({ ok: true });
    const id = (await contributionByRef(await house.as('clara'), ref))?.id ?? '';
    await withholdContribution(await house.as('clara'), id, '4.2');
    house.at('2012-07-04T18:00:00Z');
    expect(await publishSummaries(await clock())).toEqual([]);
    expect(await tellOfUnsigned(await clock(), 'https://forum.example')).toBe(2);
    expect(await kinds()).toEqual(['synthesis.summary_signed', 'synthesis.summary_signed', 'synthesis.summary_signature_fell']);
    expect(await sign(2)).toMatchObject({ refusal: { code: 'synthesis.source_not_shown', detail: { ref } } });
  });

  it('says nothing of a text withheld after it was published, and says it again when it is restored', async () => {
    const [ref, other] = [await say('We keep first.'), await say('We do not.')];
    house.at('2012-07-04T18:00:00Z');
    await keep(`They “keep first”. [${ref}]\nOthers do not. [${other}]`);
    await sign(1);
    const id = (await contributionByRef(await house.as('clara'), ref))?.id ?? '';
    await withholdContribution(await house.as('clara'), id, '4.2');
    expect(await read()).toMatchObject({ sentences: [{ text: '', html: '', hidden: true, refs: [ref] }, { hidden: false }] });
    expect(JSON.stringify(await read())).not.toContain('keep first');
    await restoreContribution(await house.as('clara'), id);
    expect((await read()).sentences[0]).toMatchObject({ hidden: false, text: 'They “keep first”.' });
  });

  it('is corrected by a new revision, and the old one can be read; readers are not told again', async () => {
    const ref = await say('We keep first.');
    house.at('2012-07-04T18:00:00Z');
    await keep(`They keep. [${ref}]`);
    await sign(1);
    await tellOfSummary(await clock());
    expect(await sign(1)).toMatchObject({ refusal: { code: 'synthesis.summary_unchanged' } });
    house.at('2012-07-05T07:00:00Z');
    await keep(`One of them keeps. [${ref}]`, { version: 1 });
    expect(await sign(2)).toMatchObject({ refusal: { code: 'synthesis.summary_needs_correction' } });
    expect(await texts()).toEqual(['They keep.']);
    await keep(`One of them keeps. [${ref}]`, { version: 2, correction: 'It was one.' });
    expect(await sign(3)).toMatchObject({ ok: true, value: { published: true } });
    expect(await read()).toMatchObject({ revision: 2, publishedAt: new Date('2012-07-04T18:00:00Z'), sentences: [{ text: 'One of them keeps.' }], revisions: [{ number: 1, correction: null }, { number: 2, correction: 'It was one.' }] });
    expect(await read('anna', 1)).toMatchObject({ revision: 1, sentences: [{ text: 'They keep.' }] });
    expect(await tellOfSummary(await clock())).toBe(0);
  });

  it('is written and signed by those who write summaries, and seen as a draft by nobody else', async () => {
    for (const who of ['anna', 'fay'] as const) {
      expect(await keep('Mine. [!]', {}, who)).toMatchObject({ refusal: { code: 'synthesis.not_yours' } });
      expect(await summaryDesk(await house.as(who), day)).toBeNull();
    }
    await keep('Mine. [!]');
    expect(await sign(1, 'anna')).toMatchObject({ refusal: { code: 'synthesis.not_yours' } });
    expect(await summaryDesk(await house.as('clara'), day)).toMatchObject({ text: { lines: 'Mine. [!]' }, signedByYou: false });
    expect(await keepSummary(await house.as('elif'), '2012-07-05', draft('Too early. [!]'))).toMatchObject({ refusal: { code: 'synthesis.no_such_day' } });
    expect(await keepSummary(await house.as('elif'), '2012-07-01', draft('Before. [!]'))).toMatchObject({ refusal: { code: 'synthesis.no_such_day' } });
  });

  it('has the questions ticked under which nothing new was said, whatever was said before', async () => {
    await say('Yesterday.', { code: 'B1' });
    await house.pool.db.updateTable('contribution').set({ received_at: '2012-07-03T21:59:59Z' }).execute();
    await say('Today.', { code: 'A1' });
    const desk = await summaryDesk(await house.as('elif'), day);
    expect(desk?.text.notAddressed).toEqual(['A2', 'B1']);
    expect(desk?.texts).toMatchObject([{ ref: 'A1·1', words: 'Today.', linked: false }]);
    // What is ticked is published, not what was computed: a whole part where all of it is.
    house.at('2012-07-04T18:00:00Z');
    await keep('Nothing. [!]', { notAddressed: ['B1'] });
    await sign(1);
    expect((await read()).parts).toMatchObject([{ letter: 'B', whole: true, codes: ['B1'] }]);
  });

  it('rests on paragraphs of the paper that was circulated, quoted as they stand', async () => {
    const fay = await house.as('fay');
    await writePaper(fay, { submissionId: randomUUID(), title: 'Paper', locale: 'en', markdown: 'A first paragraph.\n\nA second one.' });
    await keep('The paper says “A second one”. [¶ 2]');
    expect(await sign(1)).toMatchObject({ refusal: { code: 'synthesis.source_not_shown', detail: { ref: '¶ 2' } } });
    await circulatePaper(fay, { submissionId: randomUUID(), audiences: ['participants'] }, { origin: 'https://forum.example' });
    house.at('2012-07-04T18:00:00Z');
    expect(await sign(1)).toMatchObject({ ok: true });
    expect((await read()).sentences).toMatchObject([{ paragraphs: ['2'], refs: [] }]);
  });

  it('names nobody beside an unattributed text: not its author, not another', async () => {
    const ref = await say('We keep first.', { regime: 'unattributed' });
    for (const [i, words] of ['Dmitri Sokolov keeps', 'Anna Berger keeps', 'The Austrian side keeps', 'The Institute for Digital Rights keeps'].entries()) {
      await keep(`${words}. [${ref}]`, i === 0 ? {} : { version: i });
      expect(await sign(i + 1), words).toMatchObject({ refusal: { code: 'synthesis.summary_names' } });
    }
    await keep(`A participant keeps. [${ref}]`, { version: 4 });
    expect(await sign(5)).toMatchObject({ ok: true });
  });

  it('has its hour set by those who write it, for the days to come', async () => {
    expect(await setSummaryHour(await house.as('anna'), { submissionId: randomUUID(), hour: '09:30' })).toMatchObject({ refusal: { code: 'synthesis.not_yours' } });
    expect(await setSummaryHour(await house.as('clara'), { submissionId: randomUUID(), hour: '09:30' })).toMatchObject({ ok: true });
    expect((await read()).at).toEqual(new Date('2012-07-04T07:30:00Z'));
  });
});

describe('two windows', () => {
  it('overwrite nothing of each other: both texts stay until one is chosen', async () => {
    await keep('First. [!]');
    expect(await keep('From two. [!]', { window: two, version: 0 }, 'clara')).toMatchObject({ ok: true, value: { beside: true, others: [{ which: 'draft', markdown: 'First. [!]' }] } });
    expect(await keep('First, longer. [!]', { version: 1 })).toMatchObject({ ok: true, value: { version: 2, beside: false, others: [{ which: two, markdown: 'From two. [!]' }] } });
    expect(await settleSummary(await house.as('elif'), day, draft('First, longer. [!]', { version: 2 }), { deed: 'take', which: two })).toMatchObject({ ok: true, value: { text: 'From two. [!]', version: 3, others: [{ markdown: 'First, longer. [!]' }] } });
    const [other] = (await summaryDesk(await house.as('elif'), day))?.draft?.beside ?? [];
    expect(await settleSummary(await house.as('elif'), day, draft('From two. [!]', { version: 3 }), { deed: 'drop', which: other?.windowId ?? '' })).toMatchObject({ ok: true, value: { others: [] } });
  });
});
