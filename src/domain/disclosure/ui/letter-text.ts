import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../model.ts';
import type { Output } from '../outputs.ts';
import { mayRelease, strictest } from '../rules.ts';

/** Why a letter comes: by one's own choice, changed on one's page; or whatever was chosen, for the State that nobody else speaks for. */
export type Reason = { settingsLink: string } | { speaksFor: string };

/** A notice under its label, in the subject and before the text, with the reason why it comes at its end. */
export function noticeText(view: { marking: Marking; subject: string; parts: readonly string[]; reason: Reason; replyTo?: string | null | undefined }, locale: Locale): NoticeText {
  const must = 'speaksFor' in view.reason;
  const reason = 'speaksFor' in view.reason ? say(locale, 'notice.mustReach', { state: view.reason.speaksFor }) : `${say(locale, 'discussion.telling.settings')}\n${view.reason.settingsLink}`;
  return { subject: `[${view.marking}] ${view.subject}`, body: [view.marking, ...view.parts, reason].join('\n\n'), ...(view.replyTo ? { replyTo: view.replyTo } : {}), mustReach: must };
}

/**
 * The label of a letter: of its forum and of all it tells, the strictest that letters may carry. What is marked above
 * that is not in it, so the letter does not wear its label either.
 */
export function letterMarking(output: Output, forum: Marking, told: readonly Marking[] = []): Marking {
  return strictest([mayRelease(forum, output.ceiling) ? forum : output.ceiling, ...told.filter((one) => mayRelease(one, output.ceiling))]);
}

/** What others wrote, as one paragraph: nothing in it can be taken for a part of the letter. */
export const oneParagraph = (text: string): string => text.replace(/\s+/g, ' ').trim();
