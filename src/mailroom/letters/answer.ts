import { bylineText } from '#domain/disclosure/byline-text.ts';
import type { Byline, Marking } from '#domain/disclosure/model.ts';
import { byLetter } from '#domain/disclosure/outputs.ts';
import { mayRelease } from '#domain/disclosure/rules.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { timeOf, when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { type Ways, waysIn } from './ways.ts';

export const output = byLetter('mail.answer');

/** What the writer of a letter is told: one of these, with their own text below. */
export type AnswerView = {
  /** The forum's title and zone; null where the letter belongs to none. */
  forum: { title: string; zone: string } | null;
  marking: Marking | null;
  /** The writer's own text, given back. */
  text: string | null;
  /** Where the letter can be seen whole, with what was cut from it. */
  link: string | null;
  cut: boolean;
  attachments: number;
  /** How to write, for whoever wrote to the house itself. */
  ways: Ways | null;
  /** Whether what waits is settled by answering. */
  byAnswer: boolean;
} & (
  | { fate: 'posted'; ref: string; byline: Byline; editableUntil: Date }
  | { fate: 'posted'; /** Unattributed: released with others by then. */ waitsUntil: Date }
  | { fate: 'held' | 'refused' | 'unknown-sender'; reason: string; detail?: Readonly<Record<string, string | number>> }
  | { fate: 'late'; receivedAt: Date; closedAt: Date }
  | { fate: 'duplicate' }
);

/** The one answer to a letter: what became of it, whether the text is safe, what to do; then the text. */
export function answerLetter(view: AnswerView, locale: Locale): LetterText {
  const label = view.marking ?? 'TLP:AMBER';
  const returned = view.text !== null && view.text.trim() !== '' && mayRelease(label, output.ceiling);
  return {
    subject: `[${mayRelease(label, output.ceiling) ? label : output.ceiling}] ${view.forum ? say(locale, `mail.answer.subject.${view.fate}`, { forum: view.forum.title }) : say(locale, 'mail.answer.subject.house')}`,
    body: [
      mayRelease(label, output.ceiling) ? label : output.ceiling,
      ...saying(view, locale),
      ...(view.byAnswer ? [say(locale, 'byletter.how.confirm')] : []),
      ...(view.ways ? waysIn(view.ways, locale) : []),
      ...(view.attachments > 0 ? [say(locale, 'mail.answer.attachments', { count: view.attachments })] : []),
      ...(view.cut && view.link ? [say(locale, 'mail.answer.cut')] : []),
      ...(view.link ? [view.link] : []),
      ...(returned ? [say(locale, 'mail.answer.yourText'), (view.text ?? '').split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')] : view.text ? [say(locale, 'mail.answer.textNotRepeated', { marking: label })] : []),
    ].join('\n\n'),
  };
}

function saying(view: AnswerView, locale: Locale): string[] {
  const zone = view.forum?.zone ?? 'Europe/Vienna';
  switch (view.fate) {
    case 'posted':
      if ('waitsUntil' in view) return [`${say(locale, 'discussion.waiting.hint', { when: when(locale, view.waitsUntil, zone) })}.`];
      return [say(locale, 'mail.receipt.publishedAs', { ref: view.ref, byline: bylineText(view.byline, locale), marking: view.marking ?? '', time: timeOf(locale, view.editableUntil, zone) })];
    case 'held':
      return [say(locale, 'mail.answer.held'), sayAny(locale, view.reason, view.detail ?? {}), say(locale, view.reason === 'mail.reason.position' ? 'mail.answer.held.position' : 'mail.answer.held.how')];
    case 'late':
      return [say(locale, 'mail.answer.late', { received: when(locale, view.receivedAt, zone), closed: when(locale, view.closedAt, zone) }), say(locale, 'mail.answer.late.how')];
    case 'duplicate':
      return [say(locale, 'mail.answer.duplicate')];
    case 'refused':
    case 'unknown-sender':
      return [say(locale, 'mail.answer.refused'), sayAny(locale, view.reason, view.detail ?? {}), ...(view.ways ? [] : [say(locale, 'mail.answer.refused.how')])];
    default:
      return view satisfies never;
  }
}
