import type { Locale } from '#platform/i18n/locales.ts';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { Regime } from '../../disclosure/model.ts';
import type { ForumContext } from '../../context.ts';
import { sentencesOf, squeezed } from '../../paper/rules/anchor.ts';
import { placeOf } from '../../paper/rules/settle.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { textsAt } from '../../synthesis/queries/wording.ts';
import type { Taken } from '../model.ts';
import { endOf, mayAttachStatement, mayExtend, mayWithdrawObjection, mayWithdrawProposal } from '../rules.ts';
import { mayComment } from '../rules/consultation.ts';
import { type Happening, historyOf } from '../rules/history.ts';
import { loadProcedures } from '../store.ts';
import { consultationsOf, loadComments } from '../store/comments.ts';
import { authorisedStates, objectorOf, seesWhoBroke } from './acting.ts';
import { outcomePage, type OutcomePage, type Recommendation, type SeenSilence, seenSilence, stateNames } from './outcome-page.ts';

export type SeenComment = {
  id: string; number: number; by: string; at: Date | null; quote: string | null; textLang: string; lang: string; text: string; proposal: string | null; version: number;
  /** Whether its words are still those of the text as it stands now. */
  place: 'whole' | 'there' | 'changed' | 'gone';
  answer: { taken: Taken; reason: string | null; at: Date } | null;
};
export type SeenHappening = Omit<Happening, 'stateId'> & { state: string | null; past: boolean };
export type RecommendationPage = Pick<OutcomePage, 'canRate' | 'actsFor' | 'delegations'> & {
  r: Recommendation;
  /** Procedures before the one that counts, the newest first. */
  earlier: SeenSilence[];
  /** The words that were put under silence last, where they are no longer those of the text. */
  frozenText: string | null;
  history: SeenHappening[];
  comments: SeenComment[];
  sentences: string[];
  regimes: readonly Regime[];
  defaultRegime: Regime;
  canComment: boolean;
  /** Why not, where somebody at the table may not comment now. */
  commentRefusal: string | null;
  canAnswer: boolean; canExtend: boolean; canWithdraw: boolean; canWithdrawObjection: boolean; canAttach: boolean;
  /** Delegations that have not yet said they have the text; for those who put it to them. */
  missing: string[];
};

/** One recommendation with its course, what was said of it, and what its reader may do; null where there is none. */
export async function recommendationPage(ctx: ForumContext, locale: Locale, reference: string): Promise<RecommendationPage | null> {
  const [page, forum] = await Promise.all([outcomePage(ctx, locale), forumFacts(ctx, ctx.sight.forumId)]);
  const r = page.recommendations.find((one) => one.reference === reference);
  if (!r || !forum) return null;
  const [procedures, consultations, comments, objector, nameOf] = await Promise.all([loadProcedures(ctx, { findingId: r.id }), consultationsOf(ctx, r.id), loadComments(ctx, r.id, forum.smallCell), objectorOf(ctx), stateNames(ctx, locale)]);
  const [newest = null, ...older] = procedures;
  const sees = seesWhoBroke(ctx, objector);
  const { seat } = ctx.sight;
  const ruling = mayComment(consultations, newest, { good: seat?.standing === 'good', participating: objector.participating }, ctx.now);
  const mayAtAll = seat !== null && may(ctx.sight, 'comment-recommendation');
  const proposes = may(ctx.sight, 'open-silence');
  const frozen = newest ? await textsAt(ctx, r.id, newest.findingVersion) : new Map<string, string>();
  const frozenText = frozen.get(locale) ?? frozen.get('en') ?? null;
  return {
    r, canRate: page.canRate, actsFor: page.actsFor, delegations: page.delegations,
    earlier: older.map((p) => seenSilence(ctx, p, { objector, nameOf })),
    frozenText: newest && r.version !== newest.findingVersion && frozenText !== r.text ? frozenText : null,
    history: historyOf(procedures, consultations, ctx.now).map(({ stateId, ...one }) => ({ ...one, kind: one.what === 'statement' || sees ? one.kind : null, state: stateId && (sees || one.what === 'statement') ? nameOf(stateId) : null })),
    comments: comments.map(({ by, prefix, suffix, start, findingId: _, ...c }): SeenComment => ({ ...c, by: bylineText(by, locale), place: placeIn({ ...c, prefix, suffix, start }, r.texts[c.textLang] ?? null) })),
    sentences: sentencesOf(squeezed(r.text), locale).map(({ text }) => text),
    regimes: forum.allowedRegimes, defaultRegime: forum.defaultRegime,
    canComment: ruling.ok && mayAtAll, commentRefusal: ruling.ok || !mayAtAll ? null : ruling.refusal.code,
    canAnswer: may(ctx.sight, 'answer-comment'),
    canExtend: proposes && newest !== null && mayExtend(newest, new Date(endOf(newest).getTime() + 60_000), ctx.now).ok,
    canWithdraw: proposes && newest !== null && mayWithdrawProposal(newest, ctx.now).ok,
    canWithdrawObjection: newest !== null && mayWithdrawObjection(newest, objector).ok,
    canAttach: newest !== null && mayAttachStatement(newest, objector, ctx.now).ok,
    missing: proposes && newest && r.silence?.state === 'running' ? [...(await authorisedStates(ctx))].filter((id) => !newest.received.includes(id)).map(nameOf).sort() : [],
  };
}

/** Where the words of a comment stand in the text as it is now. */
function placeIn({ quote, prefix, suffix, start }: { quote: string | null; prefix: string; suffix: string; start: number | null }, text: string | null): SeenComment['place'] {
  if (quote === null) return 'whole';
  if (text === null) return 'gone';
  const place = placeOf({ quote, prefix, suffix, start, paragraph: 'p' }, [{ id: 'p', text: squeezed(text) }]);
  return place.fate === 'carried' ? 'there' : place.fate === 'moved' ? 'changed' : 'gone';
}
