import type { Category } from '../disclosure/model.ts';

/**
 * Terminology
 *
 * seat          a person's place at the table of one forum, with the body they are shown with
 * role          what a seat may do: organiser, moderator, rapporteur, participant, observer
 * duty          focal point or deputy of a delegation
 * sender        the one of a delegation who may break silence; holds a duty
 * nomination    a person a delegation names for one of its seats; confirmed or refused by the secretariat
 * quota         how many seats a body may fill in a forum, by category
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

/** A State's standing towards the organization on a day. */
export const membershipStatuses = ['participating-state', 'partner', 'none'] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

/** A stretch of membership by calendar days: half-open, `until` is the first day it no longer holds. */
export type MembershipSpan = { status: Exclude<MembershipStatus, 'none'>; from: string; until: string | null; source: 'imported' | 'entered' };

/** `delegation` alone: its State has no membership on that day. */
export const bodyKinds = ['state-delegation', 'partner-delegation', 'delegation', 'organization', 'institution'] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** What a delegation may name people for; all other roles are the secretariat's to give. */
export const nominationRoles = ['participant', 'observer'] as const;

export type DelegationRefusal =
  | 'accreditation.not_yours'
  | 'accreditation.not_focal_point'
  | 'accreditation.not_oneself'
  | 'accreditation.focal_point_stays'
  | 'accreditation.no_such_seat'
  | 'accreditation.no_such_nomination'
  | 'accreditation.nomination_already_decided'
  | 'accreditation.reason_missing'
  | 'accreditation.quota_exhausted'
  | 'accreditation.already_named'
  | 'accreditation.seated_elsewhere'
  | 'accreditation.row_unreadable'
  | 'accreditation.no_delegation'
  | 'accreditation.sender_without_duty';

export type StateRefusal = 'accreditation.not_administrator' | 'accreditation.no_such_state' | 'accreditation.no_such_body' | 'accreditation.membership_unchanged' | 'accreditation.no_such_day' | 'accreditation.body_name_taken';

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
