import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answered, addressOf, forum, lettersTo, openTarget, type Target } from './adapter.ts';

// What strangers try on a site like this one, against the running program. The lists of payloads lie beside this file.
const list = <T>(name: string): T => JSON.parse(readFileSync(`e2e/checks/${name}.json`, 'utf8')) as T;
const publicPages = ['/en/', '/en/sign-in', '/en/s/internet-2012', '/en/s/internet-2012/2'];
const privatePages = [forum, `${forum}/q/A1`, `${forum}/paper`, `${forum}/outcome`, '/en/me'];
const staffPages = [`${forum}/mod`, `${forum}/bench/A`, `${forum}/run`, `${forum}/programme`, '/en/admin/rights'];

let target: Target;
let member = '';
let organiser = '';
beforeAll(async () => {
  target = await openTarget();
  [member, organiser] = [await target.signIn('halden'), await target.signIn('weiss')];
});
afterAll(() => target?.program.stop());

const directives = ({ headers }: Answered): Record<string, string[]> =>
  Object.fromEntries(String(headers['content-security-policy'] ?? '').split(';').map((part) => part.trim().split(/\s+/)).filter(([name]) => name).map(([name, ...values]) => [name, values]));

describe('every answer', () => {
  it('bears a strict policy and tells nothing of what it is made of', async () => {
    const asked = [...publicPages.map((path) => ({ path, cookie: '' })), ...privatePages.map((path) => ({ path, cookie: member })), ...['/no-such-page', '/%ff', privatePages[0] ?? ''].map((path) => ({ path, cookie: '' }))];
    for (const { path, cookie } of asked) {
      const answer = await target.raw({ path, headers: cookie ? { cookie } : {} });
      const policy = directives(answer);
      expect(answer.headers['x-content-type-options'], path).toBe('nosniff');
      expect(answer.headers['referrer-policy'], path).toMatch(/^(no-referrer|same-origin)$/);
      expect(answer.headers['cross-origin-opener-policy'], path).toBe('same-origin');
      expect(policy['script-src'], path).toEqual(["'self'"]);
      expect([policy['object-src'], policy['base-uri'], policy['frame-ancestors']], path).toEqual([["'none'"], ["'none'"], ["'none'"]]);
      expect([policy['form-action'], policy['report-uri']], path).toEqual([["'self'"], ['/csp-report']]);
      expect([answer.headers['x-powered-by'], answer.headers['server'], answer.headers['access-control-allow-origin']], path).toEqual([undefined, undefined, undefined]);
      expect(answer.text, path).not.toMatch(/\n\s+at .+:\d+:\d+/);
      if (cookie) expect(answer.headers['cache-control'], path).toContain('no-store');
      if (/^text\//.test(String(answer.headers['content-type']))) expect(answer.headers['content-type'], path).toMatch(/charset=utf-8/i);
    }
  });

  it('is refused to other methods, and to files that are nobody’s', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'PUT', 'DELETE', 'PATCH']) expect((await target.raw({ method, path: '/en/' })).status, method).toBeGreaterThanOrEqual(400);
    for (const path of ['/.git/config', '/.env', '/package.json', '/node_modules/', '/assets/../package.json', '/assets/%2e%2e/manifest.json', '/metrics', '/debug']) expect((await target.raw({ path })).status, path).toBeGreaterThanOrEqual(300);
  });
});

