import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { crowd } from '../../../tests/crowd.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { arrangeThread, undoArrangement } from './commands/arrange-thread.ts';
import { keepDraft } from './commands/keep-draft.ts';
import { markRead } from './commands/mark-read.ts';
import { postContribution } from './commands/post-contribution.ts';
import { withholdContribution } from './commands/withhold-contribution.ts';
import { forumFrame } from './queries/forum-frame.ts';
import { searchForum } from './queries/search.ts';
import { start, threadPage } from './queries/thread-page.ts';
import { newIn, whatsNew } from './queries/whats-new.ts';
import { writePage } from './queries/write-page.ts';
import { SearchInput } from './schema.ts';

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

const base = '/en/f/internet-2012-2';
const codes = ['A1', 'A2', 'B1'] as const;
const say = async (by: Character, code: string, parent?: string) => {
  const { ref } = await house.entered(postContribution(await house.as(by), { submissionId: randomUUID(), code, text: `Said by ${by}.`, regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) }));
  return ref;
};
type Where = { kind: 'move'; to: string } | { kind: 'split' } | { kind: 'merge'; under: string };
const arrange = async (ref: string, where: Where, by: Character = 'clara') => arrangeThread(await house.as(by), ref, { submissionId: randomUUID(), reason: 'It answers another question.', ...where });
const arranged = async (ref: string, where: Where): Promise<string> => {
  const done = await arrange(ref, where);
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value.id;
};
const undo = async (id: string, by: Character = 'clara') => undoArrangement(await house.as(by), id, { submissionId: randomUUID() });
/** The threads of a question as a reader sees them: each first with its replies. */
const threads = async (code: string) => (await threadPage(await house.as('ben'), code, 5))?.threads.map(({ first, replies }) => [first, ...replies].map(({ ref }) => ref).join(' '));
/** Where everything stands, to the last column. */
const standing = () => house.pool.db.selectFrom('contribution').select(['id', 'question_id', 'number', 'parent_id', 'root_id', 'stands_in', 'place', 'root_place']).orderBy('id').execute();

/** A1·1 with replies A1·3, to it A1·4, and A1·5; A1·2 alone; B1·1 with a reply B1·2. */
async function furnish(): Promise<void> {
  await say('anna', 'A1');
  await say('ben', 'A1');
  await say('dmitri', 'A1', 'A1·1');
  await say('anna', 'A1', 'A1·3');
  await say('ben', 'A1', 'A1·1');
  await say('anna', 'B1');
  await say('ben', 'B1', 'B1·1');
}

