import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { categories, type Category } from '../disclosure/model.ts';
import { type Role, roles } from './model.ts';

export const invitationDays = 14;

export type InvitationRefusal = 'accreditation.no_such_invitation' | 'accreditation.invitation_used' | 'accreditation.invitation_expired';

/** Whether an invitation can be answered now. */
export function mayAnswer(invitation: { expiresAt: Date; answeredAt: Date | null } | null, now: Date): Outcome<null, InvitationRefusal> {
  if (!invitation) return refused('accreditation.no_such_invitation');
  if (invitation.answeredAt) return refused('accreditation.invitation_used');
  return now < invitation.expiresAt ? granted(null) : refused('accreditation.invitation_expired');
}

export type InvitationRow = { email: string; name: string; body: string; category: Category; role: Role; locale: 'en' | 'fr' | 'de' | 'it' | 'ru' | 'es' };

/**
 * Invitations as lines "address; name; body; category; role; language", or every line that is wrong.
 * Named before anything is sent: an invitation cannot be called back.
 */
export function readRows(text: string): { ok: true; rows: InvitationRow[] } | { ok: false; wrong: string[] } {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const rows: InvitationRow[] = [];
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [email = '', name = '', body = '', category = '', role = 'participant', locale = 'en'] = line.split(/[;\t]/).map((part) => part.trim());
    const says = (what: string) => wrong.push(`${n + 1}: ${what} – ${line.trim().slice(0, 120)}`);
    const knownCategory = categories.find((c) => c === category);
    const knownRole = roles.find((r) => r === (role || 'participant'));
    const knownLocale = (['en', 'fr', 'de', 'it', 'ru', 'es'] as const).find((l) => l === (locale || 'en'));
    if (!/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(email)) says(email || '?');
    else if (seen.has(email.toLowerCase())) says(`2 × ${email}`);
    else if (!name || !body) says(!name ? 'name ?' : 'body ?');
    else if (!knownCategory) says(category || 'category ?');
    else if (!knownRole) says(role);
    else if (!knownLocale) says(locale);
    else rows.push({ email: email.toLowerCase(), name, body, category: knownCategory, role: knownRole, locale: knownLocale });
    seen.add(email.toLowerCase());
  }
  return wrong.length > 0 || rows.length === 0 ? { ok: false, wrong: wrong.length > 0 ? wrong : ['0'] } : { ok: true, rows };
}
