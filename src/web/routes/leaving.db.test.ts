import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askSignIn } from '#domain/account/commands/ask-sign-in.ts';
import { keepDraft } from '#domain/discussion/commands/keep-draft.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { reviseContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { confirmDecision, decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { ratingValues } from '#domain/adoption/model.ts';
import { ownData } from '#domain/record/queries/own-data.ts';
import { ownDataFile } from '#domain/record/ui/OwnData.tsx';
import { locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { type Character, characters, openHouse, type TestHouse } from '../../../tests/house.ts';
import { writeAskedLetters } from '../../../tests/letters.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const post = async (who: Character, text: string, regime: 'unattributed' | 'named' = 'named', parent?: string) =>
  house.entered(postContribution(await house.as(who), { submissionId: randomUUID(), code: 'A1', text, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) }));
const fields = (change: Record<string, string> = {}) => ({ submissionId: randomUUID(), name: 'Anna Berger', locale: 'de', languages: 'fr', zone: 'Europe/Paris', digest: 'weekly', digestHour: '7', ...change });

describe('the profile', () => {
  it('keeps name, languages, zone and letters, and shows them again', async () => {
    expect((await web.post('/en/me/profile', fields({ name: 'Anna Berger-Lind' }), 'anna')).status).toBe(303);
    const { text } = await web.get('/en/me/profile', 'anna');
    expect(text).toContain('value="Anna Berger-Lind"');
    expect(text).toMatch(/name="languages" value="fr" checked/);
    expect(text).toMatch(/<option value="Europe\/Paris" selected/);
    expect(text).toMatch(/name="digest" value="weekly" checked/);
    expect(text).toMatch(/<option value="7" selected/);
    await web.post('/en/me/profile', fields(), 'anna');
  });

  it('refuses a name that hides or turns its line, with all that was typed', async () => {
    const { status, text } = await web.post('/en/me/profile', fields({ name: 'Anna \u202egreB', zone: 'Europe/Rome' }), 'anna');
    expect(status).toBe(422);
    expect(text).toContain(say('en', 'account.name_unfit'));
    expect(text).toMatch(/<option value="Europe\/Rome" selected/);
    expect(text).toMatch(/name="languages" value="fr" checked/);
    expect((await web.post('/en/me/profile', fields({ zone: 'Europe/Atlantis' }), 'anna')).status).toBe(422);
  });

  it('warns of a name that mixes alphabets, and keeps it', async () => {
    await web.post('/en/me/profile', fields({ name: 'Аnna Berger' }), 'anna');
    expect((await web.get('/en/me/profile', 'anna')).text).toContain(say('en', 'account.profile.mixed'));
    await web.post('/en/me/profile', fields(), 'anna');
    expect((await web.get('/en/me/profile', 'anna')).text).not.toContain(say('en', 'account.profile.mixed'));
  });

  it('offers for each seat the regimes of its forum, each with the exact line it shows', async () => {
    const { text } = await web.get('/en/me/profile', 'anna');
    expect(text).toContain('In the forum: Anna Berger, Delegation of Austria · Outside it: Anna Berger, Delegation of Austria');
    expect(text).toContain('In the forum: Not attributed · Outside it: Not attributed');
    expect((await web.post('/en/me/profile/shown', { submissionId: randomUUID(), forum: 'internet-2012-2', regime: 'unattributed' }, 'anna')).status).toBe(303);
    expect((await web.get('/en/f/internet-2012-2/q/A1/write', 'anna')).text).toMatch(/value="unattributed" checked/);
    await house.pool.db.updateTable('forum').set({ allowed_regimes: ['named'] }).execute();
    expect((await web.post('/en/me/profile/shown', { submissionId: randomUUID(), forum: 'internet-2012-2', regime: 'unattributed' }, 'anna')).status).toBe(422);
    await house.pool.db.updateTable('forum').set({ allowed_regimes: ['named', 'institution', 'category', 'chatham-house', 'unattributed'] }).execute();
    expect((await web.post('/en/me/profile/shown', { submissionId: randomUUID(), forum: 'internet-2012-2', regime: 'named' }, 'hana')).status).toBe(422);
  });

  it('is nobody else’s: a visitor is asked to sign in', async () => {
    for (const path of ['/en/me/profile', '/en/me/data', '/en/me/leaving']) expect((await web.get(path)).headers['location'], path).toBe(`/en/sign-in?back=${encodeURIComponent(path.slice(3))}`);
    for (const path of ['/en/me/profile', '/en/me/data', '/en/me/leaving', '/en/me/leaving/stay']) expect((await web.post(path, {})).text, path).toContain('You are signed out');
  });
});

