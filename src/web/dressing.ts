import { say } from '#platform/i18n/say.ts';
import { dress } from '#platform/text/dress.ts';
import type { Vault } from '#platform/vault.ts';
import type { Visit } from './door.tsx';

/** How texts of participants stand on this visit's pages. */
export const dressingFor = ({ locale, house }: Pick<Visit, 'locale' | 'house'>) => (html: string): string =>
  dress(html, { origin: house.origin, covered: say(locale, 'attachment.cover.mark'), leave: (url) => `/${locale}/leave?${new URLSearchParams({ to: url, s: leaveMark(house.vault, url) })}` });

/** Our word that an address stood in a text here: without it the page to leave by would lend our name to any address. */
export const leaveMark = (vault: Vault, url: string): string => vault.mark(url, 'leave').toString('base64url').slice(0, 27);
