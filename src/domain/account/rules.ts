import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { CodeRefusal, LinkRefusal } from './model.ts';

export const linkMinutes = 15;
/** A link that makes the first administrator, or that the operator hands over, may wait for somebody to come to the desk. */
export const operatorLinkHours = 24;
/** Six digits and five tries: one guess in two hundred thousand, and then another letter is needed. */
export const codeTries = 5;

/** Whether a one-time link may be used now. */
export function mayUseLink(link: { expiresAt: Date; usedAt: Date | null } | null, now: Date): Outcome<null, LinkRefusal> {
  if (!link) return refused('account.no_such_link');
  if (link.usedAt) return refused('account.link_used');
  return now < link.expiresAt ? granted(null) : refused('account.link_expired');
}

/**
 * Whether the digits typed in the browser that asked may be used now. `tries` counts this one.
 * A code for an address nobody has fails as a wrong one does.
 */
export function mayUseCode(link: { expiresAt: Date; usedAt: Date | null; tries: number } | null, fits: boolean, now: Date): Outcome<null, CodeRefusal> {
  if (!link || link.usedAt || now >= link.expiresAt || link.tries > codeTries) return refused('account.code_spent');
  return fits ? granted(null) : refused('account.code_wrong');
}

/** What is shown in a line of names must not break it, hide in it or turn it round. */
const unfit = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whether a text can stand as a name: no control, no invisible and no direction-turning characters, at most 80 signs. */
export const isName = (text: string): boolean => text.trim() !== '' && !unfit.test(text) && [...graphemes.segment(text)].length <= 80;
