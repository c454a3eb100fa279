import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { type Answered, addressOf, forum, openTarget, type Target } from './adapter.ts';

// What is sent to a server to make it fall, hang or say what it was not asked. The strings are the Big List of Naughty
// Strings (MIT, licence beside it) with names and texts of our own.
const naughty = JSON.parse(readFileSync('e2e/checks/naughty-strings.json', 'utf8')) as string[];
const ours = [...(JSON.parse(readFileSync('e2e/checks/names.json', 'utf8')) as string[]), '::: "><img src=x onerror=alert(1)>\nwords\n:::', '[a](https://canary.invalid/"onmouseover="alert(1))', '"><img src=x onerror=alert(1)>', '<svg/onload=alert(1)>', '{{7*7}}', '</title><script>alert(1)</script>', '<!--<script>', '\u202ereversed', '[a](javascript:alert(1))', '[a](&#106;avascript:alert(1))', '[a](java\nscript:alert(1))', '[a]( \u0001javascript:alert(1))', '![a](https://canary.invalid/pixel.png)', '<https://canary.invalid" onmouseover="alert(1)>', '[a]: javascript:alert(1)\n\n[a]', '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)', '[a](//canary.invalid)', '`<script>alert(1)</script>`', '```"onclick=alert(1)\n<script>alert(1)</script>\n```', '<style>@import "https://canary.invalid"</style>', '<base href="https://canary.invalid/">', '<form action="https://canary.invalid"><button>', '<a name="assets" id="entry">', '| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | `|` |', '<turbo-stream action="append"><template><script>alert(1)</script></template></turbo-stream>', '<div data-controller="live" data-action="click->live#open">', 'a\u0000b', '\ud800 alone'];

let target: Target;
let member = '';
beforeAll(async () => {
  target = await openTarget();
  member = await target.signIn('halden');
});
afterAll(() => target?.program.stop());

const contribution = (text: string) => ({ submissionId: crypto.randomUUID(), text, regime: 'institution', marking: 'TLP:AMBER', lang: 'en', deed: 'post' });
/** Sends a text; told that much the same was said before, sends it all the same: six send at once, and say more meanwhile. */
const post = async (form: Readonly<Record<string, string>>, code = 'A2') => {
  let answer = await target.send(`${forum}/q/${code}/write`, form, member);
  for (let times = 0; answer.status === 200 && times < 8; times += 1) {
    const noticed = /name="noticed" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
    answer = await target.send(`${forum}/q/${code}/write`, { ...form, noticed }, member);
  }
  return answer;
};
const alive = async (): Promise<boolean> => (await target.raw({ path: '/en/sign-in' })).status === 200;

/** Sends bytes as they are and answers with all that came back until the server hung up, or a while had passed. */
const sendBytes = (bytes: string | Uint8Array, ms = 1_500): Promise<string> => new Promise((done) => {
  const { hostname, port } = new URL(target.program.origin);
  let heard = '';
  const socket = connect(Number(port), hostname, () => socket.write(bytes));
  socket.on('data', (chunk: Buffer) => { heard += chunk.toString('latin1'); });
  for (const event of ['close', 'error']) socket.on(event, () => done(heard));
  setTimeout(() => socket.destroy(), ms).unref();
});

/** Sends each text, six at a time; none may end in a fault. Answers with how many were taken. */
async function countTaken(texts: readonly string[], send: (text: string) => Promise<Answered>): Promise<number> {
  const waiting = [...texts];
  let taken = 0;
  const sender = async () => {
    for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
      const { status } = await send(text);
      expect([303, 422].includes(status), `${JSON.stringify(text)} answered ${status}`).toBe(true);
      if (status === 303) taken += 1;
    }
  };
  await Promise.all(Array.from({ length: 6 }, sender));
  return taken;
}

