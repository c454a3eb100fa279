import type { ForumContext } from '../../context.ts';
import type { Fate } from '../model.ts';
import { endOf } from '../rules/accounting.ts';
import { loadAccounts } from '../store/accounts.ts';

/** References of the contributions whose released wording has not ended in any way: while there is one, nothing is published. */
export const openAccounts = async (ctx: ForumContext): Promise<string[]> => (await loadAccounts(ctx)).filter((account) => account.counts && !endOf(account)).map(({ ref }) => ref);

/** How each contribution that counts ended, with the reason that was given; null: it has not. */
export const endsOf = async (ctx: ForumContext): Promise<{ ref: string; end: Fate | null; reason: string | null }[]> =>
  (await loadAccounts(ctx)).filter(({ counts }) => counts).map((account) => ({ ref: account.ref, end: endOf(account), reason: account.decision?.revision === account.revision ? account.decision.reason : null }));
