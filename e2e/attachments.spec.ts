import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperPdf, photograph, wordDocumentOfSomebody } from '../tests/files.ts';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { type Program, startProgram } from './program.ts';

// What goes with a contribution, by a participant without script, on a telephone, in Russian; and by a moderator.
let program: Program;
let browser: Browser;
let folder = '';
let translator: Server;
const forum = '/en/f/internet-2012-2';
const shots = process.env['SHOTS'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'colloquy-files-'));
  writeFileSync(join(folder, 'position.docx'), await wordDocumentOfSomebody());
  writeFileSync(join(folder, 'paper.pdf'), await paperPdf());
  writeFileSync(join(folder, 'photograph.jpg'), await photograph());
  writeFileSync(join(folder, 'words.txt'), 'words');
  // A translator that speaks LibreTranslate's protocol, and answers in capitals.
  translator = createServer((request, reply) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString(); });
    request.on('end', () => reply.end(JSON.stringify({ translatedText: (JSON.parse(body) as { q: string[] }).q.map((text) => text.toUpperCase()) })));
  });
  await new Promise<void>((listening) => translator.listen(0, '127.0.0.1', listening));
  const address = translator.address();
  process.env['TRANSLATOR_URL'] = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  process.env['TRANSLATOR_CEILING'] = 'TLP:GREEN';
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  translator?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function signedIn(person: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
  const reader = await newReader(browser, options);
  await reader.page.goto((await program.cli('sign-in-link', `${person}@demonstration.invalid`)).out.trim());
  await reader.page.getByRole('button').first().click();
  await reader.page.waitForURL((url) => !url.pathname.includes('sign-in'));
  return reader;
}
const shot = async ({ page }: Reader, name: string) => {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
};
const narrow = async ({ page }: Reader) => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
const chooser = (name: string) => join(folder, name);

