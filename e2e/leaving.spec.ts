import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { comeIn, letterAbout, linkIn } from './people.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let browser: Browser;
let leaver: Reader;
let colleague: Reader;
const address = 'conti@demonstration.invalid';
const forum = '/f/internet-2012-2';
const at = (path: string) => `${program.origin}/en${path}`;
const said = 'Prima di chiederci che cosa possano fare';

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  browser = await openBrowser();
  leaver = await comeIn(browser, program, address);
  colleague = await comeIn(browser, program, 'marten@demonstration.invalid');
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** The line over a contribution, with its text, as a colleague reads it. */
async function asRead(): Promise<string> {
  for (const question of ['A1', 'A2', 'A3', 'B1', 'B2', 'B3']) {
    await colleague.page.goto(at(`${forum}/q/${question}`));
    const found = colleague.page.getByRole('article').filter({ hasText: said }).first();
    if ((await found.count()) > 0) return found.innerText();
  }
  throw new Error('nobody reads the contribution any more');
}

/** Asks for a link as the page does; the answer is the same whoever asks. */
async function askForLink(to: string): Promise<void> {
  const { page } = await newReader(browser);
  await page.goto(at('/sign-in'));
  await page.getByLabel('Your e-mail address').fill(to);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByLabel('Six-digit code').waitFor();
}

describe('who leaves', () => {
  it('reads what is kept and until when, signed in or not', async () => {
    const visitor = await newReader(browser);
    for (const { page } of [visitor, leaver]) {
      await page.goto(at('/privacy'));
      await page.getByRole('cell', { name: /days after/ }).first().waitFor();
      // The dates of this forum are days, not terms.
      expect(await page.getByRole('row', { name: /Social networking tools/i }).getByRole('cell').first().innerText()).toMatch(/^\d{1,2}\s\w+\s20\d\d$/);
    }
    await isAccessible(visitor);
  });

  it('takes away a file that opens and holds what was said, and nothing of others', async () => {
    const { page } = leaver;
    await page.goto(at('/me/data'));
    await isAccessible(leaver);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Take my data with me' }).click()]);
    expect(download.suggestedFilename()).toBe('colloquy-data.zip');
    const files = unzipSync(readFileSync(await download.path()));
    expect(Object.keys(files).sort()).toEqual(['data.html', 'data.json']);
    const html = strFromU8(files['data.html'] ?? new Uint8Array());
    const data = JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array())) as { profile: { email: string; name: string }; seats: { body: string }[]; contributions: { wordings: { text: string }[] }[] };
    expect(data.profile.email).toBe(address);
    expect(data.seats.map(({ body }) => body)).toContain('Northern Laboratory for Network Studies');
    expect(data.contributions.flatMap(({ wordings }) => wordings.map(({ text }) => text)).join('\n')).toContain(said);
    expect(html).toContain(said);
    expect(`${html}${JSON.stringify(data)}`).not.toMatch(/Marten|Halden|marten@|halden@/);
    // The page in the file opens by itself, and asks nothing of anybody.
    const { page: alone, complaints } = await newReader(browser);
    const asked: string[] = [];
    alone.on('request', (request) => asked.push(request.url()));
    await alone.setContent(html);
    await alone.getByText(said).first().waitFor();
    expect([asked, complaints]).toEqual([[], []]);
  });

  it('is told what stays and what goes, and leaves by a word on a date', async () => {
    expect(await asRead()).toContain('Marco Conti');
    const { page } = leaver;
    await page.goto(at('/me/leaving'));
    await isAccessible(leaver);
    await page.getByLabel(/Type the word/).fill('go');
    await page.getByRole('button', { name: 'Leave on the date shown' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel(/Type the word/).inputValue()).toBe('go');
    await isAccessible(leaver);
    await page.getByLabel(/^Replace my name/).check();
    await page.getByLabel(/Type the word/).fill('leave');
    await page.getByRole('button', { name: 'Leave on the date shown' }).click();
    await page.getByText(/You leave .*19\sJuly\s2012/).waitFor();
    await isAccessible(leaver);
    // The letter is in the language of its reader, whatever the pages were read in.
    expect((await letterAbout(program, address, /La Sua uscita/)).text).toMatch(/19\sluglio\s2012/);
  });

  it('is still here a minute before the date', async () => {
    expect((await program.cli('advance-clock', '2012-07-19T12:20:00Z')).code).toBe(0);
    colleague = await comeIn(browser, program, 'marten@demonstration.invalid');
    expect(await asRead()).toContain('Marco Conti');
    expect((await program.cli('sign-in-link', address)).code).toBe(0);
  });

  it('is gone on the date: the contribution stays under the body, the person does not, and signs in no more', async () => {
    const link = linkIn((await program.cli('sign-in-link', address)).out);
    expect((await program.cli('advance-clock', '2012-07-19T12:40:00Z')).code).toBe(0);
    // The worker looks once a minute.
    for (let i = 0; (await program.cli('sign-in-link', address)).code === 0; i += 1) {
      expect(i, 'the person is still known').toBeLessThan(60);
      await colleague.page.waitForTimeout(1_500);
    }
    const read = await asRead();
    expect(read).toContain('Former participant, Northern Laboratory for Network Studies');
    expect(read).not.toContain('Marco Conti');
    // Neither the open browser, nor a link that was not used, nor a new one.
    await leaver.page.goto(at('/me'));
    expect(await leaver.page.getByText(address).count()).toBe(0);
    await leaver.page.goto(at(forum));
    expect(new URL(leaver.page.url()).pathname).toMatch(/\/sign-in$/);
    const late = await newReader(browser);
    await late.page.goto(link);
    expect(await late.page.getByRole('button', { name: 'Sign in on this device' }).count()).toBe(0);
    const before = program.letters.length;
    await askForLink(address);
    await askForLink('marten@demonstration.invalid');
    await letterAbout(program, 'marten@demonstration.invalid', /Your link to sign in/);
    expect(program.letters.slice(before).map(({ to }) => to)).not.toContain(address);
    for (const path of [`${forum}/q/A1`, forum, '/s/internet-2012/2']) {
      await colleague.page.goto(at(path));
      expect(await colleague.page.locator('body').innerText(), path).not.toMatch(/Marco Conti/);
    }
    const { code, out } = await program.cli('check-openings');
    expect([code, out]).toEqual([0, expect.stringMatching(/erased: \d+ left; missing without a reason: 0; not what was committed to: 0/)]);
    expect([...leaver.complaints, ...colleague.complaints]).toEqual([]);
  });
});
