import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueSignInLink } from '#domain/account/commands/sign-in.ts';
import { type Authenticator, authenticator } from '../../../tests/authenticator.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestBrowser, type TestWeb } from '../../../tests/web.ts';
import { sessionCookie } from '../session.ts';

let house: TestHouse;
let web: TestWeb;
let anna: TestBrowser;
let ben: TestBrowser;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  [anna, ben] = [await cameIn('anna'), await cameIn('ben')];
});
afterAll(async () => {
  await web.end();
  await house.end();
});

/** A browser whose person has just signed in by a link. */
async function cameIn(name: 'anna' | 'ben' | 'gus'): Promise<TestBrowser> {
  const link = await issueSignInLink(house.operator(), `${name}@example.org`);
  const browser = web.browser();
  if (link.ok) await browser.post(`/en/sign-in/${link.value.token}`, {});
  return browser;
}
async function add(device: Authenticator, fields: Record<string, string>, as = anna) {
  const options = JSON.parse((await as.post('/en/me/passkeys/options', {})).text);
  return as.post('/en/me/passkeys', { ...fields, response: JSON.stringify(device.make(options)) });
}
async function signIn(device: Authenticator, browser: TestBrowser) {
  const options = JSON.parse((await browser.post('/de/sign-in/passkey/options', {})).text);
  return browser.post('/de/sign-in/passkey', { response: JSON.stringify(device.use(options)) });
}
const addressOf = (page: string, name: string): string => new RegExp(`href="(/en/me/passkeys/[0-9a-f-]{36})"[^>]*>${name}<`).exec(page)?.[1] ?? 'no such passkey on the page';