describe('a thread that answers another question', () => {
  it('is moved there with its replies, under their own numbers, after what stands there', async () => {
    await furnish();
    await arranged('A1·1', { kind: 'move', to: 'B1' });
    expect(await threads('A1')).toEqual(['A1·2']);
    expect(await threads('B1')).toEqual(['B1·1 B1·2', 'A1·1 A1·3 A1·4 A1·5']);
    const frame = await forumFrame(await house.as('ben'));
    expect(frame.parts.flatMap((p) => p.questions).map(({ code, count }) => `${code} ${count}`)).toEqual(['A1 1', 'A2 0', 'B1 6']);
    expect(await say('ben', 'A1')).toBe('A1·6');
    expect(await say('dmitri', 'B1', 'A1·4')).toBe('B1·3');
    expect(await threads('B1')).toEqual(['B1·1 B1·2', 'A1·1 A1·3 A1·4 A1·5 B1·3']);
  });

  it('leaves a line with the reason where it stood, where old links end, and says whence it came', async () => {
    await furnish();
    // Kept by readers and by the cache before it moved.
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toContain('id="A1-1"');
    await web.post(`${base}/c/A1-1/arrange`, { submissionId: randomUUID(), kind: 'move', to: 'B1', reason: 'It answers <B1>.' }, 'clara');
    const old = (await web.get(`${base}/q/A1`, 'ben')).text;
    expect(old).toMatch(/<div class="moved" id="A1-1"><p>A1·1 and 3 replies were moved to B1 by a moderator\. <a href="[^"]*\/c\/A1-1">Go to A1·1<\/a><\/p><p class="meta">Reason: It answers &lt;B1>\./);
    expect(old.indexOf('class="moved"')).toBeLessThan(old.indexOf('id="A1-2"'));
    expect(old).not.toContain('Clara');
    expect((await web.get(`${base}/q/A1?order=time`, 'ben')).text).toContain('class="moved" id="A1-1"');
    expect((await web.get(`${base}/q/B1`, 'ben')).text).toContain('Moved here from A1 by a moderator.');
    expect((await web.get(`${base}/c/A1-3`, 'ben')).headers['location']).toBe(`${base}/q/B1#A1-3`);
  });

  it('keeps what was read, found, drafted and withheld', async () => {
    await furnish();
    await markRead(await house.as('dmitri'), { refs: 'A1·1 B1·1' });
    await keepDraft(await house.as('dmitri'), 'A1', { text: 'Begun in reply.', parent: 'A1·5' });
    await arranged('A1·1', { kind: 'move', to: 'B1' });
    expect((await newIn(await house.as('dmitri'), 'B1')).anchors).toEqual(['B1-2', 'A1-4', 'A1-5']);
    expect((await whatsNew(await house.as('dmitri'))).questions).toEqual([{ code: 'A1', shortText: expect.any(String), count: 1 }, { code: 'B1', shortText: expect.any(String), count: 3 }]);
    expect((await writePage(await house.as('dmitri'), 'B1', 'A1·5'))?.draft?.markdown).toBe('Begun in reply.');
    const found = await searchForum(await house.as('ben'), SearchInput.parse({ q: 'anna', question: 'B1' }), 'en');
    expect(found?.found.map(({ shown }) => shown.ref).sort()).toEqual(['A1·1', 'A1·4', 'B1·1']);
    const three = await house.pool.db.selectFrom('contribution').select('id').where('number', '=', 3).executeTakeFirstOrThrow();
    const before = (await web.get(`${base}/q/B1`, 'ben')).text;
    await withholdContribution(await house.as('clara'), three.id, '4.2');
    web.forget({ all: true });
    const after = (await web.get(`${base}/q/B1`, 'ben')).text;
    expect(before).not.toContain('A1·3 is withheld');
    expect(after).toContain('A1·3 is withheld');
    expect(after).toContain('No details by which a person in criminal proceedings can be identified.');
  });

  it('goes alone as a branch: a reply with its own replies, which still says what it replies to', async () => {
    await furnish();
    await arranged('A1·3', { kind: 'move', to: 'A2' });
    expect(await threads('A1')).toEqual(['A1·1 A1·5', 'A1·2']);
    expect(await threads('A2')).toEqual(['A1·3 A1·4']);
    const page = (await web.get(`${base}/q/A2`, 'ben')).text;
    expect(page).toContain(`<a href="${base}/c/A1-1">in reply to A1·1</a>`);
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toMatch(/<ol class="replies"><li><div class="moved" id="A1-3">/);
  });
});

