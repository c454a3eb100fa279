import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seatPerson } from '#domain/accreditation/commands/accept-invitation.ts';
import { enter } from '#domain/accreditation/sight.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import { markRead } from '#domain/discussion/commands/mark-read.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { confirmDecision, decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { followClock } from '#platform/clock.ts';
import { type DbPool, openPool } from '#platform/db/pool.ts';
import type { Outcome } from '#platform/outcome.ts';
import { realWorld } from '#platform/world.ts';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { comeIn, letterAbout } from './people.ts';
import { type Program, startProgram } from './program.ts';

// One case from its flag to the reversal, each role at a browser of its own. What stood before stands there again.
let program: Program;
let browser: Browser;
let pool: DbPool;
let port = 0;
let forumId = '';
const domain = 'forum.demonstration.invalid';
const forum = '/f/internet-2012-2';
const people: Record<string, string> = {};
const readers: Record<string, Reader> = {};
const address = (name: string) => `${name}@demonstration.invalid`;
const at = (path: string) => `${program.origin}/en${forum}${path}`;
const some = () => crypto.randomUUID();
const reasons = { facts: 'Gives age, trade and place of a person under investigation.', scope: 'The whole contribution,\nin all languages.', aidUsed: 'None.', redress: 'Post it again without the age and the trade.' };

function done<V>(outcome: Outcome<V>): V {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}
async function contextOf(personId: string | null): Promise<Context> {
  const world = realWorld(await followClock(pool.db, null));
  return { db: pool.db, actor: { kind: personId ? 'person' : 'operator', personId, administrator: false }, now: world.now(), world, requestId: 'moderation' };
}
async function as(name: string): Promise<ForumContext> {
  const inside = await enter(await contextOf(people[name] ?? ''), forumId);
  if (!inside) throw new Error(`${name} has no sight of the forum`);
  return inside;
}
const reader = (name: string): Reader => {
  const found = readers[name];
  if (!found) throw new Error(`${name} has not come yet`);
  return found;
};
/** A person's page at an address: its status and what stands in it. */
async function read(name: string, path: string): Promise<{ status: number; text: string }> {
  const { page } = reader(name);
  const answer = await page.goto(at(path));
  return { status: answer?.status() ?? 0, text: await page.locator('main').innerText() };
}
const say = async (by: string, text: string, parent?: string) => done(await postContribution(await as(by), { submissionId: some(), code: 'A1', text, regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) }));

beforeAll(async () => {
  port = await new Promise<number>((answer) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() => answer(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });
  Object.assign(process.env, { MAIL_IN: `smtp://127.0.0.1:${port}`, MAIL_DOMAIN: domain });
  [program, browser] = await Promise.all([startProgram(['--rehearse', '--at', '2012-07-04T08:00:00Z']), openBrowser()]);
  const password = readFileSync(join(program.dataDir, 'postgres.password'), 'utf8').trim();
  pool = openPool(`postgres://colloquy:${encodeURIComponent(password)}@127.0.0.1:${readFileSync(join(program.dataDir, 'postgres.port'), 'utf8').trim()}/colloquy`, { max: 2 });
  const programme = JSON.parse(readFileSync('demonstration/osce-2012-series.json', 'utf8'));
  programme.series.slug = 'internet-2012';
  const file = join(program.dataDir, 'programme.json');
  writeFileSync(file, JSON.stringify(programme));
  expect((await program.cli('import-programme', file)).code).toBe(0);
  forumId = (await pool.db.selectFrom('forum').select('id').where('number', '=', 2).executeTakeFirstOrThrow()).id;
  for (const [name, role, category, body] of [['anna', 'participant', 'experts', 'Institute of Examples'], ['ben', 'participant', 'experts', 'Institute of Samples'], ['olga', 'participant', 'experts', 'Institute of Specimens'], ['sven', 'participant', 'experts', 'Institute of Instances'], ['clara', 'moderator', 'staff', 'Secretariat'], ['gus', 'moderator', 'staff', 'Secretariat'], ['hugo', 'moderator', 'staff', 'Secretariat']] as const) {
    people[name] = done(await seatPerson(await contextOf(null), { forumId, email: address(name), name: `${name[0]?.toUpperCase()}${name.slice(1)} Example`, locale: 'en', body: { name: body, category, demonstration: true }, roles: [role], demonstration: true })).personId;
  }
  await say('ben', 'Which hold made the difference?');
  await say('anna', 'We held the account of a welder of 34 from the harbour town.', 'A1·1');
  await say('olga', 'A1·2:\n\n> We held the account of a welder of 34 from the harbour town.\n\nFor how long?', 'A1·2');
  await say('ben', 'Nine days, in ours.', 'A1·3');
  await say('sven', 'You fools.');
  // Without script: forms and links alone carry a case from end to end.
  for (const name of ['anna', 'ben', 'olga', 'clara', 'gus', 'hugo', 'sven']) readers[name] = await comeIn(browser, program, address(name), { javaScriptEnabled: false });
}, 120_000);
afterAll(async () => {
  delete process.env['MAIL_IN'];
  delete process.env['MAIL_DOMAIN'];
  await browser?.close();
  await pool?.end();
  await program?.stop();
});

