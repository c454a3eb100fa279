import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let browser: Browser;
let cookies: Awaited<ReturnType<Reader['context']['cookies']>> = [];
const forum = '/f/internet-2012-2';
const during = '2012-07-05T12:25:00Z';

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', during]);
  browser = await openBrowser();
  const first = await newReader(browser);
  await first.page.goto(/participant \(law enforcement\)\s+(\S+)/.exec(program.printed())?.[1] ?? '');
  await first.page.getByRole('button', { name: 'Sign in on this device' }).click();
  await first.page.waitForURL('**/me');
  cookies = await first.context.cookies();
  await first.context.close();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const at = (locale: string, path: string) => `${program.origin}/${locale}${forum}${path}`;
/** A browser of its own, signed in as the same participant. */
async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
  const reader = await newReader(browser, options);
  await reader.context.addCookies(cookies);
  return reader;
}
const text = (page: Page) => page.getByRole('textbox').first();
const says = (page: Page, words: RegExp | string) => page.getByText(words).first().waitFor();
const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name });
/** The composer of a question. */
async function write(reader: Reader, code: string, locale = 'en'): Promise<Page> {
  await reader.page.goto(at(locale, `/q/${code}/write`));
  return reader.page;
}
const copies = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('colloquy.draft.')).length);
/** The page may say that the draft is saved before its script has heard it: the copy goes when it has. */
const hasNoCopy = (page: Page) => page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('colloquy.draft.')));
/** Types as people do, with the state of every letter going through the page. */
const type = (page: Page, words: string) => text(page).pressSequentially(words, { delay: 5 });

