import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { letterMarking, noticeText, oneParagraph } from '../../disclosure/ui/letter-text.ts';
import type { SilenceStep } from '../rules/silence-steps.ts';

export const output = byLetter('adoption.silence', 'seated');

export type SilenceItem = { step: SilenceStep; ref: string; /** Once it is issued. */ symbol: string | null; text: string; marking: Marking; endsAt: Date; /** When silence ends, or was broken, in words. */ when: string; /** The States that broke silence, or took that back; none for those who may not see which. */ brokenBy: readonly string[]; /** Objections that stand. */ standing: number; reason: string; /** Where its reader breaks silence by letter. */ address: string | null };
export type SilenceView = { forum: string; marking: Marking; zone: string; items: readonly SilenceItem[]; /** The State its reader alone breaks silence for. */ speaksFor: string | null; link: string; settingsLink: string };

/** What is under silence and until when, or how it ended; each with its frozen wording, unless its marking keeps it out of letters. */
export function silenceLetter(view: SilenceView, locale: Locale): NoticeText {
  const running = view.items.some(({ step }) => step === 'opened' || step === 'extended' || step === 'reminder');
  const addresses = view.items.flatMap(({ ref, address }) => (address ? [say(locale, 'notice.silence.byLetter', { ref, address: `mailto:${address}?subject=${encodeURIComponent(ref)}` })] : []));
  const ways = addresses.length > 0 ? [addresses.join('\n'), `${say(locale, 'byletter.how.object')} ${say(locale, 'byletter.reason.silence')}`] : [];
  return noticeText({
    marking: letterMarking(output, view.marking, view.items.map(({ marking }) => marking)),
    subject: subjectOf(view, locale),
    // An answer to a letter about one text is about that text.
    replyTo: view.items.length === 1 ? view.items[0]?.address : undefined,
    parts: [
      ...view.items.flatMap((item) => [`# ${item.ref}`, ...told(item, locale)]),
      ...(running ? [view.speaksFor ? say(locale, 'notice.silence.mayBreak', { state: view.speaksFor }) : say(locale, 'notice.silence.others')] : []),
      ...ways,
      `${say(locale, 'notice.silence.link')}\n${view.link}`,
    ],
    reason: view.speaksFor ? { speaksFor: view.speaksFor } : { settingsLink: view.settingsLink },
  }, locale);
}

function subjectOf({ forum, items, zone }: SilenceView, locale: Locale): string {
  const [only] = items;
  if (!only || items.length > 1) return say(locale, 'notice.silence.several.subject', { forum, count: items.length });
  if (only.step === 'reminder') return say(locale, 'notice.silence.reminder.subject', { forum, ref: only.ref, onWhen: onWhen(locale, only.endsAt, zone) });
  return only.step === 'lifted' || only.step === 'withdrawn' ? say(locale, `adopt.letter.${only.step}.subject`, { forum, ref: only.ref }) : say(locale, `notice.silence.${only.step}.subject`, { forum, ref: only.ref });
}

function told(item: SilenceItem, locale: Locale): string[] {
  const { ref, when } = item;
  const stands = {
    opened: () => [say(locale, 'adoption.silence.running', { ref, when })],
    reminder: () => [say(locale, 'adoption.silence.running', { ref, when })],
    extended: () => [say(locale, 'notice.silence.extended.text', { ref, reason: oneParagraph(item.reason) }), say(locale, 'adoption.silence.running', { ref, when })],
    broken: () => [say(locale, 'adoption.broken.status', { ref, when }), item.brokenBy.length > 0 ? say(locale, 'adoption.silence.brokenBy', { state: item.brokenBy.join(', ') }) : say(locale, 'adopt.letter.brokenByOne')],
    lifted: () => [say(locale, 'adopt.letter.lifted', { ref, when }), ...(item.brokenBy.length > 0 ? [say(locale, 'adopt.letter.liftedBy', { state: item.brokenBy.join(', ') })] : []), say(locale, 'adopt.letter.standing', { count: item.standing })],
    withdrawn: () => [say(locale, 'adopt.letter.withdrawn', { ref, when, reason: oneParagraph(item.reason) })],
    adopted: () => [`${ref} · ${say(locale, 'adoption.adopted.status', { when })}`, ...(item.symbol ? [say(locale, 'adopt.letter.issued', { symbol: item.symbol })] : [])],
  }[item.step]();
  const kept = mayRelease(item.marking, output.ceiling) ? oneParagraph(item.text) : null;
  return [...stands, kept === null ? say(locale, 'notice.notByMail', { marking: item.marking }) : `> ${kept}`];
}
