import { atomically } from '#platform/atomically.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { addPerson } from '../../account/commands/sign-in.ts';
import { beginLetters } from '../../account/commands/begin-letters.ts';
import { startSession } from '../../account/commands/start-session.ts';
import { isName } from '../../account/rules.ts';
import { hashOf } from '../../account/rules/token.ts';
import type { Device, Digest } from '../../account/model.ts';
import type { Context } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';
import { events } from '../events.ts';
import type { Duty, Role } from '../model.ts';
import { type InvitationRefusal, mayAnswer } from '../rules.ts';
import type { Acceptance } from '../schema.ts';
import { bodyNamed, type InvitationFacts, invitationOf, takeInvitation } from '../store.ts';

export type Accepted = { forumId: string; personId: string; session: string };

/**
 * An invited person takes the seat: their person, their seat and their session, on this device, begin together.
 *
 * Refuses  as `mayAnswer` does; `accreditation.rules_not_accepted`.
 */
export function acceptInvitation(ctx: Context, input: Acceptance, device: Device | null = null): Promise<Outcome<Accepted, InvitationRefusal | 'accreditation.rules_not_accepted'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Accepted, InvitationRefusal | 'accreditation.rules_not_accepted'>> => {
    const invitation = await invitationOf(ctx, hashOf(input.token), { lock: true });
    const ruling = mayAnswer(invitation, ctx.now);
    if (!ruling.ok || !invitation) return ruling.ok ? refused('accreditation.no_such_invitation') : ruling;
    if (input.rules !== 'yes') return refused('accreditation.rules_not_accepted');
    const taken = await takeUp(ctx, invitation, { name: input.name, locale: input.locale, regime: input.regime });
    if (!taken.ok) return taken;
    const { personId } = taken.value;
    return granted({ forumId: invitation.forumId, personId, session: await startSession(ctx, personId, { method: 'invitation', device }) });
  });
}

/** An invited person declines; nothing more is sent to them. Refuses as `mayAnswer` does. */
export function declineInvitation(ctx: Context, token: string): Promise<Outcome<null, InvitationRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, InvitationRefusal>> => {
    const invitation = await invitationOf(ctx, hashOf(token), { lock: true });
    const ruling = mayAnswer(invitation, ctx.now);
    if (!ruling.ok || !invitation) return ruling;
    await turnDown(ctx, invitation);
    return granted(null);
  });
}

/**
 * An invited person answers by letter: they take the seat, with the forum's own way of showing contributions, or
 * decline. No session begins; who never opens the page needs none, and is sent the questions of each day.
 *
 * Refuses  as `mayAnswer` does; `byletter.needs_name` where neither invitation nor letter has one. That the rules are accepted is what the letter says: they stand in the invitation.
 */
export function acceptByLetter(ctx: Context, input: { forumId: string; id: string; accepts: boolean; /** As the letter says it; needed where the invitation names nobody. */ name: string | null }): Promise<Outcome<{ personId: string | null }, InvitationRefusal | 'byletter.needs_name'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ personId: string | null }, InvitationRefusal | 'byletter.needs_name'>> => {
    const invitation = await takeInvitation(ctx, input.forumId, input.id);
    const ruling = mayAnswer(invitation, ctx.now);
    if (!ruling.ok || !invitation) return ruling.ok ? refused('accreditation.no_such_invitation') : ruling;
    const name = input.name ?? invitation.name;
    if (input.accepts) return isName(name) ? takeUp(ctx, invitation, { name, locale: invitation.locale, regime: null, letters: 'pack' }) : refused('byletter.needs_name');
    await turnDown(ctx, invitation);
    return granted({ personId: null });
  });
}

async function takeUp(ctx: Context, invitation: InvitationFacts, as: { name: string; locale: Locale; regime: string | null; /** For who is new here. */ letters?: Digest }): Promise<Outcome<{ personId: string }, never>> {
  const { forumId } = invitation;
  await ctx.db.updateTable('invitation').set({ answered_at: ctx.now, answer: 'accepted' }).where('forum_id', '=', forumId).where('id', '=', invitation.id).execute();
  const person = await addPerson(ctx, { email: invitation.email, name: as.name, locale: as.locale });
  if (!person.ok) return person;
  const { personId, added } = person.value;
  if (added && as.letters) await beginLetters(ctx, personId, as.letters);
  const seatId = await takeSeat(ctx, { forumId, personId, bodyId: invitation.bodyId, category: invitation.category, roles: invitation.roles, speaksForState: false, duty: null, defaultRegime: as.regime, rulesAcceptedAt: ctx.now });
  await journal({ ...ctx, actor: { ...ctx.actor, personId } }, { kind: events.accepted, forumId, subject: invitation.id, facts: { category: invitation.category } });
  await notify(ctx, { topic: `seats:${forumId}`, what: seatId });
  return granted({ personId });
}

async function turnDown(ctx: Context, { forumId, id }: InvitationFacts): Promise<void> {
  await ctx.db.updateTable('invitation').set({ answered_at: ctx.now, answer: 'declined' }).where('forum_id', '=', forumId).where('id', '=', id).execute();
  await journal(ctx, { kind: events.declined, forumId, subject: id });
}

type NewSeat = { forumId: string; personId: string; bodyId: string; category: Category; roles: readonly Role[]; speaksForState: boolean; duty: Duty | null; defaultRegime: string | null; rulesAcceptedAt: Date | null };

/** A seat for a person, or the one they have with further roles added. */
async function takeSeat(ctx: Context, seat: NewSeat): Promise<string> {
  const id = ctx.world.mint();
  const row = await ctx.db
    .insertInto('seat')
    .values({ forum_id: seat.forumId, id, person_id: seat.personId, body_id: seat.bodyId, category: seat.category, roles: [...seat.roles], speaks_for_state: seat.speaksForState, duty: seat.duty, default_regime: seat.defaultRegime, rules_accepted_at: seat.rulesAcceptedAt, accredited_at: ctx.now })
    .onConflict((c) => c.columns(['forum_id', 'person_id']).where('standing', '!=', 'withdrawn').doUpdateSet({ roles: (eb) => eb.fn('array_cat', ['seat.roles', 'excluded.roles']) as never, rules_accepted_at: seat.rulesAcceptedAt }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await journal(ctx, { kind: events.seated, forumId: seat.forumId, subject: row.id, facts: { category: seat.category, roles: seat.roles }, commit: { person: seat.personId } });
  return row.id;
}

export type DirectSeat = { forumId: string; email: string; name: string; locale: Locale; languages?: string[]; body: { name: string; category: Category; stateId?: string | null; demonstration?: boolean }; roles: readonly Role[]; speaksForState?: boolean; duty?: Duty; demonstration?: boolean };

/** The operator seats a person directly, without an invitation: for the first organiser and for demonstration data. */
export function seatPerson(ctx: Context, seat: DirectSeat): Promise<Outcome<{ personId: string; seatId: string }, never>> {
  return atomically(ctx, async (ctx) => {
    const person = await addPerson(ctx, { email: seat.email, name: seat.name, locale: seat.locale, ...(seat.languages ? { languages: seat.languages } : {}), demonstration: seat.demonstration ?? false });
    if (!person.ok) return person;
    const bodyId = await bodyNamed(ctx, seat.body);
    const seatId = await takeSeat(ctx, { forumId: seat.forumId, personId: person.value.personId, bodyId, category: seat.body.category, roles: seat.roles, speaksForState: seat.speaksForState ?? false, duty: seat.duty ?? null, defaultRegime: null, rulesAcceptedAt: ctx.now });
    return granted({ personId: person.value.personId, seatId });
  });
}
