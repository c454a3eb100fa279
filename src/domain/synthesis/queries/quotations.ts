import type { ForumContext } from '../../context.ts';
import type { Answer, QuotationKind, Request } from '../rules/quotation.ts';

/** A request for exact words, with the reply its body wants printed beside them. */
export type Quotation = Request & { id: string; excerptId: string; askedAt: Date; reason: string | null; reply: { text: string; lang: string } | null };

/** All requests for exact words of a forum, the newest first. */
export async function quotationsOf({ db, sight }: ForumContext, by: { id?: string } = {}): Promise<Quotation[]> {
  let query = db.selectFrom('quotation_request').selectAll().where('forum_id', '=', sight.forumId).orderBy('asked_at', 'desc').orderBy('id');
  if (by.id) query = query.where('id', '=', by.id);
  return (await query.execute()).map((r) => ({
    id: r.id, excerptId: r.excerpt_id, kind: r.kind as QuotationKind, quoteSha256: r.quote_sha256.toString('hex'), askedAt: r.asked_at, lapsesAt: r.lapses_at,
    answer: r.answer as Answer, reason: r.reason, reply: r.reply && r.reply_lang ? { text: r.reply, lang: r.reply_lang } : null,
  }));
}