describe('a branch and a thread', () => {
  it('are split off and put together within a question, each with its line', async () => {
    await furnish();
    await arranged('A1·3', { kind: 'split' });
    expect(await threads('A1')).toEqual(['A1·1 A1·5', 'A1·2', 'A1·3 A1·4']);
    const split = (await web.get(`${base}/q/A1`, 'ben')).text;
    expect(split).toContain('A1·3 and 1 reply are now a thread of their own, by a moderator.');
    expect(split).toContain('Was in the thread of A1·1 until a moderator moved it.');
    // The line does not take the anchor of what is on the same page.
    expect(split.match(/id="A1-3"/g)).toHaveLength(1);
    await arranged('A1·1', { kind: 'merge', under: 'A1·2' });
    expect(await threads('A1')).toEqual(['A1·2 A1·1 A1·5', 'A1·3 A1·4']);
    expect((await threadPage(await house.as('ben'), 'A1', 5, { ...start, order: 'time' }))?.threads.map(({ first }) => first.ref)).toEqual(['A1·1', 'A1·2', 'A1·3', 'A1·4', 'A1·5']);
    web.forget({ all: true });
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toContain('Was a thread of its own until a moderator put it here.');
    await arranged('B1·1', { kind: 'merge', under: 'A1·5' });
    expect(await threads('A1')).toEqual(['A1·2 A1·1 A1·5 B1·1 B1·2', 'A1·3 A1·4']);
    expect(await threads('B1')).toEqual([]);
    expect((await web.get(`${base}/q/B1`, 'ben')).text).toContain('B1·1 and 1 reply were put under A1·5 by a moderator.');
  });

  it('are refused where nothing would change, where it cannot be, and to all but moderators', async () => {
    await furnish();
    const before = await standing();
    const refusal = async (ref: string, where: Where, by?: Character) => {
      const done = await arrange(ref, where, by);
      return done.ok ? null : done.refusal.code;
    };
    expect(await refusal('A1·1', { kind: 'move', to: 'A1' })).toBe('discussion.already_so');
    expect(await refusal('A1·1', { kind: 'split' })).toBe('discussion.already_so');
    expect(await refusal('A1·4', { kind: 'merge', under: 'A1·5' })).toBe('discussion.already_so');
    expect(await refusal('A1·1', { kind: 'merge', under: 'A1·4' })).toBe('discussion.under_itself');
    expect(await refusal('A1·1', { kind: 'merge', under: 'A1·99' })).toBe('discussion.no_such_contribution');
    expect(await refusal('A1·1', { kind: 'move', to: 'Z9' })).toBe('discussion.no_such_question');
    expect(await refusal('Z9·1', { kind: 'split' })).toBe('discussion.no_such_contribution');
    for (const by of ['anna', 'elif', 'fay'] as const) expect(await refusal('A1·1', { kind: 'move', to: 'B1' }, by)).toBe('discussion.not_yours');
    expect(await standing()).toEqual(before);
  });
});

