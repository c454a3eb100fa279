import type { Audience, Marking } from './model.ts';

/**
 * One thing that leaves the house, registered: a page, a fragment, a live event, a letter, a feed, a file.
 * What is not registered is not sent: the doors take no handler without one, and a test enumerates them.
 */
export type Output = {
  name: string;
  medium: 'page' | 'fragment' | 'live' | 'letter' | 'feed' | 'file' | 'export' | 'answer';
  /** `public`: anyone. `seated`: the accredited of one forum. `staff`: its secretariat. `own`: one person, about themselves. */
  reaches: 'public' | 'seated' | 'staff' | 'own';
  /** As whom bylines are made for this output. */
  audience: Audience;
  /** The strictest marking the output may carry. */
  ceiling: Marking;
};

/** Anyone may read it: nothing above TLP:CLEAR, and bylines as for outside the forum. */
export const forPublic = (name: string, medium: Output['medium'] = 'page'): Output => ({ name, medium, reaches: 'public', audience: 'outside', ceiling: 'TLP:CLEAR' });

/** The accredited people of one forum read it, signed in. */
export const forSeats = (name: string, medium: Output['medium'] = 'page'): Output => ({ name, medium, reaches: 'seated', audience: 'inside', ceiling: 'TLP:RED' });

/** The forum's secretariat reads it, signed in; bylines stay as for every other seat. */
export const forStaff = (name: string, medium: Output['medium'] = 'page'): Output => ({ name, medium, reaches: 'staff', audience: 'inside', ceiling: 'TLP:RED' });

/** A file that the forum's secretariat takes to a program of its own: bylines as for outside the forum, and nothing that is for those in the room only. */
export const forStaffElsewhere = (name: string): Output => ({ name, medium: 'export', reaches: 'staff', audience: 'outside', ceiling: 'TLP:AMBER+STRICT' });

/** One person reads it, about themselves. */
export const forOneself = (name: string, medium: Output['medium'] = 'page'): Output => ({ name, medium, reaches: 'own', audience: 'inside', ceiling: 'TLP:RED' });

/** A letter: it crosses other people's machines, so it carries at most TLP:AMBER unless a site says less. */
export const byLetter = (name: string, reaches: Output['reaches'] = 'own'): Output => ({ name, medium: 'letter', reaches, audience: 'inside', ceiling: 'TLP:AMBER' });
