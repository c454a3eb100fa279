import { createHash } from 'node:crypto';
import { cancelInvitation } from '#domain/accreditation/commands/cancel-invitation.ts';
import { invite } from '#domain/accreditation/commands/invite.ts';
import { resendInvitation } from '#domain/accreditation/commands/resend-invitation.ts';
import { letterAsRead, planInvitations } from '#domain/accreditation/queries/invitation-plan.ts';
import { invitationsPage } from '#domain/accreditation/queries/invitations-page.ts';
import { readUpload } from '#domain/accreditation/rules/invitation-list.ts';
import { InviteForm, OneInvitation } from '#domain/accreditation/schema.ts';
import { InvitationPreview } from '#domain/accreditation/ui/InvitationPreview.tsx';
import { Invitations } from '#domain/accreditation/ui/Invitations.tsx';
import { invitationsCsv } from '#domain/accreditation/ui/invitations-csv.ts';
import { forStaff } from '#domain/disclosure/outputs.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, bytes, type Door, type ForumVisit, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';
import { recent } from '../recent.ts';

/** Inviting: a list in two steps, where each invitation stands, and what can be done with one. */
export function invitationRoutes(door: Door): void {
  door.page('/f/:forum/run/invitations', forStaff('invitations'), 'invite', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await listNode(visit, inside)) : absent();
  });
  door.page('/f/:forum/run/invitations.csv', forStaff('invitations as a file', 'export'), 'invite', takeAway);
  door.deed('/f/:forum/run/invitations', forStaff('invite', 'answer'), 'invite', takeList);
  door.deed('/f/:forum/run/invitations/:invitation/resend', forStaff('send an invitation anew', 'answer'), 'invite', (visit) => onOne(visit, 'resend', (inside, id, input) => resendInvitation(inside.ctx, id, input, visit.house.origin)));
  door.deed('/f/:forum/run/invitations/:invitation/cancel', forStaff('cancel an invitation', 'answer'), 'invite', (visit) => onOne(visit, 'cancel', (inside, id, input) => cancelInvitation(inside.ctx, id, input)));
}

/** The list as a file, as shown; names and addresses leave by it, so that who asks is asked again who they are if they signed in long ago. */
async function takeAway(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const again = await recent(visit);
  if (again) return again;
  const page = await invitationsPage(inside.ctx, visit.query['state']);
  return bytes('text/csv; charset=utf-8', invitationsCsv(page, visit.locale), { fileName: `invitations-${inside.frame.forum.key}.csv` });
}

/** The list as pasted or uploaded: checked first, sent when what was checked comes back unchanged. */
async function takeList(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { file, step, checked, again, submissionId, ...rest } = visit.form;
  const pasted = String(rest['lines'] ?? '');
  const uploaded = Buffer.isBuffer(file) && file.length > 0 ? readUpload(file) : null;
  if (uploaded && !uploaded.ok) return showAgain(await listNode(visit, inside, { typed: { lines: pasted }, refusal: sayRefusal(visit.locale, uploaded.refusal) }));
  const form = readForm(InviteForm, { submissionId: submissionId ?? visit.ctx.world.mint(), lines: uploaded?.ok ? uploaded.value : pasted, ...(again ? { again } : {}) });
  if (!form.ok) return showAgain(await listNode(visit, inside, { typed: form.typed, errors: form.errors }));
  const { lines } = form.value;
  if (step !== 'send') return previewed(visit, inside, form.value);
  if (checked !== digestOf(form.value)) return previewed(visit, inside, form.value, { notice: say(visit.locale, 'invitation.preview.changed') });
  const sent = await invite(inside.ctx, form.value, visit.house.origin);
  if (!sent.ok) return previewed(visit, inside, { ...form.value, lines }, { form: { refusal: sayRefusal(visit.locale, sent.refusal) } });
  return show(await listNode(visit, inside, undefined, say(visit.locale, 'invitation.sent', { count: sent.value.sent })));
}

/** What was checked, in a few signs; line breaks come back from a form in another form than they left. */
const digestOf = ({ lines, again }: InviteForm): string => createHash('sha256').update(`${again ?? 'no'}\n${lines.replace(/\r\n?/g, '\n').trim()}`).digest('hex').slice(0, 32);

async function previewed(visit: Visit, inside: ForumVisit, input: InviteForm, wrong: { form?: FormState; notice?: string } = {}): Promise<Answer> {
  const { locale } = visit;
  const plan = await planInvitations(inside.ctx, input.lines, input.again === 'yes');
  const first = plan.toSend[0];
  const text = first && (await letterAsRead(inside.ctx, first, say(first.locale, 'invitation.preview.linkStandsHere')));
  const letter = first && text ? { to: first.email, lang: first.locale, text } : null;
  const title = say(locale, 'invitation.preview.title');
  const node = forumPage(visit, inside.frame, { title, current: 'run', children: <InvitationPreview locale={locale} base={baseOf(visit, inside)} plan={plan} letter={letter} lines={input.lines} again={input.again === 'yes'} checked={digestOf(input)} {...wrong} /> });
  return plan.list.problems.length > 0 || wrong.form || wrong.notice ? showAgain(node) : show(node);
}

/** A deed on one invitation; the page after it shows what the database then holds. */
async function onOne(visit: Visit, name: 'resend' | 'cancel', deed: (inside: ForumVisit, id: string, input: OneInvitation) => Promise<Outcome<unknown>>): Promise<Answer> {
  const inside = await visit.forum();
  const id = visit.params['invitation'] ?? '';
  if (!inside || !/^[0-9a-f-]{36}$/.test(id)) return absent();
  const form = readForm(OneInvitation, visit.form);
  if (!form.ok) return showAgain(await listNode(visit, inside, { typed: typedIn(visit.form), errors: form.errors }));
  const before = (await invitationsPage(inside.ctx, undefined)).lines.find((line) => line.id === id);
  const outcome = await deed(inside, id, form.value);
  if (!outcome.ok) return outcome.refusal.code === 'accreditation.no_such_invitation' ? absent() : showAgain(await listNode(visit, inside, { refusal: sayRefusal(visit.locale, outcome.refusal) }));
  return show(await listNode(visit, inside, undefined, say(visit.locale, `invitation.${name}.done`, { address: before?.email ?? '' })));
}

/** Where the forum's seats are, with the language. */
export const baseOf = ({ locale }: Visit, { frame }: ForumVisit): string => `/${locale}/f/${frame.forum.key}/run`;

/** The list of invitations as the database holds it now. */
export async function listNode(visit: Visit, inside: ForumVisit, form?: FormState, said?: string) {
  const page = await invitationsPage(inside.ctx, visit.query['state']);
  return forumPage(visit, inside.frame, { title: say(visit.locale, 'invitation.title'), current: 'run', children: <Invitations locale={visit.locale} base={baseOf(visit, inside)} page={page} form={form} said={said} /> });
}
