import { type Place, replyAddress } from '#domain/accreditation/rules/reply-address.ts';
import { isLocale, type Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { MailDoor } from '#platform/mail/mail-door.ts';
import type { Answering } from '#platform/mail/send-letter.ts';

/** Gives letters that can be answered with a deed their address, with the words that say how, and the page on which the same is done. `door`: null where letters do not come in. */
export function answersTo(door: MailDoor | null, origin: string): Answering {
  return ({ forumId, personId, locale, answers }) => {
    const { kind, id, page } = answers as Partial<Place> & { page?: string };
    const language = isLocale(locale) ? locale : 'en';
    const link = page ? [`${say(language, 'redress.letter.link')}\n${origin}/${language}${page}`] : [];
    // Who is invited is nobody here yet: the invitation itself is what the address is bound to.
    const holder = kind === 'invitation' ? id : personId;
    if (!door || !kind || !id || !forumId || !holder) return link[0] ? { note: link[0] } : null;
    const note = kind === 'invitation' ? ofInvitation(language) : say(language, kind === 'paper' ? 'byletter.note.paper' : 'byletter.note.appeal');
    return { replyTo: replyAddress(door, { personId: holder, forumId, place: { kind, id }, voice: 'own' }), note: [...link, note].join('\n\n') };
  };
}

/** Whoever accepts by letter has read in it what they accept. */
const ofInvitation = (locale: Locale): string => [
  `# ${say(locale, 'accreditation.invitation.rules')}`,
  ([1, 2, 3, 4] as const).map((n) => `- ${say(locale, `accreditation.invitation.rule${n}`)}`).join('\n'),
  `${say(locale, 'byletter.note.accept')} ${say(locale, 'byletter.how.accept')}`,
].join('\n\n');
