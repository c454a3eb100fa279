import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providerAt } from '#platform/openid.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openProvider, type TestProvider } from '../../../tests/provider.ts';
import { openWeb, type Reply, type TestBrowser, type TestWeb } from '../../../tests/web.ts';
import { sessionCookie } from '../session.ts';
import { providerReturn } from './oidc.tsx';

let house: TestHouse;
let web: TestWeb;
let without: TestWeb;
let provider: TestProvider;

const accounts = {
  'anna-at-the-ministry': { email: 'Anna@Example.org', email_verified: true },
  'ben-at-the-ministry': { email: 'ben@example.org', email_verified: true },
  // The ministry handed Ben's address on to somebody else.
  'bens-successor': { email: 'ben@example.org', email_verified: true },
  'not-verified': { email: 'clara@example.org', email_verified: false },
  'not-invited': { email: 'stranger@example.org', email_verified: true },
  // A Kelvin sign, which small letters turn into a k.
  'look-alike': { email: 'ben.\u212aeller@example.org', email_verified: true },
};

beforeAll(async () => {
  house = await openHouse();
  const returnAddress = providerReturn('http://forum.example');
  provider = await openProvider(returnAddress, accounts);
  web = await openWeb(house, { provider: providerAt(provider.settings, returnAddress) });
  without = await openWeb(house);
  await house.pool.db.insertInto('person').values({ id: '00000000-0000-4000-8000-00000000abcd', email: 'ben.keller@example.org', name: 'Ben Keller', locale: 'en', created_at: house.world.now() }).execute();
});
afterAll(async () => {
  await web.end();
  await without.end();
  await provider.stop();
  await house.end();
});

const location = (reply: Reply): string => String(reply.headers['location']);
/** Somebody goes to the provider; answers with the address their browser is sent to. */
const leave = async (browser: TestBrowser, locale = 'en'): Promise<string> => location(await browser.get(`/${locale}/sign-in/provider`));
/** The browser comes back, by way of its language as always. */
async function comeBack(browser: TestBrowser, to: URL): Promise<Reply> {
  const hop = await browser.get(to.pathname + to.search);
  expect(hop.status).toBe(302);
  return browser.get(location(hop));
}
async function signIn(subject: keyof typeof accounts, browser = web.browser(), locale = 'en'): Promise<Reply> {
  return comeBack(browser, await provider.walk(await leave(browser, locale), subject));
}
const sessions = async () => Number((await house.pool.db.selectFrom('session').select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow()).n);