describe('a case, from its flag to the reversal on appeal', () => {
  let before = '';
  const thread = async (name = 'olga') => (await read(name, '/q/A1')).text.replace(/\bNew\b/g, '');

  it('begins with a flag from the page, of which nobody but its maker and the moderators knows', async () => {
    done(await markRead(await as('olga'), { question: 'A1' }));
    before = await thread();
    expect(before).toContain('welder of 34');
    const { page } = reader('ben');
    await page.goto(at('/c/A1-2/flag'));
    await page.getByLabel(/^4\.2/).check();
    await page.getByLabel('What is wrong, in a sentence').fill('Age, trade and place point to one man.');
    await page.getByRole('button', { name: /Send/ }).click();
    await page.getByRole('status').waitFor();
    for (const name of ['anna', 'ben', 'olga']) for (const path of ['/mod', '/mod/M-001', '/appeal/M-001']) expect((await read(name, path)).status, `${name} ${path}`).toBe(404);
    expect((await read('clara', '/mod/M-001')).text).toContain('Age, trade and place point to one man.');
    expect(await thread()).toBe(before);
  });

  it('goes to a moderator, who takes it and proposes to withhold; nothing happens yet', async () => {
    const { page } = reader('clara');
    await page.goto(at('/mod'));
    await page.getByRole('link', { name: 'M-001' }).click();
    await page.getByRole('button', { name: 'Take the case' }).click();
    await page.getByText(/^Yours since/).waitFor();
    await page.getByLabel(/^Withhold\s*Hidden for good/).check();
    await page.getByLabel('Facts').fill(reasons.facts);
    await page.getByLabel('Scope and duration').fill(reasons.scope);
    await page.getByLabel('Automated means used').fill(reasons.aidUsed);
    await page.getByLabel('How to put it right, how to appeal').fill(reasons.redress);
    await page.getByRole('button', { name: 'Decide and send reasons' }).click();
    await page.getByText(/^Proposed by a moderator/).waitFor();
    // Why the next step is another's, with the rule.
    const next = page.getByRole('region', { name: 'What you can do next' });
    expect(await next.innerText()).toMatch(/What is not yours to do here[\s\S]*Confirm a proposal[\s\S]*A second moderator must confirm what you proposed\./);
    expect(await next.getByRole('link', { name: /The rule ?: Confirm/ }).getAttribute('href')).toContain('/mod/steps#confirm');
    expect(await thread()).toBe(before);
    expect((await read('anna', '/mod/M-001')).status).toBe(404);
    expect(program.letters.filter(({ to, text }) => to === address('anna') && /[Dd]ecision/.test(text))).toEqual([]);
  });

  it('is confirmed by a second moderator; the author reads word for word what was written, by page and letter', async () => {
    const { page } = reader('gus');
    await page.goto(at('/mod/M-001'));
    expect(await page.getByRole('region', { name: 'What you can do next' }).innerText()).toContain('Confirm a proposal');
    await page.getByRole('button', { name: 'Confirm and send reasons' }).click();
    await page.getByText('A second moderator confirmed it').waitFor();
    const letter = await letterAbout(program, address('anna'), /Decision on A1·2/);
    const own = await read('anna', '/appeal/M-001');
    expect(own.status).toBe(200);
    for (const words of Object.values(reasons)) {
      expect(letter.text.replace(/\r/g, '')).toContain(words);
      expect(own.text).toContain(words);
    }
    expect(letter.text).toContain(`${program.origin}/en${forum}/appeal/M-001`);
    // The author learns neither who flagged nor what they wrote, nor who decided.
    for (const hidden of ['point to one man', 'Ben', 'Clara', 'Gus']) for (const text of [letter.text, own.text]) expect(text).not.toContain(hidden);
    // Everyone sees the place, the number and the rule; nobody the words.
    for (const name of ['olga', 'ben']) {
      const shown = (await read(name, '/q/A1')).text;
      expect(shown).toContain('A1·2 is withheld by decision of a moderator');
      expect(shown).toContain('Nine days, in ours.');
      // What another quoted of it is that one's text, and a case of its own.
      expect(await reader(name).page.locator('#A1-2').innerText()).not.toContain('welder of 34');
      expect(shown.match(/welder of 34/g)).toHaveLength(1);
      // Found is the quotation alone, whose words may begin with the name of what they quote.
      const found = (await read(name, '/search?q=welder')).text;
      expect(found).toContain('1 contribution found');
      expect(found).toMatch(/^A1·3 Olga Example/m);
    }
    // Who flagged learns the measure, not the reasons.
    const outcome = await letterAbout(program, address('ben'), /A1·2/);
    for (const words of [reasons.facts, reasons.redress]) expect(outcome.text).not.toContain(words);
    expect((await read('ben', '/appeal/M-001')).status).toBe(404);
    expect(program.letters.filter(({ to, subject }) => to === address('olga') && subject.includes('A1·2'))).toEqual([]);
  });

  it('is appealed against by answering the letter, and by nobody else', async () => {
    const letter = await letterAbout(program, address('anna'), /Decision on A1·2/);
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    const answer = (from: string) => transport.sendMail({ from, to: letter.replyTo, subject: `Re: ${letter.subject}`, text: `The court had published it.\n\n> ${letter.text.split('\n').join('\n> ')}`, inReplyTo: letter.messageId });
    await answer(address('olga'));
    await answer(address('anna'));
    transport.close();
    await letterAbout(program, address('anna'), /Your appeal against the decision on A1·2|appeal/i);
    for (let i = 0; i < 100 && !(await read('anna', '/appeal/M-001')).text.includes('Appeal lodged'); i += 1) await reader('anna').page.waitForTimeout(100);
    expect(await pool.db.selectFrom('appeal').select('text').execute()).toEqual([{ text: 'The court had published it.' }]);
    expect((await read('anna', '/appeal/M-001')).text).toContain('The court had published it.');
  });

  it('is not reviewed by those who decided it; another moderator reverses it with reasons', async () => {
    for (const name of ['clara', 'gus']) {
      const { text } = await read(name, '/mod/M-001');
      expect(text, name).toMatch(/Reverse the decision\s+An appeal is decided by another person than the one who decided the case\./);
      expect(await reader(name).page.getByRole('button', { name: 'Decide the appeal' }).count()).toBe(0);
    }
    const { page } = reader('hugo');
    await page.goto(at('/mod/M-001'));
    await page.getByLabel('Reverse the decision and restore the text').check();
    await page.getByLabel('Statement of reasons').fill('The court published age and trade itself.');
    await page.getByRole('button', { name: 'Decide the appeal' }).click();
    await page.getByText('Appeal decided: the text is restored').waitFor();
    expect((await letterAbout(program, address('anna'), /court published age/)).text).toContain('> The court published age and trade itself.');
    expect((await read('anna', '/appeal/M-001')).text).toContain('The court published age and trade itself.');
  });

  it('leaves all as it stood: the text, its number, its order, what quotes it, what was read', async () => {
    expect(await thread()).toBe(before);
    const { page } = reader('olga');
    await page.goto(at('/q/A1'));
    expect(await page.locator('article').evaluateAll((all) => all.map((one) => one.id))).toEqual(['A1-1', 'A1-2', 'A1-3', 'A1-4', 'A1-5']);
    expect(await page.locator('#A1-3 blockquote').innerText()).toContain('welder of 34');
    await page.goto(at('/new'));
    expect(await page.locator('main').innerText()).not.toContain('welder of 34');
  });
});

