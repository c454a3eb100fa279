import type { Context } from '../../context.ts';

/** Notes that a session is in use, to the quarter hour: what the idle limit is measured by. No deed, so no journal entry. */
export async function noteUse({ db }: Pick<Context, 'db'>, tokenHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('session').set({ last_used_at: now }).where('token_hash', '=', tokenHash).execute();
}
