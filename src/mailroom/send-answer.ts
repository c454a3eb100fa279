import type { Context } from '#domain/context.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { countAnswer, type Answered, type InboundRow, openInbound } from '#platform/mail/inbox.ts';
import { type LetterText, queueLetter } from '#platform/mail/outbox.ts';
import type { LetterText as ReadText } from './judge-letter.ts';

/** So many answers a day to somebody who writes to addresses of theirs; to anybody else, one. */
const maxAnswersADay = { known: 20, other: 1 };

type To = { answerTo: string | null; personId: string | null; locale: Locale };
type About = { known: boolean; forumId: string | null; replyTo?: string | undefined; /** The forum's name beside the address it comes from. */ sender?: string | undefined };

/** Puts the answer to a letter into the outbox, unless there is nobody to answer, or too much was answered to them today. */
export async function sendAnswer(ctx: Context, { answerTo, personId, locale }: To, { known, forumId, replyTo, sender }: About, write: (locale: Locale) => LetterText & { kind: string }): Promise<Answered> {
  if (!answerTo) return 'no-address';
  if ((await countAnswer(ctx, answerTo)) > (known ? maxAnswersADay.known : maxAnswersADay.other)) return 'loop';
  await queueLetter(ctx, { ...write(locale), forumId, personId, address: answerTo, locale, ...(replyTo ? { replyTo } : {}), ...(sender ? { sender } : {}) });
  return 'sent';
}

/** Holds the letter until the transaction ends; false where another reading of it was quicker. */
export const stillOpen = async (ctx: Context, row: InboundRow): Promise<boolean> => (await openInbound(ctx, row.id))?.fate === null;

/** The writer's own text; where none was found in it, all of it: nothing is answered with nothing. */
export const returned = ({ kept, parts }: ReadText): string => (kept.trim() === '' ? parts.map((part) => part.text).join('\n') : kept).slice(0, 20_000);
