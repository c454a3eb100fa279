import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesIn } from '#platform/files/store.ts';
import { paperPdf, scene } from '../../../tests/files.ts';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { attachFile, takeFileBack } from '../discussion/commands/attach-file.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { reviseContribution } from '../discussion/commands/revise-contribution.ts';
import { dropFiles } from '../discussion/commands/scan-attachment.ts';
import { openAttachment } from '../discussion/queries/attachments.ts';
import { runRetentionOfTheDay } from '../record/commands/run-retention.ts';
import { decideAppeal, lodgeAppeal } from './commands/appeal.ts';
import { decideCase } from './commands/decide-case.ts';
import { flagContribution } from './commands/flag-contribution.ts';
import { askAccess, grantAccess, viewMaterial } from './commands/open-quarantine.ts';
import { quarantineMaterial } from './commands/quarantine.ts';
import { askReferral, confirmReferral, takeReferral } from './commands/refer-material.ts';
import { proposeSettlement, secondSettlement } from './commands/settle-quarantine.ts';
import { casePage } from './queries/case-page.ts';
import { quarantineList, quarantinePage } from './queries/quarantine-page.ts';
import { viewedFile } from './queries/viewed.ts';

let house: TestHouse;
let folder: string;
const secret = 'Zephyrquince';
beforeEach(async () => {
  house = await openHouse();
  folder = mkdtempSync(join(tmpdir(), 'colloquy-quarantine-'));
});
afterEach(async () => {
  await house.end();
  rmSync(folder, { recursive: true, force: true });
});