describe("one's own data", () => {
  beforeAll(async () => {
    await post('ben', 'CANARY-BEN <b>bold</b>');
    await post('dmitri', 'Said without my name.', 'unattributed', 'A1-1');
    await post('dmitri', 'First wording.');
    await reviseContribution(await house.as('dmitri'), 'A1·3', { submissionId: randomUUID(), text: 'Second <script>wording</script>.' });
    await keepDraft(await house.as('dmitri'), 'A2', { text: 'Half a thought.' }, null);
    await flagContribution(await house.as('dmitri'), 'A1·1', { submissionId: randomUUID(), rule: '4.2', sentence: 'I ask you to look.' });
    await flagContribution(await house.as('anna'), 'A1·2', { submissionId: randomUUID(), rule: '4.2', sentence: 'CANARY-FLAG' });
    await decideCase(await house.as('clara'), 2, { submissionId: randomUUID(), version: 1, measure: 'withhold', rule: '4.2', facts: 'Facts.', scope: 'All.', aidUsed: 'None.', redress: 'Post anew.' });
    await confirmDecision(await house.as('gus'), 2, { submissionId: randomUUID(), version: 2, step: 'confirm' });
    await askSignIn(house.visitor(), { email: 'dmitri@example.org', connection: '127.0.0.1' });
    await writeAskedLetters(house);
    await askSignIn(house.visitor(), { email: 'ben@example.org', connection: '127.0.0.1' });
    await writeAskedLetters(house);
  });

  it('holds all that is one’s own, unattributed contributions with every wording included', async () => {
    const data = await ownData(await house.as('dmitri'));
    expect(data?.contributions).toMatchObject([
      { ref: 'A1·3', regime: 'named', wordings: [{ text: 'First wording.' }, { text: 'Second <script>wording</script>.' }] },
      { ref: 'A1·2', regime: 'unattributed', replyTo: 'A1·1', visibility: 'withheld', wordings: [{ text: 'Said without my name.' }] },
    ]);
    expect(data?.drafts).toMatchObject([{ code: 'A2', text: 'Half a thought.' }]);
    expect(data?.flags).toMatchObject([{ ref: 'A1·1', sentence: 'I ask you to look.' }]);
    expect(data?.letters.map(({ kind }) => kind).sort()).toEqual(['account.sign-in-link', 'moderation.statement-of-reasons']);
    expect(data?.seats).toMatchObject([{ body: 'Institute for Digital Rights', roles: ['participant'] }]);
    expect(data?.profile).toMatchObject({ email: 'dmitri@example.org' });
  });

  it('is given to nobody at a desk left open: who signed in long ago is asked again', async () => {
    const asked = await web.post('/ru/me/data', {}, 'dmitri');
    expect([asked.status, asked.headers['location']]).toEqual([303, '/ru/me/confirm?back=%2Fme%2Fdata']);
    const kept = await web.post('/fr/me/leaving', { submissionId: randomUUID(), name: 'replace', word: 'Partir' }, 'dmitri');
    expect(kept.status).toBe(422);
    expect(kept.text).toContain('Partir');
    // From here on Dmitri has just proved who he is.
    await house.pool.db.updateTable('session').set({ confirmed_at: house.world.now() }).execute();
    await new Promise((forgotten) => setTimeout(forgotten, 1_100));
  });

  it('comes as one file with a page and data, and holds nothing about others', async () => {
    const { status, headers } = await web.post('/ru/me/data', {}, 'dmitri');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/zip', 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="colloquy-data.zip"' });
    const bytes = await web.bytes('/ru/me/data', 'dmitri');
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(['data.html', 'data.json']);
    const [html, json] = [strFromU8(files['data.html'] ?? new Uint8Array()), strFromU8(files['data.json'] ?? new Uint8Array())];
    expect(html).toContain('<html lang="ru">');
    expect(html).toContain('Said without my name.');
    expect(html).toContain('Second &lt;script>wording&lt;/script>.');
    const others = Object.entries(characters).filter(([key]) => key !== 'dmitri').flatMap(([key, { name, body }]) => [...name.split(' '), `${key}@example.org`, ...(body && body !== characters.dmitri.body ? [body] : [])]);
    for (const text of [html, json]) for (const canary of [...others, 'CANARY', '00000000-0000-4000-8000-00000000']) expect(text.includes(canary), canary).toBe(false);
  });

  it('of another person holds none of it', async () => {
    const text = JSON.stringify(await ownData(await house.as('gus')));
    for (const canary of ['Said without my name.', 'Half a thought.', 'I ask you to look.', 'Dmitri']) expect(text).not.toContain(canary);
    expect(await ownData(house.visitor())).toBeNull();
  });

  it('can be read in each language', async () => {
    const data = await ownData(await house.as('dmitri'));
    for (const locale of locales) expect(data && ownDataFile(data, locale)).toContain(`<h1>${say(locale, 'record.data.title')}</h1>`);
  });

  it('puts each answer to an invitation and each rating into words', async () => {
    const data = await ownData(await house.as('dmitri'));
    if (!data) throw new Error('nothing is known of Dmitri');
    const at = house.world.now();
    const invitations = (['accepted', 'declined', 'replaced', 'cancelled'] as const).map((answer) => ({ forum: 'F', body: 'B', category: 'experts', roles: ['participant'], sentAt: at, expiresAt: at, answer, answeredAt: at }));
    const ratings = ratingValues.map((value) => ({ forum: 'F', finding: 'R-01', value, comment: null, at }));
    const html = ownDataFile({ ...data, invitations, ratings }, 'en');
    for (const word of ['accepted', 'declined', 'replaced by a newer one', 'cancelled', 'Support', 'Can accept', 'Have concerns', 'Cannot accept']) expect(html).toContain(` · ${word} · `);
  });
});

