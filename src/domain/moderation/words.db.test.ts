import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locales } from '#platform/i18n/locales.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { counterSpeech } from './aids/counter-examples.ts';
import { addExample, listWord, withdrawExample, withdrawWord } from './commands/edit-word-list.ts';
import { loadWordList } from './commands/load-word-list.ts';
import { tryWord, wordsPage } from './queries/words-page.ts';
import { TermEntry, triedAs } from './rules/word-list.ts';
import type { WordInput } from './schema.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.end());

type Who = Parameters<TestHouse['as']>[0];
const entry = (term: string, more: Partial<TermEntry> = {}): TermEntry => TermEntry.parse({ term, rule: '3.1', ...more });
const input = (of: TermEntry, version: number, more: Partial<WordInput> = {}): WordInput => ({ submissionId: randomUUID(), language: 'en', version, tried: triedAs('en', of), note: undefined, ...of, ...more });
const list = async (of: TermEntry, version: number, by: Who = 'clara', more: Partial<WordInput> = {}) => listWord(await house.as(by), input(of, version, more));
const words = async (language = 'en') => (await wordsPage(await house.as('clara'), language))?.terms.map(({ term }) => term);
const trial = async (of: TermEntry, language = 'en') => (await tryWord(await house.as('clara'), language, of)) ?? { tried: '', examples: [], inFull: -1 };

describe('a word list', () => {
  it('grows by entries that were tried, a version for each, and none is lost', async () => {
    expect(await list(entry('parasite', { note: 'Seen in three threads.' }), 0)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await list(entry('coward'), 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await words()).toEqual(['coward', 'parasite']);
    const page = await wordsPage(await house.as('clara'), 'en');
    expect(page?.versions.map(({ version, entries }) => [version, entries])).toEqual([[2, 2], [1, 1]]);
    expect(page?.terms[1]).toMatchObject({ term: 'parasite', note: 'Seen in three threads.' });
  });

  it('takes no entry that was not tried, or tried as another one', async () => {
    const { tried: _, ...untried } = input(entry('parasite'), 0);
    expect(await listWord(await house.as('clara'), untried)).toMatchObject({ refusal: { code: 'moderation.word_untried' } });
    expect(await list(entry('parasite'), 0, 'clara', { tried: triedAs('en', entry('coward')) })).toMatchObject({ refusal: { code: 'moderation.word_untried' } });
    expect(await list(entry('parasite', { match: 'begins' }), 0, 'clara', { tried: triedAs('en', entry('parasite')) })).toMatchObject({ refusal: { code: 'moderation.word_untried' } });
    expect(await words()).toEqual([]);
  });

  it('is changed as it was read: a stale change, a word twice and a word that is gone are refused', async () => {
    await list(entry('parasite'), 0);
    expect(await list(entry('coward'), 0)).toMatchObject({ refusal: { code: 'moderation.word_list_stale' } });
    expect(await list(entry('Parasite'), 1)).toMatchObject({ refusal: { code: 'moderation.already_listed' } });
    const off = async (version: number, term: string) => withdrawWord(await house.as('gus'), { submissionId: randomUUID(), language: 'en', version, term });
    expect(await off(1, 'coward')).toMatchObject({ refusal: { code: 'moderation.no_such_word' } });
    expect(await off(1, 'PARASITE')).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await words()).toEqual([]);
    // What the operator loads and what moderators list are one list.
    await loadWordList(house.operator(), JSON.stringify({ format: 'colloquy-word-list/1', language: 'en', terms: [{ term: 'thief', rule: '3.1' }] }));
    expect(await list(entry('coward'), 3)).toMatchObject({ ok: true, value: { version: 4 } });
    expect(await words()).toEqual(['coward', 'thief']);
  });

  it('is the moderators’: others neither change it nor see it', async () => {
    for (const who of ['anna', 'fay', 'elif'] as const) expect(await list(entry('parasite'), 0, who), who).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await wordsPage(await house.as('anna'), 'en')).toBeNull();
    expect(await tryWord(await house.as('anna'), 'en', entry('parasite'))).toBeNull();
    expect(await wordsPage(await house.as('fay'), 'en')).toMatchObject({ canEdit: false });
  });

  it('is in the record by version and number, without its words', async () => {
    await list(entry('parasite'), 0);
    await withdrawWord(await house.as('clara'), { submissionId: randomUUID(), language: 'en', version: 1, term: 'parasite' });
    const entries = await house.pool.db.selectFrom('journal').selectAll().where('kind', 'like', 'moderation.word%').orderBy('seq').execute();
    expect(entries.map(({ kind }) => kind)).toEqual(['moderation.word_listed', 'moderation.word_withdrawn']);
    expect(JSON.stringify(entries)).not.toContain('parasite');
  });
});

