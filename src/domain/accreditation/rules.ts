import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Category } from '../disclosure/model.ts';
import type { Role } from './model.ts';
import type { Answer } from './rules/invitation-state.ts';

export const invitationDays = 14;

export type InvitationRefusal = 'accreditation.no_such_invitation' | 'accreditation.invitation_used' | 'invitation.link_replaced' | 'invitation.link_cancelled' | 'accreditation.invitation_expired';

/** Whether an invitation can be answered now. */
export function mayAnswer(invitation: { expiresAt: Date; answer: Answer | null } | null, now: Date): Outcome<null, InvitationRefusal> {
  if (!invitation) return refused('accreditation.no_such_invitation');
  if (invitation.answer === 'replaced') return refused('invitation.link_replaced');
  if (invitation.answer === 'cancelled') return refused('invitation.link_cancelled');
  if (invitation.answer) return refused('accreditation.invitation_used');
  return now < invitation.expiresAt ? granted(null) : refused('accreditation.invitation_expired');
}

/** Somebody to invite; the name may be unknown (empty): who accepts says it. */
export type InvitationRow = { email: string; name: string; body: string; category: Category; role: Role; locale: 'en' | 'fr' | 'de' | 'it' | 'ru' | 'es' };
