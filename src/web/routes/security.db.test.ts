import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invite } from '#domain/accreditation/commands/invite.ts';
import { askRecovery, confirmRecovery } from '#domain/accreditation/commands/recover-access.ts';
import { type characters, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { lastLetter, writeAskedLetters } from '../../../tests/letters.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
let strict: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  strict = await openWeb(house, { staffSecondFactor: 'required' });
});
afterAll(async () => {
  await strict.end();
  await web.end();
  await house.end();
});

const signIn = async (who: keyof typeof characters, on = web) => {
  // A second passes, so that the last letter is the last.
  later(1 / 60);
  const browser = on.browser({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0' });
  await browser.post('/en/sign-in', { email: `${who}@example.org` });
  await writeAskedLetters(house);
  const { token } = await lastLetter(house.pool, `${who}@example.org`);
  return { browser, answer: await browser.post(`/en/sign-in/${token}`, {}) };
};
const passwordFor = (secret: string, off = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: house.world.now().getTime() + off * 30_000 });
const secretOn = (html: string) => /<code class="num">([A-Z2-7 ]+)<\/code>/.exec(html)?.[1]?.replaceAll(' ', '') ?? '';
const keptOn = (html: string) => /name="kept" value="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '';
const later = (minutes: number) => house.at(new Date(house.world.now().getTime() + minutes * 60_000));

describe('the page to sign in', () => {
  it('answers with the same bytes for an address known and unknown', async () => {
    const bytes = async (email: string) => (await web.browser().post('/en/sign-in', { email })).text.replaceAll(email, 'X');
    expect(await bytes('anna@example.org')).toBe(await bytes('nobody@example.org'));
  });
  it('is limited, whatever a request says of where it was forwarded from', async () => {
    const from = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}`, 'x-real-ip': `203.0.113.${n}` });
    const statuses = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await web.browser(from(n)).post('/en/sign-in', { email: ' Limited@example.org' })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect((await web.browser().post('/en/sign-in', { email: 'limited@example.org' })).headers['retry-after']).toBe('900');
  });
});

describe('signing out', () => {
  it('ends the session and tells the browser to forget', async () => {
    const { browser } = await signIn('hana');
    const cookies = new Map(browser.cookies);
    expect((await browser.post('/en/sign-out', {})).headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    for (const [k, v] of cookies) browser.cookies.set(k, v);
    expect((await browser.get('/en/me/security')).headers['location']).toBe('/en/sign-in?back=%2Fme%2Fsecurity');
  });
});

describe('the devices of a person', () => {
  it('are listed by name with this one marked, and signed out one or all', async () => {
    const { browser: first } = await signIn('ben');
    const { browser: second } = await signIn('ben');
    const page = (await first.get('/en/me/security')).text;
    expect(page).toContain('Firefox on Windows');
    expect(page.match(/>this device</g)).toHaveLength(1);
    await first.post('/en/me/security/sessions', { session: 'others' });
    expect((await second.get('/en/me/security')).status).toBe(303);
    expect((await first.get('/en/me/security')).status).toBe(200);
  });
});

describe('a session that has ended', () => {
  const ended = async () => {
    const { browser } = await signIn('hana');
    later(13 * 60);
    return browser;
  };
  const comeBack = async (browser: Awaited<ReturnType<typeof ended>>) => {
    later(16);
    await browser.post('/en/sign-in', { email: 'hana@example.org' });
    await writeAskedLetters(house);
    return browser.post('/en/sign-in/code', { code: (await lastLetter(house.pool, 'hana@example.org')).code });
  };

  it('leads its reader to sign in, and back to the page they asked for, query and all', async () => {
    const browser = await ended();
    const asked = await browser.get('/en/me/profile?from=letter');
    expect(asked.headers['location']).toBe('/en/sign-in?back=%2Fme%2Fprofile%3Ffrom%3Dletter');
    await browser.get(String(asked.headers['location']));
    expect((await comeBack(browser)).headers['location']).toBe('/en/me/profile?from=letter');
    // The way is followed once.
    expect(browser.cookies.has('__Host-back')).toBe(false);
    expect((await browser.get('/en/sign-in?back=%2Fme%2Fprofile')).headers['location']).toBe('/en/me/profile');
  });
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/a\r\nset-cookie: cq=1', `/${'a'.repeat(301)}`])('is led back to no other house: %j', async (back) => {
    const browser = web.browser();
    expect((await browser.get(`/en/sign-in?back=${encodeURIComponent(back)}`)).status).toBe(200);
    expect(browser.cookies.has('__Host-back')).toBe(false);
    browser.cookies.set('__Host-back', encodeURIComponent(back));
    expect((await comeBack(browser)).headers['location']).toBe('/en/me');
  });
  it('keeps what was sent after its end on the page, to be sent again once signed in', async () => {
    const browser = await ended();
    const form = { name: 'Hana Nováková', languages: 'fr' };
    const answer = await browser.post('/en/me/profile?from=here', form);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('action="/en/me/profile?from=here"');
    expect(answer.text).toContain('>Hana Nováková</textarea>');
    expect(answer.text).toContain('<input type="hidden" name="languages" value="fr"/>');
    // Sent without signing in it comes back as it was.
    expect((await browser.post('/en/me/profile?from=here', form)).text).toContain('>Hana Nováková</textarea>');
    expect((await browser.post('/en/me/confirm', { password: '123456' })).text).not.toContain('123456');
  });
  it('keeps a contribution to a forum, whether that forum exists or not', async () => {
    for (const forum of ['internet-2012-2', 'nowhere-9']) expect((await web.post(`/en/f/${forum}/q/A1/write`, { text: 'First line.\n<b>Second</b> line.' })).text).toContain('First line.\n&lt;b>Second&lt;/b> line.</textarea>');
  });
});

describe('accepting an invitation', () => {
  const accept = async (email: string, role: string, on: TestWeb) => {
    expect(await invite(await house.as('fay'), { submissionId: randomUUID(), lines: `Data Protection Office; experts; ; ${email}; Maria Rossi; ${role}; en` }, web.origin)).toMatchObject({ ok: true });
    const { token } = await lastLetter(house.pool, email);
    const browser = on.browser({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0' });
    return { browser, answer: await browser.post(`/en/i/${token}`, { answer: 'accept', name: 'Maria Rossi', locale: 'en', regime: 'named', rules: 'yes' }) };
  };
  it('signs in on a device that is listed by its name', async () => {
    const { browser, answer } = await accept('maria@example.org', 'participant', web);
    expect(answer.headers['location']).toBe('/en/f/internet-2012-2');
    expect((await browser.get('/en/me/security')).text).toContain('Firefox on Windows');
  });
  it('leads staff who owe a second factor to the second step, and from there to their forum', async () => {
    const { browser, answer } = await accept('mario@example.org', 'rapporteur', strict);
    expect(answer.headers['location']).toBe('/en/sign-in/second');
    const secret = secretOn((await browser.get('/en/sign-in/second')).text);
    expect((await browser.post('/en/sign-in/second', { password: passwordFor(secret) })).text).toContain('href="/en/f/internet-2012-2"');
    expect((await browser.get('/en/f/internet-2012-2')).status).toBe(200);
  });
});

describe('a live stream over a real socket', () => {
  const ends: [string, () => Promise<unknown>][] = [
    ['its session is ended', () => house.pool.db.deleteFrom('session').where('person_id', '=', '00000000-0000-4000-8000-000000001004').execute()],
    ['its seat is suspended', () => house.pool.db.updateTable('seat').set({ standing: 'suspended' }).where('person_id', '=', '00000000-0000-4000-8000-000000001008').execute()],
    ['its seat is withdrawn', () => house.pool.db.updateTable('seat').set({ standing: 'withdrawn' }).where('person_id', '=', '00000000-0000-4000-8000-000000001007').execute()],
  ];
  it.each(ends)('ends within a second when %s', async (_, end) => {
    const who = (['dmitri', 'ivo', 'gus'] as const)[ends.findIndex(([name]) => name === _)] ?? 'dmitri';
    const url = `${await web.listening()}/en/f/internet-2012-2/live?topic=${ids.A1}`;
    const headers = { host: new URL(web.origin).host, cookie: await web.cookieOf(who) };
    let began = 0;
    const took = await new Promise<number>((done, fail) => {
      const sent = request(url, { headers, agent: false }, (answer) => {
        if (answer.statusCode !== 200) return fail(new Error(String(answer.statusCode)));
        answer.once('data', () => { began = performance.now(); void end(); });
        answer.on('end', () => done(performance.now() - began));
      });
      sent.setTimeout(5_000, () => sent.destroy(new Error('still open')));
      sent.on('error', fail).end();
    });
    expect(took).toBeLessThan(1_000);
  });
});

describe('a second step', () => {
  it('is set up by its first password, asked for at the next sign-in, and each password is used once', async () => {
    const { browser } = await signIn('clara');
    const secret = secretOn((await browser.get('/en/me/security/second')).text);
    expect((await browser.post('/en/me/security/second', { password: '000000' })).status).toBe(422);
    const shown = await browser.post('/en/me/security/second', { password: passwordFor(secret) });
    expect(shown.text.match(/<li><code>/g)).toHaveLength(10);
    const kept = await house.pool.db.selectFrom('totp').select('secret').executeTakeFirstOrThrow();
    expect(kept.secret.toString('latin1')).not.toContain(secret);

    const next = await signIn('clara');
    expect(next.answer.headers['location']).toBe('/en/sign-in/second');
    expect((await next.browser.get('/en/f/internet-2012-2')).headers['location']).toBe('/en/sign-in/second');
    expect((await next.browser.post('/en/sign-in/second', { password: passwordFor(secret) })).status).toBe(422);
    const half = next.browser.cookies.get('__Host-session');
    expect((await next.browser.post('/en/sign-in/second', { password: passwordFor(secret, 1) })).status).toBe(303);
    expect(next.browser.cookies.get('__Host-session')).not.toBe(half);
    expect((await next.browser.get('/en/f/internet-2012-2')).status).toBe(200);

    const code = /<li><code>([a-z0-9-]+)/.exec(shown.text)?.[1] ?? '';
    const third = await signIn('clara');
    expect((await third.browser.post('/en/sign-in/second', { password: code.toUpperCase() })).status).toBe(303);
    const fourth = await signIn('clara');
    expect((await fourth.browser.post('/en/sign-in/second', { password: code })).status).toBe(422);
  });

  it('has its recovery codes made anew: the old ones are dead, the person is told, and the proof must be recent', async () => {
    const { browser } = await signIn('fay');
    expect((await browser.post('/en/me/security/second/codes', {})).status).toBe(404);
    const secret = secretOn((await browser.get('/en/me/security/second')).text);
    const codesOn = (html: string) => [...html.matchAll(/<li><code>([a-z0-9-]+)/g)].map(([, code]) => code ?? '');
    const old = codesOn((await browser.post('/en/me/security/second', { password: passwordFor(secret) })).text);
    later(11);
    expect((await browser.post('/en/me/security/second/codes', {})).headers['location']).toBe('/en/me/confirm?back=%2Fme%2Fsecurity');
    await browser.post('/en/me/confirm', { back: '/me/security', password: passwordFor(secret) });
    const fresh = codesOn((await browser.post('/en/me/security/second/codes', {})).text);
    expect([fresh.length, fresh.some((code) => old.includes(code))]).toEqual([10, false]);
    expect((await lastLetter(house.pool, 'fay@example.org')).body).toContain('New recovery codes');
    expect(await house.pool.db.selectFrom('journal').select('kind').where('kind', '=', 'account.recovery_codes_renewed').execute()).toHaveLength(1);
    later(16);
    const next = await signIn('fay');
    expect((await next.browser.post('/en/sign-in/second', { password: old[0] ?? '' })).status).toBe(422);
    expect((await next.browser.post('/en/sign-in/second', { password: fresh[0] ?? '' })).status).toBe(303);
  });

  it('is set up by staff before anything else where the house requires it', async () => {
    const { browser, answer } = await signIn('elif', strict);
    expect(answer.headers['location']).toBe('/en/sign-in/second');
    expect((await browser.get('/en/f/internet-2012-2')).headers['location']).toBe('/en/sign-in/second');
    const secret = secretOn((await browser.get('/en/sign-in/second')).text);
    expect((await browser.post('/en/sign-in/second', { password: passwordFor(secret) })).text).toContain('recovery codes');
    expect((await browser.get('/en/f/internet-2012-2')).status).toBe(200);
  });
});

describe('a deed that asks for a recent proof', () => {
  it('is not done after ten minutes until the person has proved again who they are; a new address is confirmed there', async () => {
    const { browser } = await signIn('anna');
    later(11);
    const asked = await browser.post('/en/me/security/address', { email: 'anna.new@example.org' });
    expect([asked.status, asked.headers['location']]).toEqual([422, undefined]);
    const kept = keptOn(asked.text);
    const letter = await browser.post('/en/me/confirm/letter', { back: '/me/security', kept });
    expect(keptOn(letter.text)).toBe(kept);
    await writeAskedLetters(house);
    const { code } = await lastLetter(house.pool, 'anna@example.org');
    expect(keptOn((await browser.post('/en/me/confirm', { back: '/me/security', kept, code: '12' })).text)).toBe(kept);
    const confirmed = await browser.post('/en/me/confirm', { back: '/me/security', kept, code });
    expect(confirmed.text).toContain('action="/en/me/security/address"');
    expect(confirmed.text).toContain('>anna.new@example.org</textarea>');
    expect(confirmed.text).not.toContain(code);
    expect(await house.pool.db.selectFrom('letter').select('id').where('address', '=', 'anna.new@example.org').execute()).toEqual([]);
    later(1 / 60);
    expect((await browser.post('/en/me/security/address', { email: 'anna.new@example.org' })).status).toBe(200);
    expect((await lastLetter(house.pool, 'anna@example.org')).body).toContain('E-Mail-Adresse');
    const { token } = await lastLetter(house.pool, 'anna.new@example.org');
    expect((await browser.get(`/en/address/${token}`)).status).toBe(200);
    expect((await web.browser().post(`/de/address/${token}`, {})).status).toBe(200);
    expect((await browser.get('/en/me/security')).status).toBe(303);
  });
});

describe('being asked again who one is', () => {
  it('leads to no other house, and takes no form that would be sent there', async () => {
    const { browser } = await signIn('ben');
    const proved = async (fields: Record<string, string>) => {
      later(16);
      await browser.post('/en/me/confirm/letter', { back: '/me' });
      await writeAskedLetters(house);
      return browser.post('/en/me/confirm', { ...fields, code: (await lastLetter(house.pool, 'ben@example.org')).code });
    };
    expect((await proved({ back: '//evil.example' })).headers['location']).toBe('/en/me/security');
    for (const kept of ['nonsense', '{"to":"//evil.example","fields":[],"files":false}', '{"to":"/me","fields":[["a",1]],"files":false}']) {
      expect((await proved({ back: '/me/profile', kept })).headers['location'], kept).toBe('/en/me/profile');
    }
  });
  it('where nothing was filled in leads back to the page', async () => {
    const { browser } = await signIn('ben');
    later(11);
    expect((await browser.post('/en/me/security/second/remove', {})).headers['location']).toBe('/en/me/confirm?back=%2Fme%2Fsecurity');
  });
});

describe('a recovery', () => {
  it('takes two of the secretariat, waits a day for staff, and is told to the person', async () => {
    const clara = '00000000-0000-4000-8000-000000003003';
    const [fay, elif] = [await house.as('fay'), await house.as('elif')];
    expect(await askRecovery(elif, { submissionId: randomUUID(), seat: clara, reason: 'lost her telephone' })).toMatchObject({ refusal: { code: 'accreditation.not_yours' } });
    expect((await askRecovery(fay, { submissionId: randomUUID(), seat: clara, reason: 'lost her telephone' })).ok).toBe(true);
    const { id } = await house.pool.db.selectFrom('recovery').select('id').executeTakeFirstOrThrow();
    const confirm = async (as: typeof fay) => confirmRecovery(as, { submissionId: randomUUID(), recovery: id, answer: 'confirm' });
    expect(await confirm(fay)).toMatchObject({ refusal: { code: 'accreditation.recovery_same_person' } });
    expect((await confirm(elif)).ok).toBe(true);
    const { browser } = await signIn('clara');
    expect((await browser.post('/en/sign-in/recover', {})).status).toBe(422);
    later(24 * 60);
    const { browser: next } = await signIn('clara');
    expect((await next.post('/en/sign-in/recover', {})).status).toBe(303);
    expect((await next.get('/en/f/internet-2012-2')).status).toBe(200);
    expect(await house.pool.db.selectFrom('journal').select('kind').where('subject', '=', id).orderBy('seq').execute()).toEqual(['accreditation.recovery_asked', 'accreditation.recovery_confirmed', 'account.recovery_taken'].map((kind) => ({ kind })));
  });
});
