import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The system's Chromium, else the one that comes as a package. */
export async function openBrowser(): Promise<Browser> {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (system) return chromium.launch({ executablePath: system, args: quiet });
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: quiet });
}

/** One person at one browser; what the browser complains of is kept, and nothing may be. */
export type Reader = { page: Page; context: BrowserContext; complaints: string[] };

export async function newReader(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refusal is answered with 4xx on purpose; the browser notes it as an error of loading.
    if (message.type() === 'error' && !/status of (404|409|410|422)/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** What axe finds wrong with the page as it stands, WCAG 2.2 A and AA; nothing may be. */
export async function isAccessible({ page }: Reader): Promise<void> {
  // A page on its way to another says that it is busy, where axe knows no such word.
  await page.locator('html:not([aria-busy])').waitFor({ state: 'attached' });
  // Through the debugger, so that the page's own policy against foreign script stays as it is.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 2).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  expect(found, page.url()).toEqual([]);
}

/** What a first view of a page weighs on the line, fonts and all, in bytes: a browser that has nothing yet. */
export async function firstView(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await network.send('Network.enable');
  await page.goto(url, { waitUntil: 'networkidle' });
  await context.close();
  return bytes;
}
