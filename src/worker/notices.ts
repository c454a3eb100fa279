import { enter } from '#domain/accreditation/sight.ts';
import type { Context } from '#domain/context.ts';
import { newContributions } from '#domain/discussion/commands/tell-of-new.ts';
import { writeNewContributions } from '#domain/discussion/queries/new-contributions-letter.ts';
import type { NoticeWriter } from '#platform/mail/send-letter.ts';

/**
 * Writes notices at the moment they are sent, as the person they go to would see their matter now. Who has no sight
 * of the forum any more gets none: a withdrawn seat, a person who left.
 */
export function noticeWriter(ctx: Context, origin: string): NoticeWriter {
  return async ({ kind, forumId, personId, locale, about }) => {
    if (!forumId || !personId) return null;
    const inside = await enter({ ...ctx, now: ctx.world.now(), actor: { kind: 'person', personId, administrator: false } }, forumId);
    if (!inside) return null;
    if (kind === newContributions) return writeNewContributions(inside, { ids: (about as { contributions: string[] }).contributions, locale, origin });
    throw new Error(`nobody writes letters of the kind ${kind}`);
  };
}
