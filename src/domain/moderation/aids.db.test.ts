import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classifierAt } from '#platform/classify.ts';
import { type Locale, locales } from '#platform/i18n/locales.ts';
import { luminanceOf } from '#platform/incoming/luminance.ts';
import { scene } from '../../../tests/files.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { itemsIn, listIn } from '../../../tests/paired-words.ts';
import { openWeb } from '../../../tests/web.ts';
import { attachFile } from '../discussion/commands/attach-file.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { observeKnown } from './aids/known.ts';
import { perceptualOf } from './aids/pdq.ts';
import { attachSignals } from './commands/attach-signals.ts';
import { classifyTexts } from './commands/classify-texts.ts';
import { decideAppeal, lodgeAppeal } from './commands/appeal.ts';
import { confirmDecision, decideCase } from './commands/decide-case.ts';
import { flagContribution } from './commands/flag-contribution.ts';
import { judgeSignal } from './commands/judge-signal.ts';
import { loadWordList } from './commands/load-word-list.ts';
import { contributionByRef } from '../discussion/queries/contribution-facts.ts';
import { enter } from '../accreditation/sight.ts';
import { ids } from '../../../tests/house.ts';
import { signalsOf } from './queries/signals.ts';
import { loadSignals } from './store/signals.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.end());

type Said = { as?: 'anna' | 'ben' | 'dmitri'; lang?: Locale; marking?: 'TLP:AMBER' | 'TLP:RED'; regime?: 'named' | 'institution'; code?: string };
const say = (text: string, { as = 'dmitri', lang = 'en', marking = 'TLP:AMBER', regime = 'named', code = 'A1' }: Said = {}) => house.as(as).then((ctx) => house.entered(postContribution(ctx, { submissionId: randomUUID(), code, text, regime, marking, lang, capacity: 'own-name', kind: 'contribution' })));
const clock = async () => {
  const inside = await enter({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (!inside) throw new Error('the clock has no sight');
  return inside;
};
const seenIn = async (ref: string) => {
  const ctx = await house.as('clara');
  const { id = '', revision = 1 } = (await contributionByRef(ctx, ref)) ?? {};
  return signalsOf(ctx, id, revision);
};

describe('word lists', () => {
  it('find as much in each of six languages, inflected too, and see counter-speech alike', async () => {
    const found: Record<string, { recall: number; lowered: number; plain: number }> = {};
    for (const locale of locales) {
      await loadWordList(house.operator(), listIn(locale));
      // One text for all items of a language: what is found is known by its place.
      const items = itemsIn(locale);
      expect(items.length).toBeGreaterThanOrEqual(40);
      const { ref } = await say(items.map(({ text }) => text).join('\n\n'), { lang: locale });
      await attachSignals(await clock());
      const evidence = (await seenIn(ref)).find(({ method }) => method === 'word-list')?.evidence;
      const matches = evidence?.kind === 'words' ? evidence.matches : [];
      let at = 0;
      const hits = items.map((item) => {
        const [from, to] = [at, at + item.text.length];
        at = to + 2;
        return { ...item, match: matches.find((match) => match.from >= from && match.to <= to) };
      });
      const share = (some: typeof hits, is: (hit: (typeof hits)[number]) => boolean) => some.filter(is).length / some.length;
      found[locale] = { recall: share(hits, ({ match }) => match !== undefined), lowered: share(hits.filter(({ counterSpeech }) => counterSpeech), ({ match }) => (match?.lowered.length ?? 0) > 0), plain: share(hits.filter(({ counterSpeech }) => !counterSpeech), ({ match }) => match?.lowered.length === 0) };
    }
    for (const figure of ['recall', 'lowered', 'plain'] as const) {
      const figures = locales.map((locale) => found[locale]?.[figure] ?? 0);
      expect(Math.min(...figures), `${figure}: ${JSON.stringify(found)}`).toBeGreaterThanOrEqual(0.95);
      expect(Math.max(...figures) - Math.min(...figures), figure).toBeLessThanOrEqual(0.05);
    }
  });

  it('have versions, are journaled without their words, and are refused with the place of what is wrong', async () => {
    expect(await loadWordList(house.operator(), listIn('de'))).toMatchObject({ ok: true, value: { version: 1, terms: 10 } });
    expect(await loadWordList(house.operator(), listIn('de'))).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await loadWordList(house.operator(), '{"format":"colloquy-word-list/1","language":"de","terms":[{"term":"x","rule":"3.1"}]}')).toMatchObject({ refusal: { code: 'moderation.word_list_unreadable', detail: { place: '/terms/0/term' } } });
    expect(await loadWordList(house.operator(), 'no JSON')).toMatchObject({ refusal: { code: 'moderation.word_list_unreadable' } });
    const entries = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'moderation.word_list_loaded').execute();
    expect(JSON.stringify(entries)).not.toContain('Feigling');
    expect(entries).toHaveLength(2);
  });

  it('look again when a list changes, and leave what a moderator judged', async () => {
    const { ref } = await say('He is a liar and a fool.');
    await loadWordList(house.operator(), listIn('en'));
    expect(await attachSignals(await clock())).toBe(1);
    expect(await attachSignals(await clock())).toBe(0);
    const [signal] = await seenIn(ref);
    expect(signal).toMatchObject({ rule: '3.1', version: 'en/1', confidence: 0.5, outcome: null, record: { right: 0, overridden: 0 } });
    expect(await judgeSignal(await house.as('anna'), signal?.id ?? '', { submissionId: randomUUID(), outcome: 'right' })).toMatchObject({ refusal: { code: 'moderation.no_such_signal' } });
    expect(await judgeSignal(await house.as('clara'), signal?.id ?? '', { submissionId: randomUUID(), outcome: 'overridden' })).toMatchObject({ ok: true });
    await loadWordList(house.operator(), listIn('en'));
    expect(await attachSignals(await clock())).toBe(1);
    expect(await seenIn(ref)).toMatchObject([{ version: 'en/1', outcome: 'overridden', record: { right: 0, overridden: 1 } }]);
  });
});

