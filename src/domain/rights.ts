import type { Role } from './accreditation/model.ts';

/**
 * Every deed inside a forum that asks for a right, with what it is done to. What is not listed for a role, it may not
 * do. Where the object is one's own or a party's, the right alone is not enough: the command also asks whose it is.
 */
export const deeds = {
  read: 'forum',
  post: 'question',
  revise: 'own-contribution',
  'prepare-position': 'own-position',
  'act-for-delegation': 'own-delegation',
  facilitate: 'question',
  arrange: 'contribution',
  annotate: 'paper',
  'confirm-receipt': 'paper',
  flag: 'contribution',
  'tighten-regime': 'contribution',
  translate: 'contribution',
  'review-translation': 'contribution',
  cover: 'contribution',
  'read-case': 'case-of-party',
  appeal: 'case-of-party',
  rate: 'finding',
  'comment-recommendation': 'finding',
  'break-silence': 'silence',
  nominate: 'own-delegation',
  'edit-programme': 'programme',
  invite: 'seat',
  'ask-recovery': 'seat',
  'confirm-recovery': 'seat',
  'see-desk': 'desk',
  'do-task': 'task',
  'write-paper': 'paper',
  'circulate-paper': 'paper',
  'see-cases': 'case',
  'decide-case': 'case',
  'decide-appeal': 'case',
  quarantine: 'case',
  'see-roster': 'roster',
  'keep-roster': 'roster',
  'write-summary': 'summary',
  excerpt: 'contribution',
  'draft-finding': 'finding',
  'write-report': 'report',
  'open-consultation': 'finding',
  'answer-comment': 'finding',
  'open-round': 'forum',
  'open-silence': 'finding',
  'compile-report': 'report',
  'export-record': 'record',
} as const satisfies Readonly<Record<string, RightObject>>;
export type Deed = keyof typeof deeds;

/** What deeds are done to; a message names each (`rights.object.…`). */
export type RightObject = 'forum' | 'question' | 'contribution' | 'own-contribution' | 'own-position' | 'own-delegation' | 'paper' | 'case' | 'case-of-party' | 'finding' | 'silence' | 'programme' | 'seat' | 'desk' | 'task' | 'roster' | 'summary' | 'report' | 'record';

const everyone: readonly Deed[] = ['read'];
const atTheTable: readonly Deed[] = [...everyone, 'post', 'revise', 'prepare-position', 'act-for-delegation', 'annotate', 'confirm-receipt', 'flag', 'translate', 'read-case', 'appeal', 'rate', 'comment-recommendation', 'break-silence', 'nominate'];

/** What is done by somebody at the table: an administrator without a seat does none of it. */
export const fromASeat: readonly Deed[] = [...atTheTable.filter((deed) => deed !== 'read'), 'decide-case', 'decide-appeal', 'quarantine', 'facilitate', 'arrange'];

/** The rights of each role: one table, asked by commands, by the doors and by the pages that show their buttons. */
export const rights: Readonly<Record<Role, readonly Deed[]>> = {
  observer: everyone,
  participant: atTheTable,
  moderator: [...atTheTable, 'facilitate', 'arrange', 'cover', 'review-translation', 'see-cases', 'decide-case', 'decide-appeal', 'quarantine', 'see-roster', 'keep-roster', 'write-summary', 'confirm-recovery', 'do-task'],
  rapporteur: [...atTheTable, 'review-translation', 'confirm-recovery', 'see-roster', 'write-summary', 'excerpt', 'draft-finding', 'open-consultation', 'answer-comment', 'open-round', 'write-report', 'compile-report'],
  organiser: [...atTheTable, 'facilitate', 'review-translation', 'edit-programme', 'invite', 'see-desk', 'do-task', 'ask-recovery', 'confirm-recovery', 'write-paper', 'circulate-paper', 'tighten-regime', 'see-cases', 'decide-appeal', 'quarantine', 'open-consultation', 'open-round', 'see-roster', 'keep-roster', 'open-silence', 'write-report', 'compile-report', 'export-record'],
};

/** Whether one who holds these roles may do this. */
export const may = ({ roles }: { roles: readonly Role[] }, deed: Deed): boolean => roles.some((role) => rights[role].includes(deed));

/** Whether one who sees a forum may do this there: what is done from the table takes a seat as well as a role. */
export const holds = (sight: { roles: readonly Role[]; seat: unknown }, deed: Deed): boolean => may(sight, deed) && (sight.seat !== null || !fromASeat.includes(deed));

/** Whom an administrator without a seat acts as. */
export const administratorActsAs: Role = 'organiser';

/**
 * Whom an address is open to: everyone; the bearer of the token in it; anyone signed in; an administrator; or who
 * holds a right in its forum, or (`series:`) in any forum of its series. `party:` is a right in its forum that a
 * suspension does not end: to read what was decided on oneself, and to have it reviewed.
 */
export const openTo = ['everyone', 'bearer', 'signed-in', 'administrator'] as const;
export type Needs = Deed | `series:${Deed}` | 'party:appeal' | (typeof openTo)[number];

/** The right an address asks for, and where it must be held; null where it asks for none. */
export function rightAsked(needs: Needs): { deed: Deed; within: 'forum' | 'series' | 'party' } | null {
  const [scope, name = scope] = needs.split(':');
  const deed = (Object.keys(deeds) as Deed[]).find((d) => d === name);
  return deed ? { deed, within: scope === 'series' || scope === 'party' ? scope : 'forum' } : null;
}

/** Whether an actor without regard to any forum is let in; null where a right inside a forum decides. */
export function admits(needs: Needs, actor: { personId: string | null; administrator: boolean }): boolean | null {
  if (needs === 'everyone' || needs === 'bearer') return true;
  if (needs === 'signed-in') return actor.personId !== null;
  return needs === 'administrator' ? actor.administrator : null;
}
