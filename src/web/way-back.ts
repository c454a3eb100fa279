import type { Cookie, Visit } from './door.tsx';
import { backCookie } from './session.ts';

/**
 * An address of ours to come back to, without its language; null for anything else, above all for another house.
 *
 * Shape   a path of plain or encoded signs, perhaps with a query; no second slash or backslash that would make a host of it.
 */
export const ownAddress = (asked: unknown): string | null => (typeof asked === 'string' && asked.length <= 300 && /^\/(?![/\\])[\w\-/·%.]*(\?[\w\-/·%.=&+~]*)?$/.test(asked) ? asked : null);

/** Remembers where to go on after signing in: longer than any letter's link serves, shorter than a session. */
export const rememberWay = (back: string): Cookie => ({ name: backCookie, value: back, maxAgeSeconds: 3_600 });

/** The remembered way is gone once, not twice. */
export const forgetWay = ({ back }: Visit): Cookie[] => (back ? [{ name: backCookie, value: '', maxAgeSeconds: 0 }] : []);
