import { isLocale, type Locale } from '#platform/i18n/locales.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import type { ForumContext } from '../../context.ts';
import { addressOfAuthor } from '../../disclosure/custody.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { appealOutcomeLetter } from '../letters/appeal-outcome.ts';
import { flagOutcomeLetter } from '../letters/flag-outcome.ts';
import { statementLetter } from '../letters/statement-of-reasons.ts';
import { caseRef } from '../rules.ts';
import { statementOf } from '../queries/statement.ts';
import type { DecisionRow } from '../store/decisions.ts';
import { loadFlaggers } from '../store/flags.ts';

type Case = { id: string; number: number; contributionId: string };
const localeOf = (text: string): Locale => (isLocale(text) ? text : 'en');

/** The author reads the reasons, word for word as the moderator wrote them. */
export async function tellAuthor(ctx: ForumContext, found: Case, decision: DecisionRow): Promise<void> {
  const { forumId } = ctx.sight;
  const view = decision.measure === 'none' ? null : await statementOf(ctx, found, decision);
  const [author, forum] = [view && (await addressOfAuthor(ctx, forumId, found.contributionId)), await forumFacts(ctx, forumId)];
  if (!view || !author || !forum) return;
  const locale = localeOf(author.locale);
  const page = `/f/${forum.key}/appeal/${caseRef(found.number)}`;
  await queueLetter(ctx, { ...statementLetter(view, locale), forumId, personId: author.personId, address: author.email, kind: 'moderation.statement-of-reasons', locale, answers: decision.appealUntil ? { kind: 'decision', id: decision.id, page } : { page } });
}

/** Each who flagged learns what was decided; not who wrote, nor what was written to the author. */
export async function tellFlaggers(ctx: ForumContext, found: Case, decision: DecisionRow): Promise<void> {
  const { forumId } = ctx.sight;
  const view = await statementOf(ctx, found, decision);
  if (!view) return;
  for (const flagger of await loadFlaggers(ctx, found.id)) {
    const locale = localeOf(flagger.locale);
    await queueLetter(ctx, { ...flagOutcomeLetter(view, locale), forumId, personId: flagger.personId, address: flagger.email, kind: 'moderation.flag-outcome', locale });
  }
}

/** The author reads what another person made of the appeal. */
export async function tellOfReview(ctx: ForumContext, found: Case, review: { outcome: 'upheld' | 'reversed'; reasons: string }): Promise<void> {
  const { forumId } = ctx.sight;
  const [author, contribution, forum] = [await addressOfAuthor(ctx, forumId, found.contributionId), await contributionById(ctx, found.contributionId), await forumFacts(ctx, forumId)];
  if (!author || !contribution || !forum) return;
  const locale = localeOf(author.locale);
  await queueLetter(ctx, { ...appealOutcomeLetter({ ref: refOf(contribution.code, contribution.number), marking: forum.defaultMarking, ...review }, locale), forumId, personId: author.personId, address: author.email, kind: 'moderation.appeal-outcome', locale });
}
