import { SignedOut } from '#domain/account/ui/Kept.tsx';
import type { Needs } from '#domain/rights.ts';
import { statusOf } from '#platform/http-status.ts';
import { say } from '#platform/i18n/say.ts';
import type { Answer, Visit } from './door.tsx';
import { keptOf } from './kept.ts';
import { sitePage } from './pages.tsx';
import { ownAddress, rememberWay } from './way-back.ts';

/** Whether an address has nothing for anybody who is not signed in, whatever is or is not there. */
export const asksForSignIn = (needs: Needs): boolean => needs !== 'everyone' && needs !== 'bearer';

/**
 * Answers whoever is not signed in at an address that asks for it, before anything is looked up: the answer is made
 * of the question alone, so that it is the same for what is there, what is hidden and what never was.
 *
 * A reader is led to sign in and comes back afterwards. What was sent is not taken, and stays on the page.
 */
export function signInFirst(visit: Visit, asked: 'page' | 'feed' | 'deed'): Answer {
  if (asked === 'deed') {
    const { locale } = visit;
    return { kind: 'page', status: statusOf('account.signed_out'), node: sitePage(visit, { title: say(locale, 'account.kept.signedOut'), children: <SignedOut locale={locale} kept={keptOf(visit)} /> }) };
  }
  const back = asked === 'page' ? ownAddress(`${visit.path}${visit.url.search}`) : null;
  if (visit.half) return { kind: 'go', to: '/sign-in/second', cookies: back ? [rememberWay(back)] : [] };
  return { kind: 'go', to: back ? `/sign-in?back=${encodeURIComponent(back)}` : '/sign-in' };
}
