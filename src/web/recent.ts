import { isFresh } from '#domain/account/rules/session.ts';
import { type Answer, goTo, type Visit } from './door.tsx';

/**
 * Before a deed that must not be done at a desk left open: null when this person has proved lately who they are,
 * else the answer that asks them again and leads back to `back`.
 *
 * Asked before changing an address or a key and before an export. Disclosing an unattributed author asks it of each
 * of the two custodians, on the page where each signs: `const again = recent(visit); if (again) return again;`.
 */
export function recent(visit: Visit, back: string = visit.path): Answer | null {
  if (!visit.person) return goTo('/sign-in');
  return isFresh(visit.person.session, visit.ctx.now) ? null : goTo(`/me/confirm?back=${encodeURIComponent(back)}`);
}

/** A way back within our own pages; anything else leads to one's own page. */
export const wayBack = (asked: unknown): string => (typeof asked === 'string' && asked.length <= 300 && /^\/(?![/\\])[\w\-/·%.]*$/.test(asked) ? asked : '/me/security');
