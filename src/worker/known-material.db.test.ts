import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '#domain/context.ts';
import { attachFile } from '#domain/discussion/commands/attach-file.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { draftAttachments, openAttachment } from '#domain/discussion/queries/attachments.ts';
import { perceptualOf } from '#domain/moderation/aids/pdq.ts';
import { loadHashList, withdrawHashList } from '#domain/moderation/commands/load-hash-list.ts';
import { askAccess, grantAccess, viewMaterial } from '#domain/moderation/commands/open-quarantine.ts';
import { proposeSettlement, secondSettlement } from '#domain/moderation/commands/settle-quarantine.ts';
import { quarantinePage } from '#domain/moderation/queries/quarantine-page.ts';
import { filesIn } from '#platform/files/store.ts';
import { luminanceOf } from '#platform/incoming/luminance.ts';
import { paperPdf, scene } from '../../tests/files.ts';
import { openHouse, type TestHouse } from '../../tests/house.ts';
import { compareOne, everyMinute, type Tools } from './schedule.ts';

let house: TestHouse;
let folder: string;
let tools: Tools;
beforeEach(async () => {
  house = await openHouse();
  folder = mkdtempSync(join(tmpdir(), 'colloquy-known-'));
  tools = { attachments: filesIn(folder), scan: null, translator: null };
});
afterEach(async () => {
  await house.end();
  rmSync(folder, { recursive: true, force: true });
});

const clock = (): Context => ({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } });
const compare = () => everyMinute.find(({ name }) => name === 'moderation.compare-uploads')?.do(clock(), '', tools);
const owed = () => everyMinute.find(({ name }) => name === 'moderation.open-owed-cases')?.do(clock(), '', tools);
const upload = async (file: Uint8Array, code = 'A1') => {
  const sent = await attachFile(await house.as('dmitri'), { files: tools.attachments, scanner: false }, { code, parent: null }, { submissionId: randomUUID(), description: 'A view', file }, 'view.png');
  if (!sent.ok) throw new Error(sent.refusal.code);
  return sent.value.id;
};
const post = async (code = 'A1') => house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code, text: 'With a file.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
const list = (entries: object[], over: object = {}) => loadHashList(house.operator(), JSON.stringify({ format: 'colloquy-hash-list/1', name: 'trial', source: 'A trial', entries, ...over }));
const pdqOf = async (png: Uint8Array) => Buffer.from(perceptualOf((await luminanceOf(png))[0] ?? { width: 0, height: 0, luma: new Uint8Array() })?.bits ?? []).toString('hex');
const row = (id: string) => house.pool.db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const opens = async (as: 'dmitri' | 'ben' | 'clara', id: string) => (await openAttachment(await house.as(as), tools.attachments, id)) !== null;
const quarantined = () => house.pool.db.selectFrom('quarantine').selectAll().orderBy('number').execute();

describe('an upload', () => {
  it('waits for nothing where no list is in force, and of what was sent no hash is kept', async () => {
    const id = await upload(await scene(1).png().toBuffer());
    expect(await row(id)).toMatchObject({ known: 'none', sent_sha256: null });
    expect(await opens('dmitri', id)).toBe(true);
  });

  it('waits while a list is in force: opened and described by nobody, its sender neither; then it is free', async () => {
    expect(await list([{ id: 'other', pdq: await pdqOf(await scene(9).png().toBuffer()) }])).toEqual({ ok: true, value: { name: 'trial', version: 1, entries: 1 } });
    const id = await upload(await scene(1).png().toBuffer());
    expect((await row(id)).sent_sha256).not.toBe(null);
    expect([await opens('dmitri', id), (await draftAttachments(await house.as('dmitri'), 'A1', null))?.attachments]).toMatchObject([false, [{ state: 'checking', description: '', fileName: '', words: null }]]);
    await post();
    for (const as of ['dmitri', 'ben', 'clara'] as const) expect(await opens(as, id), as).toBe(false);
    await compareOne(clock(), tools, { forumId: (await row(id)).forum_id, id });
    expect(await row(id)).toMatchObject({ known: 'clear', compared_with: 'trial/1', sent_sha256: null, held: false });
    expect(await opens('ben', id)).toBe(true);
    expect(await quarantined()).toEqual([]);
  });

  it('like an entry goes to quarantine with its reason, and nothing else comes of it: no case, no letter, no deletion', async () => {
    await list([{ id: 'scene-1', pdq: await pdqOf(await scene(1).png().toBuffer()) }]);
    // Stored anew and smaller: no byte is the same.
    const id = await upload(await scene(1).resize(480, 320).jpeg({ quality: 70 }).toBuffer());
    await post();
    const letters = await house.count('letter');
    await compare();
    const [found] = await quarantined();
    expect(found).toMatchObject({ number: 1, state: 'held', seat_id: null, reason: null, case_id: null, match: { list: 'trial', version: 1, entry: 'scene-1', method: 'pdq', methodVersion: '1' } });
    expect((found?.match as { distance: number } | undefined)?.distance).toBeLessThanOrEqual(16);
    expect(await row(id)).toMatchObject({ held: true, description: '', taken_back: false });
    expect(await tools.attachments.get((await row(id)).sha256)).not.toBe(null);
    expect([await house.count('moderation_case'), await house.count('decision'), await house.count('letter')]).toEqual([0, 0, letters]);
    for (const as of ['dmitri', 'ben', 'clara'] as const) expect(await opens(as, id), as).toBe(false);
    expect(await quarantinePage(await house.as('clara'), 1, null)).toMatchObject({ ref: 'Q-001', contribution: 'A1·1', match: { entry: 'scene-1' }, content: null, canView: false });
    const [entry] = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'moderation.quarantined').execute();
    expect(entry?.facts).toMatchObject({ by: 'match', list: 'trial', method: 'pdq' });
  });

  it('is found by the bytes it was sent as, though they are not kept', async () => {
    const sent = Buffer.from(await paperPdf('Found by its bytes.'));
    await list([{ id: 'exact', sha256: createHash('sha256').update(sent).digest('hex') }]);
    const id = await upload(sent);
    await compare();
    expect(await quarantined()).toMatchObject([{ match: { entry: 'exact', method: 'sha-256', distance: 0, quality: null } }]);
    expect((await row(id)).sent_sha256).toBe(null);
  });

  it('that was there before a list came is compared with it, and can be opened meanwhile', async () => {
    const id = await upload(await scene(1).png().toBuffer());
    await post();
    await list([{ id: 'scene-1', pdq: await pdqOf(await scene(1).png().toBuffer()) }]);
    expect(await opens('ben', id)).toBe(true);
    await compare();
    expect(await opens('ben', id)).toBe(false);
  });

  it('is free again when the last list is withdrawn before it was compared', async () => {
    await list([{ id: 'other', pdq: 'f'.repeat(64) }]);
    const id = await upload(await scene(1).png().toBuffer());
    expect(await withdrawHashList(house.operator(), 'trial')).toEqual({ ok: true, value: { version: 1 } });
    expect(await withdrawHashList(house.operator(), 'trial')).toMatchObject({ refusal: { code: 'moderation.no_such_hash_list' } });
    await compare();
    expect(await row(id)).toMatchObject({ known: 'none', sent_sha256: null });
    expect(await opens('dmitri', id)).toBe(true);
  });

  it('goes on waiting where it cannot be looked into, and keeps no other from its turn', async () => {
    await list([{ id: 'other', pdq: 'f'.repeat(64) }]);
    const [one, two] = [await upload(await scene(1).png().toBuffer()), await upload(await scene(2).png().toBuffer(), 'A2')];
    const broken: Tools = { ...tools, attachments: { ...tools.attachments, get: async (sha256) => (Buffer.from(sha256).equals((await row(one)).sha256) ? Promise.reject(new Error('disk')) : tools.attachments.get(sha256)) } };
    await expect(everyMinute.find(({ name }) => name === 'moderation.compare-uploads')?.do(clock(), '', broken)).rejects.toThrow('disk');
    expect([(await row(one)).known, (await row(two)).known]).toEqual(['waiting', 'clear']);
  });
});