describe('signing in by the site’s identity provider', () => {
  it('is offered only where the site has one', async () => {
    expect((await web.get('/en/sign-in')).text).toContain('Sign in with Ministry account');
    expect((await without.get('/en/sign-in')).text).not.toContain('/sign-in/provider');
    expect(location(await without.get('/en/sign-in/provider'))).toBe('/en/sign-in');
    expect(location(await without.get('/en/sign-in/provider/back?code=x&state=y'))).toBe('/en/sign-in');
  });

  it('goes out with PKCE, state and nonce, and lets in whom the provider vouches for, in the language they came in', async () => {
    const browser = web.browser();
    const address = new URL(await leave(browser, 'ru'));
    expect(address.origin).toBe(provider.settings.issuer);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: 'http://forum.example/sign-in/provider/back', scope: 'openid email' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(address.searchParams.get(name)?.length, name).toBe(43);
    const back = await comeBack(browser, await provider.walk(address.href, 'anna-at-the-ministry'));
    expect([back.status, location(back)]).toEqual([303, '/ru/f/internet-2012-2']);
    expect((await browser.get('/en/me/profile')).text).toContain('Anna Berger');
    // The second time as well, now that the subject is bound.
    expect((await signIn('anna-at-the-ministry')).status).toBe(303);
    const bound = await house.pool.db.selectFrom('provider_identity').select(['issuer', 'subject']).execute();
    expect(bound).toEqual([{ issuer: provider.settings.issuer, subject: 'anna-at-the-ministry' }]);
  });

  it('lets in nobody whose address is not verified or was not invited, and makes no person', async () => {
    const people = async () => (await house.pool.db.selectFrom('person').select('id').execute()).length;
    const [before, signedIn] = [await people(), await sessions()];
    for (const [subject, sentence] of [['not-verified', 'has not verified your e-mail address'], ['not-invited', 'Nobody was invited under the e-mail address'], ['look-alike', 'has not verified']] as const) {
      const browser = web.browser();
      const back = await signIn(subject, browser);
      expect([back.status, browser.cookies.has(sessionCookie)], subject).toEqual([422, false]);
      expect(back.text, subject).toContain(sentence);
    }
    expect([await people(), await sessions()]).toEqual([before, signedIn]);
  });

  it('lets in one subject for a person, for ever the first', async () => {
    expect((await signIn('ben-at-the-ministry')).status).toBe(303);
    const back = await signIn('bens-successor');
    expect([back.status, back.text.includes('is not the one that signed in here before')]).toEqual([422, true]);
    // Nor does an account known here become another person when its address changes at the provider.
    const { email } = accounts['ben-at-the-ministry'];
    accounts['ben-at-the-ministry'].email = 'dmitri@example.org';
    expect((await signIn('ben-at-the-ministry')).text).toContain('is not the one that signed in here before');
    accounts['ben-at-the-ministry'].email = email;
  });

  it('takes an answer once, within ten minutes, and in the browser that asked', async () => {
    const [browser, other] = [web.browser(), web.browser()];
    const back = await provider.walk(await leave(browser), 'anna-at-the-ministry');
    expect((await comeBack(other, back)).text).toContain('began in another browser');
    await leave(other);
    expect((await comeBack(other, back)).text).toContain('began in another browser');
    // Somebody else's try does not use it up.
    const kept = browser.cookies.get('__Host-away') ?? '';
    expect((await comeBack(browser, back)).status).toBe(303);
    browser.cookies.set('__Host-away', kept);
    expect((await comeBack(browser, back)).text).toContain('was used already');
    const slow = await provider.walk(await leave(browser), 'anna-at-the-ministry');
    house.at(new Date(house.world.now().getTime() + 10 * 60_000));
    expect((await comeBack(browser, slow)).text).toContain('took longer than ten minutes');
  });

  it('takes no answer with another nonce, another state or another verifier, and none that was refused there', async () => {
    for (const name of ['nonce', 'code_challenge'] as const) {
      const browser = web.browser();
      const address = new URL(await leave(browser));
      address.searchParams.set(name, 'A'.repeat(43));
      const back = await comeBack(browser, await provider.walk(address.href, 'anna-at-the-ministry'));
      expect([back.status, back.text.includes('did not confirm who you are'), browser.cookies.has(sessionCookie)], name).toEqual([422, true, false]);
    }
    const browser = web.browser();
    const address = new URL(await leave(browser));
    address.searchParams.set('state', 'A'.repeat(43));
    expect((await comeBack(browser, await provider.walk(address.href, 'anna-at-the-ministry'))).text).toContain('began in another browser');
    expect((await comeBack(browser, await provider.refuse(await leave(browser)))).text).toContain('did not confirm who you are');
    // A code of one visit does not serve another.
    const first = await provider.walk(await leave(browser), 'anna-at-the-ministry');
    const second = await provider.walk(await leave(browser), 'ben-at-the-ministry');
    second.searchParams.set('code', first.searchParams.get('code') ?? '');
    expect((await comeBack(browser, second)).text).toContain('did not confirm who you are');
  });

  it('says so when the provider is away, and leaves the other ways', async () => {
    const away = await openWeb(house, { provider: providerAt({ ...provider.settings, issuer: 'http://127.0.0.1:1' }, providerReturn('http://forum.example')) });
    const reply = await away.browser().get('/en/sign-in/provider');
    expect([reply.status, reply.text.includes('cannot be reached'), reply.text.includes('Send me a link by e-mail instead')]).toEqual([422, true, true]);
    await away.end();
  });
});
