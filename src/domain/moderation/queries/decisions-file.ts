import { asStatement, registerFields, type RegisterLine } from '../rules/register.ts';
import { automatedInAll, forumOf, type OfForum, type Transparency } from './transparency.ts';

const statementFields = ['decision_ground', 'incompatible_content_ground', 'decision_visibility', 'decision_provision', 'decision_account', 'automated_detection', 'automated_decision', 'source_type', 'content_type'] as const;

/** The register with one line a decision, a field that is not told being null. */
function decisionsOf({ register, figures }: Pick<Transparency, 'register' | 'figures'>) {
  const automated = figures ? automatedInAll(figures) : 0;
  const line = (group: RegisterLine) => ({ ...Object.fromEntries(registerFields.map((field) => [field, group.shown[field] ?? null])), statement: asStatement(group, automated) });
  return register.flatMap((group) => Array.from({ length: group.count }, () => line(group)));
}

/** `colloquy-decisions/1`: docs/reference/transparency-format.md */
export function decisionsFile(forum: OfForum, told: Transparency) {
  return { format: 'colloquy-decisions/1', forum: forumOf(forum), asOf: told.asOf?.toISOString() ?? null, smallCell: told.k, decisions: decisionsOf(told) };
}

export const decisionsHead: readonly string[] = [...registerFields, ...statementFields];

/** The same as rows of a table; what is not told is empty. */
export function decisionsRows(told: Pick<Transparency, 'register' | 'figures'>): string[][] {
  const automated = told.figures ? automatedInAll(told.figures) : 0;
  return told.register.flatMap((group) => {
    const statement = asStatement(group, automated);
    return Array.from({ length: group.count }, () => [...registerFields.map((field) => group.shown[field] ?? ''), ...statementFields.map((field) => statement[field] ?? '')]);
  });
}
