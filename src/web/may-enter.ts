import { rolesInSeries } from '#domain/accreditation/queries/roles-in-series.ts';
import { admits, holds, may, type Needs, rightAsked } from '#domain/rights.ts';
import type { Visit } from './door.tsx';

/**
 * Whether a visit may go on to an address that needs this: asked before anything at the address is looked up but the
 * seat, so that the answer's time tells no more than its bytes.
 */
export async function mayEnter(visit: Visit, needs: Needs): Promise<boolean> {
  const admitted = admits(needs, visit.ctx.actor);
  if (admitted !== null) return admitted;
  const asked = rightAsked(needs);
  if (asked?.within === 'series') return may(await rolesInSeries(visit.ctx, visit.params['series'] ?? ''), asked.deed);
  const sight = asked?.within === 'party' ? (await visit.asParty())?.sight : (await visit.forum())?.ctx.sight;
  return asked !== null && sight !== undefined && holds(sight, asked.deed);
}
