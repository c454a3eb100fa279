import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '#platform/db/pool.ts';
import { crowd } from '../tests/crowd.ts';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let browser: Browser;
let participant: Reader;
let moderator: Reader;
const forum = '/f/internet-2012-2';
const at = (path: string, locale = 'en') => `${program.origin}/${locale}${forum}${path}`;
const shots = process.env['SHOTS'];
const shoot = (page: Page, name: string) => (shots ? page.screenshot({ path: join(shots, `${name}.png`) }) : undefined);

async function signedIn(role: RegExp, options: Parameters<typeof newReader>[1] = {}): Promise<Reader> {
  const reader = await newReader(browser, options);
  await reader.page.goto(new RegExp(`${role.source}\\s+(\\S+)`).exec(program.printed())?.[1] ?? '');
  await reader.page.getByRole('button', { name: 'Sign in on this device' }).click();
  await reader.page.waitForURL('**/me');
  return reader;
}
const sameReader = async (reader: Reader, options: Parameters<typeof newReader>[1]) => newReader(browser, { ...options, storageState: await reader.context.storageState() });
/** What stands on the page in which order, with its text; what is new comes apart and later. */
const standing = (page: Page) => page.locator('ol.thread :is(article, .withheld, .moved)').evaluateAll((all) => all.map((one) => `${one.closest('.replies') ? '  ' : ''}${one.id} ${one.querySelector('.read')?.textContent ?? one.textContent}`));
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  browser = await openBrowser();
  participant = await signedIn(/participant \(law enforcement\)/);
  moderator = await signedIn(/moderator/);
});
afterAll(async () => {
  for (const { complaints } of [participant, moderator]) expect(complaints).toEqual([]);
  await browser?.close();
  await program?.stop();
});

describe('a question', () => {
  it('is read by keys alone: j and k walk, n leads to the next new one over questions, and they can be switched off', async () => {
    const { page } = participant;
    await page.goto(at('/q/B2'));
    await page.locator('article.is-new').first().waitFor();
    await shoot(page, 'question-1440');
    await page.keyboard.press('j');
    expect(await focused(page)).toBe('B2-1');
    await page.keyboard.press('j');
    expect(await focused(page)).toBe('B2-2');
    await page.keyboard.press('k');
    expect(await focused(page)).toBe('B2-1');
    // From the last new one here on, the next is in another question.
    const last = (await page.locator('article.is-new').last().getAttribute('id')) ?? '';
    for (let i = 0; i < 40 && (await focused(page)) !== last; i += 1) await page.keyboard.press('n');
    await page.keyboard.press('n');
    await page.waitForURL(/\/q\/(?!B2)[A-D]\d#[A-D]\d-\d+$/);
    await page.getByRole('button', { name: 'Switch these keys off or on' }).click();
    await page.locator('body').press('j');
    expect(await focused(page)).not.toMatch(/^[A-D]\d-/);
    await page.getByRole('button', { name: 'Switch these keys off or on' }).click();
  });

  it('reads without script, at 390 px, in German and Russian, in all three views, without a barrier', async () => {
    for (const locale of ['en', 'de', 'ru']) {
      const narrow = await sameReader(participant, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
      for (const path of ['/q/B2', '/q/B2?order=time', '/q/B2/new', '/c/B2-1/history', '/new']) {
        expect((await narrow.page.goto(at(path, locale)))?.status(), path).toBe(200);
        expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth), `${locale} ${path}`).toBeLessThanOrEqual(390);
      }
      await narrow.page.goto(at('/q/B2', locale));
      await shoot(narrow.page, `question-390-${locale}`);
      await narrow.page.locator('nav.seg a').nth(1).click();
      expect(narrow.page.url()).toContain('order=time');
      await narrow.context.close();
      for (const path of ['/q/B2', '/q/A1', '/q/B2/new']) {
        await participant.page.goto(at(path, locale));
        await isAccessible(participant);
      }
    }
  });

  it('sets facilitators’ words apart, to the eye and by their heading', async () => {
    const { page } = moderator;
    await page.goto(at('/q/A1/facilitate'));
    await isAccessible(moderator);
    await page.getByLabel('Prompt by a moderator').check();
    await page.getByLabel('Text', { exact: true }).fill('Who confirms a hold, and *within what time*?');
    await page.getByRole('button', { name: 'Post' }).click();
    const prompt = page.getByRole('article', { name: /^Prompt by a moderator.*Secretariat/ });
    await prompt.first().waitFor();
    await page.goto(at('/q/A1'));
    await shoot(page, 'facilitator-1440');
    await isAccessible(moderator);
  });
});

