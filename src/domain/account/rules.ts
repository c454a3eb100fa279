import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { CodeRefusal, LeaveRefusal, LinkRefusal } from './model.ts';

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
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u2800\ufffc]|\p{Default_Ignorable_Code_Point}/u;
/** More marks on one letter than any language writes: they would climb over the lines above. */
const piledUp = /\p{M}{4,}/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whether a text can stand as a name: no control, no invisible and no direction-turning characters, at most 80 signs. */
export const isName = (text: string): boolean => text.trim() !== '' && !unfit.test(text) && !piledUp.test(text.normalize('NFD')) && [...graphemes.segment(text)].length <= 80;

const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Han', 'Hangul', 'Hiragana', 'Katakana', 'Devanagari', 'Thai', 'Cherokee'].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));
/** Japanese writes three scripts in one word, Korean two. */
const together = (word: string): number => scripts.filter((script) => script.test(word.replace(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, ''))).length;

/** Whether one word of a name mixes scripts, as a name made to look like another would: warned of, not refused. */
export const mixesScripts = (text: string): boolean => text.split(/[\s\-‐–.’']+/u).some((word) => together(word) > 1);

/** Two weeks: longer than a fortnight's leave would be a delay, shorter could pass unseen by somebody who travels. */
export const coolingOffDays = 14;
export const leavingDueAt = (askedAt: Date): Date => new Date(askedAt.getTime() + coolingOffDays * 86_400_000);

/** Whether a person may announce that they leave. `typed` is the word that the page asks for. */
export function mayLeave(facts: { typed: boolean; lastAdministrator: boolean; leaving: boolean }): Outcome<null, LeaveRefusal> {
  if (!facts.typed) return refused('account.word_not_typed');
  if (facts.leaving) return refused('account.already_leaving');
  return facts.lastAdministrator ? refused('account.last_administrator') : granted(null);
}
