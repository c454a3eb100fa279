import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context } from '../../context.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { openAccounts } from '../../synthesis/queries/open-accounts.ts';
import { romanOf } from '../rules.ts';

const named = 12;

/** Whether every contribution of a series' forums is accounted for. Refuses `report.contribution_open`, naming the first of them. */
export async function unaccounted(ctx: Context, slug: string): Promise<Outcome<null, 'report.contribution_open'>> {
  const open: string[] = [];
  for (const forum of (await wholeSeries(ctx, slug))?.forums ?? []) {
    const inside = await enter({ ...ctx, actor: { kind: 'clock', personId: null, administrator: false } }, forum.id);
    if (inside) open.push(...(await openAccounts(inside)).map((ref) => `${romanOf(forum.number)}/${ref}`));
  }
  return open.length === 0 ? granted(null) : refused('report.contribution_open', { count: open.length, refs: `${open.slice(0, named).join(', ')}${open.length > named ? ' …' : ''}` });
}
