import type { Marking } from '#domain/disclosure/model.ts';
import { byLetter } from '#domain/disclosure/outputs.ts';
import { mayRelease } from '#domain/disclosure/rules.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { type Ways, waysIn } from './ways.ts';

export const output = byLetter('mail.deed');

type Detail = Readonly<Record<string, string | number>>;
/** What the writer of a letter that asks for a deed is told. */
export type DeedAnswerView = {
  forum: { title: string; zone: string };
  marking: Marking;
  text: string | null;
  attachments: number;
  result:
    | { fate: 'done'; says: string; detail: Detail; ways: Ways | null; /** The paper, for who asked for it, as parts of the letter. */ paper: readonly string[] }
    | { fate: 'held'; reason: string; /** What a yes does. */ asks: string; detail: Detail; until: Date | null }
    | { fate: 'late'; receivedAt: Date; closedAt: Date }
    | { fate: 'refused'; reason: string; detail: Detail; /** How to write it. */ how: string | null };
};

/** The one answer to a letter that asks for a deed: what became of it, and where it could not be done, how to write it. */
export function deedAnswer(view: DeedAnswerView, locale: Locale): LetterText {
  const { forum, marking, text, result } = view;
  const goesOut = mayRelease(marking, output.ceiling);
  const label = goesOut ? marking : output.ceiling;
  const quoted = text !== null && text.trim() !== '';
  return {
    subject: `[${label}] ${say(locale, `byletter.subject.${result.fate}`, { forum: forum.title })}`,
    body: [
      label,
      ...saying(view, locale),
      ...(view.attachments > 0 ? [say(locale, 'byletter.attachments')] : []),
      ...(quoted && goesOut ? [say(locale, 'mail.answer.yourText'), text.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')] : []),
      ...(quoted && !goesOut ? [say(locale, 'mail.answer.textNotRepeated', { marking })] : []),
    ].join('\n\n'),
  };
}

function saying({ forum: { zone }, result }: DeedAnswerView, locale: Locale): string[] {
  switch (result.fate) {
    case 'done':
      return [sayAny(locale, result.says, result.detail), ...result.paper, ...(result.ways ? waysIn(result.ways, locale) : [])];
    case 'held':
      return [say(locale, 'byletter.held'), sayAny(locale, result.reason, result.detail), sayAny(locale, result.asks, result.detail), say(locale, 'byletter.how.confirm'), ...(result.until ? [say(locale, 'byletter.held.until', { when: when(locale, result.until, zone) })] : [])];
    case 'late':
      return [say(locale, 'byletter.late.text', { received: when(locale, result.receivedAt, zone), closed: when(locale, result.closedAt, zone) })];
    case 'refused':
      return [say(locale, 'byletter.refused'), sayAny(locale, result.reason, result.detail), ...(result.how ? [sayAny(locale, result.how, result.detail)] : [])];
    default:
      return result satisfies never;
  }
}
