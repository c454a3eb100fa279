import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { letterMarking, noticeText, oneParagraph } from '../../disclosure/ui/letter-text.ts';

export const output = byLetter('synthesis.quotation', 'own');

export type QuotationItem = { ref: string; quote: string; marking: Marking; kind: 'release' | 'notice'; /** In words, in the reader's language. */ until: string };
export type QuotationView = { forum: string; marking: Marking; items: readonly QuotationItem[]; link: string; speaksFor: string | null; settingsLink: string };

/** That the report would quote exact words: whether their author releases them, or that a State may reply. */
export function quotationLetter(view: QuotationView, locale: Locale): NoticeText {
  return noticeText({
    marking: letterMarking(output, view.marking, view.items.map(({ marking }) => marking)),
    subject: say(locale, 'quotation.letter.subject', { forum: view.forum }),
    parts: [
      say(locale, 'quotation.letter.text', { count: view.items.length }),
      // Words marked above what letters may carry are read on the page.
      ...view.items.map((item) => `${say(locale, `quotation.kind.${item.kind}`, { ref: item.ref, until: item.until })}${mayRelease(item.marking, output.ceiling) ? `\n> ${oneParagraph(item.quote)}` : ''}`),
      `${say(locale, 'quotation.letter.link')}\n${view.link}`,
    ],
    reason: view.speaksFor ? { speaksFor: view.speaksFor } : { settingsLink: view.settingsLink },
  }, locale);
}
