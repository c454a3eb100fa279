import type { ForumContext } from '../../context.ts';
import type { Byline, Marking } from '../../disclosure/model.ts';
import { may } from '../../rights.ts';
import { asksFor, type QuotationKind, type Standing, standingOfRequest } from '../rules/quotation.ts';
import { loadQuoted } from '../store/quotations.ts';
import { type OwnQuotation, ownQuotations } from './own-quotations.ts';
import { quotationsOf } from './quotations.ts';

/** Exact words that findings quote and that ask for a release or a notice, as those see it who write the report. */
export type QuotationLine = { excerpt: string; ref: string; byline: Byline | null; quote: string; lang: string; marking: Marking; kind: QuotationKind; standing: Standing; lapsesAt: Date | null; reason: string | null; replied: boolean; mayAsk: boolean };
export type QuotationsPage = { own: OwnQuotation[]; lines: QuotationLine[] | null };

/** What one is asked oneself; and for those who write the report, what is asked of others. */
export async function quotationsPage(ctx: ForumContext): Promise<QuotationsPage> {
  const own = await ownQuotations(ctx);
  if (!may(ctx.sight, 'write-report')) return { own, lines: null };
  const [quoted, requests] = await Promise.all([loadQuoted(ctx), quotationsOf(ctx)]);
  const lines = quoted.filter(({ visibility }) => visibility === 'shown').flatMap((e): QuotationLine[] => {
    const kind = asksFor(e.marking, e.outside, 'TLP:CLEAR');
    if (!kind) return [];
    const mine = requests.filter(({ excerptId }) => excerptId === e.id);
    const standing = standingOfRequest(mine, e.quote, ctx.now);
    const [latest] = standing === 'none' ? [] : mine;
    return [{ excerpt: e.id, ref: e.ref, byline: e.byline, quote: e.quote, lang: e.lang, marking: e.marking, kind, standing, lapsesAt: latest?.lapsesAt ?? null, reason: latest?.reason ?? null, replied: latest?.reply != null, mayAsk: standing === 'none' && e.regime !== 'unattributed' }];
  });
  return { own, lines };
}
