import { granted, type Outcome, refused } from '#platform/outcome.ts';

/** A challenge waits this long for a person to find their device. */
export const challengeMinutes = 5;

/** More keys than anybody has devices; a bound, so that a list stays a list. */
export const mostPasskeys = 20;

/**
 * Whether the count a key tells may follow the one it told last. Keys that are kept in step between devices count
 * nothing and say 0; a key that counts must go up, else two devices hold it.
 */
export const countGoesOn = (last: number, told: number): boolean => (last === 0 && told === 0) || told > last;

/** Whether a passkey may be removed now: the last one only by somebody who was told that it is. */
export function mayRemove(passkeys: readonly { id: string }[], id: string, toldLast: boolean): Outcome<null, 'account.no_such_passkey' | 'account.passkey_last'> {
  if (!passkeys.some((key) => key.id === id)) return refused('account.no_such_passkey');
  return passkeys.length > 1 || toldLast ? granted(null) : refused('account.passkey_last');
}

/** Whether letters reach an address at all; where none does, the last passkey is the last way in. */
export const getsLetters = (email: string): boolean => !/\.invalid$/i.test(email);