describe('a thread out of place', () => {
  it('is moved with a reason, found at its old address, split, put together and taken back', async () => {
    const { page } = moderator;
    await page.goto(at('/q/B2'));
    const before = await standing(page);
    await page.getByRole('link', { name: 'Move, split, merge B2·1', exact: true }).click();
    await page.waitForURL('**/c/B2-1/arrange');
    await page.getByRole('heading', { level: 1, name: 'Move B2·1' }).waitFor();
    await isAccessible(moderator);
    await page.getByLabel('Question, for a move').selectOption('B3');
    await page.getByRole('button', { name: 'Do it' }).click();
    // Nothing is done without a reason, and nothing that was chosen is lost.
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Question, for a move').inputValue()).toBe('B3');
    await page.getByLabel('Reason, shown to all readers').fill('It answers B3.');
    await shoot(page, 'arrange-1440');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.waitForURL('**/q/B3#B2-1');
    await page.getByText('Moved here from B2 by a moderator. Reason: It answers B3.').waitFor();

    await participant.page.goto(at('/q/B2#B2-1'));
    await participant.page.getByText(/^B2·1 and \d replies were moved to B3 by a moderator/).waitFor();
    await shoot(participant.page, 'moved-1440');
    await isAccessible(participant);
    await participant.page.getByRole('link', { name: 'Go to B2·1' }).click();
    await participant.page.waitForURL('**/q/B3#B2-1');
    expect(await participant.page.locator('#B2-1').isVisible()).toBe(true);

    await page.goto(at('/c/B2-3/arrange'));
    await page.getByLabel('Make it a thread of its own').check();
    await page.getByLabel('Reason, shown to all readers').fill('A question of its own.');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.waitForURL('**/q/B3#B2-3');
    await page.goto(at('/c/B2-3/arrange'));
    await page.getByLabel('Put it under another contribution').check();
    await page.getByLabel(/^Reference such as/).fill('B2·4');
    await page.getByLabel('Reason, shown to all readers').fill('Belongs to what was said there.');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.waitForURL('**/q/B2#B2-3');
    for (const ref of ['B2-3', 'B2-3', 'B2-1']) {
      await page.goto(at(`/c/${ref}/arrange`));
      await page.getByRole('button', { name: 'Take this back' }).first().click();
      await page.waitForURL(`**/q/B*#${ref}`);
    }
    await page.goto(at('/q/B2'));
    expect(await standing(page)).toEqual(before);
  });
});

describe('a thread of ten thousand', () => {
  it('opens where a deep link leads, and is turned page by page', async () => {
    const port = readFileSync(join(program.dataDir, 'postgres.port'), 'utf8').trim();
    const password = readFileSync(join(program.dataDir, 'postgres.password'), 'utf8').trim();
    const pool = openPool(`postgres://colloquy:${password}@127.0.0.1:${port}/colloquy`, { max: 2 });
    const question = await pool.db.selectFrom('guiding_question as q').innerJoin('thread as t', 't.question_id', 'q.id').innerJoin('forum as f', 'f.id', 'q.forum_id').select(['q.id', 'q.forum_id', 't.last_number']).where('q.code', '=', 'A4').where('f.number', '=', 2).executeTakeFirstOrThrow();
    await crowd(pool, { forumId: question.forum_id, questionId: question.id, count: 10_000, depth: 200, from: question.last_number });
    await pool.end();
    const { page } = participant;
    // An old link, without a page in it, is led on.
    await page.goto(at('/q/A4#A4-700'));
    await page.waitForURL('**/q/A4?after=A4-690#A4-700');
    await page.goto(at('/c/A4-5000'));
    await page.waitForURL('**/q/A4?after=A4-4990#A4-5000');
    expect(await page.locator('#A4-5000').evaluate((e) => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().top < window.innerHeight)).toBe(true);
    expect(await page.locator('article.contrib').count()).toBe(50);
    await shoot(page, 'huge-1440');
    await isAccessible(participant);
    await page.getByRole('link', { name: 'Later contributions' }).last().click();
    await page.locator('#A4-5041').waitFor();
    await page.getByRole('link', { name: 'Earlier contributions' }).first().click();
    await page.locator('#A4-5000').waitFor();
    await page.getByRole('link', { name: 'To the end' }).last().click();
    await page.locator(`#A4-${question.last_number + 10_000}`).waitFor();
  });
});