describe('passkeys on the web', () => {
  it('are offered hidden, so that a browser without script or without passkeys sees the letter alone', async () => {
    const page = (await web.get('/en/sign-in')).text;
    expect(page).toMatch(/<div hidden data-controller="passkey"/);
    expect(page).toContain('Send me a link');
    expect((await ben.get('/en/f/internet-2012-2')).text).toContain('Not now');
    expect((await ben.post('/en/me/passkeys/decline', { back: '//evil.test' })).headers['location']).toBe('/en/me');
    expect((await ben.post('/en/me/passkeys/decline', { back: '/f/internet-2012-2' })).headers['location']).toBe('/en/f/internet-2012-2');
    expect((await ben.get('/en/f/internet-2012-2')).text).not.toContain('Not now');
  });

  it('are added with a name or without, used in a fresh browser, renamed and removed', async () => {
    const [named, unnamed] = [authenticator(web.origin), authenticator(web.origin)];
    expect((await add(named, { name: 'Laptop' })).status).toBe(303);
    expect((await add(unnamed, { name: '' })).status).toBe(303);
    const page = (await anna.get('/en/me/passkeys')).text;
    expect(page).toMatch(/Passkey of 4\sJuly\s2012/);
    const browser = web.browser();
    const signedIn = await signIn(named, browser);
    expect([signedIn.status, signedIn.headers['location']]).toEqual([303, '/de/f/internet-2012-2']);
    expect((await browser.get('/en/me/security')).text).toMatch(/Laptop · Passkey of 4\sJuly\s2012/);
    const address = addressOf(page, 'Laptop');
    expect((await anna.post(address, { name: 'a\u202eb' })).status).toBe(422);
    expect((await anna.post(address, { name: 'Old laptop' })).status).toBe(303);
    expect((await anna.get(address)).text).not.toContain('your only passkey');
    expect((await ben.get(address)).status).toBe(303);
    expect((await ben.post(`${address}/remove`, {})).status).toBe(404);
    expect((await browser.get(address)).text).toContain('this session ends as well');
    expect((await anna.post(`${address}/remove`, {})).status).toBe(303);
    expect((await browser.get('/en/me')).status).toBe(303);
    const last = addressOf((await anna.get('/en/me/passkeys')).text, 'Passkey of 4\\sJuly\\s2012');
    expect((await anna.get(last)).text).toContain('Without it you sign in by a link sent to anna@example.org');
    const untold = await anna.post(`${last}/remove`, {});
    expect([untold.status, untold.text.includes('Read what removing it does')]).toEqual([422, true]);
    expect((await anna.post(`${last}/remove`, { last: 'yes' })).status).toBe(303);
    expect((await signIn(unnamed, web.browser())).text).toContain('Dieser Passkey ist hier nicht bekannt');
  });

  it('say in a sentence what is wrong, and lose no name that was typed', async () => {
    for (const [response, status] of [['', 422], ['not JSON', 422], ['{}', 422], ['{"id":"A","rawId":"A","response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}}', 409], ['['.repeat(5_000), 422]] as const) {
      const browser = web.browser();
      const reply = await browser.post('/en/sign-in/passkey', { response });
      expect([reply.status, browser.cookies.has(sessionCookie), reply.text.includes('role="alert"')], response.slice(0, 40)).toEqual([status, false, true]);
    }
    const again = await anna.post('/en/me/passkeys', { name: 'Telephone', response: 'not JSON' });
    expect([again.status, again.text.includes('could not be checked'), again.text.includes('value="Telephone"')]).toEqual([422, true, true]);
  });

  it('are changed by nobody whose proof of who they are is old; a passkey proves it again', async () => {
    const [device, other] = [authenticator(web.origin), authenticator(web.origin)];
    expect((await add(device, { name: 'Kept' }, ben)).status).toBe(303);
    const address = addressOf((await ben.get('/en/me/passkeys')).text, 'Kept');
    const now = house.world.now();
    house.at(new Date(now.getTime() + 11 * 60_000));
    expect(JSON.parse((await ben.post('/en/me/passkeys/options', {})).text)).toEqual({ goTo: '/en/me/confirm?back=%2Fme%2Fpasskeys' });
    for (const reply of [await ben.get('/en/me/passkeys'), await ben.get(address), await ben.post(`${address}/remove`, {})]) expect(reply.headers['location']).toMatch(/^\/en\/me\/confirm\?back=/);
    for (const reply of [await ben.post(address, { name: 'Taken' }), await ben.post(`${address}/remove`, { last: 'yes' })]) expect([reply.status, reply.text.includes('name="kept"')]).toEqual([422, true]);
    const confirm = async (by: Authenticator) => {
      const options = JSON.parse((await ben.post('/en/sign-in/passkey/options', {})).text);
      return ben.post('/en/me/confirm/passkey', { back: '/me/passkeys', response: JSON.stringify(by.use(options)) });
    };
    expect((await ben.get('/en/me/confirm')).text).toContain('Use a passkey');
    // Another's passkey proves nothing of this person.
    await add(other, { name: 'Of Anna' }, await cameIn('anna'));
    expect((await confirm(other)).status).toBe(422);
    expect((await ben.get('/en/me/passkeys')).status).toBe(303);
    const confirmed = await confirm(device);
    expect([confirmed.status, confirmed.headers['location']]).toEqual([303, '/en/me/passkeys']);
    expect((await ben.get('/en/me/passkeys')).text).toContain('Kept');
    house.at(now);
  });

  it('are asked of staff after a letter as well, so that a mailbox alone opens no desk; of others they are not', async () => {
    const device = authenticator(web.origin);
    const desk = await cameIn('gus');
    expect((await add(device, { name: 'Desk' }, desk)).status).toBe(303);
    // The session that added it is not asked for it again.
    expect((await desk.get('/en/f/internet-2012-2')).status).toBe(200);
    const browser = await cameIn('gus');
    expect((await browser.get('/en/f/internet-2012-2')).headers['location']).toMatch(/^\/en\/sign-in/);
    const step = await browser.get('/en/sign-in/second');
    expect([step.text.includes('Your second step is your passkey'), step.text.includes('name="password"')]).toEqual([true, false]);
    expect((await signIn(device, browser)).status).toBe(303);
    expect((await browser.get('/en/f/internet-2012-2')).status).toBe(200);
    expect((await (await cameIn('ben')).get('/en/f/internet-2012-2')).status).toBe(200);
  });

  it('give a challenge to no page but ours, and to a stranger not without end', async () => {
    const foreign = web.browser({ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' });
    expect((await foreign.post('/en/sign-in/passkey/options', {})).status).toBe(403);
    const stranger = web.browser();
    let status = 200;
    for (let n = 0; n < 130 && status === 200; n += 1) ({ status } = await stranger.post('/en/sign-in/passkey/options', {}));
    expect(status).toBe(429);
  });
});
