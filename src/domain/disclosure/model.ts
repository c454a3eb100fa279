/**
 * Terminology
 *
 * attribution regime   what may be shown of an author: `named`, `institution`, `category`, `chatham-house`, `unattributed`
 * marking              how a text may be handled: the five labels of TLP 2.0
 * audience             whom an output is meant for: the people inside one forum, or anyone the output may reach
 * byline               what may be shown of an author under a regime to an audience
 * census               how many accredited people a forum has by category: small cells identify people
 */

export const regimes = ['named', 'institution', 'category', 'chatham-house', 'unattributed'] as const;
export type Regime = (typeof regimes)[number];

/** From the loosest to the strictest; the order of TLP 2.0 (FIRST, version 2.0). */
export const markings = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const;
export type Marking = (typeof markings)[number];

export const categories = ['delegations', 'law-enforcement', 'international-organizations', 'experts', 'civil-society', 'private-sector', 'staff'] as const;
export type Category = (typeof categories)[number];

/** `inside`: the accredited people of the forum. `outside`: whatever leaves it (report, feed, public page, archive). */
export type Audience = 'inside' | 'outside';

/** What the database lets ordinary reads know of an author: already masked by the regime. */
export type AuthorFacts = {
  regime: Regime;
  person: string | null;
  affiliation: string | null;
  /** The names of that body, where it has some in further languages. */
  affiliationNames?: Names | null;
  category: Category | null;
  /** A delegation's position or a group's statement is the body's word: the person who sent it is not shown. */
  capacity: Capacity | null;
  /** The States of a group, or those aligned with a position, in French order; null where the regime hides them. */
  states?: readonly StateNames[] | null;
  /** The person left and their name went with them; it had been shown before. */
  former?: boolean;
};

/** The name of a State or a body in each language it has one in. */
export type Names = Readonly<Record<string, string>>;
export type StateNames = Names;

/** In what capacity a contribution is made; kept with each revision. */
export const capacities = ['delegation', 'group', 'own-name', 'organization', 'secretariat'] as const;
export type Capacity = (typeof capacities)[number];

/** In these a body speaks, and one person alone cannot make it speak. */
export const twoKeyCapacities = ['delegation', 'group'] as const;
export type TwoKeyCapacity = (typeof twoKeyCapacities)[number];
export type LoneCapacity = Exclude<Capacity, TwoKeyCapacity>;

/** Who drafted the wording and who releases it, as far as the two make a pair. */
export type Key = { seatId: string; bodyId: string; inGoodStanding: boolean; /** Focal point or deputy. */ hasDuty: boolean };

declare const pair: unique symbol;
/** Proof that a wording has its two keys. Only `twoKeys` in disclosure/rules.ts makes one. */
export type TwoKeys = { readonly draftedBy: string; readonly releasedBy: string; readonly [pair]: true };

/** What may be shown of an author to one audience. Views hold this and nothing else of a person. */
export type Byline =
  | { shows: 'person'; person: string; affiliation: string | null; affiliationNames?: Names; category: Category | null }
  /** Somebody who spoke under their name and has left: "a former participant", with the body they were shown with. */
  | { shows: 'former'; affiliation: string | null; affiliationNames?: Names; category: Category | null }
  | { shows: 'affiliation'; affiliation: string; affiliationNames?: Names; category: Category | null; /** Of a group, or aligned with a position; French order. */ states?: { of: TwoKeyCapacity; names: readonly StateNames[] } }
  | { shows: 'category'; category: Category }
  /** Neither, though the author belongs to the table: "a participant". */
  | { shows: 'nobody'; rule: 'category' | 'chatham-house' | 'unattributed' };

/** Accredited people by category, in one forum. */
export type Census = Readonly<Partial<Record<Category, number>>>;
