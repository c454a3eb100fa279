import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelAt } from '#platform/model.ts';
import { enter } from '../accreditation/sight.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { addCode } from './commands/arrange-codes.ts';
import { askModel } from './commands/ask-model.ts';
import { indexTexts } from './commands/index-texts.ts';
import { judgeSuggestion } from './commands/judge-suggestion.ts';
import { suggestionRecord } from './queries/suggestion-record.ts';
import { suggestionsFor } from './queries/suggestions.ts';

let house: TestHouse;
const servers: Server[] = [];
const heard: { body: string; headers: Record<string, unknown>; path: string }[] = [];

/** A model's server on a real line. */
async function answering(answer: (asked: string) => { status?: number; body?: string; never?: boolean; to?: string }): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      heard.push({ body, headers: request.headers, path: request.url ?? '' });
      const { status = 200, body: said = '', never, to } = answer(body);
      if (!never) response.writeHead(status, { 'content-type': 'application/json', ...(to ? { location: to } : {}) }).end(said);
    });
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}
const completion = (passages: unknown): string => JSON.stringify({ choices: [{ message: { role: 'assistant', content: JSON.stringify({ passages }) } }] });
const clock = async () => {
  const inside = await enter({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (!inside) throw new Error('the clock sees no forum');
  return inside;
};
const say = async (text: string, marking: 'TLP:GREEN' | 'TLP:AMBER' | 'TLP:RED' = 'TLP:GREEN') => house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text, regime: 'named', marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }));

beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await house.end();
});

describe('a model of the site', () => {
  it('gets text, language and names of codes alone, nothing above what the site allows, and only quotations to the byte become suggestions', async () => {
    const code = await addCode(await house.as('elif'), { submissionId: randomUUID(), label: 'Orders' });
    await say('Keep 🗂 first. A judge must confirm the order.');
    await say('Only among us.', 'TLP:AMBER');
    await say('In the room only.', 'TLP:RED');
    const url = await answering(() => ({ body: completion([{ quote: 'A judge must confirm the order.', label: 'Orders' }, { quote: 'Keep 🗂 first.', label: 'No such code' }, { quote: 'A judge should confirm the order.', label: 'Orders' }, { quote: 'judge must', label: null }, { quote: ' ', label: null }]) }));
    expect(await askModel(await clock(), { model: modelAt({ url, key: 'k', name: 'trial' }), ceiling: 'TLP:GREEN' })).toBe(true);
    expect(heard.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
    expect(heard[0]?.headers['authorization']).toBe('Bearer k');
    for (const hidden of ['Dmitri', 'Only among us', 'In the room', ids.forum, 'A1·1']) expect(JSON.stringify(heard)).not.toContain(hidden);
    const list = (await suggestionsFor(await house.as('elif'), 'A1·1'))?.filter(({ method }) => method === 'model') ?? [];
    expect(list.map(({ passage, codes, version }) => [passage?.text, passage?.start, codes.map(({ label }) => label), version])).toEqual([['Keep 🗂 first.', 0, [], 'trial'], ['A judge must confirm the order.', 14, ['Orders'], 'trial']]);
    expect((await suggestionRecord(await house.as('elif')))?.pointed).toEqual({ kept: 2, dropped: 2 });
    const chosen = list.find(({ codes }) => codes.length > 0);
    expect(await judgeSuggestion(await house.as('elif'), { submissionId: randomUUID(), suggestion: chosen?.id ?? '', about: 'text', at: 'A1·1', outcome: 'accepted' }, { merged: String })).toMatchObject({ ok: true });
    expect(await house.pool.db.selectFrom('excerpt_code').select('code_id').execute()).toEqual([{ code_id: code.ok ? code.value.codeId : '' }]);
    // Words pointed to go when their text is shown no more.
    await house.pool.db.updateTable('contribution').set({ visibility: 'withheld' }).where('number', '=', 1).execute();
    await indexTexts(await clock());
    expect(await house.count('model_suggestion')).toBe(0);
    await house.pool.db.updateTable('contribution').set({ visibility: 'shown' }).where('number', '=', 1).execute();
    // Asked once for each wording.
    await askModel(await clock(), { model: modelAt({ url, key: null, name: 'trial' }), ceiling: 'TLP:GREEN' });
    expect(heard).toHaveLength(1);
  });

  it('that fails, hangs, leads elsewhere or answers with what was not asked for leaves everything as it is, three times at most', async () => {
    await say('A second text that the model is asked about.');
    const faults = [await answering(() => ({ status: 500 })), await answering(() => ({ status: 302, to: 'http://127.0.0.1:9/' })), await answering(() => ({ never: true }))];
    for (const url of faults) expect(await askModel(await clock(), { model: modelAt({ url, key: null, name: 'x' }, 200), ceiling: 'TLP:GREEN' })).toBe(false);
    const before = heard.length;
    expect(await askModel(await clock(), { model: modelAt({ url: await answering(() => ({ body: 'not JSON' })), key: null, name: 'x' }), ceiling: 'TLP:GREEN' })).toBe(true);
    expect(heard).toHaveLength(before);
    expect((await suggestionsFor(await house.as('elif'), 'A1·4'))?.filter(({ method }) => method === 'model')).toEqual([]);
  });
});