const files = () => filesIn(folder);
const id = () => ({ submissionId: randomUUID() });
const ok = async (outcome: Promise<{ ok: boolean }>) => expect(await outcome).toMatchObject({ ok: true });
const no = (code: string) => ({ ok: false, refusal: { code } });
const post = async (as: Character, text: string, regime: 'named' | 'institution' = 'named', code = 'A1') => house.entered(postContribution(await house.as(as), { ...id(), code, text, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
/** Dmitri's text with a file: A1·1. */
async function said(web?: TestWeb): Promise<{ ref: string; contribution: string; file: string }> {
  const attached = await attachFile(await house.as('dmitri'), { files: web?.files ?? files(), scanner: false }, { code: 'A1', parent: null }, { ...id(), description: `${secret} chart`, file: Buffer.from(await paperPdf(`${secret} words`)) }, 'chart.pdf');
  if (!attached.ok) throw new Error(attached.refusal.code);
  const { ref, id: contribution } = await post('dmitri', `${secret} in the text.`);
  return { ref, contribution, file: attached.value.id };
}
const put = async (what: { file?: number } = { file: 1 }, as: Character = 'clara') => quarantineMaterial(await house.as(as), { ...id(), ref: 'A1·1', reason: 'Instructions that could hurt.', ...what });
const versionOf = async () => (await house.pool.db.selectFrom('quarantine').select('version').executeTakeFirstOrThrow()).version;
const ask = async (as: Character) => askAccess(await house.as(as), 1, { ...id(), reason: 'To decide on it.' });
const grant = async (as: Character) => grantAccess(await house.as(as), 1, { ...id(), access: (await house.pool.db.selectFrom('quarantine_access').select('id').orderBy('asked_at', 'desc').executeTakeFirstOrThrow()).id });
const look = async (as: Character) => viewMaterial(await house.as(as), 1, id());
const viewOf = (looked: Awaited<ReturnType<typeof look>>): string => {
  if (!looked.ok) throw new Error(looked.refusal.code);
  return looked.value.view;
};
const propose = async (as: Character, step: 'propose-release' | 'propose-confirm') => proposeSettlement(await house.as(as), 1, { ...id(), version: await versionOf(), step, reason: 'As I saw it.' });
const second = async (as: Character, step: 'second' | 'decline' = 'second') => secondSettlement(await house.as(as), 1, { ...id(), version: await versionOf(), step });
const settle = async (step: 'propose-release' | 'propose-confirm') => {
  await ok(ask('clara'));
  await ok(grant('gus'));
  await ok(look('clara'));
  await ok(propose('clara', step));
  await ok(second('gus'));
};
const entries = async (kind: string) => house.pool.db.selectFrom('journal').selectAll().where('kind', '=', kind).orderBy('seq').execute();
const pageFor = async (as: Character, view: string | null = null) => quarantinePage(await house.as(as), 1, view);

describe('a file in quarantine', () => {
  it('is held at once, with hash, time and reason in the record, and cannot be taken back or held twice', async () => {
    const { file } = await said();
    expect(await put()).toEqual({ ok: true, value: { number: 1 } });
    const row = await house.pool.db.selectFrom('attachment').selectAll().where('id', '=', file).executeTakeFirstOrThrow();
    expect([row.held, row.description, row.words, row.given_name]).toEqual([true, '', null, null]);
    for (const as of ['dmitri', 'ben', 'clara', 'gus'] as const) expect(await openAttachment(await house.as(as), files(), file), as).toBe(null);
    expect(await takeFileBack(await house.as('dmitri'), { ...id(), id: file })).toMatchObject(no('discussion.attachment_held'));
    expect(await put()).toMatchObject(no('moderation.already_quarantined'));
    const [entry] = await entries('moderation.quarantined');
    expect(entry?.facts).toMatchObject({ what: 'attachment', by: 'moderator', list: null });
    expect(JSON.stringify(entry)).not.toContain('Instructions');
    const opened = await house.asCustodian((db) => db.selectFrom('journal_opening').select(['field', 'value']).where('entry_id', '=', entry?.id ?? '').where('field', '<>', 'actor').orderBy('field').execute());
    expect(opened).toEqual([{ field: 'hash', value: row.sha256.toString('hex') }, { field: 'reason', value: 'Instructions that could hurt.' }]);
  });

  it('is put there by who moderates and has no part in it, and by nobody else', async () => {
    await said();
    for (const as of ['dmitri', 'ben', 'elif', 'hana'] as const) if (as !== 'hana') expect(await put({ file: 1 }, as), as).toMatchObject(no('moderation.no_such_material'));
    await house.pool.db.updateTable('seat').set({ roles: ['moderator'] }).where('id', '=', (await house.as('dmitri')).sight.seat?.id ?? '').execute();
    expect(await put({ file: 1 }, 'dmitri')).toMatchObject(no('moderation.party_to_the_case'));
    expect(await put({ file: 9 })).toMatchObject(no('moderation.no_such_material'));
    expect(await put({}, 'clara')).toMatchObject({ ok: true });
    expect(await quarantineList(await house.as('dmitri'))).toEqual([]);
    expect(await pageFor('dmitri')).toBe(null);
  });

  it('is opened by two for an hour: who asked alone sees nothing, a third sees nothing, and each look is in the record', async () => {
    await said();
    await ok(put());
    expect(await look('clara')).toMatchObject(no('moderation.not_opened'));
    await ok(ask('clara'));
    expect(await look('clara')).toMatchObject(no('moderation.not_opened'));
    expect(await grant('clara')).toMatchObject(no('moderation.needs_another_person'));
    expect(await grant('ben')).toMatchObject(no('moderation.no_such_material'));
    await ok(grant('fay'));
    expect(await look('gus')).toMatchObject(no('moderation.not_opened'));
    const view = viewOf(await look('clara'));
    expect((await pageFor('clara', view))?.content).toMatchObject({ kind: 'attachment', description: `${secret} chart`, words: `${secret} words` });
    expect(Buffer.from((await viewedFile(await house.as('clara'), files(), 1, view))?.bytes ?? []).subarray(0, 5).toString()).toBe('%PDF-');
    // Another's look opens nothing, and neither does one that is over.
    for (const as of ['gus', 'fay', 'ben', 'dmitri'] as const) expect([(await pageFor(as, view))?.content ?? null, await viewedFile(await house.as(as), files(), 1, view)], as).toEqual([null, null]);
    house.at('2012-07-04T08:10:00Z');
    expect(await viewedFile(await house.as('clara'), files(), 1, view)).toBe(null);
    await ok(look('fay'));
    house.at('2012-07-04T09:00:00Z');
    expect(await look('clara')).toMatchObject(no('moderation.not_opened'));
    expect((await entries('moderation.material_viewed')).length).toBe(2);
    expect((await pageFor('gus'))?.views.map(({ by }) => by)).toEqual(['another', 'another']);
  });

  it('released by two is back for all with its place, number, words and name', async () => {
    const { file } = await said();
    const before = await house.pool.db.selectFrom('attachment').selectAll().where('id', '=', file).executeTakeFirstOrThrow();
    await ok(put());
    expect(await propose('clara', 'propose-release')).toMatchObject(no('moderation.not_viewed'));
    await ok(ask('clara'));
    await ok(grant('gus'));
    await ok(look('clara'));
    await ok(propose('clara', 'propose-release'));
    expect(await second('clara')).toMatchObject(no('moderation.needs_another_person'));
    expect(await secondSettlement(await house.as('gus'), 1, { ...id(), version: 1, step: 'second' })).toMatchObject(no('moderation.decision_stale'));
    await ok(second('gus', 'decline'));
    expect((await pageFor('gus'))?.state).toBe('held');
    await ok(propose('clara', 'propose-release'));
    await ok(second('gus'));
    expect(await house.pool.db.selectFrom('attachment').selectAll().where('id', '=', file).executeTakeFirstOrThrow()).toEqual(before);
    expect((await openAttachment(await house.as('ben'), files(), file))?.fileName).toBe('chart.pdf');
    expect((await house.pool.db.selectFrom('held_material').select(['content', 'ended']).executeTakeFirstOrThrow())).toEqual({ content: null, ended: 'released' });
    expect(await look('clara')).toMatchObject(no('moderation.material_settled'));
  });

  it('confirmed stays held and is a case; the author gets the reasons, appeals, and a reversal brings it back', async () => {
    const { file } = await said();
    await ok(put());
    await settle('propose-confirm');
    expect(await openAttachment(await house.as('ben'), files(), file)).toBe(null);
    const page = await casePage(await house.as('clara'), 1);
    expect(page).toMatchObject({ ref: 'M-001', material: [{ ref: 'Q-001', what: 'attachment', state: 'confirmed' }], canDecide: true, steps: [{ step: 'material' }] });
    expect([page?.measures.includes('none'), page?.measures.includes('hold-material')]).toEqual([false, true]);
    expect(await casePage(await house.as('dmitri'), 1)).toBe(null);
    const reasons = { rule: '4.2' as const, facts: 'The file tells how to hurt people.', scope: 'S', aidUsed: 'None.', redress: 'R' };
    expect(await decideCase(await house.as('clara'), 1, { ...id(), version: 1, measure: 'none', ...reasons })).toMatchObject(no('moderation.material_is_held'));
    await ok(decideCase(await house.as('clara'), 1, { ...id(), version: 1, measure: 'hold-material', ...reasons }));
    const letter = await house.pool.db.selectFrom('letter').select(['address', 'body']).where('kind', '=', 'moderation.statement-of-reasons').executeTakeFirstOrThrow();
    expect(letter.address).toBe('dmitri@example.org');
    expect(letter.body).toContain('The file tells how to hurt people.');
    await ok(lodgeAppeal(await house.as('dmitri'), 1, { ...id(), text: 'It warns of it.' }));
    await ok(decideAppeal(await house.as('fay'), 1, { ...id(), outcome: 'reversed', reasons: 'It does.' }));
    expect((await openAttachment(await house.as('ben'), files(), file))?.fileName).toBe('chart.pdf');
    expect((await pageFor('clara'))?.state).toBe('released');
  });

  it('confirmed joins the case that waits, whose flag is still to be decided on', async () => {
    await said();
    await ok(flagContribution(await house.as('ben'), 'A1·1', { ...id(), rule: '4.2', sentence: 'See the file.' }));
    await ok(put());
    await settle('propose-confirm');
    expect(await house.count('moderation_case')).toBe(1);
    expect(await casePage(await house.as('clara'), 1)).toMatchObject({ flags: [{ sentence: 'See the file.' }], steps: [{ step: 'flag' }, { step: 'material' }] });
    // Of two on one case neither decides without the other's step.
    expect(await decideCase(await house.as('clara'), 1, { ...id(), version: 1, measure: 'hold-material', rule: '4.2', facts: 'F', scope: 'S', aidUsed: 'N', redress: 'R' })).toMatchObject(no('moderation.decision_stale'));
  });
});

describe('a text in quarantine', () => {
  it('is in no row that anybody reads; released, all its wordings are back where they were', async () => {
    const { ref, contribution } = await said();
    await ok(reviseContribution(await house.as('dmitri'), ref, { ...id(), text: `${secret} in the second wording.` }));
    const rows = async () => ({ wordings: await house.pool.db.selectFrom('revision').selectAll().where('contribution_id', '=', contribution).orderBy('number').execute(), found: await house.pool.db.selectFrom('search_entry').selectAll().where('contribution_id', '=', contribution).execute(), row: await house.pool.db.selectFrom('contribution').selectAll().where('id', '=', contribution).executeTakeFirstOrThrow() });
    const before = await rows();
    await ok(put({}));
    expect((await rows()).wordings.map(({ markdown, html }) => markdown + html)).toEqual(['', '']);
    expect((await rows()).row).toMatchObject({ visibility: 'withheld', withheld_ground: 'quarantine', held: true });
    expect(await reviseContribution(await house.as('dmitri'), ref, { ...id(), text: 'Again.' })).toMatchObject(no('discussion.no_such_contribution'));
    await settle('propose-release');
    expect(await rows()).toEqual(before);
  });

  it('withheld by decision while it is held is withheld still when it comes back', async () => {
    const { contribution } = await said();
    await ok(put({}));
    const { withholdContribution } = await import('../discussion/commands/withhold-contribution.ts');
    await ok(withholdContribution(await house.as('clara'), contribution, '4.2'));
    await settle('propose-release');
    expect(await house.pool.db.selectFrom('contribution').select(['visibility', 'withheld_ground', 'held']).where('id', '=', contribution).executeTakeFirstOrThrow()).toEqual({ visibility: 'withheld', withheld_ground: '4.2', held: false });
  });
});

describe('for an authority', () => {
  it('a package is made by a second person, taken by the two, says what is in it and what is not, and its hashes are right', async () => {
    await said();
    await ok(put());
    const asked = { authority: 'Federal Criminal Office', basis: 'Law of such a date, section 2', note: 'Found today.' };
    expect(await askReferral(await house.as('clara'), 1, { ...id(), ...asked }, 'en')).toMatchObject(no('moderation.not_confirmed'));
    await settle('propose-confirm');
    await ok(askReferral(await house.as('clara'), 1, { ...id(), ...asked }, 'de'));
    const referral = (await house.pool.db.selectFrom('referral').select('id').executeTakeFirstOrThrow()).id;
    expect(await takeReferral(await house.as('clara'), files(), 1, { ...id(), referral })).toMatchObject(no('moderation.no_such_material'));
    expect(await confirmReferral(await house.as('clara'), files(), 1, { ...id(), referral })).toMatchObject(no('moderation.needs_another_person'));
    await ok(confirmReferral(await house.as('fay'), files(), 1, { ...id(), referral }));
    for (const as of ['gus', 'ben', 'dmitri'] as const) expect(await takeReferral(await house.as(as), files(), 1, { ...id(), referral }), as).toMatchObject({ ok: false });
    const taken = await takeReferral(await house.as('clara'), files(), 1, { ...id(), referral });
    await ok(takeReferral(await house.as('fay'), files(), 1, { ...id(), referral }));
    const zip = unzipSync((await files().get(Buffer.from(taken.ok ? taken.value.sha256 : '', 'hex'))) ?? new Uint8Array());
    expect(Object.keys(zip).sort()).toEqual(['SHA256SUMS', 'material.pdf', 'referral.json', 'referral.pdf']);
    for (const line of strFromU8(zip['SHA256SUMS'] ?? new Uint8Array()).trim().split('\n')) {
      const [sum = '', name = ''] = line.split('  ');
      expect(createHash('sha256').update(zip[name] ?? '').digest('hex'), name).toBe(sum);
    }
    const json = JSON.parse(strFromU8(zip['referral.json'] ?? new Uint8Array()));
    expect(json).toMatchObject({ format: 'colloquy-referral/1', demonstration: false, item: 'Q-001', contribution: 'A1·1', authority: asked.authority, basis: asked.basis, withheld: [{ what: 'author' }, { what: 'original' }, { what: 'thread' }, { what: 'moderators' }] });
    expect(json.parts.map(({ name }: { name: string }) => name)).toEqual(['material.pdf', 'referral.pdf']);
    const { extractText, getDocumentProxy } = await import('unpdf');
    const text = (await extractText(await getDocumentProxy(new Uint8Array(zip['referral.pdf'] ?? [])), { mergePages: true })).text;
    expect(text).toContain('Übergabe von Material Q-001');
    expect(text).toContain(asked.authority);
    for (const part of [JSON.stringify(json), text]) expect(part).not.toMatch(/Dmitri|Sokolov|Clara|dmitri@/);
    expect((await entries('moderation.referral_taken')).length).toBe(2);
  });
});

describe('after six months', () => {
  it('confirmed material is deleted with its package, the record keeps hash, time and reason; what was not settled stays', async () => {
    const { file } = await said();
    await ok(put());
    await settle('propose-confirm');
    await ok(askReferral(await house.as('clara'), 1, { ...id(), authority: 'A', basis: 'B', note: 'N' }, 'en'));
    await ok(confirmReferral(await house.as('gus'), files(), 1, { ...id(), referral: (await house.pool.db.selectFrom('referral').select('id').executeTakeFirstOrThrow()).id }));
    await post('ben', 'Another text, not settled.');
    await ok(quarantineMaterial(await house.as('clara'), { ...id(), ref: 'A1·2', reason: 'Look at it.' }));
    const clock = () => ({ ...house.operator(), actor: { kind: 'clock' as const, personId: null, administrator: false } });
    const hash = (await house.pool.db.selectFrom('quarantine').select('sha256').where('number', '=', 1).executeTakeFirstOrThrow()).sha256;
    const packed = (await house.pool.db.selectFrom('referral').select('sha256').executeTakeFirstOrThrow()).sha256 ?? Buffer.alloc(32);
    // 183 days from the second's word, and not a day before.
    house.at('2013-01-02T08:00:00Z');
    expect((await runRetentionOfTheDay(clock()))?.quarantine).toBe(0);
    await dropFiles(clock(), files());
    expect(await files().get(hash)).not.toBe(null);
    house.at('2013-01-03T08:00:00Z');
    expect((await runRetentionOfTheDay(clock()))?.quarantine).toBe(1);
    await dropFiles(clock(), files());
    expect([await files().get(hash), await files().get(packed)]).toEqual([null, null]);
    expect(await openAttachment(await house.as('ben'), files(), file)).toBe(null);
    const rows = await house.pool.db.selectFrom('quarantine').select(['number', 'state']).orderBy('number').execute();
    expect(rows).toEqual([{ number: 1, state: 'purged' }, { number: 2, state: 'held' }]);
    const [entry] = await entries('moderation.material_purged');
    const opened = await house.asCustodian((db) => db.selectFrom('journal_opening').select(['field', 'value']).where('entry_id', '=', entry?.id ?? '').orderBy('field').execute());
    expect(opened).toEqual([{ field: 'hash', value: hash.toString('hex') }, { field: 'reason', value: 'Instructions that could hurt.' }]);
    expect(await pageFor('clara')).toMatchObject({ state: 'purged', canAsk: false, content: null });
  });
});

describe('nobody', () => {
  it('finds a word of what is in quarantine on any page, in any search, letter, export or address', async () => {
    const web = await openWeb(house);
    try {
      const { file } = await said(web);
      await ok(flagContribution(await house.as('ben'), 'A1·1', { ...id(), rule: '4.2', sentence: 'Look.' }));
      const forum = '/en/f/internet-2012-2';
      const addresses = [`${forum}/q/A1`, `${forum}/search?q=${secret}`, `${forum}/c/A1-1`, `${forum}/c/A1-1/history`, `${forum}/c/A1-1/edit`, `${forum}/c/A1-1/attachments`, `${forum}/c/A1-1/cover`, `${forum}/attachment/${file}`, `${forum}/attachment/${file}/text`, `${forum}/q/A1/write?to=A1-1&quote=yes`, `${forum}/mod`, `${forum}/mod/M-001`, `${forum}/mod/quarantine`, `${forum}/mod/quarantine/Q-001`, `${forum}/mod/quarantine/Q-002`, `${forum}/record`, forum, '/en/me'];
      const telling = async () => {
        const found: string[] = [];
        for (const as of ['dmitri', 'ben', 'clara', 'gus', 'fay', 'elif', 'hana', undefined] as const) {
          for (const address of addresses) {
            const { text } = await web.get(address, as);
            // What was asked for stands in the search field again.
            if (text.replaceAll(`value="${secret}"`, '').replaceAll(`q=${secret}`, '').replace(/“Zephyrquince”|<title>[^<]*<\/title>/g, '').includes(secret)) found.push(`${as ?? 'a visitor'} ${address}`);
          }
        }
        return found;
      };
      // The test sees the word where it may be seen.
      expect((await telling()).length).toBeGreaterThan(5);
      await ok(put());
      await ok(put({}));
      // What a server remembers for a second is forgotten on the change it is told of; this one is told so here.
      web.forget({ all: true });
      expect(await telling()).toEqual([]);
      const { ownData } = await import('../record/queries/own-data.ts');
      const exported = JSON.stringify(await ownData(await house.as('dmitri')));
      expect(exported).toContain('A1·1');
      expect(exported).not.toContain(secret);
      const { exportRecord } = await import('../record/queries/export-record.ts');
      expect(await exportRecord(house.operator())).not.toContain(secret);
      expect(JSON.stringify(await house.pool.db.selectFrom('letter').selectAll().execute())).not.toContain(secret);
      // A moderator who has asked alone sees no more than before.
      await ok(ask('clara'));
      expect(await telling()).toEqual([]);
      expect((await web.get(`${forum}/mod/quarantine/Q-001/material/${randomUUID()}`, 'clara')).status).toBe(303);
    } finally {
      await web.end();
    }
  }, 60_000);
});

describe('the page of an item', () => {
  it('shows what is known first, what is in it behind a cover, and loses nothing that was typed', async () => {
    const web = await openWeb(house);
    try {
      const png = await attachFile(await house.as('dmitri'), { files: web.files, scanner: false }, { code: 'A1', parent: null }, { ...id(), description: 'A square', file: await scene(1).png().toBuffer() }, 'a.png');
      expect(png.ok).toBe(true);
      await post('dmitri', 'With a picture.');
      const at = '/en/f/internet-2012-2/mod/quarantine';
      expect(await web.post(at, { ...id(), ref: '', file: '1', reason: 'Kept words' }, 'clara')).toMatchObject({ status: 422, text: expect.stringContaining('Kept words') });
      const made = await web.post(at, { ...id(), ref: 'A1·1', file: '1', reason: 'Cruel.' }, 'clara');
      expect([made.status, made.headers['location']]).toEqual([303, `${at}/Q-001`]);
      expect((await web.get('/en/f/internet-2012-2/mod', 'gus')).text).toContain('Quarantine: 1 item waits for two people');
      await web.post(`${at}/Q-001/ask`, { ...id(), reason: 'To decide.' }, 'clara');
      const access = /name="access" value="([^"]+)"/.exec((await web.get(`${at}/Q-001`, 'gus')).text)?.[1] ?? '';
      expect((await web.get(`${at}/Q-001`, 'clara')).text).not.toContain(access);
      await web.post(`${at}/Q-001/grant`, { ...id(), access }, 'gus');
      const looked = await web.post(`${at}/Q-001/view`, id(), 'clara');
      const page = await web.get(`${looked.headers['location']}`, 'clara');
      expect(page.text.indexOf('A square')).toBeLessThan(page.text.indexOf('<details class="covered">'));
      expect(page.text).toMatch(/<details class="covered"><summary>.*?<img class="greyed__picture"/s);
      const source = /<img class="greyed__picture" src="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const picture = await web.get(source, 'clara');
      expect([picture.status, picture.headers['content-type'], picture.headers['cache-control'], picture.headers['content-security-policy']]).toEqual([200, 'image/png', 'no-store', "default-src 'none'; sandbox"]);
      expect((await web.get(source, 'gus')).status).toBe(303);
      expect((await web.get(source, 'ben')).status).toBe(404);
    } finally {
      await web.end();
    }
  });
});
