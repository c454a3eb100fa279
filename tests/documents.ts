import { roles } from '#domain/accreditation/model.ts';
import { type Deed, deeds, rightAsked, rights } from '#domain/rights.ts';
import type { Opened } from '#web/door.tsx';

// Pages of the reference that are made from the code; tests compare them with what stands in docs/reference.
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** docs/reference/permissions.md: the table of rights, and every address with what it needs. */
export function permissionsDocument(opened: readonly Opened[]): string {
  const words = { everyone: 'everyone', bearer: 'who holds the token in it', 'signed-in': 'anyone signed in', administrator: 'administrators' } as const;
  const needs = ({ needs }: Opened): string => {
    const asked = rightAsked(needs);
    if (!asked) return words[needs as keyof typeof words];
    const held = roles.filter((role) => rights[role].includes(asked.deed)).join(', ');
    return `\`${asked.deed}\`${asked.within === 'series' ? ' in any forum of the series' : ''}${deeds[asked.deed] === 'own-contribution' ? ', one’s own' : deeds[asked.deed] === 'case-of-party' ? ', as a party or with `see-cases`' : ''}: ${held}`;
  };
  return `# Permissions

Made from \`src/domain/rights.ts\` and the web’s door; \`npm test\` compares. What is not listed is not allowed, and is answered like what does not exist. An administrator without a seat acts as an organiser; a suspended or withdrawn seat has no rights.

## Deeds inside a forum

${table(['deed', 'done to', ...roles], (Object.keys(deeds) as Deed[]).map((deed) => [`\`${deed}\``, deeds[deed].replace('own-', 'one’s own ').replace('-of-party', ' one is a party to'), ...roles.map((role) => (rights[role].includes(deed) ? 'may' : '–'))]))}

## Addresses

${table(['', 'address', 'open to'], opened.map((one) => [one.method, `\`${one.path}\``, needs(one)]))}
`;
}
