import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { hashOf } from '../../account/rules/token.ts';
import type { Context } from '../../context.ts';

/**
 * Notes once that the page of an invitation was asked for, by its reader or by a program that checks their mail.
 * It answers nothing and enters no record: who reads when is nobody's business but whether a letter arrived.
 */
export function noteOpening(ctx: Context, token: string): Promise<Outcome<null, never>> {
  return atomically(ctx, async (ctx) => {
    await ctx.db.updateTable('invitation').set({ opened_at: ctx.now }).where('token_hash', '=', hashOf(token)).where('opened_at', 'is', null).where('answered_at', 'is', null).where('expires_at', '>', ctx.now).execute();
    return granted(null);
  });
}
