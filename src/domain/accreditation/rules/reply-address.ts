import { fromBase32, toBase32 } from '#platform/base32.ts';

/**
 * What a letter to a reply address is about, in the order of its mark, to which kinds are only added. The first two are
 * posted under; the others name what is done: appeal against a decision, rate a forum's findings, break silence on a
 * text, flag a contribution, confirm one's own letter that waits, answer an invitation, ask for the discussion paper or
 * annotate it.
 */
export const placeKinds = ['question', 'contribution', 'decision', 'findings', 'silence', 'flag', 'waiting', 'invitation', 'paper'] as const;
export type PlaceKind = (typeof placeKinds)[number];
export type Place = { kind: PlaceKind; id: string };
/** `delegation`: what comes in begins a position as a draft, which another of the delegation releases. */
export type Voice = 'own' | 'delegation';
export type ReplyTo = { personId: string; forumId: string; place: Place; voice: Voice };
/** The domain letters come in under, and the site's keyed hash. */
export type Marking = { domain: string; mark(text: string, bound: string): Uint8Array };

/** What a token says by itself: the heads of two ids, of whom and of what; its mark tells whether they belong together. */
export type ReplyToken = { person: string; place: string; kind: PlaceKind; voice: Voice; mac: Uint8Array };

const idHead = 8;
const macLength = 16;
/** Bit 1 is the voice, the others number the kind. */
const flagOf = ({ place, voice }: ReplyTo): number => {
  const kind = placeKinds.indexOf(place.kind);
  return (kind & 1) | ((kind >> 1) << 2) | (voice === 'delegation' ? 2 : 0);
};
const kindIn = (flag: number): PlaceKind | undefined => placeKinds[(flag & 1) | ((flag >> 2) << 1)];
const headOf = (uuid: string): Buffer => Buffer.from(uuid.replace(/-/g, ''), 'hex').subarray(0, idHead);
const macOf = (to: ReplyTo, door: Marking): Uint8Array => door.mark([to.personId, to.forumId, to.place.kind, to.place.id, to.voice].join('\0'), 'reply-address').subarray(0, macLength);

/**
 * The address one person answers to about one thing in one forum: for the Reply-To of a notice. It is of use to
 * nobody else, since the sender's own address has to be that person's, and it ends with the forum.
 *
 * Shape  at most 64 characters before the `@` (RFC 5321), in letters and digits whose case does not matter.
 */
export const replyAddress = (door: Marking, to: ReplyTo): string => `reply+${toBase32(Buffer.concat([Buffer.from([flagOf(to)]), headOf(to.personId), headOf(to.place.id), macOf(to, door)]))}@${door.domain}`;

/** What a token says; null for what is no token of ours in its form. */
export function readReplyToken(token: string): ReplyToken | null {
  const bytes = fromBase32(token);
  const flag = bytes?.[0] ?? 255;
  const kind = kindIn(flag);
  if (bytes?.length !== 1 + 2 * idHead + macLength || !kind) return null;
  const hex = (from: number) => Buffer.from(bytes.subarray(from, from + idHead)).toString('hex');
  return { person: hex(1), place: hex(1 + idHead), kind, voice: flag & 2 ? 'delegation' : 'own', mac: bytes.subarray(1 + 2 * idHead) };
}

/** Whether the token was made by this site for this person, forum, thing and voice. */
export function isMarkedFor(token: ReplyToken, to: ReplyTo, door: Marking): boolean {
  const mac = macOf(to, door);
  let differs = 0;
  for (let i = 0; i < macLength; i += 1) differs |= (mac[i] ?? 0) ^ (token.mac[i] ?? 0);
  return differs === 0;
}

/** The first and the last id that begin with this head. */
export const idsFrom = (head: string): { first: string; last: string } => {
  const uuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { first: uuid(head.padEnd(32, '0')), last: uuid(head.padEnd(32, 'f')) };
};

/** How long after the closing a letter is still recognised, to be told that it came late. */
export const lateDays = 14;

/** Where a reply address stands at an instant: it ends with its forum, or with the time for its deed. */
export function addressState(forum: { closesAt: Date | null }, now: Date): 'open' | 'late' | 'over' {
  if (forum.closesAt === null || now < forum.closesAt) return 'open';
  return now.getTime() < forum.closesAt.getTime() + lateDays * 86_400_000 ? 'late' : 'over';
}
