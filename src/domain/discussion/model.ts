import type { Byline, Capacity, Marking, Regime } from '../disclosure/model.ts';

/**
 * Terminology
 *
 * contribution  one text by a participant under a question or in reply; B2·14, its number never reused
 * revision      a numbered, kept wording of a contribution
 * thread        a contribution and its replies
 * withhold      take a contribution from view by decision; restore puts it back
 * withdraw      an author takes back their own contribution
 * receipt       the instant at which the server has a text: what counts for opening and closing
 */

export const contributionKinds = ['contribution', 'opening', 'prompt', 'summary', 'closing'] as const;
export type ContributionKind = (typeof contributionKinds)[number];
export type Visibility = 'shown' | 'withheld' | 'withdrawn';
export type Channel = 'web' | 'mail' | 'import';

export type ContributionRefusal =
  | 'discussion.no_such_question'
  | 'discussion.no_such_contribution'
  | 'discussion.forum_not_open'
  | 'discussion.forum_closed'
  | 'discussion.not_yours'
  | 'discussion.muted'
  | 'discussion.regime_not_allowed'
  | 'discussion.marking_looser_than_parent'
  | 'discussion.capacity_not_yours'
  | 'discussion.position_needs_two_keys'
  | 'discussion.edit_window_over'
  | 'discussion.never_loosened';

/** One contribution as shown to an audience. */
export type Shown = {
  id: string;
  /** `B2·14` */
  ref: string;
  /** `B2-14`, for addresses */
  anchor: string;
  number: number;
  parentRef: string | null;
  rootId: string;
  kind: ContributionKind;
  byline: Byline;
  regime: Regime;
  capacity: Capacity | null;
  marking: Marking;
  lang: string;
  at: Date;
  precision: 'minute' | 'hour';
  revision: number;
  visibility: Visibility;
  withheldGround: string | null;
  /** Rendered when it was written; empty unless shown. */
  html: string;
};
