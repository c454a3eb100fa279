import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '#platform/live/listen.ts';
import { siteAt } from '#platform/webauthn.ts';
import { type Authenticator, authenticator, type Otherwise } from '../../../tests/authenticator.ts';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { beginPasskey, beginSignInByPasskey } from './commands/begin-passkey.ts';
import { declinePasskey, removePasskey, renamePasskey } from './commands/change-passkey.ts';
import { registerPasskey } from './commands/register-passkey.ts';
import { usePasskey } from './commands/use-passkey.ts';
import { offersPasskey, passkeysPage } from './queries/passkeys-page.ts';
import { who } from './queries/who.ts';
import { hashOf } from './rules/token.ts';

let house: TestHouse;
const site = siteAt('https://forum.example');
const noon = '2012-07-04T10:00:00Z';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

/** Somebody adds a passkey of a device; answers with the outcome. */
async function add(name: Character, device: Authenticator, otherwise: Otherwise = {}) {
  const begun = await beginPasskey(await house.as(name), site);
  if (!begun.ok) throw new Error(begun.refusal.code);
  return registerPasskey(await house.as(name), site, { name: 'Laptop', response: device.make(begun.value, otherwise) });
}
async function added(name: Character, device = authenticator(site.origin)): Promise<{ device: Authenticator; passkeyId: string }> {
  const outcome = await add(name, device);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return { device, passkeyId: outcome.value.passkeyId };
}
const options = async () => {
  const begun = await beginSignInByPasskey(house.visitor(), site);
  if (!begun.ok) throw new Error('no options');
  return begun.value;
};
const signIn = async (device: Authenticator, otherwise: Otherwise = {}) => usePasskey(house.visitor(), site, device.use(await options(), otherwise));
const code = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'granted' : outcome.refusal?.code);
const sessionsOf = async (passkeyId: string) => (await house.pool.db.selectFrom('session').select('token_hash').where('passkey_id', '=', passkeyId).execute()).length;