describe('a request that is no request', () => {
  it('is answered once, without a fault and without another’s host', async () => {
    const { host } = new URL(target.program.origin);
    const requests: Record<string, string> = {
      'length and chunks': `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      'two lengths': `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`,
      'two hosts': `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: canary.invalid\r\n\r\n`,
      'no host': 'GET / HTTP/1.1\r\n\r\n',
      'another’s address': `GET http://canary.invalid/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      'a folded header': `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: a\r\n b\r\n\r\n`,
      'lines without a return': `GET / HTTP/1.1\nHost: ${host}\n\n`,
      'a zero byte': `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: a\0b\r\n\r\n`,
      'a header of 100 kB': `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`,
      'five thousand headers': `GET / HTTP/1.1\r\nHost: ${host}\r\n${'X-A: a\r\n'.repeat(5_000)}\r\n`,
    };
    const answers = await Promise.all(Object.entries(requests).map(async ([name, bytes]) => ({ name, heard: await sendBytes(bytes) })));
    for (const { name, heard } of answers) {
      expect(heard, name).not.toMatch(/HTTP\/1\.1 5|smuggled|canary\.invalid/);
      expect((heard.match(/HTTP\/1\.1 /g) ?? []).length, name).toBeLessThanOrEqual(1);
    }
    expect(await alive()).toBe(true);
  });

  it('is never too large for the server, only for its sender', async () => {
    const { host, pathname } = new URL(`${target.program.origin}${forum}/q/A2/write`);
    const head = (more: string) => `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${target.program.origin}\r\nSec-Fetch-Site: same-origin\r\nCookie: ${member}\r\nContent-Type: application/x-www-form-urlencoded\r\n${more}\r\n`;
    expect(await sendBytes(head(`Content-Length: ${64 * 1024 * 1024}\r\n`), 3_000)).toMatch(/^HTTP\/1\.1 413/);
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    expect(await sendBytes(Buffer.concat([Buffer.from(head(`Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n`)), bomb]), 3_000)).not.toMatch(/^HTTP\/1\.1 (2|303|5)/);
    const many = await target.raw({ method: 'POST', path: pathname, headers: { origin: target.program.origin, 'sec-fetch-site': 'same-origin', cookie: member, 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1&'.repeat(500_000) });
    expect(many.status).toBeGreaterThanOrEqual(400);
    expect(many.status).toBeLessThan(500);
    expect(await alive()).toBe(true);
  });

  it('that never ends keeps nobody else waiting', async () => {
    const { hostname, port, host } = new URL(target.program.origin);
    const slow = Array.from({ length: 300 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(`POST ${forum}/q/A2/write HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\nX: `);
      return socket;
    });
    const drip = setInterval(() => { for (const socket of slow) socket.write('a'); }, 300);
    for (let i = 0; i < 8; i += 1) {
      expect(await Promise.race([alive(), pause(3_000).then(() => false)])).toBe(true);
      await pause(100);
    }
    clearInterval(drip);
    for (const socket of slow) socket.destroy();
  });
});

describe('a form', () => {
  it('with fields it does not have is refused, and what they claim is nowhere', async () => {
    const claims = { roles: 'organiser', role: 'administrator', administrator: 'true', author_id: '1', seat_id: '1', received_at: '2001-01-01T00:00:00Z', visibility: 'shown', '__proto__': 'x', 'constructor[prototype][polluted]': 'cq', hasOwnProperty: '1' };
    for (const [field, value] of Object.entries(claims)) {
      const answer = await post({ ...contribution('Mass assignment.'), [field]: value });
      expect(answer.status, field).toBe(422);
    }
    const page = await target.raw({ path: `${forum}/q/A2`, headers: { cookie: member } });
    expect(page.text).not.toContain('Mass assignment.');
    const profile = await target.send('/en/me/profile', { submissionId: crypto.randomUUID(), name: 'A Name', locale: 'en', zone: 'Europe/Vienna', digest: 'daily', digestHour: '8', administrator: 'true' }, member);
    expect(profile.status).toBe(422);
    expect((await target.raw({ path: '/en/admin/rights', headers: { cookie: member } })).status).toBe(404);
  });

  it('sent eight times at once under one id counts once', async () => {
    const form = contribution(`Once ${crypto.randomUUID()}.`);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(form)));
    expect(new Set(answers.map(({ status, headers }) => `${status} ${String(headers['location'])}`)).size).toBe(1);
    const page = await target.raw({ path: `${forum}/q/A2`, headers: { cookie: member } });
    expect(page.text.split(form.text).length - 1).toBe(1);
  });

  it('or an address with a query made to confuse ends in no fault and tells no secret', async () => {
    for (const query of ['__proto__[polluted]=cq', 'constructor[prototype][polluted]=cq', 'a[]=1&a[]=2', 'c=A1-1&c=A1-2', 'limit=-1', 'limit=NaN', 'sort=__proto__', 'order=asc;drop', 'include=author,author.email', 'q=%00', 'q=%25', 'lang=%00', 'topic=%00', 'topic=__proto__', 'cursor=%7B%22%24gt%22%3A0%7D', 'saved[]=yes', 'c=%F0%9F']) {
      for (const path of [`${forum}/q/A2`, `${forum}/paper`, `${forum}/live`, '/en/', '/en/sign-in']) {
        const answer = await target.raw({ path: `${path}?${query}`, headers: { cookie: member } });
        expect(answer.status, `${path}?${query}`).toBeLessThan(500);
        expect(answer.text, query).not.toMatch(/polluted|token_hash/);
      }
    }
    for (const name of ['%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%5cwin.ini', '%00', '__proto__', 'constructor', '%c0%ae', 'A'.repeat(190)]) {
      for (const path of [`/en/f/${name}`, `${forum}/q/${name}`, `${forum}/c/${name}/edit`, `${forum}/mod/${name}`, `${forum}/paper/${name}`, `${forum}/summaries/${name}`, `/en/s/${name}`, `/en/s/internet-2012/${name}`, `/en/i/${name}`, `/en/sign-in/${name}`, `/en/s/internet-2012/report/file/${name}`, `/assets/${name}`]) {
        const answer = await target.raw({ path, headers: { cookie: member } });
        expect([404, 410, 200].includes(answer.status) && !answer.text.includes('root:'), `${path} answered ${answer.status}`).toBe(true);
      }
    }
  });
});

describe('a file', () => {
  it('that is no programme is refused in words, whatever it holds', async () => {
    const link = /first administrator[^\n]*\n\s+(\S+)/.exec(target.program.printed())?.[1] ?? '';
    const cookie = String((await target.send(new URL(link).pathname, {})).headers['set-cookie']).split(';')[0] ?? '';
    const files: Record<string, Uint8Array | string> = { 'a.zip': Buffer.from('PK\x03\x04'), 'a.png': Buffer.from('89504e470d0a1a0a', 'hex'), 'a.pdf': '%PDF-1.7', 'a.svg': '<svg onload="alert(1)"/>', 'deep.json': `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'deep-objects.json': `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'proto.json': '{"__proto__":{"polluted":"cq"},"series":{"title":"x"}}', 'twice.json': '{"series":1,"series":2}', 'huge.json': `{"series":"${'a'.repeat(5_000_000)}"}`, 'zero.json': '\0\0\0', 'latin.json': Buffer.from('{"series":"\xe9"}', 'latin1'), '../../etc/passwd': '{}', 'xxe.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' };
    for (const [name, bytes] of Object.entries(files)) {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(Buffer.from(bytes as string))]), name);
      const answer = await fetch(`${target.program.origin}/en/s/new`, { method: 'POST', body: form, headers: { cookie, origin: target.program.origin, 'sec-fetch-site': 'same-origin' }, signal: AbortSignal.timeout(10_000) });
      const text = await answer.text();
      expect([413, 422].includes(answer.status), `${name} answered ${answer.status}`).toBe(true);
      expect(text, name).not.toMatch(/root:|<svg onload/);
    }
    expect(await alive()).toBe(true);
  });
});

