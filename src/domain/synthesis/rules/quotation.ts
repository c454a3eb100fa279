import { createHash } from 'node:crypto';
import type { Byline, Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';

/** Exact words that leave the forum: released by their author, or told to a State before. */
export type QuotationKind = 'release' | 'notice';
export type Answer = 'granted' | 'refused' | null;
export type Request = { kind: QuotationKind; quoteSha256: string; answer: Answer; lapsesAt: Date };
export type Standing = 'none' | 'asked' | 'granted' | 'refused' | 'lapsed';

/** How long an author has to answer; a week holds a weekend and the days a delegation needs to ask its capital. */
export const daysToAnswer = 7;
const dayMs = 86_400_000;
export const lapseOf = (askedAt: Date): Date => new Date(askedAt.getTime() + daysToAnswer * dayMs);

export const sha256Of = (quote: string): string => createHash('sha256').update(quote).digest('hex');

/**
 * What quoting these words outside the forum asks for: their author's release where the marking is stricter than the
 * output may carry, a notice where a State would be shown with them, or nothing.
 */
export function asksFor(marking: Marking, shown: Byline | null, ceiling: Marking): QuotationKind | null {
  if (!mayRelease(marking, ceiling)) return 'release';
  return shown?.shows === 'affiliation' && shown.category === 'delegations' ? 'notice' : null;
}

/** Where a request for these words stands; a request for other words is none. The last instant is already too late. */
export function standingOfRequest(requests: readonly Request[], quote: string, now: Date): Standing {
  const found = requests.find(({ quoteSha256 }) => quoteSha256 === sha256Of(quote));
  if (!found) return 'none';
  if (found.answer) return found.answer;
  return now < found.lapsesAt ? 'asked' : 'lapsed';
}

/**
 * Whether exact words may be printed in an output of that ceiling: what asks for no release may; the others when
 * their author said so. A lapsed request is no consent.
 */
export const mayPrint = (marking: Marking, standing: Standing, ceiling: Marking): boolean => mayRelease(marking, ceiling) || standing === 'granted';

/** Whether a State has been told of its words and had its time: it answered, or its days are over. */
export const hasBeenTold = (standing: Standing): boolean => standing === 'granted' || standing === 'lapsed';