describe('the page for leaving', () => {
  it('says before the deed what stays, what is erased, and when; in each language', async () => {
    for (const locale of locales) {
      const { status, text } = await web.get(`/${locale}/me/leaving`, 'dmitri');
      expect(status).toBe(200);
      for (const key of ['account.leave.stays.contributions', 'account.leave.stays.reports', 'account.leave.erased.person', 'account.leave.erased.access', 'account.leave.unattributed'] as const) expect(text).toContain(say(locale, key));
      expect(text).toContain(say(locale, 'ui.byline.former', { affiliation: 'Institute for Digital Rights' }));
    }
    expect((await web.get('/en/me/leaving', 'dmitri')).text).toMatch(/it is carried out on Wednesday 18\sJuly\s2012/);
  });

  it('asks for the word in its own language, and shows the date and the way back', async () => {
    const wrong = await web.post('/fr/me/leaving', { submissionId: randomUUID(), name: 'keep', word: 'leave' }, 'dmitri');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(say('fr', 'account.word_not_typed'));
    expect(wrong.text).toMatch(/value="keep" checked/);
    expect((await web.post('/fr/me/leaving', { submissionId: randomUUID(), name: 'replace', word: ' Partir ' }, 'dmitri')).status).toBe(303);
    const waiting = await web.get('/fr/me/leaving', 'dmitri');
    expect(waiting.text).toMatch(/18\sjuillet/);
    expect(waiting.text).not.toContain('name="word"');
    expect((await web.post('/fr/me/leaving/stay', {}, 'dmitri')).headers['location']).toBe('/fr/me/leaving?stayed=yes');
    expect((await web.get('/fr/me/leaving?stayed=yes', 'dmitri')).text).toContain(say('fr', 'account.leave.stayed'));
  });
});

describe('what is kept', () => {
  it('is told to everyone, with the dates of each forum, in each language', async () => {
    for (const locale of locales) {
      const { status, text } = await web.get(`/${locale}/privacy`);
      expect(status).toBe(200);
      expect(text).toContain(say(locale, 'record.keep.unattributed-link'));
      expect(text).toContain('datetime="2013-07-06T15:00:00.000Z"');
    }
  });
});
