import type { ForumContext } from '../../context.ts';
import { endOf } from '../rules/accounting.ts';
import { loadAccounts } from '../store/accounts.ts';

/** References of the contributions whose released wording has not ended in any way: while there is one, nothing is published. */
export const openAccounts = async (ctx: ForumContext): Promise<string[]> => (await loadAccounts(ctx)).filter((account) => account.counts && !endOf(account)).map(({ ref }) => ref);
