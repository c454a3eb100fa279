import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { isName } from '../../account/rules.ts';
import { type Duty, nominationRoles, type Standing } from '../model.ts';

/** What a body may fill and has filled, in one category. `quota` null: no limit is set. */
export type Quota = { quota: number | null; used: number };

/** Seats that can still be filled; null where there is no limit, never below zero. */
export const freeSeats = ({ quota, used }: Quota): number | null => (quota === null ? null : Math.max(0, quota - used));

/** The quota of a body in a category: its own, else the default of the category, else none. */
export function quotaFor(rows: readonly { category: string; bodyId: string | null; seats: number }[], bodyId: string, category: string): number | null {
  const own = rows.find((row) => row.category === category && row.bodyId === bodyId);
  return (own ?? rows.find((row) => row.category === category && row.bodyId === null))?.seats ?? null;
}

/** Whether a body may name so many more people in a category; with none more, whether what it has stays within. */
export function mayFill(facts: Quota, asked: number): Outcome<null, 'accreditation.quota_exhausted'> {
  if (facts.quota === null || facts.used + asked <= facts.quota) return granted(null);
  return refused('accreditation.quota_exhausted', { quota: facts.quota, used: facts.used, free: freeSeats(facts) ?? 0, asked });
}

/** Whether somebody speaks for the people of a delegation: its focal point or deputy, and of a State's body. */
export function mayName(seat: { stateId: string | null; duty: Duty | null; standing: Standing } | null): Outcome<null, 'accreditation.not_focal_point'> {
  return seat && seat.stateId !== null && seat.duty !== null && seat.standing === 'good' ? granted(null) : refused('accreditation.not_focal_point');
}

/**
 * Whether a delegation may end the seat of one of its own. Nobody names themselves away, and a focal point is
 * replaced by the secretariat alone: else a deputy could take a delegation over, or a slip leave it without a voice.
 */
export function mayEndSeat(actor: { id: string; bodyId: string }, target: { id: string; bodyId: string; duty: Duty | null; standing: Standing } | null): Outcome<null, 'accreditation.no_such_seat' | 'accreditation.not_oneself' | 'accreditation.focal_point_stays'> {
  if (!target || target.bodyId !== actor.bodyId || target.standing === 'withdrawn') return refused('accreditation.no_such_seat');
  if (target.id === actor.id) return refused('accreditation.not_oneself');
  return target.duty === 'focal-point' ? refused('accreditation.focal_point_stays') : granted(null);
}

export type DutySeat = { id: string; duty: Duty | null; standing: Standing; sender: boolean };

/**
 * Who of a delegation is the one authorised sender: whoever is, as long as they hold a duty; else the focal point,
 * else the deputy; nobody where nobody holds a duty.
 */
export function senderOf(seats: readonly DutySeat[]): string | null {
  const holders = seats.filter(({ duty, standing }) => duty !== null && standing !== 'withdrawn');
  const next = holders.find(({ sender }) => sender) ?? holders.find(({ duty }) => duty === 'focal-point') ?? holders[0];
  return next?.id ?? null;
}

/** A delegation after one of its people was given a duty, or relieved of theirs: no duty is held twice. */
export function withDuty(seats: readonly DutySeat[], seatId: string, duty: Duty | null): DutySeat[] {
  const former = seats.find((seat) => duty !== null && seat.duty === duty && seat.standing !== 'withdrawn');
  return seats.map((seat) => {
    if (seat.id === seatId) return { ...seat, duty, sender: seat.sender || (former?.sender ?? false) };
    if (seat.id === former?.id) return { ...seat, duty: null, sender: false };
    return seat;
  });
}

/** A delegation with the sender settled: exactly one, holding a duty, or none where nobody holds one. */
export function settled(seats: readonly DutySeat[]): DutySeat[] {
  const sender = senderOf(seats);
  return seats.map((seat) => ({ ...seat, sender: seat.id === sender }));
}

export type NominationRow = { name: string; email: string; locale: 'en' | 'fr' | 'de' | 'it' | 'ru' | 'es'; role: (typeof nominationRoles)[number] };

/**
 * A delegation's people as lines "name; address; language; role", or every line that is wrong. Named before
 * anything is done: who was named by mistake would have to be told.
 */
export function readNominations(text: string): { ok: true; rows: NominationRow[] } | { ok: false; wrong: string[] } {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const rows: NominationRow[] = [];
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [name = '', email = '', language = '', given = ''] = line.split(/[;\t]/).map((part) => part.trim());
    const says = (what: string) => wrong.push(`${n + 1}: ${what} – ${line.trim().slice(0, 120)}`);
    const locale = (['en', 'fr', 'de', 'it', 'ru', 'es'] as const).find((l) => l === (language.toLowerCase() || 'en'));
    const role = nominationRoles.find((r) => r === (given.toLowerCase() || 'participant'));
    const address = email.toLowerCase();
    if (!/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(email) || email.length > 254) says(email || '?');
    else if (seen.has(address)) says(`2 × ${email}`);
    else if (!isName(name)) says(name.slice(0, 40) || '?');
    else if (!locale) says(language);
    else if (!role) says(given);
    else rows.push({ name, email: address, locale, role });
    seen.add(address);
  }
  return wrong.length > 0 || rows.length === 0 ? { ok: false, wrong: wrong.length > 0 ? wrong : ['0'] } : { ok: true, rows };
}
