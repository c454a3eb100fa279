import { profilePage } from '#domain/account/queries/profile.ts';
import type { Writing } from '#domain/accreditation/rules/writing.ts';
import { enter } from '#domain/accreditation/sight.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import { consultationNotice } from '#domain/adoption/commands/tell-of-consultation.ts';
import { silenceNotice } from '#domain/adoption/commands/tell-of-silence.ts';
import { type ConsultationAbout, writeConsultation } from '#domain/adoption/queries/consultation-letter.ts';
import { ratingsNotice } from '#domain/adoption/commands/tell-of-ratings.ts';
import { writeRatings } from '#domain/adoption/queries/ratings-letter.ts';
import { type SilenceAbout, writeSilence } from '#domain/adoption/queries/silence-letter.ts';
import { dailyPack } from '#domain/discussion/commands/send-packs.ts';
import { hoursNotice } from '#domain/discussion/commands/tell-of-hours.ts';
import { newContributions } from '#domain/discussion/commands/tell-of-new.ts';
import { writeDailyPack } from '#domain/discussion/queries/daily-pack-letter.ts';
import { writeHours } from '#domain/discussion/queries/hours-letter.ts';
import { writeNewContributions } from '#domain/discussion/queries/new-contributions-letter.ts';
import { isLocale } from '#platform/i18n/locales.ts';
import { reportNotice } from '#domain/report/commands/tell-of-report.ts';
import { writePublished } from '#domain/report/queries/published-letter.ts';
import { quotationNotice } from '#domain/synthesis/commands/ask-quotation.ts';
import { roundNotice } from '#domain/synthesis/commands/tell-of-round.ts';
import { summaryNotice } from '#domain/synthesis/commands/tell-of-summary.ts';
import { type RoundAbout, writeRound } from '#domain/synthesis/queries/round-letter.ts';
import { writeQuotation } from '#domain/synthesis/queries/quotation-letter.ts';
import { writeSummary } from '#domain/synthesis/queries/summary-letter.ts';
import type { MailDoor } from '#platform/mail/mail-door.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { NoticeWriter } from '#platform/mail/send-letter.ts';

type Write = (ctx: ForumContext, about: never, writing: Writing) => Promise<NoticeText | null>;

/** Who writes each kind: its stage, from what is kept of it, by id. */
export const writers: Readonly<Record<string, Write>> = {
  [newContributions]: (ctx, { contributions }: { contributions: string[] }, writing) => writeNewContributions(ctx, { ids: contributions, ...writing }),
  [dailyPack]: (ctx, { contributions }: { contributions: string[] }, { locale, origin, door }) => writeDailyPack(ctx, { ids: contributions, locale, origin, door }),
  [hoursNotice]: (ctx, { items }: { items: { step: string; at: string }[] }, writing) => writeHours(ctx, { items, ...writing }),
  [silenceNotice]: (ctx, { items }: { items: SilenceAbout[] }, writing) => writeSilence(ctx, { items, ...writing }),
  [consultationNotice]: (ctx, { items }: { items: ConsultationAbout[] }, writing) => writeConsultation(ctx, { items, ...writing }),
  [roundNotice]: (ctx, { items }: { items: RoundAbout[] }, writing) => writeRound(ctx, { items, ...writing }),
  [ratingsNotice]: (ctx, { items }: { items: { finding: string }[] }, writing) => writeRatings(ctx, { items, ...writing }),
  [summaryNotice]: (ctx, { items }: { items: { day: string }[] }, writing) => writeSummary(ctx, { days: items.map(({ day }) => day), ...writing }),
  [quotationNotice]: (ctx, { requests }: { requests: string[] }, writing) => writeQuotation(ctx, { requests, ...writing }),
  [reportNotice]: (ctx, _, writing) => writePublished(ctx, writing),
};

/**
 * Writes notices at the moment they are sent, as the person they go to would see their matter now. Who has no sight
 * of the forum any more gets none: a withdrawn seat, a person who left. Nor does who wants no letters any more, but
 * for those that must reach them. `door` is where answers come in; null: nowhere.
 */
export function noticeWriter(ctx: Context, origin: string, door: MailDoor | null = null): NoticeWriter {
  return async ({ kind, forumId, personId, locale, about }) => {
    if (!forumId || !personId) return null;
    const person: Context = { ...ctx, now: ctx.world.now(), actor: { kind: 'person', personId, administrator: false } };
    const [inside, profile] = await Promise.all([enter(person, forumId), profilePage(person)]);
    if (!inside || !profile) return null;
    const write = writers[kind];
    if (!write) throw new Error(`nobody writes letters of the kind ${kind}`);
    const words = await write(inside, about as never, { locale: isLocale(locale) ? locale : 'en', zone: profile.zone, origin, door });
    return words && (words.mustReach || profile.digest !== 'never') ? words : null;
  };
}
