import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fate } from '#platform/mail/inbox.ts';
import { corpus } from '../../tests/corpus/corpus.ts';
import { closesAt, openHouse, type TestHouse } from '../../tests/house.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';

// Whole letters as they come over the wire, and the corpus of texts, through the door to their fates.
const folder = join(process.cwd(), 'tests/corpus/whole');
const during = new Date('2012-07-04T08:00:00Z');
let house: TestHouse;
let mailroom: TestMailroom;
let own = '';

beforeAll(async () => {
  house = await openHouse();
  mailroom = openMailroom(house);
  own = await mailroom.addressOf('dmitri');
  await house.pool.db.updateTable('person').set({ email: 'e1@example.org' }).where('email', '=', 'dmitri@example.org').execute();
});
afterAll(async () => {
  await mailroom.end();
  await house.end();
});

type Expected = { fate: Fate; /** What of it stands in the forum, if anything. */ text?: string; regime?: string; sender?: string; at?: Date; answered?: false };
const bounce: Expected = { fate: 'bounce', sender: '', answered: false };
const program: Expected = { fate: 'automatic', answered: false };
const plain = 'A reply with content.';
const expected: Readonly<Record<string, Expected>> = {
  'ok-plain': { fate: 'posted', text: plain },
  'signature-identity': { fate: 'posted', text: 'I support option B.', regime: 'unattributed' },
  'quote-de': { fate: 'posted', text: plain },
  'quote-ru': { fate: 'posted', text: plain },
  'quote-outlook': { fate: 'posted', text: plain },
  forward: { fate: 'held' },
  'auto-replied': program,
  'precedence-bulk': program,
  'list-id': program,
  'own-message-id': program,
  'ooo-fr': program,
  'ooo-ru': program,
  'dsn-hard': bounce,
  'dsn-forged': bounce,
  'spoof-from-other': { fate: 'unknown-sender' },
  'two-from-lines': { fate: 'refused' },
  'from-two-addrs': { fate: 'refused' },
  'from-null-embedded': { fate: 'refused' },
  'token-expired': { fate: 'refused', at: new Date(closesAt.getTime() + 15 * 86_400_000) },
  'after-close': { fate: 'late', at: closesAt },
  'no-boundary': { fate: 'held' },
  'nested-120': { fate: 'refused' },
  utf16: { fate: 'posted', text: 'Ответ' },
  koi8r: { fate: 'posted', text: 'Ответ' },
  'html-only': { fate: 'posted', text: 'ok' },
  'same-message-id-twice': { fate: 'posted', text: plain },
};

const posted = async () => (await house.pool.db.selectFrom('revision as r').innerJoin('contribution as c', 'c.id', 'r.contribution_id').select('r.markdown').where('c.channel', '=', 'mail').execute()).map(({ markdown }) => markdown);
const waiting = async () => (await house.pool.db.selectFrom('waiting_contribution').select('markdown').execute()).map(({ markdown }) => markdown);
const answers = async () => (await house.pool.db.selectFrom('letter').select('id').where('kind', '=', 'mail.answer').execute()).length;

describe('a whole letter', () => {
  it('has an expected fate, each of them', () => {
    expect(readdirSync(folder).map((file) => file.replace(/\.eml$/, '')).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))('%s ends as it should', async (name, { fate, text, regime = 'named', sender = 'e1@example.org', at = during, answered }) => {
    await house.pool.db.deleteFrom('letter_answered').execute();
    await house.pool.db.updateTable('seat').set({ default_regime: regime }).where('person_id', '=', (eb) => eb.selectFrom('person').select('id').where('email', '=', 'e1@example.org')).execute();
    house.at(at);
    // The letters share a few Message-IDs, which would make copies of them; each gets its own, as far as that is not the point.
    const raw = readFileSync(join(folder, `${name}.eml`), 'latin1').replaceAll(/reply\+(?:TOKEN|EXPIRED)@forum\.example\.org/g, own).replace(/^(message-id: <)(?!post-1|dup)/im, `$1${name}.`);
    const [said, sent] = [[...(await posted()), ...(await waiting())].length, await answers()];
    const ended = () => mailroom.send(Buffer.from(raw, 'latin1'), { sender, recipients: [own] });
    expect(await ended()).toBe(fate);
    const now = [...(await posted()), ...(await waiting())];
    expect(now.length - said).toBe(text === undefined ? 0 : 1);
    if (text !== undefined) expect(now).toContain(text);
    expect(now.join('\n')).not.toMatch(/secret|quoted text|Beispiel|alert/);
    expect(await answers() - sent).toBe(answered === false ? 0 : 1);
    if (name !== 'same-message-id-twice') return;
    expect(await ended()).toBe('duplicate');
  
    expect([...(await posted()), ...(await waiting())]).toHaveLength(now.length);
  });
});

describe('the corpus of texts', () => {
  it('stands in the forum as its writers wrote it, letter for letter, where it says something of its own', async () => {
    house.at(during);
    await house.pool.db.updateTable('person').set({ email: 'dmitri@example.org' }).where('email', '=', 'e1@example.org').execute();
    const letters = corpus();
    const fates = new Map<string, number>();
    const wrong: string[] = [];
    for (const { name, writer, text, kept } of letters) {
      await house.pool.db.deleteFrom('letter_answered').execute();
      const before = new Set(await posted());
      const fate = await mailroom.send(letterFrom(`${writer.replace(/[^\p{L}\s]/gu, '')} <dmitri@example.org>`, own, { body: text }), { sender: 'dmitri@example.org', recipients: [own] });
      fates.set(fate ?? 'gone', (fates.get(fate ?? 'gone') ?? 0) + 1);
      const fresh = (await posted()).filter((one) => !before.has(one));
      if (fate === 'posted' && !(fresh.includes(kept.trim()) || before.has(kept.trim()))) wrong.push(name);
      if (fate !== 'posted' && fresh.length > 0) wrong.push(`${name} was posted though ${fate}`);
    }
    expect(wrong).toEqual([]);
    expect([...fates.values()].reduce((sum, n) => sum + n, 0)).toBe(letters.length);
    expect(fates.get('posted') ?? 0).toBeGreaterThan(letters.length * 0.8);
    expect([...fates.keys()].filter((fate) => !['posted', 'held'].includes(fate))).toEqual([]);
  }, 120_000);
});
