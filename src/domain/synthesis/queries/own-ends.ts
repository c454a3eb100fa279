import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { attributedBy } from '../../disclosure/custody.ts';
import type { Fate } from '../model.ts';
import { endOf } from '../rules/accounting.ts';
import { loadExcerpts, loadFindings } from '../store.ts';
import { loadAccounts } from '../store/accounts.ts';

/** How something one said ended: with the findings that quote it, and the reason where it was set aside. */
export type OwnEnd = { ref: string; end: Exclude<Fate, 'withdrawn'> | null; findings: string[]; reason: string | null; marking: string };

/**
 * How each contribution of the person in sight ended, for their own eyes. What is not attributed is left out, here as
 * in everything that goes to its author alone: it would say whose it is.
 */
export async function ownEnds(ctx: ForumContext): Promise<OwnEnd[]> {
  const { seat, forumId } = ctx.sight;
  if (!seat) return [];
  const mine = await atomically(ctx, async (ctx) => granted(await attributedBy(ctx, forumId, seat.id)));
  const ids = new Set(mine.ok ? mine.value : []);
  if (ids.size === 0) return [];
  const [accounts, excerpts, findings, markings] = await Promise.all([loadAccounts(ctx), loadExcerpts(ctx), loadFindings(ctx), ctx.db.selectFrom('contribution').select(['id', 'marking']).where('forum_id', '=', forumId).where('id', 'in', [...ids]).execute()]);
  const references = new Map(findings.map(({ id, reference }) => [id, reference]));
  return accounts.filter(({ id, counts }) => counts && ids.has(id)).flatMap((account) => {
    const end = endOf(account);
    if (end === 'withdrawn') return [];
    const quoting = new Set(excerpts.filter(({ contributionId, revision }) => contributionId === account.id && revision === account.revision).flatMap(({ findingId }) => references.get(findingId) ?? []));
    return [{ ref: account.ref, end, findings: [...quoting].sort(), reason: account.decision?.reason ?? null, marking: markings.find(({ id }) => id === account.id)?.marking ?? 'TLP:RED' }];
  });
}
