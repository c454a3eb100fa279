import { z } from 'zod';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';

const Names = z.record(z.string(), z.string());
const Entry = z.looseObject({ iso2: z.string(), status: z.string(), names: Names, order_fr: z.number().int().optional() });
const States = z.looseObject({ participating_states: z.array(Entry), partners: z.array(Entry).optional(), partners_for_cooperation: z.array(Entry).optional() });

/** Membership is kept with its days. Mongolia: a Partner from 2004, a participating State since 21 November 2012. */
const datedMembership: Readonly<Record<string, readonly { status: 'participating-state' | 'partner'; from: string; until: string | null }[]>> = {
  MN: [{ status: 'partner', from: '2004-01-01', until: '2012-11-21' }, { status: 'participating-state', from: '2012-11-21', until: null }],
};

/** States and Partners enter with their six names, their membership in time and their French order. */
export function importStates(ctx: Context, text: string): Promise<Outcome<{ states: number }, never>> {
  return atomically(ctx, async (ctx) => {
    const file = States.parse(JSON.parse(text));
    const partners = file.partners ?? file.partners_for_cooperation ?? [];
    const all = [...file.participating_states.map((s) => ({ ...s, status: 'participating-state' as const })), ...partners.map((s) => ({ ...s, status: 'partner' as const }))];
    let states = 0;
    for (const [index, state] of all.entries()) {
      const id = ctx.world.mint();
      const added = await ctx.db.insertInto('state').values({ id, code: state.iso2, names: JSON.stringify(state.names), order_fr: state.order_fr ?? index + 1, imported: JSON.stringify({ names: state.names, orderFr: state.order_fr ?? index + 1 }) }).onConflict((c) => c.column('code').doNothing()).returning('id').executeTakeFirst();
      if (!added) continue;
      states += 1;
      const spans = datedMembership[state.iso2] ?? [{ status: state.status, from: '1975-08-01', until: null }];
      await ctx.db.insertInto('membership').values(spans.map((span) => ({ state_id: id, status: span.status, from_day: span.from, until_day: span.until, source: 'imported' }))).execute();
    }
    if (states > 0) await journal(ctx, { kind: events.statesImported, forumId: null, subject: null, facts: { states } });
    return granted({ states });
  });
}