describe('a participant', () => {
  it('attaches files without script, on a telephone: is told what was removed, loses nothing typed, and posts', async () => {
    const reader = await signedIn('halden', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const { page } = reader;
    await page.goto(`${program.origin}${forum}/q/B2/write`);
    await page.locator('textarea[name=text]').fill('We preserved [first](https://www.example.org/how).\n\n::: A quotation from a propaganda text\nThe words themselves.\n:::');
    await page.getByRole('button', { name: 'Attach files' }).click();
    await page.getByLabel('File', { exact: true }).setInputFiles(chooser('words.txt'));
    await page.getByLabel('What is in it').fill('How long preservation took');
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toContain('no PDF, no picture');
    expect(await page.getByLabel('What is in it').inputValue()).toBe('How long preservation took');
    await shot(reader, 'attach-refused-390');

    await page.getByLabel('File', { exact: true }).setInputFiles(chooser('position.docx'));
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    expect(await page.getByRole('status').locator('..').textContent()).toMatch(/File 1 is attached.*Removed from the file: .*names of persons or organizations/s);
    await page.getByLabel('File', { exact: true }).setInputFiles(chooser('photograph.jpg'));
    await page.getByLabel('What is in it').fill('A seized server');
    await page.getByLabel('Put it behind a cover').check();
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    await narrow(reader);
    await shot(reader, 'attach-390');
    await page.getByRole('link', { name: 'Back to the text' }).click();
    expect(await page.locator('textarea[name=text]').inputValue()).toContain('We preserved');
    // The translator of this site gets nothing stricter.
    await page.locator('select[name=marking]').selectOption('TLP:GREEN');
    await page.getByRole('button', { name: 'Contribute to B2' }).click();

    const said = page.locator('article').filter({ hasText: /We preserved/ });
    expect(await said.getByText('Covered: A quotation from a propaganda text').isVisible()).toBe(true);
    expect(await said.getByText('The words themselves.').isVisible()).toBe(false);
    await said.getByText('Covered: A quotation').click();
    expect(await said.getByText('The words themselves.').isVisible()).toBe(true);
    await said.getByText('Text of the file').click();
    expect(await said.getByText('Preserve first, then ask.').isVisible()).toBe(true);
    expect(await said.getByRole('img', { name: 'A seized server' }).isVisible()).toBe(false);
    await narrow(reader);
    await shot(reader, 'thread-390');
    // Out by the page on which one decides; nothing goes there by itself.
    await said.getByRole('link', { name: /first \(www\.example\.org\)/ }).click();
    expect(new URL(page.url()).pathname).toBe('/en/leave');
    expect(await page.getByRole('link', { name: 'Continue to www.example.org' }).getAttribute('href')).toBe('https://www.example.org/how');
    await narrow(reader);
    await shot(reader, 'leave-390');
    await reader.context.close();
  });

  it('reads them in Russian, opens a file, and finds the pages without barriers', async () => {
    const reader = await signedIn('halden', { viewport: { width: 1440, height: 900 } });
    const { page } = reader;
    await page.goto(`${program.origin}/ru/f/internet-2012-2/q/B2`);
    const said = page.locator('article').filter({ hasText: /We preserved/ });
    expect(await said.getByText('Закрыто: A seized server').isVisible()).toBe(true);
    await said.getByText('Закрыто: A seized server').click();
    const picture = said.getByRole('img', { name: 'A seized server' });
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => [...document.querySelectorAll('img')].every((img) => img.complete && img.naturalWidth > 0));
    const [download] = await Promise.all([page.waitForEvent('download'), said.getByRole('link', { name: /How long preservation took/ }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.docx$/);
    await isAccessible(reader);
    await shot(reader, 'thread-ru-1440');
    // A translation by the site's translator, told as what it is; the original is one key away.
    await said.getByRole('button', { name: 'Перевести на язык: Русский' }).click();
    for (let i = 0; i < 40 && !(await page.getByText('Машинный перевод, язык оригинала: English').count()); i += 1) {
      await page.waitForTimeout(250);
      await page.goto(`${program.origin}/ru/f/internet-2012-2/q/B2`);
    }
    const translated = page.locator('article').filter({ hasText: /WE PRESERVED/ });
    expect(await translated.getByText('Машинный перевод, язык оригинала: English').isVisible()).toBe(true);
    expect(await translated.getByText(/We preserved/).isVisible()).toBe(false);
    await translated.getByText('Оригинал (English)').focus();
    await page.keyboard.press('Enter');
    expect(await translated.getByText(/We preserved/).isVisible()).toBe(true);
    await isAccessible(reader);
    await shot(reader, 'translated-ru-1440');
    expect(reader.complaints).toEqual([]);
    await reader.context.close();
  });

  it('adds a file to what was posted, and takes it back', async () => {
    const reader = await signedIn('halden', { viewport: { width: 1440, height: 900 } });
    const { page } = reader;
    await page.goto(`${program.origin}${forum}/q/B2`);
    const anchor = (await page.locator('article').filter({ hasText: /We preserved/ }).getAttribute('id')) ?? '';
    await page.goto(`${program.origin}${forum}/c/${anchor}/edit`);
    await page.getByRole('link', { name: 'Attach files' }).click();
    await page.getByLabel('File', { exact: true }).setInputFiles(chooser('paper.pdf'));
    await page.getByLabel('What is in it').fill('The paper');
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    expect(await page.getByRole('status').textContent()).toContain('File 3 is attached.');
    await isAccessible(reader);
    await shot(reader, 'attach-1440');
    await page.getByRole('button', { name: /^Remove.*The paper/ }).click();
    expect(await page.getByText('The paper').count()).toBe(0);
    await page.goto(`${program.origin}${forum}/q/B2`);
    expect(await page.getByText('File 3 was taken back by its author.').isVisible()).toBe(true);
    expect(reader.complaints).toEqual([]);
    await reader.context.close();
  });
});