describe('what two people made of a match', () => {
  const settle = async (step: 'propose-release' | 'propose-confirm') => {
    const [clara, gus] = [await house.as('clara'), await house.as('gus')];
    await askAccess(clara, 1, { submissionId: randomUUID(), reason: 'To decide.' });
    await grantAccess(gus, 1, { submissionId: randomUUID(), access: (await house.pool.db.selectFrom('quarantine_access').select('id').executeTakeFirstOrThrow()).id });
    await viewMaterial(clara, 1, { submissionId: randomUUID() });
    const version = async () => (await house.pool.db.selectFrom('quarantine').select('version').executeTakeFirstOrThrow()).version;
    await proposeSettlement(clara, 1, { submissionId: randomUUID(), version: await version(), step, reason: 'Seen.' });
    expect(await secondSettlement(gus, 1, { submissionId: randomUUID(), version: await version(), step: 'second' })).toMatchObject({ ok: true });
  };

  it('holds against the same entry in a later version of the list', async () => {
    const entries = [{ id: 'scene-1', pdq: await pdqOf(await scene(1).png().toBuffer()) }];
    await list(entries);
    const id = await upload(await scene(1).png().toBuffer());
    await post();
    await compare();
    await settle('propose-release');
    expect(await opens('ben', id)).toBe(true);
    await list([...entries, { id: 'more', pdq: 'f'.repeat(64) }]);
    await compare();
    expect([(await row(id)).compared_with, await opens('ben', id), (await quarantined()).length]).toEqual(['trial/2', true, 1]);
  });

  it('of a file in a draft waits for its case until the text is posted', async () => {
    await list([{ id: 'scene-1', pdq: await pdqOf(await scene(1).png().toBuffer()) }]);
    const id = await upload(await scene(1).png().toBuffer());
    await compare();
    await settle('propose-confirm');
    await owed();
    expect(await house.count('moderation_case')).toBe(0);
    await post();
    await owed();
    await owed();
    expect(await house.pool.db.selectFrom('moderation_case').select(['number', 'state']).execute()).toEqual([{ number: 1, state: 'open' }]);
    expect(await opens('ben', id)).toBe(false);
  });
});

describe('a list', () => {
  it('that is not as agreed is refused with its place, and nothing of it is in force', async () => {
    for (const [json, place] of [['{', '/'], ['{"format":"colloquy-hash-list/1"}', '/name'], [JSON.stringify({ format: 'colloquy-hash-list/1', name: 'x', source: 's', entries: [{ id: 'a' }] }), '/entries/0'], [JSON.stringify({ format: 'colloquy-hash-list/1', name: 'x', source: 's', entries: [{ id: 'a', pdq: 'F'.repeat(64) }] }), '/entries/0/pdq'], [JSON.stringify({ format: 'colloquy-hash-list/1', name: 'x', source: 's', entries: [{ id: 'a', pdq: 'f'.repeat(64) }, { id: 'a', pdq: '0'.repeat(64) }] }), '/entries/1/id']] as const) {
      expect(await loadHashList(house.operator(), json), json).toEqual({ ok: false, refusal: { code: 'moderation.hash_list_unreadable', detail: { place } } });
    }
    expect([await house.count('hash_list'), await house.count('hash_entry')]).toEqual([0, 0]);
  });
});
