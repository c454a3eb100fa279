import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { attachSignals } from '../moderation/commands/attach-signals.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { addCode } from './commands/arrange-codes.ts';
import { indexTexts } from './commands/index-texts.ts';
import { judgeSuggestion } from './commands/judge-suggestion.ts';
import { markExcerpt } from './commands/mark-excerpt.ts';
import { draftFinding } from './commands/draft-finding.ts';
import { coveragePage } from './queries/coverage-page.ts';
import { leadsOf } from './queries/leads.ts';
import { suggestionsFor } from './queries/suggestions.ts';
import { themeSuggestions } from './queries/themes.ts';

let house: TestHouse;
let web: TestWeb;
const words = { merged: (ref: string) => `As ${ref}.` };
const say = async (who: 'anna' | 'ben' | 'dmitri', code: string, text: string, marking: 'TLP:GREEN' | 'TLP:RED' = 'TLP:GREEN') =>
  house.entered(postContribution(await house.as(who), { submissionId: randomUUID(), code, text, regime: 'named', marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }));
const code = async (label: string) => {
  const added = await addCode(await house.as('elif'), { submissionId: randomUUID(), label });
  return added.ok ? added.value.codeId : '';
};
const mark = async (contribution: string, quote: string, codes: string[]) => expect(await markExcerpt(await house.as('elif'), { submissionId: randomUUID(), contribution, quote, codes })).toMatchObject({ ok: true });
const index = async () => indexTexts(await house.as('elif'));
const judge = async (suggestion: string, at: string, outcome: 'accepted' | 'dismissed', about: 'text' | 'part' | 'codes' = 'text') => judgeSuggestion(await house.as('elif'), { submissionId: randomUUID(), suggestion, about, at, outcome }, words);
const made = async (ref: string) => (await suggestionsFor(await house.as('elif'), ref)) ?? [];

const hold = 'A prosecutor must confirm the preservation order for stored messages within three days.';
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await say('dmitri', 'A1', `Dear colleagues, thank you. ${hold} Nothing else is needed from the providers.`);
  await say('anna', 'A1', 'Preservation orders for messages that are stored should be confirmed by prosecutors in days. Teachers need better books in schools.');
  await say('ben', 'A2', 'In our schools the teachers ask for books and training about hatred online.');
  await say('anna', 'B1', `Secret: ${hold}`, 'TLP:RED');
  house.at('2012-07-04T09:00:00Z');
  await say('ben', 'A2', `Dear colleagues, thank you. ${hold} Nothing else is needed from the providers here.`);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

describe('what is kept ready for comparison', () => {
  it('is made by the clock once, and anew only for another wording', async () => {
    expect(await index()).toBe(5);
    expect(await index()).toBe(0);
  });

  it('gives coverage the scores that word by word gives', async () => {
    await draftFinding(await house.as('elif'), { submissionId: randomUUID(), kind: 'conclusion', part: 'A', text: 'Orders to preserve messages need confirmation by a prosecutor.' });
    const scores = async () => (await coveragePage(await house.as('elif')))?.unreflected.map(({ ref, score }) => [ref, score]);
    const ready = await scores();
    await house.pool.db.deleteFrom('text_vector').execute();
    expect(await scores()).toEqual(ready);
    expect(ready?.some(([, score]) => Number(score) > 0)).toBe(true);
    await index();
  });

  it('goes when its text is shown no more', async () => {
    const row = await house.pool.db.selectFrom('contribution').select('id').where('marking', '=', 'TLP:RED').executeTakeFirstOrThrow();
    await house.pool.db.updateTable('contribution').set({ visibility: 'withheld' }).where('id', '=', row.id).execute();
    await index();
    expect(await house.count('text_vector')).toBe(4);
    await house.pool.db.updateTable('contribution').set({ visibility: 'shown' }).where('id', '=', row.id).execute();
    await index();
  });
});

