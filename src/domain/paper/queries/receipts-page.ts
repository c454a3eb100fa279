import type { Locale } from '#platform/i18n/locales.ts';
import { addresseesOfBodies } from '../../accreditation/queries/addressees-of-bodies.ts';
import { bodiesInOrder } from '../../accreditation/queries/bodies-in-order.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { mayBeReminded, type ReceiptState, receiptState } from '../rules/receipts.ts';
import { circulatedVersion, loadPaper } from '../store.ts';
import { receiptsOf, sendingsOf } from '../store/receipts.ts';

export type ReceiptLine = { bodyId: string; body: string; state: ReceiptState; /** How many letters about this version went to the body's people. */ letters: number; sentAt: Date | null; confirmedAt: Date | null };
export type ReceiptsPage = { version: number; lines: ReceiptLine[]; confirmed: number; canRemind: boolean };

/** Which bodies the version circulated last was sent to and which have it, States in French order; null while none was, or for who does not circulate it. */
export async function receiptsPage(ctx: ForumContext, locale: Locale): Promise<ReceiptsPage | null> {
  if (!may(ctx.sight, 'circulate-paper')) return null;
  const paper = await loadPaper(ctx);
  const version = paper ? await circulatedVersion(ctx, paper.id) : 0;
  if (!paper || version === 0) return null;
  const [sent, confirmed, addressees] = [await sendingsOf(ctx, paper.id, version), await receiptsOf(ctx, paper.id, version), await addresseesOfBodies(ctx, ctx.sight.forumId)];
  const of = new Map(sent.map((to) => [to.bodyId, to]));
  const ids = new Set([...of.keys(), ...confirmed.keys(), ...addressees.map(({ bodyId }) => bodyId)]);
  const lines = (await bodiesInOrder(ctx, [...ids], locale)).map(({ bodyId, body }): ReceiptLine => {
    const letters = of.get(bodyId)?.letters ?? [];
    return { bodyId, body, state: receiptState({ confirmed: confirmed.has(bodyId), letters }), letters: letters.length, sentAt: of.get(bodyId)?.firstAt ?? null, confirmedAt: confirmed.get(bodyId) ?? null };
  });
  const reachable = new Set(addressees.map(({ bodyId }) => bodyId));
  return { version, lines, confirmed: confirmed.size, canRemind: lines.some(({ bodyId }) => reachable.has(bodyId) && mayBeReminded({ confirmed: confirmed.has(bodyId), lastAt: of.get(bodyId)?.lastAt ?? null }, ctx.now)) };
}
