import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import type { Limited } from '../rules/limits.ts';
import { countTry } from '../store.ts';

/**
 * Counts a try for every key and tells whether all are within their limits; for doors that limit what strangers may
 * do. The count is one for all nodes, and stays whatever comes of the try.
 *
 * Writes   one count for each key, hashed.
 */
export async function withinLimits(ctx: Context, tries: Partial<Record<Limited, string>>): Promise<boolean> {
  const counted = await atomically(ctx, async (ctx) => {
    let within = true;
    for (const [kind, key] of Object.entries(tries)) within = (await countTry(ctx, kind as Limited, key)) && within;
    return granted(within);
  });
  return counted.ok && counted.value;
}
