import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { markRead } from './commands/mark-read.ts';
import { postContribution } from './commands/post-contribution.ts';
import { withholdContribution } from './commands/withhold-contribution.ts';
import { inReadingOrder, newIn, whatsNew } from './queries/whats-new.ts';

let house: TestHouse;
let web: TestWeb;
beforeEach(async () => {
  await web?.end();
  await house?.end();
  house = await openHouse();
  web = await openWeb(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const say = async (by: Character, code: string, text: string, { parent, regime = 'named' as 'named' | 'unattributed' }: { parent?: string; regime?: 'named' | 'unattributed' } = {}) => {
  return house.entered(postContribution(await house.as(by), { submissionId: randomUUID(), code, text, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) }));
};
const news = async (who: Character) => whatsNew(await house.as(who));
const order = async (who: Character) => (await inReadingOrder(await house.as(who), 50)).map(({ shown }) => shown.ref);

describe('what is new to a reader', () => {
  it('is what others wrote and the reader has not read, question by question, replies after what they answer', async () => {
    const first = await say('anna', 'B1', 'First in B1.');
    await say('ben', 'A1', 'First in A1.');
    await say('anna', 'B1', 'Second in B1.');
    await say('ben', 'B1', 'To the first.', { parent: first.ref });
    expect(await order('dmitri')).toEqual(['A1·1', 'B1·1', 'B1·3', 'B1·2']);
    expect(await order('anna')).toEqual(['A1·1', 'B1·3']);
    expect(await news('dmitri')).toMatchObject({ count: 4, since: null, questions: [{ code: 'A1', count: 1 }, { code: 'B1', count: 3 }] });
  });

  it('is no more once read, on whatever device, and comes back when marking all is undone', async () => {
    await say('anna', 'A1', 'One.');
    await say('anna', 'A1', 'Two.');
    house.at('2012-07-04T09:00:00Z');
    expect(await markRead(await house.as('ben'), { refs: 'A1-1 A1·1 Z9·9 nonsense' })).toMatchObject({ ok: true, value: { marked: 1 } });
    expect(await newIn(await house.as('ben'), 'A1')).toEqual({ anchors: ['A1-2'], count: 1, first: 'A1-2' });
    expect(await news('ben')).toMatchObject({ count: 1, since: new Date('2012-07-04T09:00:00Z') });
    house.at('2012-07-04T10:00:00Z');
    const all = await markRead(await house.as('ben'), {});
    expect(all).toMatchObject({ ok: true, value: { marked: 1 } });
    expect((await news('ben')).count).toBe(0);
    expect(await markRead(await house.as('ben'), { undo: all.ok ? all.value.at.toISOString() : '' })).toMatchObject({ ok: true });
    expect(await newIn(await house.as('ben'), 'A1')).toEqual({ anchors: ['A1-2'], count: 1, first: 'A1-2' });
    expect((await news('dmitri')).count).toBe(2);
  });

  it('never holds what is withheld, and an unattributed text is as new to its author as to everybody, or the marks would tell', async () => {
    const one = await say('anna', 'A1', 'Hidden hand.', { regime: 'unattributed' });
    await say('ben', 'A1', 'Other.');
    expect((await news('anna')).count).toBe(2);
    expect((await news('clara')).count).toBe(2);
    expect((await withholdContribution(await house.as('clara'), one.id, '4.2')).ok).toBe(true);
    expect(await order('dmitri')).toEqual(['A1·2']);
  });

  it('is told to nobody else: not in the page all share, not in the record, not by a live event', async () => {
    await say('anna', 'A1', 'One.');
    const before = await web.get('/en/f/internet-2012-2/q/A1', 'ben');
    const entries = () => house.pool.db.selectFrom('journal').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    const had = await entries();
    await markRead(await house.as('ben'), { question: 'A1' });
    expect(await entries()).toEqual(had);
    expect((await web.get('/en/f/internet-2012-2/q/A1', 'dmitri')).text).toBe(before.text);
    expect((await web.get('/en/f/internet-2012-2/q/A1/mine', 'dmitri')).text).toContain('data-unread-anchors-value="A1-1"');
    expect((await web.get('/en/f/internet-2012-2/q/A1/mine', 'ben')).text).not.toContain('data-unread-anchors-value');
  });

  it('is read in order on a page, marked with one button, and that button can be undone', async () => {
    await say('anna', 'A1', 'One to read.');
    await say('anna', 'B1', 'Another to read.');
    const page = await web.get('/en/f/internet-2012-2/new', 'ben');
    expect(page.text.indexOf('One to read.')).toBeLessThan(page.text.indexOf('Another to read.'));
    const marked = await web.post('/en/f/internet-2012-2/new/read', {}, 'ben');
    const after = await web.get(String(marked.headers['location']), 'ben');
    expect(after.text).toContain('2 contributions marked as read.');
    expect(after.text).toContain('You have read everything.');
    const at = /name="undo" value="([^"]+)"/.exec(after.text)?.[1] ?? '';
    await web.post('/en/f/internet-2012-2/new/read', { undo: at }, 'ben');
    expect((await web.get('/en/f/internet-2012-2/new/summary', 'ben')).text).toContain('2 contributions so far');
  });
});