describe('a session', () => {
  const cookieOf = async (cookie?: string): Promise<string> => {
    const { out } = await target.program.cli('sign-in-link', addressOf('quist'));
    return String((await target.send(new URL(out.trim()).pathname, {}, cookie)).headers['set-cookie']);
  };

  it('is a cookie of this host alone, long, new at each sign-in, and fixed by nobody', async () => {
    const [first, second] = [await cookieOf(), await cookieOf('__Host-session=ffffffffffffffffffffffffffffffff')];
    for (const flag of [/^__Host-session=/, /; HttpOnly/i, /; Secure/i, /; SameSite=(Lax|Strict)/i, /; Path=\//i]) expect(first).toMatch(flag);
    expect(first).not.toMatch(/; Domain/i);
    const token = (text: string) => text.split(';')[0]?.split('=')[1] ?? '';
    expect(token(first).length).toBeGreaterThanOrEqual(22);
    expect(new Set([token(first), token(second), 'ffffffffffffffffffffffffffffffff']).size).toBe(3);
    for (const forged of [token(first).slice(0, -1), '', '[]', 'null', `${token(first)}x`]) {
      expect((await target.raw({ path: forum, headers: { cookie: `__Host-session=${forged}` } })).status, forged).toBeGreaterThanOrEqual(300);
    }
    expect((await target.raw({ path: `${forum}?session=${token(first)}` })).status).not.toBe(200);
  });

  it('that is signed out ends its open stream within a second, and cannot be used again', async () => {
    const cookie = await target.signIn('holm');
    const page = await target.raw({ path: `${forum}/q/A1`, headers: { cookie } });
    const topic = /topic=([0-9a-f-]{36})/.exec(page.text)?.[1] ?? /data-live-topic-value="([^"]+)"/.exec(page.text)?.[1];
    expect(topic).toBeDefined();
    const { hostname, port } = new URL(target.program.origin);
    let ended = 0;
    let heard = '';
    const stream = get({ hostname, port, path: `${forum}/live?topic=${topic}`, headers: { cookie, accept: 'text/event-stream' } }, (answer) => {
      answer.on('data', (chunk: Buffer) => { heard += chunk.toString(); });
      for (const event of ['end', 'close', 'error']) answer.on(event, () => { ended ||= Date.now(); });
    });
    stream.on('error', () => { ended ||= Date.now(); });
    for (let i = 0; i < 50 && heard === ''; i += 1) await pause(50);
    expect(heard).toContain('retry:');
    const began = Date.now();
    await target.send('/en/sign-out', {}, cookie);
    for (let i = 0; i < 30 && ended === 0; i += 1) await pause(50);
    expect(ended - began, 'the stream ended').toBeGreaterThanOrEqual(0);
    expect(ended).toBeGreaterThan(0);
    expect((await target.raw({ path: forum, headers: { cookie } })).status).toBeGreaterThanOrEqual(300);
    expect((await target.raw({ path: `${forum}/live?topic=${topic}`, headers: { cookie } })).status).toBeGreaterThanOrEqual(300);
    stream.destroy();
  });
});

describe('a change of state', () => {
  it('comes from our own pages or not at all', async () => {
    const own = { origin: target.program.origin, 'sec-fetch-site': 'same-origin' };
    const form = { deed: 'preview', submissionId: crypto.randomUUID(), text: 'csrf probe', regime: 'institution', marking: 'TLP:AMBER', lang: 'en' };
    const write = (headers: Record<string, string>) => target.raw({ method: 'POST', path: `${forum}/q/A2/write`, form, headers: { cookie: member, ...headers } });
    expect((await write(own)).status).toBeLessThan(300);
    const foreign: Record<string, string>[] = [{ origin: 'https://canary.invalid' }, { origin: 'null' }, { ...own, 'sec-fetch-site': 'cross-site' }, { origin: own.origin.replace('127.0.0.1', 'evil.127.0.0.1'), 'sec-fetch-site': 'same-site' }, { origin: `${own.origin}.canary.invalid` }, { referer: `https://canary.invalid/${own.origin}` }, {}];
    for (const headers of foreign) expect((await write(headers)).status, JSON.stringify(headers)).toBe(403);
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/json', '']) {
      const { status } = await target.raw({ method: 'POST', path: `${forum}/q/A2/write`, body: JSON.stringify(form), headers: { cookie: member, origin: 'https://canary.invalid', 'content-type': type } });
      expect(status, type).toBeGreaterThanOrEqual(400);
      expect(status, type).toBeLessThan(500);
    }
    const overridden = await target.raw({ path: `${forum}/q/A2/write?_method=POST&text=x`, headers: { cookie: member, 'x-http-method-override': 'POST' } });
    expect(overridden.status).toBe(200);
  });
});

