import type { Browser, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { comeIn, giveDevice, letterAbout, linkIn, signOut } from './people.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let browser: Browser;
const readers: Record<string, Reader> = {};
const forum = '/f/internet-2012-2';
const at = (path: string, locale = 'en') => `${program.origin}/${locale}${path}`;

beforeAll(async () => {
  // A passkey belongs to a name, never to a number: the site is asked for under the name of this machine.
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z'], undefined, 'localhost');
  browser = await openBrowser();
  readers['organiser'] = await comeIn(browser, program, 'weiss@demonstration.invalid');
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const reader = (name: string): Reader => {
  const found = readers[name];
  if (!found) throw new Error(`${name} has not come yet`);
  return found;
};

// Categories by their code and by their name in several languages, as lists of offices have them; one language after the other.
const categories = ['experts', 'International organizations', 'Правоохранительные органы', 'Fachleute', 'Delegaciones', 'law_enforcement', 'Esperti'];
const languages = ['en', 'fr', 'de', 'it', 'ru', 'es'];
const bodies = Array.from({ length: 38 }, (_, i) => `Example body ${i + 1}; ${categories[i % categories.length]}; ; person${i + 1}@example.org; Person ${['A', 'Б', 'É', 'Ñ'][i % 4]}${'abcdefghij'[i % 10]}; participant; ${languages[i % 6]}`);
const nadia = 'Delegation of Dorvania; delegations; 3; nadia@example.org; Nadia Example; participant; en';
const lev = 'Institute of Examples; Эксперты; ; lev@example.org; Лев Примеров; participant; ru';
const list = (bad: string) => ['body;category;seats;address;name;role;language', nadia, ...bodies.slice(0, 20), bad, ...bodies.slice(20), lev].join('\n');

/** Follows the link of a letter, accepts the rules and takes the seat, as shown by affiliation. */
async function accept(name: string, address: string, words = /Accept and take the seat/, rules = /I accept the rules/): Promise<void> {
  readers[name] ??= await newReader(browser);
  const { page } = reader(name);
  await page.goto(linkIn((await letterAbout(program, address, /\/i\//)).text));
  await page.getByLabel(rules).check();
  await page.getByRole('button', { name: words }).click();
  await page.waitForURL(`**${forum}`);
}

/** The organiser confirms whoever waits under a name. */
async function confirm(person: string): Promise<void> {
  const { page } = reader('organiser');
  await page.goto(at(`${forum}/delegations`));
  await page.getByRole('article', { name: person }).getByRole('button', { name: 'Confirm and send the invitation' }).click();
  await page.getByText('The decision is recorded and told to the delegation').waitFor();
}

async function contribute(name: string, text: string): Promise<void> {
  const { page } = reader(name);
  await page.goto(at(`${forum}/q/A1/write`));
  await page.getByLabel('Your contribution to A1').fill(text);
  await page.getByLabel(/^Affiliation only/).check();
  await page.getByRole('button', { name: 'Contribute to A1' }).click();
  await page.getByText(text).first().waitFor();
}

describe('accreditation', () => {
  it('names what is wrong with a list of forty bodies before anything is sent, and loses nothing typed', async () => {
    const { page } = reader('organiser');
    await page.goto(at(`${forum}/run/invitations`));
    const field = page.getByLabel(/One line for each person/);
    const typed = list('Example body 3; experts; ; person3@example; Person; participant; en');
    await field.fill(typed);
    await page.getByRole('button', { name: 'Check the list' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/1 line cannot be read[\s\S]*Line 23[\s\S]*“person3@example”/);
    expect(await page.getByRole('button', { name: /^Send/ }).count()).toBe(0);
    expect(await field.inputValue()).toBe(typed);
    await isAccessible(reader('organiser'));
    // Mended, the line turns out to say what another has said already.
    await field.fill(list('Example body 3; experts; ; Person3@Example.org; Person; participant; en'));
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('Line 23: person3@example.org, as in line 5').waitFor();
    await page.getByText('40 bodies').waitFor();
    await isAccessible(reader('organiser'));
    // Letters about other things, such as tasks of the desk, may go out meanwhile.
    expect(program.letters.filter(({ text }) => /\/i\//.test(text))).toEqual([]);
  });

  it('sends forty letters, each in the language of its reader and with a link of its own', async () => {
    const { page } = reader('organiser');
    await page.getByRole('button', { name: 'Send 40 invitations' }).click();
    await page.getByText('40 invitations are on their way').waitFor();
    await isAccessible(reader('organiser'));
    for (let i = 1; i <= 38; i += 1) await letterAbout(program, `person${i}@example.org`, /\/i\//);
    const sent = program.letters.filter(({ text }) => /\/i\//.test(text));
    expect(sent.map(({ to }) => to).filter((to, i, all) => all.indexOf(to) !== i)).toEqual([]);
    expect(new Set(sent.map(({ text }) => linkIn(text))).size).toBe(40);
    const first = ['Invitation:', 'Invitation :', 'Einladung:', 'Invito:', 'Приглашение:', 'Invitación:'];
    for (const [i, locale] of languages.entries()) {
      const letter = await letterAbout(program, `person${i + 1}@example.org`, /./);
      expect(letter.subject).toContain(`[TLP:CLEAR] ${first[i]}`);
      expect(linkIn(letter.text)).toContain(`/${locale}/i/`);
    }
    // A letter is sent when the mail server has said so, which is a moment after it arrived: the list is read until it says the same.
    for (let i = 0, rows = 0; rows < 41; i += 1) {
      expect(i, `${rows} of 41 rows`).toBeLessThan(50);
      await page.goto(at(`${forum}/run/invitations?state=sent`));
      rows = await page.getByRole('row').count();
    }
  });

  it('is taken by a link once; the seat is kept by a passkey that needs no letter', async () => {
    readers['nadia'] = await newReader(browser);
    await giveDevice(reader('nadia'));
    await accept('nadia', 'nadia@example.org');
    const { page } = reader('nadia');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL('**/me/passkeys');
    await signOut(reader('nadia'), program.origin);
    await page.goto(at('/sign-in'));
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(`**${forum}`);
    await page.goto(linkIn((await letterAbout(program, 'nadia@example.org', /\/i\//)).text));
    await page.getByText('This invitation has been answered').waitFor();
  });

  it('is taken by another who comes back by the six digits of a letter', async () => {
    await accept('lev', 'lev@example.org', /Принять и занять место/, /Принимаю правила/);
    await signOut(reader('lev'), program.origin);
    const { page } = reader('lev');
    await page.goto(at('/sign-in', 'ru'));
    await page.getByLabel(/электронной почты|почта/i).fill('lev@example.org');
    await page.getByRole('button', { name: 'Прислать ссылку' }).click();
    const { text } = await letterAbout(program, 'lev@example.org', /Ваша ссылка для входа/);
    await page.getByLabel('Код из шести цифр').fill(/\b\d{3} \d{3}\b/.exec(text)?.[0] ?? '');
    await isAccessible(reader('lev'));
    await page.getByRole('button', { name: 'Войти с кодом' }).click();
    await page.waitForURL(/\/ru\/(me|f\/)/);
    await page.goto(at(forum, 'ru'));
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('lets a focal point nominate, and the secretariat confirm', async () => {
    const { page: organiser } = reader('organiser');
    await organiser.goto(at(`${forum}/delegations`));
    await organiser.getByLabel('Change for: Nadia Example').selectOption('focal-point');
    await organiser.getByRole('button', { name: 'Carry out for: Nadia Example' }).click();
    await organiser.getByText('The change is in force').waitFor();
    await isAccessible(reader('organiser'));
    const { page } = reader('nadia');
    await page.goto(at(`${forum}/delegation`));
    await isAccessible(reader('nadia'));
    await page.getByLabel('Name as shown').last().fill('Bela Example');
    await page.getByLabel('E-mail address').last().fill('bela@example.org');
    await page.getByRole('button', { name: 'Nominate the person' }).click();
    await page.getByText('The nomination waits for the secretariat').waitFor();
    expect(program.letters.some(({ to }) => to === 'bela@example.org')).toBe(false);
    await confirm('Bela Example');
    await accept('bela', 'bela@example.org');
    await contribute('bela', 'The register was opened within the hour, and closed again.');
  });

  it('gives one person’s place to another; what was written stays under the body', async () => {
    const { page } = reader('nadia');
    await page.goto(at(`${forum}/delegation`));
    await page.getByText('Replace or withdraw: Bela Example').click();
    const panel = page.getByRole('article', { name: 'Bela Example' });
    await panel.getByLabel('Name as shown').fill('Cyril Example');
    await panel.getByLabel('E-mail address').fill('cyril@example.org');
    await panel.getByRole('button', { name: 'End access and nominate the new person' }).click();
    await page.getByText('The old access has ended').waitFor();
    expect((await reader('bela').page.goto(at(`${forum}/q/A1`)))?.status()).toBe(404);
    await confirm('Cyril Example');
    await accept('cyril', 'cyril@example.org');
    await contribute('cyril', 'A second reading found the register still closed.');
    const { page: others } = reader('lev');
    await others.goto(at(`${forum}/q/A1`));
    expect(await others.getByRole('article').filter({ hasText: 'The register was opened within the hour' }).first().innerText()).toContain('Delegation of Dorvania');
  });

  it('ends in the same second for one who is withdrawn while reading', async () => {
    const { page: member } = reader('cyril');
    const forumHere = member.locator('main').getByRole('link', { name: /social networking/i });
    await member.goto(at('/me'));
    expect(await forumHere.count()).toBeGreaterThan(0);
    const opened = member.waitForRequest((request) => request.url().includes('/live?'));
    await member.goto(at(`${forum}/q/A1`));
    const stream = await opened;
    await stream.response();
    let ended = 0;
    const isOver = (request: Request) => { if (request === stream) ended ||= Date.now(); };
    member.on('requestfinished', isOver);
    member.on('requestfailed', isOver);
    const { page } = reader('nadia');
    await page.goto(at(`${forum}/delegation`));
    await page.getByText('Replace or withdraw: Cyril Example').click();
    expect(ended).toBe(0);
    const began = Date.now();
    await page.getByRole('article', { name: 'Cyril Example' }).getByRole('button', { name: 'Withdraw without replacement' }).click();
    await page.getByText('Withdrawn.', { exact: true }).waitFor();
    for (let i = 0; i < 40 && ended === 0; i += 1) await member.waitForTimeout(25);
    expect(ended, 'the stream is still open').toBeGreaterThan(0);
    expect(ended - began).toBeLessThan(1_000);
    expect((await member.goto(at(`${forum}/q/A1`)))?.status()).toBe(404);
    expect((await member.goto(at(forum)))?.status()).toBe(404);
    await member.goto(at('/me'));
    expect(await forumHere.count()).toBe(0);
    const { page: others } = reader('lev');
    await others.goto(at(`${forum}/q/A1`));
    const left = await others.getByRole('article').filter({ hasText: 'A second reading found' }).first().innerText();
    expect(left).toContain('Delegation of Dorvania');
    expect(left).not.toContain('Cyril');
  });
});

describe('an application for a seat', () => {
  it('is confirmed by its letter, refused with a reason, and taken up again', async () => {
    const { page: organiser } = reader('organiser');
    await organiser.goto(at(`${forum}/run/applications`));
    await organiser.getByLabel(/People may apply/).check();
    await organiser.getByRole('button', { name: 'Keep this setting' }).click();
    await organiser.getByRole('status').waitFor();
    const visitor = await newReader(browser);
    readers['visitor'] = visitor;
    await visitor.page.goto(at('/s/internet-2012/2/apply'));
    await isAccessible(visitor);
    await visitor.page.getByLabel(/^(Your )?name/i).fill('Vera Example');
    await visitor.page.getByLabel(/e-mail/i).fill('vera@example.org');
    await visitor.page.getByLabel(/^Body/).fill('Office of Examples');
    await visitor.page.getByLabel('Experts').check();
    await visitor.page.locator('textarea').fill('We keep the register that this forum asks about.');
    await visitor.page.getByRole('button', { name: 'Send the application' }).click();
    await visitor.page.getByRole('status').waitFor();
    await organiser.goto(at(`${forum}/run/applications`));
    expect(await organiser.getByText('Vera Example').count()).toBe(0);
    await visitor.page.goto(linkIn((await letterAbout(program, 'vera@example.org', /\/apply\//)).text));
    await visitor.page.getByRole('button', { name: 'Confirm and apply' }).click();
    await visitor.page.getByRole('status').waitFor();

    const state = async () => {
      await organiser.goto(at(`${forum}/run/applications`));
      return organiser.getByRole('heading', { name: /Vera Example/ }).innerText();
    };
    expect(await state()).toContain('waits for a decision');
    await isAccessible(reader('organiser'));
    await organiser.getByRole('button', { name: 'Refuse and send the reason' }).click();
    await organiser.getByText('A refusal needs a reason').first().waitFor();
    expect(await state()).toContain('waits for a decision');
    await organiser.getByLabel('Reason, as the applicant will read it').fill('All seats of experts are taken.');
    await organiser.getByRole('button', { name: 'Refuse and send the reason' }).click();
    await organiser.getByRole('status').waitFor();
    // What the page says is what the database then holds.
    expect(await organiser.getByRole('heading', { name: /Vera Example/ }).innerText()).toContain('refused');
    expect(await state()).toContain('refused');
    expect((await letterAbout(program, 'vera@example.org', /refused/)).text).toContain('All seats of experts are taken.');
    await organiser.getByRole('button', { name: 'Take the decision back' }).click();
    await organiser.getByRole('status').waitFor();
    expect(await state()).toContain('waits for a decision');
    await organiser.getByRole('button', { name: /^Approve/ }).click();
    await organiser.getByRole('status').waitFor();
    expect(await state()).toContain('approved');
    await accept('visitor', 'vera@example.org');
    expect(await state()).toContain('seat');
    for (const [name, { complaints }] of Object.entries(readers)) expect(complaints, name).toEqual([]);
  });
});
