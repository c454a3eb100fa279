import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn } from '#platform/files/store.ts';
import { scannerAt } from '#platform/incoming/clamd.ts';
import { canary, paperPdf, photograph, wordDocumentOfSomebody } from '../../../tests/files.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { attachFile, takeFileBack } from './commands/attach-file.ts';
import { letDraftsGo } from './commands/let-go.ts';
import { takeBackWaiting } from './commands/take-back-waiting.ts';
import { postContribution } from './commands/post-contribution.ts';
import { withdrawContribution } from './commands/revise-contribution.ts';
import { dropFiles, scanAttachment, waitingAttachments } from './commands/scan-attachment.ts';
import { restoreContribution, withholdContribution } from './commands/withhold-contribution.ts';
import { draftAttachments, openAttachment, ownAttachments, readAttachment } from './queries/attachments.ts';
import { threadPage } from './queries/thread-page.ts';

let house: TestHouse;
const folder = mkdtempSync(join(tmpdir(), 'colloquy-attached-'));
const files = filesIn(folder);
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.end();
  rmSync(folder, { recursive: true, force: true });
});

const attach = async (as: Character, to: Parameters<typeof attachFile>[2], { file, name = 'file', scanner = false, submissionId = randomUUID(), cover = undefined as 'yes' | undefined }: { file?: Uint8Array; name?: string; scanner?: boolean; submissionId?: string; cover?: 'yes' } = {}) =>
  attachFile(await house.as(as), { files, scanner }, to, { submissionId, description: 'What we measured', file: file ?? (await photograph()), ...(cover ? { cover } : {}) }, name);