describe('a line that fails', () => {
  it('before the first word, after it, and at sending leaves the text in place and says so; it stands once at last', async () => {
    const reader = await open();
    const page = await write(reader, 'B1');
    await reader.context.setOffline(true);
    await type(page, 'Written without a line.');
    await says(page, /Not saved on the server since .* safe on this device/);
    expect(await copies(page)).toBe(1);
    await reader.context.setOffline(false);
    await says(page, /Draft saved/);
    await hasNoCopy(page);

    await reader.context.setOffline(true);
    await type(page, ' And a word more.');
    await button(page, 'Contribute to B1').click();
    await says(page, 'Not sent: the server did not answer.');
    expect(await text(page).inputValue()).toBe('Written without a line. And a word more.');
    await reader.context.setOffline(false);
    await button(page, 'Contribute to B1').click();
    await page.waitForURL(/\/q\/B1#B1-\d+$/);
    await page.getByText('Written without a line. And a word more.').waitFor();
    expect(await page.getByText('Written without a line. And a word more.').count()).toBe(1);
    await hasNoCopy(page);
    await page.goto(at('en', '/q/B1/write'));
    expect(await text(page).inputValue()).toBe('');
    await reader.context.close();
  });

  it('for the draft alone, for as long as the browser lives, gives the text back in the next one of the same device', async () => {
    const reader = await open();
    const page = await write(reader, 'B1');
    await reader.context.route('**/write/draft', (route) => route.abort());
    await type(page, 'Only on this device.');
    await says(page, /safe on this device/);
    await page.close();
    const again = await reader.context.newPage();
    await again.goto(at('en', '/q/B1/write'));
    await says(again, /Restored from this device|Not saved on the server/);
    expect(await text(again).inputValue()).toBe('Only on this device.');
    await reader.context.unroute('**/write/draft');
    await again.reload();
    await says(again, /Draft saved/);
    expect(await text(again).inputValue()).toBe('Only on this device.');
    await hasNoCopy(again);
    // On another device it is there now.
    const other = await open();
    expect(await text(await write(other, 'B1')).inputValue()).toBe('Only on this device.');
    await other.context.close();
    await reader.context.close();
  });

  it('on a shared computer, which keeps no copy, is said to be nowhere', async () => {
    const reader = await open();
    const page = await write(reader, 'B2');
    await page.getByLabel('Shared computer: keep no copy on this device').check();
    await reader.context.setOffline(true);
    await type(page, 'Nowhere else.');
    await says(page, /Saved nowhere/);
    await hasNoCopy(page);
    await reader.context.setOffline(false);
    await says(page, /Draft saved/);
    await reader.context.close();
  });

  it('while the whole browser is killed in the middle of a word costs less than three seconds of writing', async () => {
    for (const line of ['up', 'down'] as const) {
      const reader = await open();
      const page = await write(reader, line === 'up' ? 'A1' : 'A2');
      if (line === 'down') await reader.context.setOffline(true);
      const letters: number[] = [];
      await text(page).focus();
      const began = Date.now();
      // Never a moment of rest.
      while (Date.now() - began < 7_000) {
        await page.keyboard.type('a');
        letters.push(Date.now());
        await pause(40);
      }
      const crash = await reader.context.newCDPSession(page);
      const killed = Date.now();
      void crash.send('Page.crash').catch(() => {});
      await pause(500);
      await page.close();
      await reader.context.setOffline(false);
      const again = await reader.context.newPage();
      await again.goto(at('en', line === 'up' ? '/q/A1/write' : '/q/A2/write'));
      await says(again, /Draft saved|Restored/);
      const left = (await text(again).inputValue()).length;
      expect(left, line).toBeGreaterThan(0);
      expect(killed - (letters[left - 1] ?? 0), `${line}: ${letters.length - left} letters lost`).toBeLessThan(3_000);
      await reader.context.close();
    }
  });
});

describe('two windows', () => {
  it('keep both texts, show them to each other, and go on with the one chosen', async () => {
    const [left, right] = [await open(), await open()];
    const [one, two] = [await write(left, 'C1'), await write(right, 'C1')];
    await type(one, 'From the left window.');
    await says(one, /Draft saved/);
    await type(two, 'From the right window.');
    await says(two, 'This draft is also open in another window.');
    await two.getByText('From the left window.').waitFor();
    await isAccessible(right);
    await type(one, ' Longer.');
    await one.getByText('From the right window.').waitFor();
    await button(two, 'Go on with this text').click();
    await two.waitForFunction(() => document.querySelector('textarea')?.value === 'From the left window. Longer.');
    await two.getByText('From the right window.').waitFor();
    await button(two, 'Drop this text').click();
    await two.getByText('From the right window.').waitFor({ state: 'detached' });
    await type(two, ' Ended on the right.');
    await button(two, 'Contribute to C1').click();
    await two.waitForURL(/#C1-\d+$/);
    await left.context.close();
    await right.context.close();
  });
});

describe('while one writes', () => {
  it('the session ends: the text stays, says so, and is sent after signing in elsewhere', async () => {
    const reader = await open();
    const page = await write(reader, 'B3');
    await type(page, 'Written over the end of a session.');
    await says(page, /Draft saved/);
    await reader.context.clearCookies();
    await type(page, ' With more.');
    await says(page, /you are signed out/);
    await page.getByRole('link', { name: 'Sign in in another window' }).waitFor();
    await button(page, 'Contribute to B3').click();
    await says(page, /you are signed out/);
    expect(await text(page).inputValue()).toBe('Written over the end of a session. With more.');
    expect(await copies(page)).toBe(1);
    await reader.context.addCookies(cookies);
    await button(page, 'Contribute to B3').click();
    await page.waitForURL(/#B3-\d+$/);
    await page.getByText('Written over the end of a session. With more.').waitFor();
    await hasNoCopy(page);
    await reader.context.close();
  });

  it('what is refused is still there, as typed, with the reason', async () => {
    const reader = await open();
    const page = await write(reader, 'B3');
    const long = 'Far too long. '.repeat(1_500);
    await text(page).fill(long);
    await button(page, 'Contribute to B3').click();
    await page.getByRole('alert').getByText('This is longer than 20,000 characters').waitFor();
    expect(await text(page).inputValue()).toBe(long);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    await isAccessible(reader);
    await reader.page.reload();
    expect(await text(page).inputValue()).toBe(long);
    await text(page).fill('');
    await says(page, /Draft saved/);
    await reader.context.close();
  });

  it('who signs out leaves nothing on the device, nor does who comes after find anything of theirs', async () => {
    const reader = await open();
    const page = await write(reader, 'B2');
    await reader.context.route('**/write/draft', (route) => route.abort());
    await type(page, ' For the next one to find?');
    await says(page, /safe on this device/);
    expect(await copies(page)).toBe(1);
    // Somebody else writes here without anybody having signed out.
    await page.evaluate(() => localStorage.setItem('colloquy.draft.somebody-else.place', '{"text":"secret"}'));
    await page.reload();
    await pause(500);
    expect(await page.evaluate(() => Object.keys(localStorage).some((key) => key.includes('somebody-else')))).toBe(false);
    await page.goto(`${program.origin}/en/me`);
    await reader.context.route('**/sign-out', (route) => route.abort());
    await button(page, 'Sign out').click().catch(() => {});
    await pause(500);
    await reader.page.goto(`${program.origin}/en/`);
    await hasNoCopy(page);
    await reader.context.close();
  });
});

describe('the composer', () => {
  it('is used by keys alone: one stop for the bar, arrows in it, Ctrl with B, Ctrl with Enter', async () => {
    const reader = await open();
    const page = await write(reader, 'C3');
    await page.keyboard.press('Tab');
    for (let i = 0; i < 60 && (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) !== 'Bold'; i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Italic');
    await page.keyboard.press('End');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Paragraph of the paper');
    await page.keyboard.press('Tab');
    await page.keyboard.type('By keys, ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('alone');
    expect(await text(page).inputValue()).toBe('By keys, **alone**');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/#C3-\d+$/);
    await page.locator('strong', { hasText: 'alone' }).waitFor();
    await reader.context.close();
  });

  it('quotes the words selected, or the whole where none are', async () => {
    const reader = await open();
    const { page } = reader;
    await page.goto(at('en', '/q/C3'));
    const mine = page.locator('article', { hasText: 'By keys, alone' });
    await mine.locator('strong').dblclick();
    await mine.getByRole('link', { name: /^Quote C3/ }).click();
    await page.waitForURL(/write\?to=/);
    await page.waitForFunction(() => /^C3·\d+:\n\n> alone\n\n$/.test(document.querySelector('textarea')?.value ?? ''));
    await says(page, /Draft saved/);
    await page.goto(at('en', '/q/C3'));
    await mine.getByRole('link', { name: /^Quote C3/ }).click();
    await page.waitForFunction(() => document.querySelector('textarea')?.value.endsWith('> By keys, **alone**\n\n'));
    await says(page, /Draft saved/);
    await reader.context.close();
  });

  it('shows what a hidden author should know while they write, and sends it as it is when told to', async () => {
    const reader = await open();
    const page = await write(reader, 'A3');
    await page.getByRole('radio', { name: /^Not attributed/ }).check();
    await type(page, 'The hold is ninety days.\n\nBest regards,\nsomebody');
    await says(page, /these words seem to say who writes/);
    await page.locator('mark', { hasText: 'Best regards' }).waitFor();
    await isAccessible(reader);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/notices.png`, fullPage: true });
    await button(page, 'Contribute to A3').click();
    // Without an author it waits to be released with others.
    await page.waitForURL(/\/q\/A3\/waiting$/);
    await page.getByText('The hold is ninety days.').waitFor();
    await hasNoCopy(page);
    await reader.context.close();
  });

  it('previews what it will be, recognises its language, and fits a narrow window in Russian and German', async () => {
    for (const [locale, words, send] of [['ru', 'Провайдеры хранят данные девяносто дней, см. A1·1.', 'Просмотр'], ['de', 'Die Anbieter bewahren Daten neunzig Tage auf, siehe A1·1.', 'Vorschau']] as const) {
      const reader = await open({ viewport: { width: 390, height: 844 } });
      const page = await write(reader, 'A3', locale);
      await text(page).fill(words);
      await button(page, send).click();
      const preview = page.locator('.panel__body.read');
      await preview.waitFor();
      expect(await preview.getAttribute('lang')).toBe(locale);
      await preview.locator('a.pararef').waitFor();
      await isAccessible(reader);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), locale).toBeLessThanOrEqual(0);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/composer-${locale}-390.png`, fullPage: true });
      await preview.locator('a.pararef').click();
      await page.waitForURL(new RegExp(`/${locale}/f/.*#A1-1$`));
      expect(reader.complaints).toEqual([]);
      await reader.context.close();
    }
  });

  it('works without script: previews, keeps, refuses and sends', async () => {
    const reader = await open({ javaScriptEnabled: false });
    const page = await write(reader, 'C2');
    await text(page).fill('Without script, **plainly**.');
    await button(page, 'Preview').click();
    await page.locator('.panel__body strong', { hasText: 'plainly' }).waitFor();
    await button(page, 'Save the draft').click();
    await says(page, /Draft saved/);
    const second = await reader.context.newPage();
    await second.goto(at('en', '/q/C2/write'));
    await text(second).fill('Another window, another text.');
    await text(page).fill('Without script, plainly, and more.');
    await button(page, 'Save the draft').click();
    await button(second, 'Save the draft').click();
    await says(second, 'Both texts are kept');
    expect(await text(second).inputValue()).toBe('Another window, another text.');
    await second.getByText('Without script, plainly, and more.').waitFor();
    if (process.env['SHOTS']) await second.screenshot({ path: `${process.env['SHOTS']}/two-windows.png`, fullPage: true });
    await button(page, 'Contribute to C2').click();
    await page.waitForURL(/#C2-\d+$/);
    await reader.context.close();
  });
});

describe('the closing minute', () => {
  it('passes while one writes: the text is kept as a draft, with script and without, and the page says so', async () => {
    const [reader, plain] = [await open(), await open({ javaScriptEnabled: false })];
    const [page, still] = [await write(reader, 'A2'), await write(plain, 'A1')];
    expect((await program.cli('advance-clock', '2012-07-06T14:59:50Z')).code).toBe(0);
    await text(page).fill('Begun in time.');
    await text(still).fill('Begun in time, without script.');
    await says(page, /Draft saved/);
    expect((await program.cli('advance-clock', '2012-07-06T15:00:00Z')).code).toBe(0);
    await type(page, ' Ended too late.');
    await says(page, /Draft saved/);
    await button(page, 'Contribute to A2').click();
    await button(still, 'Contribute to A1').click();
    for (const [one, words] of [[page, 'Begun in time. Ended too late.'], [still, 'Begun in time, without script.']] as const) {
      await one.getByRole('alert').getByText('The forum has closed.').waitFor();
      await says(one, 'Your text is still in the field and kept as a draft');
      expect(await text(one).inputValue()).toBe(words);
      await one.reload().catch(() => {});
      await one.goto(one.url().split('?')[0] ?? '');
      expect(await text(one).inputValue()).toBe(words);
    }
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/closed.png`, fullPage: true });
    await reader.context.close();
    await plain.context.close();
  });
});
