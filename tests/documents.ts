import { roles } from '#domain/accreditation/model.ts';
import { retention } from '#domain/record/rules/retention.ts';
import { untilWhen } from '#domain/record/ui/Retention.tsx';
import { administratorActsAs, type Deed, deeds, holds, rightAsked, rights } from '#domain/rights.ts';
import { statusOf } from '#platform/http-status.ts';
import { say } from '#platform/i18n/say.ts';
import type { Door, Opened } from '#web/door.tsx';
import { routes } from '#web/routes.ts';
import { messageTexts, refusalCodes } from './sources.ts';

// Pages of the reference that are made from the code; tests compare them with what stands in docs/reference.
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** docs/reference/permissions.md: the table of rights, and every address with what it needs. */
export function permissionsDocument(opened: readonly Opened[]): string {
  const words = { everyone: 'everyone', bearer: 'who holds the token in it', 'signed-in': 'anyone signed in', administrator: 'administrators' } as const;
  const needs = ({ needs }: Opened): string => {
    const asked = rightAsked(needs);
    if (!asked) return words[needs as keyof typeof words];
    const held = roles.filter((role) => rights[role].includes(asked.deed)).join(', ');
    return `\`${asked.deed}\`${asked.within === 'series' ? ' in any forum of the series' : ''}${deeds[asked.deed] === 'own-delegation' ? ', of one’s own delegation' : deeds[asked.deed].startsWith('own-') ? ', one’s own' : asked.within === 'party' ? ', on oneself alone, suspended or not' : deeds[asked.deed] === 'case-of-party' ? ', as a party or with `see-cases`' : ''}: ${held}`;
  };
  return `# Permissions

Made from \`src/domain/rights.ts\` and the web’s door; \`npm run reference\` writes it, a test compares. What is not listed is not allowed, and is answered like what does not exist. Outside a forum, only administrators take in a programme and read this table. A suspended or withdrawn seat has no rights, but that whoever is suspended may read a decision on themselves and appeal against it.

## Deeds inside a forum

${table(['deed', 'done to', ...roles, 'administrator without a seat'], (Object.keys(deeds) as Deed[]).map((deed) => [`\`${deed}\``, deeds[deed].replace('own-', 'one’s own ').replace('-of-party', ' one is a party to'), ...[...roles.map((role) => rights[role].includes(deed)), holds({ roles: [administratorActsAs], seat: null }, deed)].map((may) => (may ? 'may' : '–'))]))}

## Addresses

${table(['', 'address', 'open to'], opened.map((one) => [one.method, `\`${one.path}\``, needs(one)]))}
`;
}

/** Every address of the web's door with what it needs, without a server behind it. */
export function openedAddresses(): Opened[] {
  const opened: Opened[] = [];
  const open = (method: Opened['method']): Door['page'] => (path, output, needs) => {
    if (typeof needs === 'string') opened.push({ method, path, output, needs });
  };
  routes({ page: open('GET'), feed: open('GET'), deed: open('POST'), opened });
  return opened;
}

/** docs/reference/refusals.md: every foreseen "no", as it is said and answered. */
export function refusalsDocument(): string {
  const texts = messageTexts();
  // A stroke would end the cell.
  const inCell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  const rows = refusalCodes().map((code) => [`<a id="${code}"></a>\`${code}\``, inCell(texts[code]?.['en'] ?? ''), `${statusOf(code)}`]);
  return `# Refusals

Made from the sources and \`messages/\`; \`npm run reference\` writes it, a test compares. A refusal is a value with a code; the code is the key of its sentence in six languages. The status follows from the code's ending (\`src/platform/http-status.ts\`); a form that can be mended may be shown again with 422 instead.

${table(['code', 'sentence', 'status'], rows)}
`;
}

/** docs/reference/retention.md: what is kept, until when, and why. */
export const retentionDocument = (): string => `# What is kept, and until when

Made from \`src/domain/record/rules/retention.ts\`; \`npm test\` compares. Everyone reads it at \`/privacy\`, with the dates of each forum; the worker carries it out once a day.

${table(['id', 'what', 'until when', 'why'], retention.map((keeping) => [`\`${keeping.id}\``, say('en', `record.keep.${keeping.id}`), untilWhen('en', keeping), say('en', `record.keep.${keeping.id}.why`)]))}
`;
