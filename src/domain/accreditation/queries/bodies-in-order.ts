import type { Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../../context.ts';
import { nameIn } from '../rules/membership.ts';

/** These bodies by name in the reader's language: States in French order, then the others by name. */
export async function bodiesInOrder({ db }: Pick<Context, 'db'>, ids: readonly string[], locale: Locale): Promise<{ bodyId: string; body: string }[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('body').leftJoin('state', 'state.id', 'body.state_id').select(['body.id', 'body.name', 'body.names']).where('body.id', 'in', [...ids]).orderBy((eb) => eb('state.order_fr', 'is', null)).orderBy('state.order_fr').orderBy('body.name').execute();
  return rows.map(({ id, name, names }) => ({ bodyId: id, body: nameIn(locale, names as Record<string, string>, name) }));
}
