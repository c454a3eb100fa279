import type { Locale } from '#platform/i18n/locales.ts';
import type { ForumContext } from '../../context.ts';
import type { SilenceState, StatementKind } from '../model.ts';
import { outcomePage } from './outcome-page.ts';

export type OutcomeLine = {
  reference: string; symbol: string | null; addressee: string | null; text: string; lang: string; state: SilenceState | 'draft' | 'ready'; silenceEnds: Date | null; wordingSha256: string | null;
  statements: { state: string; kind: StatementKind; text: string; lang: string | null }[];
};

/** The recommendations for reuse, each with its symbol and every statement and reservation attached to it. Ratings and objections are the forum's own and stay in it. */
export async function outcomeTable(ctx: ForumContext, locale: Locale): Promise<OutcomeLine[]> {
  const { recommendations } = await outcomePage(ctx, locale);
  return recommendations.map((r) => ({
    reference: r.reference, symbol: r.silence?.numberIssued ?? null, addressee: r.addressee, text: r.text, lang: r.texts[locale] ? locale : 'en', state: r.silence?.state ?? r.state,
    silenceEnds: r.silence?.endsAt ?? null, wordingSha256: r.silence?.wording ?? null, statements: r.silence?.reservations ?? [],
  }));
}
