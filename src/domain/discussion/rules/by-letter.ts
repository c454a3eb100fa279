import type { Capacity, Category, Marking, Regime } from '../../disclosure/model.ts';
import { atLeast, strictest } from '../../disclosure/rules.ts';
import { capacitiesOf } from '../rules.ts';
import { maxTextLength } from '../schema.ts';

/** What a letter is found to be before it is entered: `state` is where its reply address stands at the receipt. */
export type LetterFacts = {
  state: 'open' | 'late' | 'over';
  kept: string;
  /** What was cut as the writer's signature. */
  signature: string;
  forwards: boolean;
  regime: Regime;
  writer: { name: string; email: string; affiliation: string };
  /** Whether the sender's address is proved, where that is asked. */
  proved: boolean;
};
export type HoldReason = 'mail.reason.empty' | 'mail.reason.forwarded' | 'mail.reason.names_writer' | 'mail.reason.signature' | 'mail.reason.unproved' | 'mail.reason.too_long';
export type LetterRuling = { fate: 'post' } | { fate: 'held'; reason: HoldReason } | { fate: 'late'; reason: HoldReason | 'discussion.forum_closed' } | { fate: 'refused'; reason: 'mail.reason.address_over' };

/**
 * What becomes of a letter from the right person to the right address.
 *
 * Shape  held: nobody sees it until its author has said so. Late: kept as received after closing, never posted; with
 *        what stands against showing it, where something does.
 */
export function rulingOnLetter(facts: LetterFacts): LetterRuling {
  if (facts.state === 'over') return { fate: 'refused', reason: 'mail.reason.address_over' };
  const against = holdReason(facts);
  if (facts.state === 'late') return { fate: 'late', reason: against ?? 'discussion.forum_closed' };
  return against ? { fate: 'held', reason: against } : { fate: 'post' };
}

/** Why a text waits for its author's word: what a machine cannot be sure of, or what cannot be taken back once shown. */
function holdReason({ kept, signature, forwards, regime, writer, proved }: LetterFacts): HoldReason | null {
  if (!proved) return 'mail.reason.unproved';
  if (forwards) return 'mail.reason.forwarded';
  if (kept.trim() === '') return 'mail.reason.empty';
  if (kept.length > maxTextLength) return 'mail.reason.too_long';
  if (regime !== 'named' && namesWriter(kept, writer, regime)) return 'mail.reason.names_writer';
  // The cut may be wrong by a line, and the name would stand there for good.
  if (hidesPerson(regime) && namesWriter(signature, writer, regime)) return 'mail.reason.signature';
  return null;
}

/** As what somebody is entered by letter, where no page asks them: as they chose for the forum, else as the forum has it. */
export function wishByLetter(self: { defaultRegime: Regime | null; category: Category }, forum: { allowedRegimes: readonly Regime[]; defaultRegime: Regime; defaultMarking: Marking }, parent: { marking: Marking } | null): { regime: Regime; marking: Marking; capacity: Capacity } {
  const regime = self.defaultRegime && forum.allowedRegimes.includes(self.defaultRegime) ? self.defaultRegime : forum.defaultRegime;
  return { regime, marking: parent?.marking ?? forum.defaultMarking, capacity: capacitiesOf(self.category)[0] ?? 'own-name' };
}

/**
 * What of a conversation an answer to a letter about it is posted under: of the first text and those told of, the first
 * of the strictest, since an answer that quotes any of them must be marked as strictly. Null where the first text is
 * not shown, or is marked above what letters carry: then so is every answer to it.
 */
export function answered<T extends { marking: Marking; visible: boolean }>(first: T, told: readonly T[], ceiling: Marking): T | null {
  if (!first.visible || !atLeast(ceiling, first.marking)) return null;
  const all = [first, ...told].filter(({ marking, visible }) => visible && atLeast(ceiling, marking));
  const floor = strictest(all.map(({ marking }) => marking));
  return all.find(({ marking }) => marking === floor) ?? null;
}

const hidesPerson = (regime: Regime): boolean => regime === 'institution' || regime === 'category' || regime === 'unattributed';
const hidesBody = (regime: Regime): boolean => regime === 'category' || regime === 'unattributed';

/** Whether a text holds what its regime hides of its writer: a name, an address, or the body where that is hidden too. */
export function namesWriter(text: string, { name, email, affiliation }: LetterFacts['writer'], regime: Regime): boolean {
  const words = new Set(folded(text).match(/[\p{L}\p{N}]+/gu) ?? []);
  const names = (folded(name).match(/\p{L}+/gu) ?? []).filter((word) => word.length >= 3);
  const plain = folded(text).replace(/\s+/g, ' ');
  return names.some((word) => words.has(word)) || plain.includes(folded(email)) || (hidesBody(regime) && affiliation.length >= 4 && plain.includes(folded(affiliation)));
}

/** For comparing: no case, no accents, no invisible signs. */
const folded = (text: string): string => text.normalize('NFKD').replace(/[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/gu, '').toLowerCase();

/** The id under which a letter's text is posted, however often the letter comes or is read: made from its Message-ID. */
export function submissionOfLetter(identity: Uint8Array): string {
  const b = Uint8Array.from(identity.subarray(0, 16));
  // A UUID of version 8: of our own making (RFC 9562, section 5.8).
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x80;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(b, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
