import { createHash } from 'node:crypto';
import { noteCall } from '#domain/accreditation/commands/note-call.ts';
import { remind, setReminders } from '#domain/accreditation/commands/remind.ts';
import { invitationsPage } from '#domain/accreditation/queries/invitations-page.ts';
import { callsOf, type ReminderPage, reminderPage } from '#domain/accreditation/queries/reminder-page.ts';
import { CallForm, ReminderForm, RemindersForm } from '#domain/accreditation/schema.ts';
import { OneInvited, RemindPage } from '#domain/accreditation/ui/Reminders.tsx';
import { forStaff } from '#domain/disclosure/outputs.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, type ForumVisit, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';
import { baseOf, listNode } from './invitations.tsx';

/** Reminding people who have not answered, by hand and by the clock, and noting calls. */
export function reminderRoutes(door: Door): void {
  door.page('/f/:forum/run/invitations/remind', forStaff('reminder before it is sent'), 'invite', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await remindNode(visit, inside, { only: idIn(visit.query['invitation']), personal: '' })) : absent();
  });
  door.deed('/f/:forum/run/invitations/remind', forStaff('send reminders', 'answer'), 'invite', sendReminders);
  door.deed('/f/:forum/run/invitations/reminders', forStaff('set reminders', 'answer'), 'invite', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(RemindersForm, visit.form);
    if (!form.ok) return showAgain(await listNode(visit, inside, { typed: form.typed, errors: form.errors }));
    const set = await setReminders(inside.ctx, form.value);
    if (!set.ok) return showAgain(await listNode(visit, inside, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, set.refusal) }));
    const { everyDays } = await invitationsPage(inside.ctx, undefined);
    return show(await listNode(visit, inside, undefined, say(visit.locale, 'invitation.auto.saved', { days: everyDays ?? say(visit.locale, 'invitation.auto.never') })));
  });
  door.page('/f/:forum/run/invitations/:invitation', forStaff('one invitation'), 'invite', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await oneNode(visit, inside));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/run/invitations/:invitation/call', forStaff('note a call', 'answer'), 'invite', async (visit) => {
    const inside = await visit.forum();
    if (!inside || !(await oneNode(visit, inside))) return absent();
    const form = readForm(CallForm, visit.form);
    const noted = form.ok ? await noteCall(inside.ctx, visit.params['invitation'] ?? '', form.value) : null;
    const wrong = form.ok ? { refusal: noted && !noted.ok ? sayRefusal(visit.locale, noted.refusal) : undefined } : { errors: form.errors };
    const node = noted?.ok ? await oneNode(visit, inside, undefined, say(visit.locale, 'invitation.call.noted')) : await oneNode(visit, inside, { typed: typedIn(visit.form), ...wrong });
    if (!node) return absent();
    return noted?.ok ? show(node) : showAgain(node);
  });
}

const idIn = (text: unknown): string | undefined => (typeof text === 'string' && /^[0-9a-f-]{36}$/.test(text) ? text : undefined);

async function sendReminders(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { step, checked, ...fields } = visit.form;
  const form = readForm(ReminderForm, fields);
  const asked = { only: idIn(fields['invitation']), personal: form.ok ? (form.value.personal ?? '') : '' };
  const typed = typedIn(visit.form);
  if (!form.ok) return showAgain(await remindNode(visit, inside, asked, { form: { typed, errors: form.errors } }));
  if (step !== 'send') return show(await remindNode(visit, inside, asked, { form: { typed } }));
  if (checked !== digestOf(await pageOf(visit, inside, asked), asked.personal)) return showAgain(await remindNode(visit, inside, asked, { form: { typed }, notice: say(visit.locale, 'invitation.remind.changed') }));
  const sent = await remind(inside.ctx, form.value, visit.house.origin);
  if (!sent.ok) return showAgain(await remindNode(visit, inside, asked, { form: { typed, refusal: sayRefusal(visit.locale, sent.refusal) } }));
  return show(await listNode(visit, inside, undefined, say(visit.locale, 'invitation.remind.sent', { count: sent.value.sent })));
}

type Asked = { only: string | undefined; personal: string };

const pageOf = (_: Visit, inside: ForumVisit, { only, personal }: Asked): Promise<ReminderPage> => reminderPage(inside.ctx, { only, personal, link: (locale) => say(locale, 'invitation.preview.linkStandsHere') });

/** The words and the people that were shown, in a few signs. */
const digestOf = ({ people }: ReminderPage, personal: string): string => createHash('sha256').update([personal.replace(/\r\n?/g, '\n').trim(), ...people.map(({ id }) => id).sort()].join('\n')).digest('hex').slice(0, 32);

async function remindNode(visit: Visit, inside: ForumVisit, asked: Asked, shown: { form?: FormState; notice?: string } = {}) {
  const page = await pageOf(visit, inside, asked);
  return forumPage(visit, inside.frame, { title: say(visit.locale, 'invitation.remind.open'), current: 'run', children: <RemindPage locale={visit.locale} base={baseOf(visit, inside)} page={page} only={asked.only} checked={digestOf(page, asked.personal)} {...shown} /> });
}

async function oneNode(visit: Visit, inside: ForumVisit, form?: FormState, said?: string) {
  const id = idIn(visit.params['invitation']);
  if (!id) return null;
  const page = await invitationsPage(inside.ctx, undefined, { id });
  const line = page.lines[0];
  if (!line) return null;
  return forumPage(visit, inside.frame, { title: line.name || line.email, current: 'run', children: <OneInvited locale={visit.locale} base={baseOf(visit, inside)} zone={page.zone} line={line} calls={await callsOf(inside.ctx, id)} form={form} said={said} /> });
}