describe('a passkey', () => {
  it('is asked of the device with its holder known and without its make, and signs its person in without an address', async () => {
    const device = authenticator(site.origin);
    const begun = await beginPasskey(await house.as('anna'), site);
    expect(begun).toMatchObject({ ok: true, value: { rp: { id: 'forum.example' }, attestation: 'none', authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' }, user: { name: 'anna@example.org' } } });
    expect(code(await add('anna', device))).toBe('granted');
    const asked = await options();
    expect(asked).toMatchObject({ rpId: 'forum.example', userVerification: 'required' });
    expect(asked.allowCredentials ?? []).toEqual([]);
    const used = await usePasskey(house.visitor(), site, device.use(asked));
    const anna = (await house.as('anna')).actor.personId;
    expect(used).toMatchObject({ ok: true, value: { personId: anna } });
    expect(used.ok && (await who({ db: house.pool.db }, hashOf(used.value.session), house.world.now()))).toMatchObject({ id: anna });
    const [line] = (await passkeysPage(await house.as('anna'), used.ok ? hashOf(used.value.session) : null)).passkeys;
    expect(line).toMatchObject({ name: 'Laptop', here: true, lastUsedAt: house.world.now() });
  });

  it('is refused when the answer is for another site, another challenge, another deed, unsigned, or of a holder not known to the device', async () => {
    const { device } = await added('ben');
    const { privateKey: stranger } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const tries: [Otherwise, string][] = [
      [{ origin: 'https://forum.example.evil.test' }, 'account.passkey_unproved'],
      [{ rpId: 'evil.test' }, 'account.passkey_unproved'],
      [{ type: 'webauthn.create' }, 'account.passkey_unproved'],
      [{ key: stranger }, 'account.passkey_unproved'],
      [{ verified: false }, 'account.passkey_unproved'],
      [{ challenge: Buffer.alloc(32).toString('base64url') }, 'account.passkey_stale'],
      [{ userHandle: Buffer.alloc(16).toString('base64url') }, 'account.passkey_unknown'],
    ];
    for (const [otherwise, expected] of tries) expect(code(await signIn(device, otherwise)), JSON.stringify(otherwise)).toBe(expected);
    expect(code(await signIn(authenticator(site.origin)))).toBe('account.passkey_unknown');
    expect(code(await signIn(device))).toBe('granted');
    for (const otherwise of [{ origin: 'https://evil.test' }, { rpId: 'evil.test' }, { verified: false }, { type: 'webauthn.get' }]) expect(code(await add('ben', authenticator(site.origin), otherwise)), JSON.stringify(otherwise)).toBe('account.passkey_unproved');
  });

  it('answers a challenge once, within five minutes, and only the one its person was given', async () => {
    const { device } = await added('clara');
    house.at(noon);
    const asked = await options();
    expect(code(await usePasskey(house.visitor(), site, device.use(asked)))).toBe('granted');
    expect(code(await usePasskey(house.visitor(), site, device.use(asked)))).toBe('account.passkey_stale');
    // A wrong answer uses the challenge up as well.
    const second = await options();
    expect(code(await usePasskey(house.visitor(), site, device.use(second, { verified: false })))).toBe('account.passkey_unproved');
    expect(code(await usePasskey(house.visitor(), site, device.use(second)))).toBe('account.passkey_stale');
    const [late, early] = [await options(), await options()];
    house.at('2012-07-04T10:04:59.999Z');
    expect(code(await usePasskey(house.visitor(), site, device.use(early)))).toBe('granted');
    house.at('2012-07-04T10:05:00Z');
    expect(code(await usePasskey(house.visitor(), site, device.use(late)))).toBe('account.passkey_stale');
    const forClara = await beginPasskey(await house.as('clara'), site);
    if (!forClara.ok) throw new Error('no options');
    const made = authenticator(site.origin).make(forClara.value);
    expect(code(await registerPasskey(await house.as('dmitri'), site, { name: 'Not mine', response: made }))).toBe('account.passkey_stale');
    expect(code(await usePasskey(house.visitor(), site, device.use({ challenge: (await beginOf('clara')).challenge, rpId: site.id })))).toBe('account.passkey_stale');
    const toSignIn = await options();
    expect(code(await registerPasskey(await house.as('clara'), site, { name: 'x', response: authenticator(site.origin).make({ ...toSignIn, rp: { id: site.id } }) }))).toBe('account.passkey_stale');
  });

  it('whose count goes back is refused, and the record says so; one that counts nothing is not', async () => {
    const { device } = await added('dmitri');
    expect(code(await signIn(device, { count: 7 }))).toBe('granted');
    for (const count of [7, 6, 0]) expect(code(await signIn(device, { count })), String(count)).toBe('account.passkey_copied');
    expect(code(await signIn(device, { count: 8 }))).toBe('granted');
    expect((await house.pool.db.selectFrom('journal').select('kind').where('kind', '=', 'account.passkey_suspected').execute()).length).toBe(3);
    const { device: still } = await added('dmitri', authenticator(site.origin, { counts: false }));
    for (let n = 0; n < 3; n += 1) expect(code(await signIn(still))).toBe('granted');
  });

  it('is added once, to one person', async () => {
    const { device } = await added('elif');
    expect(code(await add('elif', device))).toBe('account.passkey_known');
    expect(code(await add('gus', device))).toBe('account.passkey_known');
    const begun = await beginOf('elif');
    expect(begun.excludeCredentials).toMatchObject([{ id: device.id, transports: ['internal'] }]);
  });

  it('is renamed and removed by its person alone; the last one only by who was told, and its sessions end with it', async () => {
    const { device, passkeyId } = await added('fay');
    const { passkeyId: second } = await added('fay');
    expect(code(await renamePasskey(await house.as('gus'), { id: passkeyId, name: 'Mine' }))).toBe('account.no_such_passkey');
    expect(code(await removePasskey(await house.as('gus'), { id: passkeyId, toldLast: true }))).toBe('account.no_such_passkey');
    expect(code(await renamePasskey(await house.as('fay'), { id: second, name: 'Telephone' }))).toBe('granted');
    const used = await signIn(device);
    if (!used.ok) throw new Error(used.refusal.code);
    expect(await sessionsOf(passkeyId)).toBe(1);
    // Other nodes, and streams that stand open, hear of it at once.
    const live = await listen(house.url);
    const heard = new Promise<string>((told) => live.subscribe('session', ({ what }) => told(what)));
    expect(await removePasskey(await house.as('fay'), { id: passkeyId, toldLast: false })).toEqual({ ok: true, value: { sessionsEnded: 1 } });
    expect(await heard).toBe(hashOf(used.value.session).toString('hex'));
    await live.end();
    expect(await who({ db: house.pool.db }, hashOf(used.value.session), house.world.now())).toBe(null);
    expect(code(await signIn(device))).toBe('account.passkey_unknown');
    expect(code(await removePasskey(await house.as('fay'), { id: second, toldLast: false }))).toBe('account.passkey_last');
    expect((await passkeysPage(await house.as('fay'), null)).passkeys.map(({ name }) => name)).toEqual(['Telephone']);
    expect(code(await removePasskey(await house.as('fay'), { id: second, toldLast: true }))).toBe('granted');
  });

  it('of two removed at the same moment leaves the last one to who was told', async () => {
    const [one, two] = [await added('gus'), await added('gus')];
    const gus = await house.as('gus');
    const codes = await Promise.all([one, two].map(async ({ passkeyId }) => code(await removePasskey(gus, { id: passkeyId, toldLast: false }))));
    expect(codes.sort()).toEqual(['account.passkey_last', 'granted']);
  });

  it('is offered to who has none and did not say no', async () => {
    const ivo = await house.as('ivo');
    expect(await offersPasskey(ivo)).toBe(true);
    await declinePasskey(ivo);
    expect(await offersPasskey(ivo)).toBe(false);
    expect(await offersPasskey(await house.as('anna'))).toBe(false);
    expect(await offersPasskey(house.visitor())).toBe(false);
  });

  it('leaves no name, no key and no passkey in clear in the record', async () => {
    const rows = await house.pool.db.selectFrom('journal').select(['facts', 'subject']).where('kind', 'like', 'account.passkey%').execute();
    expect(rows.length).toBeGreaterThan(5);
    for (const { facts, subject } of rows) expect([subject, Object.keys(facts as object).filter((key) => key !== 'sessionsEnded')]).toEqual([null, []]);
  });
});

async function beginOf(name: Character) {
  const begun = await beginPasskey(await house.as(name), site);
  if (!begun.ok) throw new Error(begun.refusal.code);
  return begun.value;
}