describe('taking a move back', () => {
  it('puts everything where it stood, page for page, and takes along what was replied since', async () => {
    await furnish();
    // But for the state that a live stream goes on from: that grows with every change, back as well as forth.
    const pageOf = async (code: string) => (await web.get(`${base}/q/${code}`, 'ben')).text.replace(/since=\d+\.\d+/, '');
    const [rows, old, b1] = [await standing(), await pageOf('A1'), await pageOf('B1')];
    const id = await arranged('A1·1', { kind: 'move', to: 'B1' });
    expect(await undo(id)).toMatchObject({ ok: true, value: { count: 4 } });
    expect(await standing()).toEqual(rows);
    web.forget({ all: true });
    expect(await pageOf('A1')).toBe(old);
    expect(await pageOf('B1')).toBe(b1);
    expect(await undo(id)).toMatchObject({ refusal: { code: 'discussion.already_so' } });

    const again = await arranged('A1·1', { kind: 'move', to: 'B1' });
    await say('dmitri', 'B1', 'A1·4');
    await undo(again);
    expect(await threads('A1')).toEqual(['A1·1 A1·3 A1·4 A1·5 B1·3', 'A1·2']);
    expect(await threads('B1')).toEqual(['B1·1 B1·2']);
    expect((await forumFrame(await house.as('ben'))).parts.flatMap((p) => p.questions).map(({ count }) => count)).toEqual([6, 0, 2]);
  });

  it('is refused while a later move builds on it, to all but moderators, and for what never was', async () => {
    await furnish();
    const first = await arranged('A1·3', { kind: 'split' });
    const second = await arranged('A1·1', { kind: 'move', to: 'B1' });
    const third = await arranged('B1·1', { kind: 'merge', under: 'A1·1' });
    expect(await undo(first)).toMatchObject({ refusal: { code: 'discussion.moved_since' } });
    expect(await undo(second)).toMatchObject({ refusal: { code: 'discussion.moved_since' } });
    expect(await undo(third, 'anna')).toMatchObject({ refusal: { code: 'discussion.not_yours' } });
    expect(await undo(randomUUID())).toMatchObject({ refusal: { code: 'discussion.no_such_relocation' } });
    expect(await undo('nothing')).toMatchObject({ refusal: { code: 'discussion.no_such_relocation' } });
    for (const id of [third, second, first]) expect(await undo(id)).toMatchObject({ ok: true });
    expect(await threads('A1')).toEqual(['A1·1 A1·3 A1·4 A1·5', 'A1·2']);
  });

  it('and the move itself stand in the record, without the reason in clear', async () => {
    await furnish();
    await undo(await arranged('A1·1', { kind: 'move', to: 'B1' }));
    const entries = await house.pool.db.selectFrom('journal').select(['kind', 'facts']).where('kind', 'in', ['discussion.thread_moved', 'discussion.arrangement_undone']).orderBy('at').execute();
    expect(entries).toMatchObject([{ kind: 'discussion.thread_moved', facts: { from: ids.A1, to: ids.B1, count: 4 } }, { kind: 'discussion.arrangement_undone', facts: { count: 4 } }]);
    expect(JSON.stringify(entries)).not.toContain('answers another');
  });

  it('is done on a page, where what was done is listed with the way back', async () => {
    await furnish();
    expect((await web.post(`${base}/c/A1-1/arrange`, { submissionId: randomUUID(), kind: 'move', to: 'B1', reason: '' }, 'clara')).status).toBe(422);
    const refused = await web.post(`${base}/c/A1-1/arrange`, { submissionId: randomUUID(), kind: 'merge', under: 'A1·4', reason: 'Kept as typed.' }, 'clara');
    expect([refused.status, refused.text.includes('Kept as typed.'), refused.text.includes('cannot be put under itself')]).toEqual([422, true, true]);
    expect((await web.post(`${base}/c/A1-1/arrange`, { submissionId: randomUUID(), kind: 'move', to: 'B1', reason: 'Belongs there.' }, 'clara')).headers['location']).toBe(`${base}/c/A1-1`);
    const page = (await web.get(`${base}/c/A1-1/arrange`, 'clara')).text;
    expect(page).toContain('Reason: Belongs there.');
    const action = /action="([^"]+\/undo)"/.exec(page)?.[1] ?? '';
    expect((await web.post(action, { submissionId: randomUUID() }, 'anna')).status).toBe(404);
    expect((await web.post(action, { submissionId: randomUUID() }, 'clara')).headers['location']).toBe(`${base}/c/A1-1`);
    expect((await web.get(`${base}/c/A1-1/arrange`, 'clara')).text).toMatch(/taken back/);
    expect((await web.get(`${base}/q/A1`, 'anna')).text).not.toContain('/arrange');
    expect((await web.get(`${base}/q/A1`, 'clara')).text).toContain('/c/A1-1/arrange');
  });

  it('returns any number of moves, splits and merges to the same threads; at no time is anything lost or shown twice', async () => {
    await crowd(house.pool, { forumId: ids.forum, questionId: ids.A1, count: 9, depth: 3 });
    await crowd(house.pool, { forumId: ids.forum, questionId: ids.A1, count: 2, from: 9 });
    await crowd(house.pool, { forumId: ids.forum, questionId: ids.B1, count: 5, depth: 5 });
    const all = [...Array.from({ length: 11 }, (_, i) => `A1·${i + 1}`), ...Array.from({ length: 5 }, (_, i) => `B1·${i + 1}`)];
    const everything = async () => (await Promise.all(codes.map(async (code) => (await threads(code))?.flatMap((thread) => thread.split(' ')) ?? []))).flat().sort();
    const step = fc.record({ ref: fc.constantFrom(...all), where: fc.oneof(fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom(...codes) }), fc.record({ kind: fc.constant('split' as const) }), fc.record({ kind: fc.constant('merge' as const), under: fc.constantFrom(...all) })) });
    const before = await standing();
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const done: string[] = [];
      for (const { ref, where } of steps) {
        const outcome = await arrange(ref, where);
        if (outcome.ok) done.push(outcome.value.id);
        expect(await everything()).toEqual([...all].sort());
      }
      const counts = (await forumFrame(await house.as('ben'))).parts.flatMap((p) => p.questions).map(({ count }) => count);
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(all.length);
      for (const id of done.reverse()) expect(await undo(id)).toMatchObject({ ok: true });
      expect(await standing()).toEqual(before);
    }), { numRuns: 12, examples: [[[{ ref: 'A1·7', where: { kind: 'move', to: 'B1' } }, { ref: 'A1·1', where: { kind: 'merge', under: 'A1·7' } }, { ref: 'A1·1', where: { kind: 'split' } }, { ref: 'B1·2', where: { kind: 'merge', under: 'A1·11' } }]]] });
  });
});
