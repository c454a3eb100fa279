import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { lastLetter, writeAskedLetters } from '../../../tests/letters.ts';
import { locales } from '#platform/i18n/locales.ts';
import { askSignIn, writeSignInLetter } from './commands/ask-sign-in.ts';
import { issueSignInLink, useSignInCode, useSignInLink } from './commands/sign-in.ts';
import { signOut, startSession } from './commands/start-session.ts';
import { signInLetter } from './letters/sign-in-link.ts';
import { linkState, who } from './queries/who.ts';
import { hashOf } from './rules/token.ts';

let house: TestHouse;
let day = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());
// Each test in a span of its own, so that one's tries are not another's.
beforeEach(() => {
  day += 1;
  house.at(new Date(Date.UTC(2012, 6, 1 + day, 8)));
});

const connection = '192.0.2.1';
const ask = async (email: string) => {
  const asked = await askSignIn(house.visitor(), { email, connection });
  if (!asked.ok) throw new Error(asked.refusal.code);
  return asked.value.browser;
};
const later = (minutes: number, ms = 0) => house.at(new Date(house.world.now().getTime() + minutes * 60_000 + ms));

describe('a letter to sign in with', () => {
  it('goes to whoever has the address, in their language, with a link and a code', async () => {
    await ask('anna@example.org');
    await ask('nobody@example.org');
    expect(await writeAskedLetters(house)).toBe(1);
    const letter = await lastLetter(house.pool, 'anna@example.org');
    expect(letter.subject).toBe('Ihr Link zur Anmeldung');
    expect(letter.body).toContain(`http://forum.example/de/sign-in/${letter.token}`);
    expect(letter.code).toMatch(/^\d{6}$/);
    expect(await house.pool.db.selectFrom('letter').select('id').where('address', '=', 'nobody@example.org').execute()).toEqual([]);
  });

  it('is written once, however often the queue runs its job', async () => {
    const before = await house.pool.db.selectFrom('letter').select('id').execute();
    await ask('ben@example.org');
    await writeAskedLetters(house);
    const { token, code } = await lastLetter(house.pool, 'ben@example.org');
    expect(await writeSignInLetter(house.operator(), { token, code }, 'http://forum.example')).toMatchObject({ value: 'nobody' });
    expect(await house.pool.db.selectFrom('letter').select('id').execute()).toHaveLength(before.length + 1);
  });

  it('costs the database the same statements and the same rows for an address nobody has', async () => {
    const counted = async (email: string) => {
      const statements: string[] = [];
      const { db } = house.pool;
      const watched = db.withPlugin({ transformQuery: ({ node }) => { statements.push(node.kind); return node; }, transformResult: async ({ result }) => result });
      const rows = async () => Promise.all((['sign_in_link', 'try_count', 'journal', 'letter', 'submission'] as const).map(house.count));
      const before = await rows();
      expect((await askSignIn({ ...house.visitor(), db: watched }, { email, connection })).ok).toBe(true);
      const after = await rows();
      return { statements, added: after.map((n, i) => n - (before[i] ?? 0)) };
    };
    await counted('somebody@example.org');
    const known = await counted('dmitri@example.org');
    expect(known).toEqual(await counted('unheard-of@example.org'));
    expect(known.statements.length).toBeGreaterThan(3);
    expect(known.added).toEqual([1, 1, 0, 0, 0]);
  });

  it('says the same in six languages', () => {
    for (const locale of locales) {
      const { subject, body } = signInLetter({ link: 'https://forum.test/en/sign-in/x', code: '123456', minutes: 15 }, locale);
      expect(subject.length).toBeGreaterThan(5);
      expect(body).toContain('123 456');
      expect(body).toContain('https://forum.test/en/sign-in/x');
      expect(body).toContain('15');
    }
  });
});

describe('the link of the letter', () => {
  it('is not used by looking, works once, and uses the code up with it', async () => {
    const browser = await ask('anna@example.org');
    await writeAskedLetters(house);
    const { token, code } = await lastLetter(house.pool, 'anna@example.org');
    expect((await linkState(house.visitor(), token)).ok).toBe(true);
    expect((await linkState(house.visitor(), token)).ok).toBe(true);
    later(14, 59_999);
    expect(await useSignInLink(house.visitor(), token)).toMatchObject({ ok: true });
    expect(await useSignInLink(house.visitor(), token)).toMatchObject({ refusal: { code: 'account.link_used' } });
    expect(await useSignInCode(house.visitor(), { browser, code, connection })).toMatchObject({ refusal: { code: 'account.code_spent' } });
  });

  it('expires after fifteen minutes, and leads nowhere when nobody has the address', async () => {
    await ask('ben@example.org');
    await writeAskedLetters(house);
    const { token } = await lastLetter(house.pool, 'ben@example.org');
    later(15);
    expect(await useSignInLink(house.visitor(), token)).toMatchObject({ refusal: { code: 'account.link_expired' } });
    expect(await useSignInLink(house.visitor(), 'nonsense')).toMatchObject({ refusal: { code: 'account.no_such_link' } });
  });
});

