import type { Browser } from 'playwright-core';
import { newReader, type Reader } from './browser.ts';
import type { Letter, Program } from './program.ts';

/** The first link of a letter or of what the operator was told. */
export const linkIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? '';

/** The reader's device from now on makes and keeps passkeys, and knows its holder. */
export async function giveDevice({ context, page }: Reader): Promise<void> {
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
}

/** A person of the demonstration, signed in by a link of the operator. */
export async function comeIn(browser: Browser, program: Program, address: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
  const reader = await newReader(browser, options);
  await reader.page.goto(linkIn((await program.cli('sign-in-link', address)).out));
  await reader.page.locator('main form button').first().click();
  // Whoever has one forum comes straight to it, others to their own page.
  await reader.page.waitForURL((url) => !url.pathname.includes('/sign-in'));
  return reader;
}

/** Waits for the next letter to an address whose words fit. */
export async function letterAbout(program: Program, address: string, words: RegExp): Promise<Letter> {
  for (let i = 0; i < 200; i += 1) {
    const found = program.letters.findLast(({ to, subject, text }) => to === address && words.test(`${subject}\n${text}`));
    if (found) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`no letter about ${words} came to ${address}; there came: ${program.letters.filter(({ to }) => to === address).map(({ subject }) => subject).join(' | ')}`);
}

/** Signs out on one's own page. */
export async function signOut({ page }: Reader, origin: string): Promise<void> {
  await page.goto(`${origin}/en/me`);
  await page.locator('main').getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${origin}/en/`);
}
