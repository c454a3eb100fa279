import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { comeIn } from './people.ts';
import { type Program, startProgram } from './program.ts';

// The rapporteur's pages in the demonstration: by keyboard alone, once without script, without barriers and no wider
// than a telephone. With SHOTS=FOLDER they are pictured.
let program: Program;
let browser: Browser;
let osei: Reader;
const forum = '/f/internet-2012-2';
const pages = [`${forum}/bench/B`, `${forum}/codes`, `${forum}/finding/F-01`, `${forum}/coverage`];

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-20T10:00:00Z']);
  browser = await openBrowser();
  osei = await comeIn(browser, program, 'osei@demonstration.invalid');
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const at = (locale: string, path: string) => `${program.origin}/${locale}${path}`;

/** Goes on by the Tab key until the named thing has the focus. */
async function tabTo(page: Page, matching: RegExp, most = 120): Promise<void> {
  const name = () => page.evaluate(() => {
    const on = document.activeElement;
    const labels = on instanceof HTMLInputElement || on instanceof HTMLTextAreaElement || on instanceof HTMLSelectElement ? [...(on.labels ?? [])].map((label) => label.textContent).join(' ') : '';
    return labels || on?.textContent || '';
  });
  for (let n = 0; n < most; n += 1) {
    if (matching.test(await name())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`nothing that matches ${matching} takes the focus`);
}

describe('the workbench', () => {
  it('is worked by keyboard alone: the next open text, a sentence, a code, the passage marked', async () => {
    const { page } = osei;
    await page.goto(at('en', `${forum}/codes`));
    // The folds of the tree are passed; the field after them is that of a new code.
    await tabTo(page, /^Name$/, 400);
    await page.keyboard.type('By keyboard');
    await tabTo(page, /^Add a code$/);
    await page.keyboard.press('Enter');
    await page.locator('.codetree b', { hasText: 'By keyboard' }).waitFor();
    await page.goto(at('en', `${forum}/bench/B`));
    const was = await page.locator('#h-t').textContent();
    await page.keyboard.press('j');
    await page.waitForFunction((text) => document.querySelector('#h-t')?.textContent !== text, was);
    await page.locator('#f-quote').focus();
    await tabTo(page, /^Choose a sentence$/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await tabTo(page, /^Codes$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^By keyboard$/, 200);
    await page.keyboard.press('Space');
    await tabTo(page, /^Mark the passage$/);
    await page.keyboard.press('Enter');
    await page.locator('.excerpts .tag', { hasText: 'By keyboard' }).waitFor();
  });

  it('narrows, marks and edits without script', async () => {
    const plain = await newReader(browser, { javaScriptEnabled: false });
    await plain.context.addCookies(await osei.context.cookies());
    const { page } = plain;
    await page.goto(at('en', `${forum}/bench/B`));
    await page.getByText('Filter', { exact: true }).click();
    await page.getByLabel('Language of the text').selectOption('ru');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    for (const item of await page.locator('.streamitem p').all()) expect(await item.getAttribute('lang')).toBe('ru');
    await page.locator('.streamitem').first().click();
    await page.getByText('Choose a sentence', { exact: true }).click();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Mark the passage' }).click();
    expect(await page.locator('.excerpts > li').count()).toBeGreaterThan(0);
    await page.goto(at('en', `${forum}/finding/F-01`));
    await page.getByLabel('Text of the finding').fill('Edited without script.');
    await page.getByRole('button', { name: 'Save this wording' }).click();
    await page.getByRole('heading', { name: 'Earlier wordings' }).waitFor();
    await plain.context.close();
  });

  for (const locale of ['en', 'ru']) {
    it(`holds nobody up and is no wider than a telephone (${locale})`, async () => {
      const { page } = osei;
      for (const path of pages) {
        for (const [width, height] of [[1440, 900], [390, 844]] as const) {
          await page.setViewportSize({ width, height });
          expect((await page.goto(at(locale, path)))?.status(), path).toBe(200);
          await isAccessible(osei);
          if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${locale}-${width}${path.replaceAll('/', '_')}.png` });
          expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at ${width}`).toBeLessThanOrEqual(width);
        }
      }
      expect(osei.complaints).toEqual([]);
    });
  }
});
