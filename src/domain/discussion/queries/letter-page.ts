import { atomically } from '#platform/atomically.ts';
import { type Fate, ownInbound } from '#platform/mail/inbox.ts';
import { granted } from '#platform/outcome.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { Byline, Marking, Regime } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { capacitiesOf } from '../rules.ts';
import { loadQuestionById, loadSelf } from '../store.ts';

export const letterParts = ['author', 'quotation', 'signature', 'device', 'disclaimer'] as const;
export type LetterPart = { why: (typeof letterParts)[number]; text: string };
export type LetterPage = {
  id: string;
  fate: Fate;
  reason: string | null;
  outcome: 'posted' | 'done' | 'discarded' | null;
  receivedAt: Date;
  zone: string;
  code: string | null;
  kept: string;
  lang: string | null;
  marking: Marking;
  byline: Byline | null;
  /** The whole text, with what of it was cut and as what; null once it is no longer kept. */
  parts: readonly LetterPart[] | null;
  canConfirm: boolean;
};

/** One's own letter as it came in: what was kept of it, what was cut, and what can still be decided. */
export async function letterPage(ctx: ForumContext, id: string): Promise<LetterPage | null> {
  const found = /^[0-9a-f-]{36}$/.test(id) ? await atomically(ctx, async (ctx) => granted(await ownInbound(ctx, ctx.sight.forumId, id))) : null;
  const row = found?.ok ? found.value : null;
  const [forum, self] = row ? [await forumFacts(ctx, ctx.sight.forumId), await loadSelf(ctx)] : [null, null];
  if (!row || !forum) return null;
  const question = row.question_id ? await loadQuestionById(ctx, row.question_id) : null;
  const capacity = capacitiesOf(ctx.sight.seat?.category ?? null)[0] ?? 'own-name';
  return {
    id, fate: row.fate as Fate, reason: row.reason, outcome: row.outcome as LetterPage['outcome'], receivedAt: row.received_at, zone: forum.zone,
    code: question?.code ?? null, kept: row.kept ?? '', lang: row.lang, marking: (row.marking ?? forum.defaultMarking) as Marking,
    byline: self && row.regime ? byline({ regime: row.regime as Regime, person: self.person, affiliation: self.affiliation, category: self.category, capacity }, 'inside', await census(ctx, forum.id), forum.smallCell) : null,
    parts: row.parts as unknown as LetterPart[] | null,
    canConfirm: row.fate === 'held' && row.outcome === null && row.reason !== 'mail.reason.position' && row.deed === null,
  };
}
