import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { giveDevice, linkIn, signOut } from './people.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let browser: Browser;
let reader: Reader;

beforeAll(async () => {
  // A passkey belongs to a name, never to a number: the site is asked for under the name of this machine.
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z'], undefined, 'localhost');
  browser = await openBrowser();
  reader = await newReader(browser);
  await giveDevice(reader);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const at = (path: string) => `${program.origin}/en${path}`;

describe('a person with a device', () => {
  it('comes in by a link, is offered a passkey, and adds it there', async () => {
    const { page } = reader;
    await page.goto(/participant \(law enforcement\)\s+(\S+)/.exec(program.printed())?.[1] ?? '');
    await page.getByRole('button', { name: 'Sign in on this device' }).click();
    await page.waitForURL('**/me');
    await page.goto(at('/f/internet-2012-2'));
    await page.getByText('Next time, sign in without waiting for a letter').waitFor();
    await isAccessible(reader);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL('**/me/passkeys');
    await page.getByRole('link', { name: /^Passkey of 5 July 2012/ }).waitFor();
    await isAccessible(reader);
    // The device has one for this site: a second is not made.
    await page.getByLabel('Name of the passkey').fill('Second');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('This device has a passkey for this site already').waitFor();
    expect(await page.getByLabel('Name of the passkey').inputValue()).toBe('Second');
  });

  it('names it, signs out, and signs in with nothing but the device', async () => {
    const { page } = reader;
    await page.getByRole('link', { name: /^Passkey of 5 July 2012/ }).click();
    await page.getByRole('button', { name: 'Save the name' }).waitFor();
    await page.getByLabel('Name of the passkey').fill('Laptop');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await page.getByRole('link', { name: /^Laptop/ }).waitFor();
    await signOut(reader, program.origin);
    await page.goto(at('/sign-in'));
    await isAccessible(reader);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/me');
    await page.goto(at('/f/internet-2012-2'));
    expect(await page.getByText('Next time, sign in without waiting for a letter').count()).toBe(0);
  });

  it('removes it, is told what that means, and is signed out; the key opens nothing any more', async () => {
    const { page } = reader;
    await page.goto(at('/me/passkeys'));
    await page.getByText('This session').waitFor();
    await page.getByRole('link', { name: /^Laptop/ }).click();
    await page.getByText('this session ends as well').waitFor();
    await page.getByText('This is your only passkey').waitFor();
    await isAccessible(reader);
    await page.getByRole('button', { name: 'Remove the passkey' }).click();
    await page.waitForURL(/\/sign-in(\?|$)/);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('This passkey is not known here').waitFor();
    await isAccessible(reader);
    expect(reader.complaints).toEqual([]);
  });

  it('who was invited takes the seat, adds a passkey in the forum, and comes back by it', async () => {
    const [organiser, invited] = [await newReader(browser), await newReader(browser)];
    await organiser.page.goto(/organiser\s+(\S+)/.exec(program.printed())?.[1] ?? '');
    await organiser.page.getByRole('button', { name: 'Sign in on this device' }).click();
    await organiser.page.waitForURL('**/me');
    await organiser.page.goto(at('/f/internet-2012-2/run/invitations'));
    await organiser.page.getByLabel(/One line for each person/).fill('Institute of Examples; experts; ; nadia@example.org; Nadia Example; participant; en');
    await organiser.page.getByRole('button', { name: 'Check the list' }).click();
    await organiser.page.getByRole('button', { name: /^Send 1 / }).click();
    await giveDevice(invited);
    const { page } = invited;
    await page.goto(linkIn((await program.letterTo('nadia@example.org')).text));
    await page.getByLabel(/I accept the rules/).check();
    await page.getByRole('button', { name: /Accept and take the seat/ }).click();
    await page.waitForURL('**/f/internet-2012-2');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL('**/me/passkeys');
    await signOut(invited, program.origin);
    await page.goto(at('/sign-in'));
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/f/internet-2012-2');
    expect([...organiser.complaints, ...invited.complaints]).toEqual([]);
  });

  it('sees no button where the browser knows no passkeys, and none without script', async () => {
    const old = await newReader(browser);
    await old.page.addInitScript(() => { Reflect.deleteProperty(window, 'PublicKeyCredential'); });
    await old.page.goto(at('/sign-in'));
    await old.page.getByRole('button', { name: 'Send me a link' }).waitFor();
    expect(await old.page.getByRole('button', { name: 'Use a passkey' }).isVisible()).toBe(false);
    const still = await newReader(browser, { javaScriptEnabled: false });
    await still.page.goto(at('/sign-in'));
    expect(await still.page.getByRole('button', { name: 'Send me a link' }).isVisible()).toBe(true);
    expect(await still.page.getByRole('button', { name: 'Use a passkey' }).isVisible()).toBe(false);
  });
});