describe('the code of the letter', () => {
  it('signs in the browser that asked, once, and uses the link up with it', async () => {
    const browser = await ask('anna@example.org');
    await writeAskedLetters(house);
    const { token, code } = await lastLetter(house.pool, 'anna@example.org');
    expect(await useSignInCode(house.visitor(), { browser: 'another browser', code, connection })).toMatchObject({ refusal: { code: 'account.code_spent' } });
    const used = await useSignInCode(house.visitor(), { browser, code, connection }, { browser: 'Firefox', system: 'Windows' });
    if (!used.ok) throw new Error(used.refusal.code);
    expect(await who(house.visitor(), hashOf(used.value.session), house.world.now())).toMatchObject({ name: 'Anna Berger', session: { method: 'code' } });
    expect(await useSignInCode(house.visitor(), { browser, code, connection })).toMatchObject({ refusal: { code: 'account.code_spent' } });
    expect(await useSignInLink(house.visitor(), token)).toMatchObject({ refusal: { code: 'account.link_used' } });
  });

  it('is tried five times at most, also by hands that all try at once', async () => {
    const browser = await ask('dmitri@example.org');
    await writeAskedLetters(house);
    const { code } = await lastLetter(house.pool, 'dmitri@example.org');
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = await Promise.all(Array.from({ length: 12 }, () => useSignInCode(house.visitor(), { browser, code: wrong, connection })));
    const codes = answers.map((a) => (a.ok ? 'granted' : a.refusal.code));
    expect(codes.filter((c) => c === 'account.code_wrong').length).toBeLessThanOrEqual(5);
    expect(await useSignInCode(house.visitor(), { browser, code, connection })).toMatchObject({ refusal: { code: 'account.code_spent' } });
  });

  it('fails for an address nobody has as a wrong one does', async () => {
    const unknown = await ask('nobody@example.org');
    const known = await ask('anna@example.org');
    await writeAskedLetters(house);
    const answer = (browser: string) => useSignInCode(house.visitor(), { browser, code: '000000', connection });
    for (let i = 0; i < 7; i += 1) expect(await answer(unknown)).toEqual(await answer(known));
  });
});

describe('asking', () => {
  it('is limited for an address, known or not, and for a connection, in all nodes together', async () => {
    const times = async (n: number, email: (i: number) => string, from: string) => {
      const answers = [];
      for (let i = 0; i < n; i += 1) answers.push((await askSignIn(house.visitor(), { email: email(i), connection: from })).ok);
      return answers.filter(Boolean).length;
    };
    expect(await times(8, () => 'ben@example.org', '192.0.2.9')).toBe(5);
    expect(await times(8, () => 'nobody@example.org', '192.0.2.10')).toBe(5);
    expect(await times(60, (i) => `person${i}@example.org`, '192.0.2.11')).toBe(40);
    later(15);
    expect(await times(1, () => 'ben@example.org', '192.0.2.9')).toBe(1);
  });
});

describe('a session', () => {
  it('begins under a new id each time, ends after three hours unused, and at once by signing out', async () => {
    const link = async () => {
      const issued = await issueSignInLink(house.operator(), 'hana@example.org');
      return issued.ok ? issued.value.token : '';
    };
    const [first, second] = [await useSignInLink(house.visitor(), await link()), await useSignInLink(house.visitor(), await link())];
    if (!first.ok || !second.ok) throw new Error('not signed in');
    expect(first.value.session).not.toBe(second.value.session);
    const is = async (session: string) => (await who(house.visitor(), hashOf(session), house.world.now())) !== null;
    await signOut(house.visitor(), first.value.session);
    expect([await is(first.value.session), await is(second.value.session)]).toEqual([false, true]);
    later(179);
    expect(await is(second.value.session)).toBe(true);
    later(1);
    expect(await is(second.value.session)).toBe(false);
  });

  it('counts for a member of staff only with two factors where the house asks for them, whatever way it began', async () => {
    const fay = (await house.as('fay')).actor.personId ?? '';
    const anna = (await house.as('anna')).actor.personId ?? '';
    const waits = async (personId: string, method: 'link' | 'invitation' | 'identity-provider' | 'passkey') => (await who(house.visitor(), hashOf(await startSession(house.visitor(), personId, { method })), house.world.now(), 'required'))?.waitsFor;
    expect([await waits(fay, 'link'), await waits(fay, 'invitation'), await waits(fay, 'identity-provider'), await waits(fay, 'passkey')]).toEqual(['setting-up', 'setting-up', 'setting-up', 'nothing']);
    expect(await waits(anna, 'link')).toBe('nothing');
  });

  it('from a device not seen before is told of by letter: not the first, nor one known although it was signed out', async () => {
    const ben = (await house.as('ben')).actor.personId ?? '';
    const told = async () => (await house.pool.db.selectFrom('letter').select('body').where('person_id', '=', ben).where('kind', '=', 'account.notice').orderBy('written_at').execute()).map(({ body }) => body);
    const begin = async (browser: string, system: string, more = {}) => startSession(house.visitor(), ben, { method: 'link', device: { browser, system }, ...more });
    await house.pool.db.deleteFrom('known_device').where('person_id', '=', ben).execute();
    await signOut(house.visitor(), await begin('Firefox', 'Windows'));
    await begin('Firefox', 'Windows');
    expect(await told()).toEqual([]);
    await begin('Safari', 'iPhone');
    await begin('Safari', 'iPhone');
    expect(await told()).toEqual([expect.stringContaining('Safari · iPhone')]);
    await begin('Edge', 'Windows', { factors: 2 });
    expect(await told()).toHaveLength(1);
  });
});
