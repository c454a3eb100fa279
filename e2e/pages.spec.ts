import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { comeIn } from './people.ts';
import { type Program, startProgram } from './program.ts';

// Pages of accreditation and of one's account as their readers see them: without barriers in Latin and Cyrillic
// letters, light and dark, and no wider than a telephone in the longest language. With SHOTS=FOLDER they are pictured.
let program: Program;
let browser: Browser;
const readers: Record<string, Reader> = {};
const forum = '/f/internet-2012-2';
const pages: Readonly<Record<string, readonly string[]>> = {
  visitor: ['/sign-in', '/privacy', '/s/internet-2012/1/transparency'],
  quist: ['/me', '/me/security', '/me/security/second', '/me/passkeys', '/me/profile', '/me/data', '/me/leaving', `${forum}/delegation`],
  weiss: [`${forum}/desk`, `${forum}/mod/desk`, `${forum}/mod/duty`, `${forum}/transparency`, `${forum}/run`, `${forum}/run/invitations`, `${forum}/run/invitations/remind`, `${forum}/run/applications`, `${forum}/delegations`, `${forum}/recovery`],
};

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  browser = await openBrowser();
  readers['visitor'] = await newReader(browser);
  for (const name of ['quist', 'weiss']) readers[name] = await comeIn(browser, program, `${name}@demonstration.invalid`);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** Goes through every page as whoever it is for. */
async function each(locale: string, look: (reader: Reader, path: string) => Promise<void>): Promise<void> {
  for (const [name, paths] of Object.entries(pages)) {
    const reader = readers[name];
    if (!reader) throw new Error(`${name} has not come`);
    for (const path of paths) {
      expect((await reader.page.goto(`${program.origin}/${locale}${path}`))?.status(), path).toBe(200);
      await look(reader, path);
    }
  }
}

describe('the pages of accreditation and account', () => {
  for (const locale of ['en', 'ru']) {
    it(`hold nobody up, light and dark (${locale})`, async () => {
      await each(locale, async (reader) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          // Without motion: a colour on its way from light to dark is neither.
          await reader.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await reader.page.waitForTimeout(200);
          await isAccessible(reader);
        }
        expect(await reader.page.getByRole('heading', { level: 1 }).count()).toBe(1);
      });
    });
  }

  it('have the one that one is on in sight, in a list longer than the screen', async () => {
    const page = readers['weiss']?.page;
    if (!page) throw new Error('weiss has not come');
    await page.setViewportSize({ width: 1440, height: 600 });
    await page.goto(`${program.origin}/en${forum}/mod/desk`);
    await page.waitForFunction(() => {
      const here = document.querySelector('nav.rail [aria-current]')?.getBoundingClientRect();
      return here !== undefined && here.top > 0 && here.bottom < window.innerHeight;
    });
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });

  for (const locale of ['de', 'ru']) {
    it(`are no wider than a telephone (${locale})`, async () => {
      for (const { page } of Object.values(readers)) await page.setViewportSize({ width: 390, height: 844 });
      await each(locale, async ({ page }, path) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
        if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${locale}-390-${path.replaceAll('/', '_')}.png`, fullPage: true });
      });
    });
  }
});
