import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perceptualOf } from '../src/domain/moderation/aids/pdq.ts';
import { luminanceOf } from '../src/platform/incoming/luminance.ts';
import { scene } from '../tests/files.ts';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { type Program, startProgram } from './program.ts';

// A picture on a list of known material: uploaded by a participant, seen by nobody, looked at by two and settled by two.
let program: Program;
let browser: Browser;
let folder = '';
const forum = '/en/f/internet-2012-2';
const shots = process.env['SHOTS'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'colloquy-quarantined-'));
  const picture = await scene(1).png().toBuffer();
  writeFileSync(join(folder, 'view.jpg'), await scene(1).resize(480, 320).jpeg({ quality: 75 }).toBuffer());
  const [luminance] = await luminanceOf(picture);
  const bits = luminance && perceptualOf(luminance)?.bits;
  writeFileSync(join(folder, 'list.json'), JSON.stringify({ format: 'colloquy-hash-list/1', name: 'trial', source: 'A trial', entries: [{ id: 'scene-1', pdq: Buffer.from(bits ?? []).toString('hex') }] }));
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
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
/** Presses a button and waits for the page it leads to. */
const press = async ({ page }: Reader, name: string) => {
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).click()]);
};
const narrow = async ({ page }: Reader) => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);

describe('known material', () => {
  it('is held on its way in, opened and settled by two without script, and back in its place when it was none', async () => {
    expect((await program.cli('load-hash-list', join(folder, 'list.json'))).out).toContain('trial, version 1: 1 entries.');
    expect((await program.cli('list-hash-lists')).out).toContain('in force  trial, version 1');
    const halden = await signedIn('halden');
    await halden.page.goto(`${program.origin}${forum}/q/B2/write`);
    await halden.page.locator('textarea[name=text]').fill('We measured this.');
    await halden.page.getByRole('button', { name: 'Attach files' }).click();
    await halden.page.getByLabel('File', { exact: true }).setInputFiles(join(folder, 'view.jpg'));
    await halden.page.getByLabel('What is in it').fill('A view of the street');
    await halden.page.getByRole('button', { name: 'Attach', exact: true }).click();
    expect(await halden.page.getByText('A view of the street').count()).toBe(0);
    // The worker's job compares it within seconds.
    for (let i = 0; i < 60 && !(await halden.page.getByText('File 1 is held').count()); i += 1) {
      await halden.page.waitForTimeout(500);
      await halden.page.reload();
    }
    expect(await halden.page.getByText('File 1 is held and cannot be opened.').isVisible()).toBe(true);
    await shot(halden, 'held-draft-1440');
    await halden.page.getByRole('link', { name: 'Back to the text' }).click();
    await halden.page.getByRole('button', { name: 'Contribute to B2' }).click();
    await halden.page.waitForURL(/\/q\/B2(#|$)/);
    await halden.page.getByText('File 1 is held and cannot be opened.').waitFor();

    const quiet = { javaScriptEnabled: false, viewport: { width: 1440, height: 900 } };
    const [first, second] = [await signedIn('ferrante', quiet), await signedIn('keller', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })];
    await first.page.goto(`${program.origin}${forum}/mod`);
    await first.page.getByRole('link', { name: 'Quarantine: 1 item waits for two people' }).click();
    await shot(first, 'quarantine-list-1440');
    await first.page.getByRole('link', { name: 'Q-001' }).click();
    expect(await first.page.getByText('Like entry scene-1 of the list trial (version 1)').isVisible()).toBe(true);
    await first.page.getByLabel('Why you ask to see it').fill('To decide on a match.');
    await press(first, 'Ask to open it');
    expect(await first.page.getByRole('button', { name: 'Look at it' }).count()).toBe(0);
    await shot(first, 'quarantine-asked-1440');
    await second.page.goto(`${program.origin}${forum}/mod/quarantine/Q-001`);
    await press(second, 'Grant for an hour');
    await narrow(second);
    await shot(second, 'quarantine-granted-390');
    await first.page.reload();
    await press(first, 'Look at it');
    const picture = first.page.getByRole('img', { name: 'The picture in quarantine' });
    expect([await first.page.getByText('A view of the street').isVisible(), await picture.isVisible()]).toEqual([true, false]);
    await shot(first, 'quarantine-covered-1440');
    await first.page.getByText('Show the picture, small and in grey').click();
    await first.page.waitForTimeout(500);
    const filter = () => picture.evaluate((img) => getComputedStyle(img).filter);
    expect([await picture.isVisible(), await filter()]).toEqual([true, 'grayscale(1)']);
    await shot(first, 'quarantine-grey-1440');
    await first.page.getByLabel('In colour').check();
    expect(await filter()).toBe('none');
    await first.page.getByLabel('Release', { exact: false }).first().check();
    await first.page.getByRole('textbox', { name: 'Why', exact: true }).fill('A street, and no entry of a list.');
    await press(first, 'Propose');
    await shot(first, 'quarantine-proposed-1440');
    await second.page.reload();
    await press(second, 'Agree');
    await narrow(second);
    await shot(second, 'quarantine-released-390');
    await halden.page.goto(`${program.origin}${forum}/q/B2`);
    expect(await halden.page.getByRole('img', { name: 'A view of the street' }).count()).toBe(1);
    for (const reader of [halden, first, second]) {
      expect(reader.complaints).toEqual([]);
      await reader.context.close();
    }
  });

  it('confirmed is a case and may be packed for an authority; the pages have no barriers, in Russian too', async () => {
    const [first, second] = [await signedIn('ferrante', { viewport: { width: 1440, height: 900 } }), await signedIn('keller', { viewport: { width: 1440, height: 900 } })];
    await first.page.goto(`${program.origin}${forum}/q/B2`);
    const ref = ((await first.page.locator('article').filter({ hasText: 'We measured this.' }).getAttribute('id')) ?? '').replace('-', '·');
    await first.page.goto(`${program.origin}${forum}/mod/quarantine`);
    await first.page.getByLabel('Contribution').fill(ref);
    await first.page.getByLabel('Reason').fill('Names how to hurt somebody.');
    await press(first, 'Put in quarantine now');
    await first.page.getByLabel('Why you ask to see it').fill('To decide.');
    await press(first, 'Ask to open it');
    await second.page.goto(`${program.origin}${forum}/mod/quarantine/Q-002`);
    await press(second, 'Grant for an hour');
    await first.page.reload();
    await press(first, 'Look at it');
    await isAccessible(first);
    await first.page.getByLabel('Keep held', { exact: false }).first().check();
    await first.page.getByRole('textbox', { name: 'Why', exact: true }).fill('As it says.');
    await press(first, 'Propose');
    await second.page.reload();
    await press(second, 'Agree');
    await second.page.getByRole('textbox', { name: 'Authority', exact: true }).fill('Federal Criminal Office');
    await second.page.getByRole('textbox', { name: 'Legal basis' }).fill('A law of its State');
    await second.page.getByRole('textbox', { name: 'What the authority should know' }).fill('Found today.');
    await press(second, 'Ask another person to confirm');
    await first.page.reload();
    await press(first, 'Confirm and make the package');
    const [download] = await Promise.all([first.page.waitForEvent('download'), first.page.getByRole('button', { name: 'Take the package (ZIP)' }).click()]);
    expect(download.suggestedFilename()).toBe('Q-002-referral.zip');
    if (shots) await download.saveAs(join(shots, 'referral.zip'));
    await isAccessible(first);
    await shot(first, 'quarantine-referred-1440');
    await first.page.goto(`${program.origin}/ru/f/internet-2012-2/mod/quarantine/Q-002`);
    await isAccessible(first);
    await shot(first, 'quarantine-ru-1440');
    await first.page.goto(`${program.origin}${forum}/q/B2`);
    expect(await first.page.getByText(`${ref} is held and cannot be read.`).isVisible()).toBe(true);
    for (const reader of [first, second]) {
      expect(reader.complaints).toEqual([]);
      await reader.context.close();
    }
  });
});