describe('asking for a link', () => {
  /** Status, headers and words, without what differs between any two answers. */
  const shape = ({ status, headers, text }: Answered, address: string) => `${status}|${Object.keys(headers).filter((h) => !/^(date|content-length|set-cookie)$/.test(h)).sort()}|${text.replaceAll(address, 'ADDRESS').replace(/[0-9a-f-]{16,}/g, '#').replace(/[A-Za-z0-9_-]{22,}/g, '#')}`;

  it('is answered alike for an address that is known and one that is not', async () => {
    for (const known of ['moreno', 'oduya'].map(addressOf)) {
      const unknown = `x${Math.random().toString(36).slice(2, 8)}@demonstration.invalid`;
      expect(shape(await target.askForLink(known), known)).toBe(shape(await target.askForLink(unknown), unknown));
    }
  });

  it('never puts a host that was sent along into a letter, a page or an address', async () => {
    const address = addressOf('ferrante');
    for (const headers of list<Record<string, string>[]>('host')) {
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const answers = [await target.askForLink(address, lower), await target.raw({ path: '/en/', headers: lower })];
      for (const answer of answers) expect(`${JSON.stringify(answer.headers)}${answer.text}`, JSON.stringify(headers)).not.toContain('canary.invalid');
    }
    expect(await lettersTo(target.program, address)).toBeGreaterThan(0);
    expect(JSON.stringify(target.program.letters)).not.toContain('canary.invalid');
  });

  it('is limited for one connection, whatever it says of where it comes from', async () => {
    const address = addressOf('osei');
    for (let i = 0; i < 30; i += 1) await target.askForLink(address);
    const limited = await lettersTo(target.program, address);
    expect(limited).toBeLessThanOrEqual(10);
    for (const [i, header] of list<string[]>('client-ip').entries()) await target.askForLink(address, { [header.toLowerCase()]: header === 'Forwarded' ? `for=203.0.113.${i}` : `203.0.113.${i}` });
    for (const variant of [address.toUpperCase(), ` ${address}`, `${address} `]) await target.askForLink(variant);
    expect(await lettersTo(target.program, address)).toBe(limited);
  });
});

describe('an address', () => {
  it('sends nobody to another site', async () => {
    const host = new URL(target.program.origin).host;
    for (const payload of list<string[]>('open-redirect')) {
      const to = payload.replaceAll('HOST', host);
      for (const answer of [await target.raw({ path: `/en/sign-in?back=${encodeURIComponent(to)}`, headers: { cookie: member } }), await target.send('/en/theme', { theme: 'dark', back: to }, member), await target.raw({ path: `/me?next=${encodeURIComponent(to)}` })]) {
        const location = answer.headers['location'];
        if (typeof location === 'string') expect(new URL(location.replace(/[\t\r\n]/g, '').replaceAll('\\', '/'), target.program.origin).origin, payload).toBe(target.program.origin);
        expect(answer.status, payload).toBeLessThan(500);
        expect(String(answer.headers['set-cookie'] ?? ''), payload).not.toContain('cq=1');
      }
    }
  });

  it('is the same to those who may not see it as one that does not exist, however it is spelt', async () => {
    const words = (answer: Answered) => `${answer.status}|${answer.text.replace(/[0-9a-f-]{36}/g, '#')}`;
    const outsider = await target.signIn('halden');
    const absent = words(await target.raw({ path: '/en/f/nowhere-7/mod', headers: { cookie: outsider } }));
    // Whoever is not signed in is asked to, wherever they knock.
    const nobody = words(await target.raw({ path: '/en/f/nowhere-7/mod' }));
    const length = async (path: string) => {
      const { status, headers } = await target.raw({ method: 'HEAD', path, headers: { cookie: outsider } });
      return `${status} ${String(headers['content-length'])}`;
    };
    const absentLength = await length('/en/f/nowhere-7/mod');
    for (const path of staffPages) {
      expect(await length(path), path).toBe(absentLength);
      expect((await target.raw({ method: 'OPTIONS', path, headers: { cookie: outsider, origin: target.program.origin } })).status, path).toBeGreaterThanOrEqual(400);
      expect(words(await target.raw({ path, headers: { cookie: outsider } })), path).toBe(absent);
      expect(words(await target.raw({ path })), path).toBe(nobody);
      for (const spelt of [`${path}/`, `/${path}`, `${path}%20`, `${path};x`, path.replace('/en/', '/en/./'), path.replace('/f/', '/F/')]) {
        const answer = await target.raw({ path: spelt, headers: { cookie: outsider } }).catch(() => null);
        expect(answer === null || answer.status >= 300, spelt).toBe(true);
      }
      for (const [name, value] of Object.entries({ 'x-original-url': path, 'x-rewrite-url': path, 'x-user-id': '1', 'x-role': 'administrator', 'x-middleware-subrequest': 'middleware' })) {
        expect(words(await target.raw({ path, headers: { cookie: outsider, [name]: value } })), name).toBe(absent);
      }
    }
    for (const path of staffPages.slice(2, 4)) expect((await target.raw({ path, headers: { cookie: organiser } })).status, path).toBe(200);
    for (const path of privatePages) expect((await target.raw({ path })).status, path).toBeGreaterThanOrEqual(300);
  });
});