describe('an aid', () => {
  it('alone changes nothing that anybody sees: every aid over every contribution, and all pages the same, byte for byte', async () => {
    const server = await answering((_, end) => end(JSON.stringify({ model: 'trial-1', signals: [{ label: 'toxic', confidence: 1 }] })));
    for (let i = 0; i < 6; i += 1) await say(`You are a liar, number ${i}; write to person${i}@example.net or call +43 1 234 56 78${i}. One two three four five six seven eight nine ten.`, { regime: 'named' });
    await say('http://a.example http://b.example http://c.example http://d.example http://e.example now', { as: 'anna' });
    await say('> You are a liar\n\nI condemn this.', { as: 'ben' });
    for (const as of ['anna', 'ben', 'elif', 'fay', 'ivo'] as const) expect(await flagContribution(await house.as(as), 'A1·1', { submissionId: randomUUID(), rule: '3.1', sentence: 'Abuse.' })).toMatchObject({ ok: true });
    const web = await openWeb(house);
    try {
      const base = '/en/f/internet-2012-2';
      const addresses = [base, `${base}/q/A1`, `${base}/q/A2`, `${base}/new`, `${base}/search?q=liar`, `${base}/mod`, `${base}/desk`, ...Array.from({ length: 8 }, (_, i) => `${base}/c/A1-${i + 1}/history`)];
      const all = async () => {
        web.forget({ all: true });
        const pages: string[] = [];
        for (const as of ['anna', 'dmitri', 'clara', 'fay'] as const) for (const address of addresses) {
          const { status, text } = await web.get(address, as);
          // Forms and answers have numbers of their own each time; nothing else may differ.
          pages.push(`${as} ${address} ${status}\n${text.replace(/(value="|number: )[0-9a-f-]{36}/g, '$1ID')}`);
        }
        return pages;
      };
      const before = await all();
      const differing = (now: string[]) => now.filter((page, i) => page !== before[i]).map((page) => page.split('\n')[0]);
      expect(before.filter((page) => page.includes('liar')).length).toBeGreaterThan(3);
      expect(differing(await all())).toEqual([]);
      await loadWordList(house.operator(), listIn('en'));
      expect(await attachSignals(await clock())).toBe(8);
      expect(await classifyTexts(await clock(), { classify: classifierAt({ url: server.url, key: null }), ceiling: 'TLP:RED' })).toBe(true);
      const methods = await house.pool.db.selectFrom('signal').select('method').distinct().orderBy('method').execute();
      expect(methods.map(({ method }) => method)).toEqual(['classifier', 'duplicates', 'links', 'mass-flags', 'personal-data', 'rate', 'word-list']);
      expect(differing(await all())).toEqual([]);
      const [shown, hidden] = [await web.get(`${base}/mod/M-001`, 'clara'), await web.get(`${base}/mod/M-001`, 'dmitri')];
      expect(shown.text).toContain('Suggestion only');
      expect(shown.text).toContain('“liar” at character 11, entry “liar”');
      expect(hidden.text).not.toContain('Suggestion only');
      expect((await web.get(`${base}/mod/aids`, 'clara')).text).toContain('Word lists in force');
    } finally {
      await web.end();
      server.close();
    }
  });

  it('for known material sees a match and changes nothing: only a command that asks two people holds a file', async () => {
    const web = await openWeb(house);
    try {
      const picture = await scene(1).png().toBuffer();
      const sent = await attachFile(await house.as('dmitri'), { files: web.files, scanner: false }, { code: 'A1', parent: null }, { submissionId: randomUUID(), description: 'A view', file: picture });
      await say('With a picture.');
      const file = `/en/f/internet-2012-2/attachment/${sent.ok ? sent.value.id : ''}`;
      const all = async () => [(await web.get('/en/f/internet-2012-2/q/A1', 'ben')).text.replace(/[0-9a-f-]{36}/g, 'ID'), (await web.get(file, 'ben')).status, await house.count('journal'), await house.count('quarantine'), await house.pool.db.selectFrom('attachment').selectAll().execute()];
      const before = await all();
      const pictures = (await luminanceOf(picture)).flatMap((one) => perceptualOf(one) ?? []);
      const entry = { list: 'trial', version: 1, entry: 'a', sha256: null, pdq: pictures[0]?.bits ?? null, maxDistance: 31, minQuality: 50 };
      expect(observeKnown({ hashes: [], pictures }, [entry])).toMatchObject({ entry: 'a', distance: 0 });
      expect(await all()).toEqual(before);
      expect(before[1]).toBe(200);
    } finally {
      await web.end();
    }
    // What an aid imports is its own kind and the words of moderation; of the machine it has nothing at all.
    for (const name of readdirSync(new URL('./aids/', import.meta.url)).filter((one) => !one.endsWith('.test.ts'))) {
      const imports = [...readFileSync(new URL(`./aids/${name}`, import.meta.url), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, from]) => from);
      for (const from of imports) expect(from, name).toMatch(/^\.\/[\w-]+\.ts$|^\.\.\/model\.ts$/);
    }
  });

  it('counts as right or overridden by what a moderator decides, and by what a review reverses', async () => {
    await loadWordList(house.operator(), listIn('en'));
    const reason = { rule: '3.1' as const, facts: 'F', scope: 'S', aidUsed: 'Word list.', redress: 'R' };
    const { ref } = await say('He is a liar.');
    await flagContribution(await house.as('anna'), ref, { submissionId: randomUUID(), rule: '3.1', sentence: 'Abuse.' });
    await attachSignals(await clock());
    expect(await decideCase(await house.as('clara'), 1, { submissionId: randomUUID(), version: 1, measure: 'withhold', ...reason })).toMatchObject({ ok: true });
    expect(await confirmDecision(await house.as('gus'), 1, { submissionId: randomUUID(), version: 2, step: 'confirm' })).toMatchObject({ ok: true });
    expect(await seenIn(ref)).toMatchObject([{ outcome: 'right', record: { right: 1, overridden: 0 } }]);
    await lodgeAppeal(await house.as('dmitri'), 1, { submissionId: randomUUID(), text: 'It was a joke.' });
    expect(await decideAppeal(await house.as('fay'), 1, { submissionId: randomUUID(), outcome: 'reversed', reasons: 'It was.' })).toMatchObject({ ok: true });
    expect(await seenIn(ref)).toMatchObject([{ outcome: 'overridden', record: { right: 0, overridden: 1 } }]);
    expect(await signalsOf(await house.as('anna'), (await contributionByRef(await house.as('anna'), ref))?.id ?? '', 1)).toEqual([]);
  });

  it('tells no pace of people whom their regime hides', async () => {
    for (let i = 0; i < 6; i += 1) await say(`Said ${i}.`, { regime: 'institution' });
    await attachSignals(await clock());
    expect(await house.count('signal')).toBe(0);
  });
});