describe('a text', () => {
  it('made to be slow is shown soon, and others are served meanwhile', async () => {
    const texts: Record<string, string> = { quotations: '>'.repeat(20_000), lists: Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}- a`).join('\n').slice(0, 300_000), brackets: '['.repeat(50_000), closed: `${'['.repeat(20_000)}a${']'.repeat(20_000)}`, emphasis: '*a_ '.repeat(15_000), ticks: Array.from({ length: 900 }, (_, i) => '`'.repeat(i + 1)).join(' '), links: '[a](<'.repeat(20_000), comments: '<!--'.repeat(20_000), columns: `${'|a'.repeat(5_000)}|\n${'|-'.repeat(5_000)}|\n`, entities: '&amp;'.repeat(50_000), addresses: 'https://a.b/'.repeat(5_000), combining: `a${'\u0301'.repeat(50_000)}`, lines: '\n'.repeat(200_000), backslashes: '\\'.repeat(50_000) };
    for (const [name, text] of Object.entries(texts)) {
      const began = Date.now();
      const [answer] = await Promise.all([target.send(`${forum}/q/A2/write`, { ...contribution(text), deed: 'preview' }, member), alive()]);
      expect(answer.status, name).toBeLessThan(500);
      expect(Date.now() - began, name).toBeLessThan(5_000);
    }
  });

  it('or a name runs nothing in a reader’s browser, fetches nothing, and leaves the policy nothing to stop', async () => {
    const taken = await countTaken([...ours, ...naughty], (text) => post(contribution(text.trim() === '' ? `(${text})` : text)));
    expect(taken).toBeGreaterThan(450);
    // A name is a shorter text with fewer characters allowed: every tenth will do.
    const names = await countTaken([...ours, ...naughty.filter((_, i) => i % 10 === 0)], (name) => target.send('/en/me/profile', { submissionId: crypto.randomUUID(), name, locale: 'en', zone: 'Europe/Vienna', digest: 'daily', digestHour: '8' }, member));
    expect(names).toBeGreaterThan(20);
    expect((await target.send('/en/me/profile', { submissionId: crypto.randomUUID(), name: '"><img src=x onerror=alert(1)>', locale: 'en', zone: 'Europe/Vienna', digest: 'daily', digestHour: '8' }, member)).status).toBe(303);

    const browser = await openBrowser();
    try {
      const context = await browser.newContext();
      const seen: string[] = [];
      await context.exposeBinding('heard', (_, what: string) => void seen.push(what));
      await context.addInitScript(() => {
        const { heard } = globalThis as unknown as { heard(what: string): void };
        for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) Object.defineProperty(globalThis, name, { value: () => heard(`script: ${name}`) });
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => heard(`policy: ${effectiveDirective} ${blockedURI}`));
      });
      await context.route((url) => url.origin !== target.program.origin, (route) => { seen.push(`net: ${route.request().url()}`); return route.abort(); });
      const page = await context.newPage();
      page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
      page.on('popup', () => seen.push('popup'));
      await page.goto((await target.program.cli('sign-in-link', addressOf('halden'))).out.trim());
      await page.getByRole('button').first().click();
      await page.waitForURL((url) => !url.pathname.includes('sign-in'));
      let shown = 0;
      const paths = [`${forum}/q/A2`, '/en/me/profile', forum];
      for (let path = paths.shift(); path; path = paths.shift()) {
        await page.goto(`${target.program.origin}${path}`, { waitUntil: 'load' });
        seen.push(...(await page.evaluate(() => [...document.querySelectorAll('article .read *')].flatMap((element) => {
          for (const event of ['mouseover', 'focus', 'pointerenter', 'click']) if (element.localName !== 'a' || event !== 'click') element.dispatchEvent(new Event(event, { bubbles: true }));
          const active = ['script', 'iframe', 'img', 'object', 'embed', 'base', 'meta', 'link', 'style', 'form', 'input', 'button', 'svg', 'math', 'template', 'turbo-stream', 'video'].includes(element.localName) ? [`element: ${element.localName}`] : [];
          const attributes = [...element.attributes].filter(({ name, value }) => /^on|^data-|^style$|^id$|^name$/.test(name) || (/^(href|src|action)$/.test(name) && !/^(https?:|mailto:|\/en\/leave\?to=https?%3A)/.test(value))).map(({ name, value }) => `attribute: ${name}=${value}`);
          return [...active, ...attributes];
        }))));
        await page.waitForTimeout(300);
        expect(seen, path).toEqual([]);
        // A long question comes in pages; each is looked at.
        shown += await page.locator('article .read').count();
        const later = await page.locator('a[rel=next]').first().getAttribute('href', { timeout: 200 }).catch(() => null);
        if (later) paths.unshift(later);
      }
      expect(shown).toBeGreaterThan(450);
    } finally {
      await browser.close();
    }
  });
});
