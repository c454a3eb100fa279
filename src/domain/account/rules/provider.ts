import { createHmac } from 'node:crypto';
import { granted, type Outcome, refused } from '#platform/outcome.ts';

/** A sign-in at the identity provider may take this long. */
export const providerMinutes = 10;

export type ProviderRefusal = 'account.provider_unverified' | 'account.provider_unknown' | 'account.provider_other_subject' | 'account.provider_stale' | 'account.provider_refused' | 'account.provider_away';

/** What only the browser that began can show: made from its cookie, so that the database alone does not help. */
export const secretsOf = (browser: string): { nonce: string; verifier: string } => ({ nonce: derived(browser, 'nonce'), verifier: derived(browser, 'verifier') });
const derived = (browser: string, what: string): string => createHmac('sha256', browser).update(`provider-${what}`).digest('base64url');

type Facts = {
  /** The person who has the address the provider vouches for; null when nobody has it or it does not vouch. */
  personId: string | null;
  verified: boolean;
  /** Who this subject was bound to before. */
  subjectIs: string | null;
  /** Which subject this person was bound to before. */
  boundTo: string | null;
  subject: string;
};

/**
 * Whether somebody the provider knows may sign in here: a verified address of a person who was invited, and for ever
 * the same subject as the first time.
 */
export function maySignIn(facts: Facts): Outcome<{ personId: string; first: boolean }, ProviderRefusal> {
  if (!facts.verified) return refused('account.provider_unverified');
  if (!facts.personId) return refused('account.provider_unknown');
  if (facts.subjectIs !== null && facts.subjectIs !== facts.personId) return refused('account.provider_other_subject');
  if (facts.boundTo !== null && facts.boundTo !== facts.subject) return refused('account.provider_other_subject');
  return granted({ personId: facts.personId, first: facts.boundTo === null });
}
