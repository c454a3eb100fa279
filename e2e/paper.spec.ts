import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperDocument } from '../tests/paper-document.ts';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let browser: Browser;
let officer: Reader;
let organiser: Reader;

const paper = '/f/internet-2012-2/paper';
const at = (path: string, locale = 'en') => `${program.origin}/${locale}${path}`;

async function signedIn(role: RegExp, options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
  const reader = await newReader(browser, options);
  await reader.page.goto(role.exec(program.printed())?.[1] ?? '');
  await reader.page.getByRole('button').filter({ hasText: /Sign in on this device/ }).click();
  await reader.page.waitForURL('**/me');
  return reader;
}

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  browser = await openBrowser();
  officer = await signedIn(/participant \(law enforcement\)\s+(\S+)/);
  organiser = await signedIn(/organiser\s+(\S+)/, { viewport: { width: 1440, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe('the discussion paper', () => {
  it('takes an annotation with proposed wording by the keyboard alone', async () => {
    const { page } = officer;
    await page.goto(at(`${paper}?lang=en`));
    await isAccessible(officer);
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page.waitForURL(/[?&]p=p3#p3/);
    await page.getByRole('heading', { name: 'Paragraph 3' }).waitFor();
    await isAccessible(officer);
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Annotation', { exact: true }).focus();
    await page.keyboard.type('Say which three.');
    await page.getByLabel('Proposed wording (optional)').focus();
    await page.keyboard.type('Four differences recur.');
    await page.getByRole('button', { name: 'Annotate' }).press('Enter');
    await page.getByText('Say which three.').waitFor();
    await page.getByText('Proposed wording').first().click();
    await isAccessible(officer);
    expect(await page.locator('mark.hl').count()).toBeGreaterThan(0);
  });

  it('takes the words that are selected in the paragraph', async () => {
    const { page } = officer;
    await page.goto(at(`${paper}?lang=en&p=p4#p4`));
    await page.locator('[data-passage-target="text"] p').first().click({ clickCount: 3 });
    await expect.poll(() => page.getByLabel(/^Or only these words/).inputValue()).toMatch(/^Authorities that find such material/);
  });

  it('is changed by paragraph in a draft that participants do not see', async () => {
    const { page } = organiser;
    await page.goto(at(`${paper}/p4/edit?lang=en`));
    await isAccessible(organiser);
    await page.getByLabel('Wording (English)').fill('Wholly other words stand in this place now.');
    await page.getByRole('button', { name: 'Save the wording' }).click();
    await page.waitForURL(/paper\?lang=en/);
    await page.goto(at(`${paper}/p3/edit?lang=en`));
    await page.locator('#f-added').fill('A paragraph put in between.');
    await page.getByRole('button', { name: 'Add the paragraph' }).click();
    await page.getByRole('link', { name: 'Paragraph 3bis: link' }).waitFor();
    await isAccessible(organiser);
    await officer.page.goto(at(`${paper}?lang=en`));
    expect(await officer.page.getByText('Wholly other words').count()).toBe(0);
  });

  it('when circulated says what became of every annotation, and shows each where it was made', async () => {
    await organiser.page.getByRole('button', { name: /^Circulate to/ }).click();
    const { page } = officer;
    await expect.poll(async () => { await page.goto(at(`${paper}?lang=en`)); return page.getByText(/No longer in the text: [1-9]/).count(); }, { timeout: 10_000 }).toBe(1);
    await page.getByRole('heading', { name: 'No longer in the text' }).waitFor();
    await isAccessible(officer);
    await page.getByRole('link', { name: 'Made on version 1: see it there' }).last().click();
    await page.getByText('You are reading version 1; the newest is version 2.').waitFor();
    await page.getByRole('link', { name: 'Version 2', exact: true }).click();
    await page.getByRole('link', { name: 'What changed in version 2' }).click();
    await page.getByRole('heading', { name: 'What changed from version 1 to version 2' }).waitFor();
    await isAccessible(officer);
    await page.goto(at(`${paper}?lang=ru`, 'ru'));
    await page.getByText('Переведено с прежней формулировки').waitFor();
    await page.getByText('Ещё не переведено').waitFor();
  });

  it('goes to each body by letter, and a focal point says that it arrived', async () => {
    const delegate = await signedIn(/participant \(delegation\)\s+(\S+)/);
    const { page } = delegate;
    await expect.poll(() => program.letters.filter(({ subject }) => /(?:version|versione|versión|версия) 2$/i.test(subject)).length, { timeout: 20_000 }).toBeGreaterThan(20);
    await page.goto(at(paper));
    await page.getByText('Version 2 was circulated to your body. Has it arrived?').waitFor();
    await isAccessible(delegate);
    await page.getByRole('button', { name: 'We have received the paper' }).click();
    await page.getByText('Your body confirmed version 2').waitFor();
    await page.context().close();
    const desk = organiser.page;
    await desk.goto(at(`${paper}/receipts`));
    await desk.getByText('1 of 30 have confirmed').waitFor();
    await expect.poll(() => desk.reload().then(() => desk.getByText('Letter sent').count()), { timeout: 20_000 }).toBe(29);
    await isAccessible(organiser);
  });

  it('comes as a Word document, is shown before it is written, and stands after, on a narrow screen and without script', async () => {
    const narrow = await newReader(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 }, storageState: await organiser.context.storageState() });
    const { page } = narrow;
    await page.goto(at(paper));
    await page.getByRole('link', { name: 'Take over a Word document (DOCX)' }).click();
    await page.getByLabel('Document', { exact: true }).setInputFiles({ name: 'paper.docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', buffer: Buffer.from(await paperDocument()) });
    await page.getByRole('button', { name: 'Show what it would become' }).click();
    await page.getByText('Nothing has been written yet.').waitFor();
    await page.getByText('1 picture is left out.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByText('Change the text before it is written').click();
    const text = page.getByLabel('Text (Markdown; an empty line parts paragraphs)');
    await text.fill(`${await text.inputValue()}\n\nAdded by hand.`);
    await page.getByRole('button', { name: 'Show again' }).click();
    await page.getByText('Added by hand.').last().waitFor();
    await page.getByRole('button', { name: /^Write version 3 with 7 paragraphs/ }).click();
    await page.waitForURL(/paper\?lang=en/);
    await page.getByText('Second things second.').first().waitFor();
    await organiser.page.goto(at(paper));
    await organiser.page.getByRole('heading', { name: 'What has been tried' }).waitFor();
    await organiser.page.goto(at(`${paper}/import`));
    await isAccessible(organiser);
    await officer.page.goto(at(`${paper}?lang=en&beside=ru`));
    await officer.page.locator('.paper--beside [lang="ru"]').first().waitFor();
    await isAccessible(officer);
  });

  it('holds on a narrow screen, where the annotations stand under their paragraph, and without script', async () => {
    const narrow = await newReader(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 }, storageState: await officer.context.storageState() });
    await narrow.page.goto(at(`${paper}?lang=en&p=p3#p3`));
    await narrow.page.getByRole('radio').nth(1).check();
    await narrow.page.getByLabel('Annotation', { exact: true }).fill('Made without script.');
    await narrow.page.getByRole('button', { name: 'Annotate' }).click();
    await narrow.page.getByText('Made without script.').waitFor();
    const { page } = officer;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(at(`${paper}?lang=en&p=p3#p3`));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await isAccessible(officer);
    expect([...officer.complaints, ...organiser.complaints]).toEqual([]);
  });
});
