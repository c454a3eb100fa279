import { csvOf } from '#platform/csv.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { InvitationsPage } from '../queries/invitations-page.ts';

/** The list of invitations as a file: the columns of the list that was sent, and where each stands. Instants as ISO 8601 in UTC. */
export function invitationsCsv({ lines }: Pick<InvitationsPage, 'lines'>, locale: Locale): string {
  // A heading that is read in several spellings is written in the first.
  const head = (['body', 'category', 'address', 'name'] as const).map((column) => say(locale, `invitation.column.${column}`).split('/')[0] ?? '');
  return csvOf([
    [...head, say(locale, 'invitation.list.state'), say(locale, 'invitation.csv.sent'), say(locale, 'invitation.csv.until')],
    ...lines.map((line) => [line.body, say(locale, `ui.category.${line.category}`), line.email, line.name, say(locale, `invitation.state.${line.state}`), line.sentAt.toISOString(), line.expiresAt.toISOString()]),
  ]);
}