describe('suggestions beside a text', () => {
  it('name the code of the nearest passages, with the words in common, and the passages', async () => {
    const orders = await code('Orders');
    await mark('A1·1', hold, [orders]);
    await index();
    const [first] = await made('A1·2');
    expect(first).toMatchObject({ method: 'neighbours', codes: [{ label: 'Orders' }], neighbours: [{ ref: 'A1·1', quote: hold }], record: { accepted: 0, dismissed: 0 } });
    expect(first?.passage?.text).toContain('should be confirmed by prosecutors');
    expect(first?.shared).toEqual(expect.arrayContaining(['messages', 'orders', 'preservation']));
  });

  it('find like passages elsewhere, and nothing that may not be quoted', async () => {
    const list = await made('A1·1');
    const similar = list.filter(({ method }) => method === 'similar');
    expect(similar.map(({ passage }) => passage?.ref)).toEqual(expect.arrayContaining(['A1·2', 'A2·2']));
    expect(similar[0]).toMatchObject({ like: { ref: 'A1·1', quote: hold } });
    expect(JSON.stringify(list)).not.toContain('Secret');
    expect(await suggestionsFor(await house.as('elif'), 'B1·1')).toBeNull();
    expect(await suggestionsFor(await house.as('anna'), 'A1·1')).toBeNull();
  });

  it('mark nothing until one is accepted, and then that one as the rapporteur’s own', async () => {
    const before = await house.count('excerpt');
    const [first] = await made('A1·2');
    expect(await house.count('excerpt')).toBe(before);
    expect(await judge(first?.id ?? '', 'A1·2', 'accepted')).toMatchObject({ ok: true });
    expect(await house.count('excerpt')).toBe(before + 1);
    const coded = await house.pool.db.selectFrom('excerpt_code').innerJoin('excerpt', 'excerpt.id', 'excerpt_code.excerpt_id').select('excerpt.quote').execute();
    expect(coded.map(({ quote }) => quote)).toContain(first?.passage?.text);
    // It is not made again, and not accepted twice.
    expect((await made('A1·2')).map(({ id }) => id)).not.toContain(first?.id);
    expect(await judge(first?.id ?? '', 'A1·2', 'accepted')).toMatchObject({ ok: false, refusal: { code: 'synthesis.no_such_suggestion' } });
  });

  it('dismissed, do nothing but count', async () => {
    await index();
    const one = (await made('A1·1')).find(({ method }) => method === 'similar');
    const before = await house.count('excerpt');
    expect(await judge(one?.id ?? '', 'A1·1', 'dismissed')).toMatchObject({ ok: true });
    expect(await house.count('excerpt')).toBe(before);
    expect((await made('A1·1')).map(({ id }) => id)).not.toContain(one?.id);
    const record = await web.get('/en/f/internet-2012-2/suggestions', 'elif');
    expect(record.text.replace(/<[^>]+>/g, ' ')).toMatch(/Nearest coded passages\s+EN\s+1\s+0/);
    expect(record.text.replace(/<[^>]+>/g, ' ')).toMatch(/Similar passages\s+EN\s+0\s+1/);
  });

  it('point a copy to the text it repeats, which accepting records as merged', async () => {
    await attachSignals(await house.as('elif'));
    const copy = (await made('A2·2')).find(({ method }) => method === 'near-copy');
    expect(copy).toMatchObject({ like: { ref: 'A1·1' } });
    expect((await made('A1·1')).filter(({ method }) => method === 'near-copy')).toEqual([]);
    expect(await judge(copy?.id ?? '', 'A2·2', 'accepted')).toMatchObject({ ok: true });
    expect(await house.pool.db.selectFrom('disposition').select(['fate', 'reason']).execute()).toEqual([{ fate: 'merged', reason: 'As A1·1.' }]);
  });

  it('are refused to who is no rapporteur, and when they are made up', async () => {
    expect(await judgeSuggestion(await house.as('anna'), { submissionId: randomUUID(), suggestion: 'a'.repeat(32), about: 'text', at: 'A1·1', outcome: 'accepted' }, words)).toMatchObject({ ok: false, refusal: { code: 'synthesis.not_yours' } });
    expect(await judge('a'.repeat(32), 'A1·1', 'accepted')).toMatchObject({ ok: false, refusal: { code: 'synthesis.no_such_suggestion' } });
  });
});

describe('lead sentences', () => {
  it('pass over greetings, and only where nothing is marked yet', async () => {
    const leads = (await leadsOf(await house.as('elif'), 'A'))?.questions.flatMap((question) => question.leads) ?? [];
    expect(leads.map(({ passage }) => [passage?.ref, passage?.text])).toEqual([['A2·1', 'In our schools the teachers ask for books and training about hatred online.'], ['A2·2', hold]]);
    expect(await judge(leads[0]?.id ?? '', 'A', 'accepted', 'part')).toMatchObject({ ok: true });
    expect((await leadsOf(await house.as('elif'), 'A'))?.record).toEqual({ accepted: 1, dismissed: 0 });
  });
});

describe('a name for what has no code', () => {
  it('is made of the words that set a group of excerpts apart, and adds a code without putting it anywhere', async () => {
    for (const text of ['Books for schools are missing everywhere.', 'Schools lack books about the Internet.', 'Without books schools teach little.']) await say('dmitri', 'B1', text);
    for (const [ref, quote] of [['B1·2', 'Books for schools'], ['B1·3', 'Schools lack books'], ['B1·4', 'Without books schools']] as const) await mark(ref, quote, []);
    await index();
    const [theme] = (await themeSuggestions(await house.as('elif'))) ?? [];
    expect(theme?.label).toMatch(/books/);
    expect(theme?.label).toMatch(/schools/);
    const codings = await house.count('excerpt_code');
    expect(await judge(theme?.id ?? '', '', 'accepted', 'codes')).toMatchObject({ ok: true });
    expect(await house.pool.db.selectFrom('code').select('label').where('label', '=', theme?.label ?? '').execute()).toHaveLength(1);
    expect(await house.count('excerpt_code')).toBe(codings);
  });
});

describe('the pages', () => {
  it('show suggestions beside the text, work by forms alone, and offer no way to take all at once', async () => {
    const bench = await web.get('/en/f/internet-2012-2/bench/A?c=A1-2', 'elif');
    expect(bench.text).toContain('src="/en/f/internet-2012-2/suggestions?c=A1-2"');
    const { text } = await web.get('/en/f/internet-2012-2/suggestions?c=A1-1', 'elif');
    const forms = text.match(/action="\/en\/f\/internet-2012-2\/suggestions"/g)?.length ?? 0;
    expect(text.match(/name="suggestion" value="[0-9a-f]{32}"/g)?.length ?? 0).toBe(forms);
    expect((await web.get('/en/f/internet-2012-2/suggestions/leads/A', 'elif')).status).toBe(200);
    expect((await web.get('/en/f/internet-2012-2/suggestions/codes', 'elif')).status).toBe(200);
    const [one] = await made('A1·1');
    if (one) expect((await web.post('/en/f/internet-2012-2/suggestions', { submissionId: randomUUID(), suggestion: one.id, about: 'text', at: 'A1·1', outcome: 'dismissed' }, 'elif')).headers['location']).toBe('/en/f/internet-2012-2/bench/A?c=A1-1');
    expect((await web.post('/en/f/internet-2012-2/suggestions', { submissionId: randomUUID(), suggestion: 'a'.repeat(32), about: 'text', at: 'A1-1', outcome: 'dismissed' }, 'elif')).text).toContain('no longer made');
  });
});
