import type { NoticeText } from '#platform/mail/outbox.ts';
import { replyAddress } from '../../accreditation/rules/reply-address.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { wordingOf } from '../../synthesis/queries/wording.ts';
import { ratingsLetter } from '../letters/ratings.ts';
import { canBeRated } from '../rules/rating-call.ts';
import { rateable } from '../store/rateable.ts';

/** The letter of the drafts its reader may rate, as they are worded now; null where none of them can be rated any more. */
export async function writeRatings(ctx: ForumContext, { items, locale, origin, door }: { items: readonly { finding: string }[] } & Writing): Promise<NoticeText | null> {
  const { personId } = ctx.actor;
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!forum || !personId || !may(ctx.sight, 'rate')) return null;
  const [ready, findings] = [(await rateable(ctx)).filter(canBeRated), await findingsOf(ctx)];
  const told = [];
  for (const { id, reference, version } of findings) {
    if (!items.some(({ finding }) => finding === id) || !ready.some((one) => one.id === id)) continue;
    const wording = await wordingOf(ctx, id, version, locale);
    if (wording) told.push({ ref: reference, text: wording.text, marking: wording.marking ?? forum.defaultMarking });
  }
  if (told.length === 0) return null;
  const address = door && replyAddress(door, { personId, forumId: forum.id, place: { kind: 'findings', id: forum.id }, voice: 'own' });
  return ratingsLetter({ forum: titleOf(forum), marking: forum.defaultMarking, items: told, address, link: `${origin}/${locale}/f/${forum.key}/outcome`, settingsLink: `${origin}/${locale}/me` }, locale);
}
