import type { Context } from '../../context.ts';
import type { Device } from '../model.ts';

/** Notes that a person signed in from a device; whether it was known. The first of all counts as known: there is nothing it could differ from. */
export async function knowDevice({ db, now }: Pick<Context, 'db' | 'now'>, personId: string, device: Device | null): Promise<boolean> {
  const seen = await db.selectFrom('known_device').select(['browser', 'system']).where('person_id', '=', personId).execute();
  const named = { browser: device?.browser ?? '', system: device?.system ?? '' };
  await db.insertInto('known_device').values({ person_id: personId, ...named, used_at: now }).onConflict((c) => c.columns(['person_id', 'browser', 'system']).doUpdateSet({ used_at: now })).execute();
  return seen.length === 0 || seen.some(({ browser, system }) => browser === named.browser && system === named.system);
}