const idOf = (outcome: Awaited<ReturnType<typeof attach>>): string => {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value.id;
};
const post = async (as: Character, code: string, regime: 'named' | 'unattributed' | 'institution' = 'institution') => {
  return house.entered(postContribution(await house.as(as), { submissionId: randomUUID(), code, text: `Said ${randomUUID()}.`, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
};
const shownIn = async (code: string, id: string) => (await threadPage(await house.as('ben'), code, 5))?.threads.flatMap(({ first, replies }) => [first, ...replies]).find((one) => one.id === id)?.attachments;
const opened = async (as: Character, id: string) => openAttachment(await house.as(as), files, id);
const entries = async (kind: string, subject: string) => house.pool.db.selectFrom('journal').selectAll().where('kind', '=', kind).where('subject', '=', subject).execute();

describe('a file with a draft', () => {
  it('is its sender’s alone, goes with what is posted, and tells from then on who sent it no more', async () => {
    const outcome = await attach('dmitri', { code: 'A1', parent: null }, { file: await wordDocumentOfSomebody(), name: `${canary}.docx` });
    const id = idOf(outcome);
    expect(outcome).toMatchObject({ ok: true, value: { removed: expect.arrayContaining(['author', 'paths']) } });
    expect((await draftAttachments(await house.as('dmitri'), 'A1', null))?.attachments).toHaveLength(1);
    expect((await draftAttachments(await house.as('ben'), 'A1', null))?.attachments).toEqual([]);
    expect([(await opened('dmitri', id))?.fileName, await opened('ben', id)]).toEqual([`${canary}.docx`, null]);

    const { id: contribution, number } = await post('dmitri', 'A1', 'unattributed');
    const row = await house.pool.db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect([row.seat_id, row.given_name, row.contribution_id]).toEqual([null, null, contribution]);
    const [shown] = (await shownIn('A1', contribution)) ?? [];
    expect(shown).toMatchObject({ fileName: `A1-${number}-1.docx`, kind: 'docx', state: 'open', words: { text: 'Preserve first, then ask.', more: false } });
    expect((await opened('ben', id))?.fileName).toBe(`A1-${number}-1.docx`);
    expect((await readAttachment(await house.as('ben'), id))?.words).toBe('Preserve first, then ask.');
    const [entry] = await entries('discussion.attached', contribution);
    expect(entry?.facts).toEqual({ attachment: id, type: 'docx', removed: row.removed });
    expect(JSON.stringify([row, entry])).not.toContain(canary);
  });

  it('waits with an unattributed text, under no seat and no name, and is its sender’s again when the text is taken back', async () => {
    const id = idOf(await attach('dmitri', { code: 'A2', parent: null }, { name: `${canary}.jpg` }));
    const posted = await postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A2', text: 'Not yet.', regime: 'unattributed', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
    expect(posted).toMatchObject({ ok: true, value: { waitsUntil: expect.any(String) } });
    const row = () => house.pool.db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(await row()).toMatchObject({ seat_id: null, contribution_id: null, given_name: null, waiting_id: expect.any(String) });
    expect((await draftAttachments(await house.as('dmitri'), 'A2', null))?.attachments).toEqual([]);
    expect([await opened('ben', id), await entries('discussion.attached', (await row()).waiting_id ?? '')]).toEqual([null, []]);
    expect(await takeBackWaiting(await house.as('dmitri'), 'A2', (await row()).waiting_id ?? '')).toMatchObject({ ok: true });
    expect(await row()).toMatchObject({ waiting_id: null, contribution_id: null, seat_id: (await house.as('dmitri')).sight.seat?.id });
    expect((await draftAttachments(await house.as('dmitri'), 'A2', null))?.attachments).toHaveLength(1);
    await takeFileBack(await house.as('dmitri'), { id, submissionId: randomUUID() });
  });

  it('keeps its own name only where its author is named', async () => {
    await attach('anna', { code: 'A2', parent: null }, { name: 'C:\\Users\\anna\\Measured 2012.jpg' });
    const named = await post('anna', 'A2', 'named');
    expect((await shownIn('A2', named.id))?.[0]?.fileName).toBe('Measured 2012.jpg');
    await attach('anna', { code: 'A2', parent: null }, { name: 'Anna Berger.jpg' });
    const institution = await post('anna', 'A2', 'institution');
    expect((await shownIn('A2', institution.id))?.[0]?.fileName).toBe(`A2-${institution.number}-1.jpg`);
  });

  it('sent twice is there once; taken back it is gone, its bytes too', async () => {
    const submissionId = randomUUID();
    const file = await paperPdf(randomUUID());
    const [one, two] = [await attach('ben', { code: 'B1', parent: null }, { submissionId, file }), await attach('ben', { code: 'B1', parent: null }, { submissionId, file })];
    expect(one).toEqual(two);
    expect((await draftAttachments(await house.as('ben'), 'B1', null))?.attachments).toHaveLength(1);
    const { sha256 } = await house.pool.db.selectFrom('attachment').select('sha256').where('id', '=', idOf(one)).executeTakeFirstOrThrow();
    expect(await takeFileBack(await house.as('anna'), { id: idOf(one), submissionId: randomUUID() })).toMatchObject({ ok: false, refusal: { code: 'discussion.no_such_attachment' } });
    expect((await takeFileBack(await house.as('ben'), { id: idOf(one), submissionId: randomUUID() })).ok).toBe(true);
    expect(await files.get(sha256)).not.toBe(null);
    expect(await dropFiles(house.operator(), files)).toBe(1);
    expect(await files.get(sha256)).toBe(null);
  });

  it('goes when drafts go, and leaves a file alone that another still has', async () => {
    const file = await paperPdf('Shared by two.');
    const [gone, kept] = [idOf(await attach('ben', { code: 'A1', parent: null }, { file })), idOf(await attach('anna', { code: 'B1', parent: null }, { file }))];
    await post('anna', 'B1');
    await letDraftsGo(house.operator(), ids.forum);
    await dropFiles(house.operator(), files);
    expect([await opened('ben', gone), (await opened('ben', kept)) !== null]).toEqual([null, true]);
  });

  it('is refused when it is none of ours, when it acts, and when there are ten', async () => {
    expect(await attach('ben', { code: 'A2', parent: null }, { file: Buffer.from('words') })).toMatchObject({ refusal: { code: 'discussion.attachment_unknown' } });
    expect(await attach('ben', { code: 'A2', parent: null }, { file: Buffer.alloc(20 * 1024 * 1024 + 1) })).toMatchObject({ refusal: { code: 'discussion.attachment_too_large' } });
    expect(await attach('ben', { code: 'Z9', parent: null })).toMatchObject({ refusal: { code: 'discussion.no_such_question' } });
    const file = await photograph();
    for (let n = 0; n < 10; n += 1) idOf(await attach('ben', { code: 'A2', parent: null }, { file }));
    expect(await attach('ben', { code: 'A2', parent: null }, { file })).toMatchObject({ refusal: { code: 'discussion.attachments_full' } });
  });
});

describe('a file of a contribution', () => {
  it('is added and taken back by its author while the wording may be changed, and not after', async () => {
    const { id: contribution, ref, number } = await post('dmitri', 'B1');
    const id = idOf(await attach('dmitri', { ref }));
    expect(await entries('discussion.attached', contribution)).toHaveLength(1);
    expect((await ownAttachments(await house.as('dmitri'), ref))?.attachments).toHaveLength(1);
    expect(await ownAttachments(await house.as('ben'), ref)).toBe(null);
    expect(await attach('ben', { ref })).toMatchObject({ refusal: { code: 'discussion.no_such_contribution' } });
    expect((await takeFileBack(await house.as('dmitri'), { id, submissionId: randomUUID() })).ok).toBe(true);
    expect(await shownIn('B1', contribution)).toMatchObject([{ state: 'taken-back' }]);
    expect(await opened('ben', id)).toBe(null);
    expect((await entries('discussion.attachment_taken_back', contribution))[0]?.facts).toEqual({ attachment: id });
    // Its number is not used again.
    idOf(await attach('dmitri', { ref }));
    expect((await shownIn('B1', contribution))?.map((one) => one.fileName)).toEqual([`B1-${number}-1.jpg`, `B1-${number}-2.jpg`]);
    house.at('2012-07-04T09:00:00Z');
    expect(await attach('dmitri', { ref })).toMatchObject({ refusal: { code: 'discussion.edit_window_over' } });
    house.at('2012-07-04T08:00:00Z');
  });

  it('shares its fate: withheld or withdrawn, it is gone for everyone', async () => {
    await attach('anna', { code: 'A1', parent: null }, { cover: 'yes' });
    const { id: contribution, ref } = await post('anna', 'A1');
    const [shown] = (await shownIn('A1', contribution)) ?? [];
    expect(shown?.cover).toBe('What we measured');
    const id = shown?.id ?? '';
    await withholdContribution(await house.as('clara'), contribution, '4.2');
    for (const who of ['ben', 'anna', 'clara'] as const) expect(await opened(who, id), who).toBe(null);
    expect(await shownIn('A1', contribution)).toEqual([]);
    await restoreContribution(await house.as('clara'), contribution);
    expect(await opened('ben', id)).not.toBe(null);
    await withdrawContribution(await house.as('anna'), ref);
    expect([await opened('ben', id), await readAttachment(await house.as('ben'), id)]).toEqual([null, null]);
  });
});

/** A scanner that speaks clamd's protocol and knows one virus: the test file of EICAR, put together here. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');
function openScanner(): Promise<{ server: Server; address: string; seen: Buffer[] }> {
  const seen: Buffer[] = [];
  const server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (part: Buffer) => {
      heard = Buffer.concat([heard, part]);
      if (!heard.subarray(0, 10).equals(Buffer.from('zINSTREAM\0'))) return;
      const pieces: Buffer[] = [];
      for (let at = 10; at + 4 <= heard.length; ) {
        const length = heard.readUInt32BE(at);
        if (length === 0) {
          const whole = Buffer.concat(pieces);
          seen.push(whole);
          socket.end(whole.includes(eicar) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
          return;
        }
        if (at + 4 + length > heard.length) return;
        pieces.push(heard.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    ready({ server, seen, address: `clamd://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
  }));
}

describe('a file where a scanner looks', () => {
  it('waits unopened until it is found clean', async () => {
    const { server, address, seen } = await openScanner();
    const id = idOf(await attach('dmitri', { code: 'A2', parent: null }, { scanner: true }));
    const { id: contribution } = await post('dmitri', 'A2');
    expect(await shownIn('A2', contribution)).toMatchObject([{ state: 'waiting', words: null }]);
    expect([await opened('ben', id), await opened('dmitri', id)]).toEqual([null, null]);
    expect(await waitingAttachments(house.operator())).toContainEqual({ forumId: ids.forum, id });

    // While the scanner is away, nothing is opened and nothing is lost.
    await expect(scanAttachment(await house.as('fay'), { files, scan: scannerAt('clamd://127.0.0.1:1') }, id)).rejects.toThrow();
    expect(await opened('ben', id)).toBe(null);
    expect(await scanAttachment(await house.as('fay'), { files, scan: scannerAt(address) }, id)).toEqual({ ok: true, value: { clean: true } });
    expect(await shownIn('A2', contribution)).toMatchObject([{ state: 'open', scanned: true }]);
    expect(Buffer.from((await opened('ben', id))?.bytes ?? []).equals(seen[0] ?? Buffer.alloc(1))).toBe(true);
    server.close();
  });

  it('is never opened when it is infected, its bytes go, and the record says so', async () => {
    const { server, address } = await openScanner();
    const id = idOf(await attach('dmitri', { code: 'B1', parent: null }, { scanner: true }));
    const { id: contribution } = await post('dmitri', 'B1');
    // No clean picture holds a virus: its bytes are exchanged for some that do.
    const { sha256 } = await files.put(Buffer.from(eicar));
    await house.pool.db.updateTable('attachment').set({ sha256 }).where('id', '=', id).execute();
    expect(await scanAttachment(await house.as('fay'), { files, scan: scannerAt(address) }, id)).toEqual({ ok: true, value: { clean: false } });
    expect([await opened('ben', id), await opened('dmitri', id)]).toEqual([null, null]);
    expect(await shownIn('B1', contribution)).toMatchObject([{ state: 'infected' }]);
    expect((await entries('discussion.attachment_infected', contribution))[0]?.facts).toEqual({ attachment: id });
    await dropFiles(house.operator(), files);
    expect(await files.get(sha256)).toBe(null);
    server.close();
  });
});
