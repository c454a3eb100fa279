import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { DelegationRefusal, Seat } from '../model.ts';
import { mayFill, mayName, type NominationRow, readNominations } from '../rules/delegation.ts';
import type { NominationForm, NominationList } from '../schema.ts';
import { quotaOf, seatsOfBody, takeBody } from '../store.ts';
import { tellOrganisers } from './tell-delegation.ts';

type Nominated = { named: number };
type Reused = 'platform.submission_reused';

/** A focal point or deputy names one person for a seat of the delegation. Refuses as `name` below does. */
export function nominatePerson(ctx: ForumContext, input: NominationForm, origin: string): Promise<Outcome<Nominated, DelegationRefusal | Reused>> {
  const { name, email, locale, role } = input;
  return once(ctx, input.submissionId, input, (ctx) => nameAll(ctx, [{ name, email, locale, role }], input.category, origin));
}

/**
 * The same for a pasted list, all or none.
 *
 * Refuses  `accreditation.row_unreadable` naming each line, before anything is done.
 */
export function nominateList(ctx: ForumContext, input: NominationList, origin: string): Promise<Outcome<Nominated, DelegationRefusal | Reused>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<Nominated, DelegationRefusal>> => {
    const read = readNominations(input.lines);
    return read.ok ? nameAll(ctx, read.rows, input.category, origin) : refused('accreditation.row_unreadable', { rows: read.wrong.join('\n') });
  });
}

/**
 * Writes   a nomination each, one journal entry each, a letter to the organisers.
 * Refuses  as `mayName` and `mayFill` do; `accreditation.already_named` for an address that is seated, invited or
 *          named for this delegation already. A seat under another body is not told of: the secretariat sees it.
 */
async function nameAll(ctx: ForumContext, rows: readonly NominationRow[], category: Category, origin: string): Promise<Outcome<Nominated, DelegationRefusal>> {
  const { seat } = ctx.sight;
  const ruling = mayName(seat);
  if (!ruling.ok || !seat || !may(ctx.sight, 'nominate')) return refused('accreditation.not_focal_point');
  await takeBody(ctx, seat.bodyId);
  const room = mayFill(await quotaOf(ctx, ctx.sight.forumId, { bodyId: seat.bodyId, category }), rows.length);
  if (!room.ok) return room;
  for (const row of rows) {
    const named = await nameOne(ctx, seat, row, { category, replaces: null });
    if (!named.ok) return named;
  }
  await tellOrganisers(ctx, { what: 'nominated', bodyId: seat.bodyId, people: rows.map(({ name }) => name), origin });
  return granted({ named: rows.length });
}

/** One nomination with its entry; for a new person and for one who takes another's place. */
export async function nameOne(ctx: ForumContext, seat: Seat, row: NominationRow, { category, replaces }: { category: Category; replaces: string | null }): Promise<Outcome<string, DelegationRefusal>> {
  const { forumId } = ctx.sight;
  if (await isNamed(ctx, seat.bodyId, row.email)) return refused('accreditation.already_named', { address: row.email });
  const id = ctx.world.mint();
  await ctx.db.insertInto('nomination').values({ forum_id: forumId, id, body_id: seat.bodyId, category, role: row.role, name: row.name, email: row.email, locale: row.locale, replaces, nominated_by: seat.id, nominated_at: ctx.now }).execute();
  await journal(ctx, { kind: events.nominated, forumId, subject: id, facts: { body: seat.bodyId, category, role: row.role, replaces }, commit: { address: row.email } });
  return granted(id);
}

async function isNamed(ctx: ForumContext, bodyId: string, email: string): Promise<boolean> {
  const { forumId } = ctx.sight;
  const seated = (await seatsOfBody(ctx, forumId, bodyId)).some((seat) => seat.standing !== 'withdrawn' && seat.email.toLowerCase() === email);
  if (seated) return true;
  const waiting = await ctx.db.selectFrom('nomination').select('id').where('forum_id', '=', forumId).where('body_id', '=', bodyId).where('email', '=', email).where('decided_at', 'is', null).executeTakeFirst();
  const invited = await ctx.db.selectFrom('invitation').select('id').where('forum_id', '=', forumId).where('body_id', '=', bodyId).where('email', '=', email).where('answered_at', 'is', null).where('expires_at', '>', ctx.now).executeTakeFirst();
  return waiting !== undefined || invited !== undefined;
}
