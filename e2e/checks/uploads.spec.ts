import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canary, hostileDocuments, paperPdf, photograph, wordDocument, wordDocumentOfSomebody } from '../../tests/files.ts';
import { unzipSync } from 'fflate';
import { forum, openTarget, type Target } from './adapter.ts';

// Files that tell of somebody, act, or are not what they say: sent as a browser sends them, and fetched again by those
// who may and those who may not. `files/` holds small ones of each kind; those that would unpack far are made here.
let target: Target;
let member = '';
let outsider = '';
beforeAll(async () => {
  target = await openTarget();
  member = await target.signIn('halden');
  const link = /first administrator[^\n]*\n\s+(\S+)/.exec(target.program.printed())?.[1] ?? '';
  outsider = String((await target.send(new URL(link).pathname, {})).headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(() => target?.program.stop());

const page = `${forum}/q/A2/attachments`;
type Sent = { status: number; text: string; at: string | null; ms: number };

/** Sends a file to a draft; `at` is where it can be fetched, null where it was not taken. Taken, it is removed again by `remove`. */
async function upload(name: string, bytes: Uint8Array, type = 'application/octet-stream'): Promise<Sent> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ submissionId: crypto.randomUUID(), description: 'A file', deed: 'attach' })) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const began = Date.now();
  const answer = await fetch(`${target.program.origin}${page}`, { method: 'POST', body: form, redirect: 'manual', headers: { cookie: member, origin: target.program.origin, 'sec-fetch-site': 'same-origin' }, signal: AbortSignal.timeout(15_000) });
  const text = await answer.text();
  const id = /added=([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1];
  return { status: answer.status, text, at: id ? `${forum}/attachment/${id}` : null, ms: Date.now() - began };
}
const remove = (at: string) => target.send(page, { submissionId: crypto.randomUUID(), deed: 'remove', attachment: at.slice(-36) }, member);
const fetched = async (at: string): Promise<{ bytes: Buffer; headers: Headers }> => {
  const answer = await fetch(`${target.program.origin}${at}`, { headers: { cookie: member } });
  expect(answer.status, at).toBe(200);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
};
const tells = (bytes: Buffer): boolean => {
  const inside = bytes.subarray(0, 2).toString() === 'PK' ? Object.values(unzipSync(bytes)) : [bytes];
  return inside.some((data) => Buffer.from(data).toString('latin1').includes(canary));
};

describe('a file', () => {
  it('of any kind is answered soon and without a fault; what is taken acts nowhere and tells of nobody', async () => {
    const files: Record<string, Uint8Array> = { 'photograph.jpg': await photograph(), 'paper.pdf': await paperPdf(), 'somebody.docx': await wordDocumentOfSomebody(), 'eicar.txt': Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('')) };
    for (const name of readdirSync('e2e/checks/files')) files[name.replace(/\.sample$/, '')] = readFileSync(`e2e/checks/files/${name}`);
    const taken: string[] = [];
    for (const [name, bytes] of Object.entries(files)) {
      const { status, at, ms } = await upload(name, bytes);
      expect([303, 422].includes(status) && ms < 10_000, `${name} answered ${status} in ${ms} ms`).toBe(true);
      if (!at) continue;
      taken.push(name);
      const file = await fetched(at);
      expect(file.headers.get('x-content-type-options'), name).toBe('nosniff');
      expect(file.headers.get('content-disposition'), name).toMatch(/^attachment; filename="[A-Za-z0-9._-]+"$/);
      expect(file.headers.get('content-security-policy'), name).toMatch(/sandbox/);
      expect(file.headers.get('content-type'), name).toMatch(/^(image\/(jpeg|png)|application\/(pdf|vnd\.openxmlformats-[\w.-]+))$/);
      expect(tells(file.bytes), name).toBe(false);
      expect((await target.raw({ path: at, headers: { cookie: outsider } })).status, name).toBe(404);
      expect((await target.raw({ path: at })).headers['location'], name).toContain('/sign-in');
      await remove(at);
    }
    expect(taken.sort()).toEqual(['identity.docx', 'identity.png', 'ok.docx', 'paper.pdf', 'photograph.jpg', 'somebody.docx']);
  });

  it('that acts, carries programs, fetches or unpacks too far is refused in words', async () => {
    const hostile = { ...hostileDocuments(), 'that unpacks to 200 MB': wordDocument({ 'word/document.xml': Buffer.alloc(200 * 1024 * 1024, 32) }), 'that leads outside': wordDocument({ '../../outside.xml': '<a/>' }) };
    for (const [name, bytes] of Object.entries(hostile)) {
      const { status, text, ms } = await upload('a.docx', bytes);
      expect([status, text.includes('role="alert"')], name).toEqual([422, true]);
      expect(ms, name).toBeLessThan(10_000);
    }
    expect((await target.raw({ path: '/en/sign-in' })).status).toBe(200);
  });

  it('is never kept or served under a name that leads anywhere', async () => {
    const bytes = await photograph();
    for (const name of ['../../etc/passwd', '..\\..\\win.ini', '/etc/passwd', 'a\u0000.jpg', 'a.php.jpg', '"; filename="x.html', 'a\r\nX-Header: 1.jpg', '\u202egpj.exe', 'CON', '.htaccess', 'a'.repeat(300), '<script>.jpg', '%2e%2e%2fa']) {
      const { status, at } = await upload(name, bytes);
      expect(status, JSON.stringify(name)).toBeLessThan(500);
      if (!at) continue;
      const { headers } = await fetched(at);
      expect(headers.get('content-disposition'), name).toMatch(/^attachment; filename="[A-Za-z0-9._-]+\.jpg"$/);
      expect(headers.get('x-header')).toBe(null);
      await remove(at);
    }
  });
});
