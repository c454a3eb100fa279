import { census } from '../../accreditation/queries/seats-page.ts';
import { type Marking as Door, type Place, replyAddress } from '../../accreditation/rules/reply-address.ts';
import type { ForumContext } from '../../context.ts';
import type { Byline, Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { atLeast, byline } from '../../disclosure/rules.ts';
import type { Forum } from '../../programme/model.ts';
import { mayContribute } from '../rules.ts';
import { wishByLetter } from '../rules/by-letter.ts';
import { loadSelf } from '../store.ts';

/** Where one person answers one thing by letter, and how that is shown. */
export type Answer = { address: string; ref: string; byline: Byline; marking: Marking };
/** What is answered: `marking` is that of the contribution; a question has none of its own. */
export type Answerable = { ref: string; place: Place; marking: Marking | null };

/** What an answer by letter may be marked: the letter that brings it crosses the same machines as ours. */
export const { ceiling } = byLetter('discussion.answer');

/**
 * Gives the addresses under which the person in sight answers by letter; null for what they may not answer now: the
 * forum is closed, they only read or are muted, the marking is above what letters carry, or no letters come in here.
 */
export async function answering(ctx: ForumContext, forum: Forum, door: Door | null): Promise<(to: Answerable) => Answer | null> {
  const { seat, roles, forumId } = ctx.sight;
  const { personId } = ctx.actor;
  const [self, seats] = door && seat ? await Promise.all([loadSelf(ctx), census(ctx, forumId)]) : [null, {}];
  return ({ ref, place, marking }) => {
    if (!door || !self || !seat || !personId) return null;
    const wish = wishByLetter({ ...self, category: seat.category }, forum, marking ? { marking } : null);
    if (!atLeast(ceiling, wish.marking)) return null;
    if (!mayContribute({ ...forum, roles, seat, parent: marking ? { marking, visible: true } : null }, wish, ctx.now).ok) return null;
    const shown = byline({ regime: wish.regime, person: self.person, affiliation: self.affiliation, affiliationNames: self.affiliationNames, category: self.category, capacity: wish.capacity }, 'inside', seats, forum.smallCell);
    return { address: replyAddress(door, { personId, forumId, place, voice: 'own' }), ref, byline: shown, marking: wish.marking };
  };
}
