import { createHash } from 'node:crypto';

/**
 * The GUID of a thing that has no id of its own in a file: the same for the same thing, in every file and on every machine.
 *
 * Source  RFC 9562, section 5.8 (version 8).
 */
export function guidOf(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(parts.join('\0')).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** A wording as a text of its own: what was marked in it stays with it when it is revised. */
export const sourceGuid = (contributionId: string, revision: number): string => guidOf('source', contributionId, revision);

/** A rapporteur of one forum, by a number that leads to nobody. */
export const userGuid = (forumId: string, seatId: string): string => guidOf('coder', forumId, seatId);

/** The id under which a code is kept whose own is taken by another series, or is no UUID. */
export const codeGuidIn = (seriesId: string, guid: string): string => guidOf('code', seriesId, guid);

const pattern = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/;

/** A GUID as programs write it, in braces or capitals, as ours; null for what is none. */
export const readGuid = (written: string | null | undefined): string | null => pattern.exec((written ?? '').trim().toLowerCase())?.[1] ?? null;

/** Whether a GUID is a UUID as our own ids are; others are kept under one made of them. */
export const isUuid = (guid: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(guid);
