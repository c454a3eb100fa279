import type { Role } from './accreditation/model.ts';

/** Every deed inside a forum that asks for a right. What is not listed for a role, it may not do. */
export const deeds = [
  'read', 'post', 'annotate', 'flag', 'rate', 'break-silence',
  'edit-programme', 'invite', 'write-paper', 'circulate-paper',
  'decide-case', 'decide-appeal', 'write-summary',
  'excerpt', 'draft-finding', 'write-report',
  'open-silence', 'compile-report', 'export-record',
] as const;
export type Deed = (typeof deeds)[number];

const everyone: readonly Deed[] = ['read'];
const atTheTable: readonly Deed[] = [...everyone, 'post', 'annotate', 'flag', 'rate', 'break-silence'];

/** The rights of each role: one table, asked by commands and by the pages that show their buttons. */
export const rights: Readonly<Record<Role, readonly Deed[]>> = {
  observer: everyone,
  participant: atTheTable,
  moderator: [...atTheTable, 'decide-case', 'decide-appeal', 'write-summary'],
  rapporteur: [...atTheTable, 'write-summary', 'excerpt', 'draft-finding', 'write-report', 'compile-report'],
  organiser: [...atTheTable, 'edit-programme', 'invite', 'write-paper', 'circulate-paper', 'decide-appeal', 'open-silence', 'write-report', 'compile-report', 'export-record'],
};

/** Whether one who holds these roles may do this. */
export const may = ({ roles }: { roles: readonly Role[] }, deed: Deed): boolean => roles.some((role) => rights[role].includes(deed));
