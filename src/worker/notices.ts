import { enter } from '#domain/accreditation/sight.ts';
import type { Context } from '#domain/context.ts';
import { dailyPack } from '#domain/discussion/commands/send-packs.ts';
import { newContributions } from '#domain/discussion/commands/tell-of-new.ts';
import { writeDailyPack } from '#domain/discussion/queries/daily-pack-letter.ts';
import { writeNewContributions } from '#domain/discussion/queries/new-contributions-letter.ts';
import { isLocale } from '#platform/i18n/locales.ts';
import type { MailDoor } from '#platform/mail/mail-door.ts';
import type { NoticeWriter } from '#platform/mail/send-letter.ts';

/**
 * Writes notices at the moment they are sent, as the person they go to would see their matter now. Who has no sight
 * of the forum any more gets none: a withdrawn seat, a person who left. `door` is where answers come in; null: nowhere.
 */
export function noticeWriter(ctx: Context, origin: string, door: MailDoor | null = null): NoticeWriter {
  return async ({ kind, forumId, personId, locale, about }) => {
    if (!forumId || !personId) return null;
    const inside = await enter({ ...ctx, now: ctx.world.now(), actor: { kind: 'person', personId, administrator: false } }, forumId);
    if (!inside) return null;
    if (kind === newContributions) return writeNewContributions(inside, { ids: (about as { contributions: string[] }).contributions, locale, origin });
    if (kind === dailyPack) return writeDailyPack(inside, { ids: (about as { contributions: string[] }).contributions, locale: isLocale(locale) ? locale : 'en', origin, door });
    throw new Error(`nobody writes letters of the kind ${kind}`);
  };
}
