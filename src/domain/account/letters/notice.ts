import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import type { Device } from '../model.ts';

export const output = byLetter('account.notice');

export type Notice = 'factorSet' | 'passkeyAdded' | 'passkeyRemoved' | 'factorRemoved' | 'recoveryCodeUsed' | 'recoveryCodesRenewed' | 'addressAsked' | 'addressChanged' | 'recoveryAsked' | 'recoveryConfirmed';

/** Tells a person that something about how they sign in changed. It names nobody and carries no link that acts. */
export function noticeLetter(notice: Notice, locale: Locale): LetterText {
  return {
    subject: say(locale, 'account.letter.notice.subject'),
    body: [say(locale, `account.letter.notice.${notice}`), say(locale, 'account.letter.notice.notYou')].join('\n\n'),
  };
}

/** Tells a person that they signed in from a device not seen before, named as on their own list. */
export function newDeviceLetter(device: Device | null, locale: Locale): LetterText {
  const { browser, system } = device ?? { browser: null, system: null };
  const named = browser && system ? say(locale, 'account.security.device', { browser, system }) : (browser ?? system ?? say(locale, 'account.security.deviceUnknown'));
  return {
    subject: say(locale, 'account.letter.notice.newDeviceSubject'),
    body: [say(locale, 'account.letter.notice.newDevice', { device: named }), say(locale, 'account.letter.notice.notYou')].join('\n\n'),
  };
}

/** The letter to a new address, with the link that confirms it. */
export function newAddressLetter(view: { link: string; minutes: number }, locale: Locale): LetterText {
  return {
    subject: say(locale, 'account.letter.address.subject'),
    body: [say(locale, 'account.letter.address.text', { minutes: view.minutes }), view.link, say(locale, 'account.letter.address.notYou')].join('\n\n'),
  };
}
