import type { Category } from '../disclosure/model.ts';

/**
 * Terminology
 *
 * seat          a person's place at the table of one forum, with the body they are shown with
 * role          what a seat may do: organiser, moderator, rapporteur, participant, observer
 * duty          focal point or deputy of a delegation
 * standing      whether a seat may act now: good, muted, suspended, withdrawn
 * sight         proof that an actor may see a forum; needed by every read
 * invitation    a personal, expiring offer to take a seat
 */

export const roles = ['organiser', 'moderator', 'rapporteur', 'participant', 'observer'] as const;
export type Role = (typeof roles)[number];

export const standings = ['good', 'muted', 'suspended', 'withdrawn'] as const;
export type Standing = (typeof standings)[number];

/** What a person does for their delegation: nominate its people, release its positions. */
export const duties = ['focal-point', 'deputy'] as const;
export type Duty = (typeof duties)[number];

export type Seat = {
  id: string;
  bodyId: string;
  /** The State for which this seat's body speaks; null for every body but a delegation. */
  stateId: string | null;
  category: Category;
  roles: readonly Role[];
  standing: Standing;
  speaksForState: boolean;
  duty: Duty | null;
};

declare const gate: unique symbol;

/**
 * Proof that the actor may see the inside of this forum. Only accreditation/sight.ts makes one.
 * `seat` is null for an administrator who has no place at the table, and for clock and operator.
 */
export type ForumSight = { readonly forumId: string; readonly seat: Seat | null; readonly roles: readonly Role[]; readonly [gate]: true };
