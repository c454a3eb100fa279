import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { answerableFor } from '../../disclosure/custody-of-voices.ts';
import type { Marking } from '../../disclosure/model.ts';
import { type QuotationKind, sha256Of, type Standing, standingOfRequest } from '../rules/quotation.ts';
import { loadQuoted } from '../store/quotations.ts';
import { quotationsOf } from './quotations.ts';

/** A request for exact words that the person in sight may answer, for their own eyes. */
export type OwnQuotation = { id: string; ref: string; quote: string; lang: string; marking: Marking; kind: QuotationKind; standing: Standing; lapsesAt: Date; reason: string | null; reply: string | null; /** A body's words: it may reply beside them. */ mayReply: boolean };

/** What the person in sight is asked or told about quotations of their own texts and of their body's. */
export async function ownQuotations(ctx: ForumContext): Promise<OwnQuotation[]> {
  const { seat, forumId } = ctx.sight;
  if (!seat) return [];
  const requests = await quotationsOf(ctx);
  if (requests.length === 0) return [];
  const quoted = new Map((await loadQuoted(ctx)).map((one) => [one.id, one]));
  const found = await atomically(ctx, async (ctx) => {
    const mine: OwnQuotation[] = [];
    for (const request of requests) {
      const excerpt = quoted.get(request.excerptId);
      if (!excerpt || request.quoteSha256 !== sha256Of(excerpt.quote)) continue;
      const mayReply = excerpt.outside?.shows === 'affiliation' && excerpt.outside.category === 'delegations';
      const people = await answerableFor(ctx, forumId, excerpt.contributionId, excerpt.byline?.shows === 'affiliation');
      if (!people.some(({ seatId }) => seatId === seat.id)) continue;
      mine.push({ id: request.id, ref: excerpt.ref, quote: excerpt.quote, lang: excerpt.lang, marking: excerpt.marking, kind: request.kind, standing: standingOfRequest([request], excerpt.quote, ctx.now), lapsesAt: request.lapsesAt, reason: request.reason, reply: request.reply?.text ?? null, mayReply });
    }
    return granted(mine);
  });
  return found.ok ? found.value : [];
}