describe('whoever is suspended', () => {
  it('reads the reasons and appeals on the one page that stays open, by keyboard and without script', async () => {
    done(await flagContribution(await as('olga'), 'A1·5', { submissionId: some(), rule: '3.1', sentence: 'It insults.' }));
    done(await decideCase(await as('clara'), 2, { submissionId: some(), version: 1, measure: 'suspend', days: 3, rule: '3.1', ...reasons, facts: 'It calls people fools.' }));
    done(await confirmDecision(await as('gus'), 2, { submissionId: some(), version: 2, step: 'confirm' }));
    const letter = await letterAbout(program, address('sven'), /Decision on A1·5/);
    const link = new RegExp(`${program.origin}\\S+/appeal/M-002`).exec(letter.text)?.[0] ?? '';
    for (const path of ['', '/q/A1', '/mod/M-002', '/new', '/paper', '/summaries', '/appeal/M-001']) expect((await reader('sven').page.goto(at(path)))?.status(), path).toBe(404);
    const withScript = await newReader(browser);
    await withScript.context.addCookies(await reader('sven').context.cookies());
    await withScript.page.goto(link);
    await isAccessible(withScript);
    const { page } = reader('sven');
    await page.goto(link);
    expect(await page.locator('main').innerText()).toContain('It calls people fools.');
    await page.getByLabel('Why the decision should be reviewed').focus();
    await page.keyboard.type('I quoted somebody.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Appeal lodged').waitFor();
    expect((await page.goto(at('')))?.status()).toBe(404);
    expect((await read('hugo', '/mod/M-002')).text).toContain('I quoted somebody.');
  });
});