describe('a trial', () => {
  it('shows which counter-speech an entry marks in full, which more lightly and why', async () => {
    const { examples, inFull } = await trial(entry('parasite'));
    expect(examples).toHaveLength(counterSpeech['en']?.length ?? 0);
    expect(examples.find(({ text }) => text.startsWith('I condemn'))).toMatchObject({ fate: 'lowered', lowered: ['quoted', 'reported'] });
    expect(examples.find(({ text }) => text.startsWith('Nobody here'))).toMatchObject({ fate: 'lowered', lowered: ['negated'] });
    // Neither quoted nor denied nor reported: what the aid gets wrong is shown, not hidden.
    expect(examples.find(({ text }) => text.startsWith('The study counts'))).toMatchObject({ fate: 'in-full' });
    expect(inFull).toBe(examples.filter(({ fate }) => fate === 'in-full').length);
  });

  it('has the same kinds of example in each language, of which the aid marks at most two in full', async () => {
    const word = { en: 'parasite', fr: 'parasite', de: 'Parasit', it: 'parassita', ru: 'паразит', es: 'parásito' };
    for (const language of locales) {
      expect(counterSpeech[language]).toHaveLength(6);
      const { examples, inFull } = await trial(entry(word[language]), language);
      expect(examples.every(({ fate }) => fate !== 'unmarked'), `${language}: ${JSON.stringify(examples)}`).toBe(true);
      expect(inFull, `${language}: ${JSON.stringify(examples.filter(({ fate }) => fate === 'in-full'))}`).toBeLessThanOrEqual(2);
    }
  });

  it('is made on the site’s own examples as well, as long as they are not withdrawn', async () => {
    const clara = await house.as('clara');
    expect(await addExample(await house.as('anna'), { submissionId: randomUUID(), language: 'en', text: 'Mine.' })).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    const added = await addExample(clara, { submissionId: randomUUID(), language: 'en', text: 'A parasite is an organism that lives on another.' });
    const own = async () => (await trial(entry('parasite'))).examples.filter((one) => one.own);
    expect(await own()).toMatchObject([{ fate: 'in-full' }]);
    expect((await trial(entry('coward'))).examples.filter((one) => one.own)).toMatchObject([{ fate: 'unmarked' }]);
    const withdrawal = () => ({ submissionId: randomUUID(), language: 'en' as const, example: added.ok ? added.value.id : '' });
    expect(await withdrawExample(clara, withdrawal())).toMatchObject({ ok: true });
    expect(await withdrawExample(clara, withdrawal())).toMatchObject({ refusal: { code: 'moderation.no_such_example' } });
    expect(await own()).toEqual([]);
  });

  it('tries irregular forms too, and beginnings', async () => {
    const { examples } = await trial(entry('thief', { forms: ['thieves'] }));
    expect(examples.filter(({ text }) => text.includes('thieves')).length).toBe(counterSpeech['en']?.length);
    await addExample(await house.as('clara'), { submissionId: randomUUID(), language: 'en', text: 'Parasitology is a science.' });
    const own = async (match: 'word' | 'begins') => (await trial(entry('parasit', { match }))).examples.find((one) => one.own)?.fate;
    expect([await own('begins'), await own('word')]).toEqual(['in-full', 'unmarked']);
  });
});
