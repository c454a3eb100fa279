import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { comeIn, letterAbout } from './people.ts';
import { type Program, startProgram } from './program.ts';

// Danger to a person from the flag to the published figure: who is on duty gets the letter, the desk shows that it
// waits, and once the forum has closed everyone reads how many cases were decided, and of whom nothing.
let program: Program;
let browser: Browser;
const readers: Record<string, Reader> = {};
const forum = '/f/internet-2012-2';

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  browser = await openBrowser();
  for (const name of ['quist', 'ferrante', 'keller']) readers[name] = await comeIn(browser, program, `${name}@demonstration.invalid`);
  readers['visitor'] = await newReader(browser);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const at = (path: string) => `${program.origin}/en${path}`;
const reader = (name: string): Reader => {
  const found = readers[name];
  if (!found) throw new Error(`${name} has not come`);
  return found;
};

async function flag(ref: string, urgent = false): Promise<void> {
  const { page } = reader('quist');
  await page.goto(at(`${forum}/c/${ref}/flag`));
  await page.getByLabel(/^4\.2/).check();
  await page.getByLabel('What is wrong, in a sentence').fill('Names where somebody lives.');
  if (urgent) await page.getByLabel('Urgent: danger to a person').check();
  await page.getByRole('button', { name: 'Send to the moderators' }).click();
  await page.getByText('A moderator will look at').waitFor();
}

/** Keller decides on a case that no measure is needed. */
async function decide(number: number): Promise<void> {
  const { page } = reader('keller');
  await page.goto(at(`${forum}/mod/M-00${number}`));
  await page.getByRole('button', { name: 'Take the case' }).click();
  await page.getByText(/^Yours since/).waitFor();
  await page.getByLabel(/^No measure/).check();
  for (const label of ['Facts', 'Scope and duration', 'Automated means used', 'How to put it right, how to appeal']) await page.getByLabel(label).fill('As published.');
  await page.getByRole('button', { name: 'Decide and send reasons' }).click();
  await page.getByRole('heading', { name: 'Statement of reasons' }).waitFor();
}

describe('an urgent flag', () => {
  it('finds who is on duty once the shift was handed over', async () => {
    const { page } = reader('ferrante');
    await page.goto(at(`${forum}/mod/duty`));
    await isAccessible(reader('ferrante'));
    const shift = page.getByRole('listitem').filter({ hasText: 'Nadia Ferrante' }).filter({ hasText: 'on now' }).filter({ hasText: 'Referee' });
    await shift.getByText('Hand over', { exact: true }).click();
    await shift.getByLabel('To whom').selectOption({ label: 'Ruth Keller' });
    await shift.getByLabel(/^What waits/).fill('M-003 waits for its author.');
    await shift.getByRole('button', { name: 'Hand over the shift' }).click();
    await page.getByText('M-003 waits for its author.').waitFor();

    await flag('A1-1', true);
    expect((await letterAbout(program, 'keller@demonstration.invalid', /A1·1/)).text).not.toMatch(/lives|Quist/);
  });

  it('waits on the desk of those who keep the forum in order', async () => {
    const { page } = reader('ferrante');
    await page.goto(at(`${forum}/mod/desk`));
    await isAccessible(reader('ferrante'));
    const waits = page.getByRole('region', { name: 'What waits' });
    await waits.getByText(/urgent case/).waitFor();
    expect(program.letters.filter(({ to, subject }) => to === 'ferrante@demonstration.invalid' && subject.includes('A1·1'))).toEqual([]);
  });

  it('counts in the published figures after the closing, where nobody is named', async () => {
    for (const ref of ['B1-1', 'A2-1', 'C1-1', 'A3-1']) await flag(ref);
    for (let number = 5; number <= 9; number += 1) await decide(number);
    const { page } = reader('visitor');
    await page.goto(at('/s/internet-2012/2/transparency'));
    await page.getByText(/^The first figures appear/).waitFor();
    expect((await program.cli('advance-clock', '2012-07-06T15:00:00Z')).code).toBe(0);
    await expect.poll(async () => { await page.reload(); return page.getByRole('heading', { name: 'Decisions' }).count(); }, { timeout: 90_000 }).toBe(1);
    await isAccessible(reader('visitor'));
    const text = await page.locator('main').innerText();
    expect(text).toContain('9 cases have been decided.');
    expect(text).not.toMatch(/Quist|Keller|Ferrante|Weiss|M-00\d|A1·1|lives/);
    // What is small is not told, nor is what would give it away.
    const row = page.getByRole('row').filter({ hasText: /^4\.1/ });
    expect(await row.getByRole('cell').innerText()).not.toMatch(/\d/);
    for (const { complaints } of Object.values(readers)) expect(complaints).toEqual([]);
  });
});
