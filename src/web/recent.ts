import { isFresh } from '#domain/account/rules/session.ts';
import { confirmPage } from './confirm.tsx';
import { type Answer, goTo, showAgain, type Visit } from './door.tsx';
import { keptOf } from './kept.ts';

/** Whether the person of a visit has proved lately who they are. */
export const isRecent = ({ person, ctx }: Visit): boolean => person !== null && isFresh(person.session, ctx.now);

/**
 * Before a deed that must not be done at a desk left open: null when this person has proved lately who they are,
 * else the answer that asks them again. It leads back to `back`, or, where a form was sent, to that form as it was
 * filled in, which they then send themselves.
 *
 * Asked before changing an address or a key and before an export. Disclosing an unattributed author asks it of each
 * of the two custodians, on the page where each signs: `const again = await recent(visit); if (again) return again;`.
 */
export async function recent(visit: Visit, back: string = visit.path): Promise<Answer | null> {
  if (!visit.person) return goTo('/sign-in');
  if (isRecent(visit)) return null;
  const kept = keptOf(visit);
  return kept ? showAgain(await confirmPage(visit, { back, kept })) : goTo(`/me/confirm?back=${encodeURIComponent(back)}`);
}
