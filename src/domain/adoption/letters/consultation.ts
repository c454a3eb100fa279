import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { letterMarking, noticeText, oneParagraph } from '../../disclosure/ui/letter-text.ts';

export const output = byLetter('adoption.consultation', 'seated');

export type ConsultationItem = { /** When it ends, in words. */ ends: string; note: string | null; texts: readonly { ref: string; text: string; marking: Marking }[] };
export type ConsultationView = { forum: string; marking: Marking; consultations: readonly ConsultationItem[]; link: string; settingsLink: string };

/** Which recommendations are open for comment and until when; each with its wording, unless its marking keeps it out of letters. */
export function consultationLetter({ forum, marking, consultations, link, settingsLink }: ConsultationView, locale: Locale): NoticeText {
  const texts = consultations.flatMap((one) => one.texts);
  const [only] = texts;
  const said = (text: (typeof texts)[number]) => (mayRelease(text.marking, output.ceiling) ? `> ${oneParagraph(text.text)}` : say(locale, 'notice.notByMail', { marking: text.marking }));
  const mayNote = mayRelease(marking, output.ceiling);
  return noticeText({
    marking: letterMarking(output, marking, texts.map((text) => text.marking)),
    subject: only && texts.length === 1 ? say(locale, 'adopt.consult.letter.subject', { forum, ref: only.ref }) : say(locale, 'adopt.consult.letter.several', { forum, count: texts.length }),
    parts: [
      say(locale, 'adopt.consult.lead'),
      ...consultations.flatMap((one) => [
        say(locale, 'adopt.consult.letter.ends', { when: one.ends }),
        ...(one.note && mayNote ? [say(locale, 'adopt.consult.letter.note', { note: oneParagraph(one.note) })] : []),
        ...one.texts.flatMap((text) => [`# ${text.ref}`, said(text)]),
      ]),
      `${say(locale, 'notice.silence.link')}\n${link}`,
    ],
    reason: { settingsLink },
  }, locale);
}