describe('a classifier of the site', () => {
  it('gets text and language alone, never a text marked above what the site allows, and its answer becomes signals', async () => {
    const heard: string[] = [];
    const server = await answering((body, end) => {
      heard.push(body);
      end(JSON.stringify({ model: 'trial-1', signals: [{ label: 'insult', confidence: 0.71, reason: 'A word for a person.', spans: [{ from: 8, to: 12 }, { from: 90, to: 99 }] }] }));
    });
    const { ref } = await say('He is a liar.');
    await say('Not for others.', { marking: 'TLP:RED' });
    await attachSignals(await clock());
    expect(await classifyTexts(await clock(), { classify: classifierAt({ url: server.url, key: 'k' }), ceiling: 'TLP:AMBER' })).toBe(true);
    await classifyTexts(await clock(), { classify: classifierAt({ url: server.url, key: 'k' }), ceiling: 'TLP:AMBER' });
    server.close();
    expect(heard.map((body) => JSON.parse(body))).toEqual([{ version: 1, text: 'He is a liar.', language: 'en' }]);
    expect(await seenIn(ref)).toMatchObject([{ method: 'classifier', label: 'insult', version: 'trial-1', confidence: 0.71, evidence: { kind: 'classifier', reason: 'A word for a person.', matches: [{ from: 8, to: 12, word: 'liar' }] } }]);
  });

  it('that is slow, broken or gone holds nothing up, and is asked three times', async () => {
    let asked = 0;
    const slow = await answering(() => {
      asked += 1;
    });
    const broken = await answering((_, end) => end('{"model":1}'));
    const { ref } = await say('Said.');
    await attachSignals(await clock());
    const began = Date.now();
    expect(await classifyTexts(await clock(), { classify: classifierAt({ url: slow.url, key: null }, 150), ceiling: 'TLP:RED' })).toBe(false);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await classifyTexts(await clock(), { classify: classifierAt({ url: broken.url, key: null }), ceiling: 'TLP:RED' })).toBe(false);
    broken.close();
    expect(await classifyTexts(await clock(), { classify: classifierAt({ url: broken.url, key: null }), ceiling: 'TLP:RED' })).toBe(false);
    expect(await classifyTexts(await clock(), { classify: classifierAt({ url: slow.url, key: null }, 150), ceiling: 'TLP:RED' })).toBe(true);
    slow.close();
    expect(asked).toBe(1);
    const ctx = await house.as('clara');
    expect(await loadSignals(ctx, (await contributionByRef(ctx, ref))?.id ?? '', 1)).toEqual([]);
  });
});

/** A classifier on a real line. */
async function answering(answer: (body: string, end: (text: string) => void) => void): Promise<{ url: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    }).on('end', () => answer(body, (text) => response.end(text)));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => { server.closeAllConnections(); server.close(); } };
}
