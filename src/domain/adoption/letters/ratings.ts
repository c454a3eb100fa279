import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { letterMarking, noticeText, oneParagraph } from '../../disclosure/ui/letter-text.ts';
import { writeTo } from '../../disclosure/ui/write-to.ts';

export const output = byLetter('adoption.ratings', 'seated');

export type RatingsView = { forum: string; marking: Marking; items: readonly { ref: string; text: string; marking: Marking }[]; /** Where ratings go by letter; null where letters do not come in. */ address: string | null; link: string; settingsLink: string };

/** Which drafts can be rated, each with its wording unless its marking keeps it out of letters, and how to do it by answering. */
export function ratingsLetter(view: RatingsView, locale: Locale): NoticeText {
  const { items, address } = view;
  return noticeText({
    marking: letterMarking(output, view.marking, items.map(({ marking }) => marking)),
    subject: say(locale, 'notice.ratings.subject', { forum: view.forum, count: items.length }),
    replyTo: address,
    parts: [
      say(locale, 'notice.ratings.text'),
      ...items.flatMap(({ ref, text, marking }) => [`# ${ref}`, mayRelease(marking, output.ceiling) ? `> ${oneParagraph(text)}` : say(locale, 'notice.notByMail', { marking })]),
      ...(address ? [`# ${say(locale, 'notice.ratings.byLetter')}`, say(locale, 'byletter.how.rate'), writeTo(items.map(({ ref }) => ref).join(', '), address, locale)] : []),
      `${say(locale, 'notice.ratings.link')}\n${view.link}`,
    ],
    reason: { settingsLink: view.settingsLink },
  }, locale);
}
