import { sql } from 'kysely';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { type Marking, markings } from '../../disclosure/model.ts';
import { events } from '../events.ts';
import { bumpThread, type ContributionRow, loadContribution } from '../store.ts';

type Refused = 'discussion.no_such_contribution';
type Columns = { edit_asked_until?: Date | null; moderators_label?: string | null };

/**
 * The author may change the wording until then, whatever the forum's window; null ends it. Called by moderation, which
 * has decided, as are all commands here; this stage owns how a contribution is shown and who may change it.
 */
export const askForEdit = (ctx: ForumContext, id: string, until: Date | null): Promise<Outcome<null, Refused>> =>
  change(ctx, id, async (ctx, contribution) => {
    await set(ctx, contribution, { edit_asked_until: until });
    await journal(ctx, { kind: events.editAsked, forumId: ctx.sight.forumId, subject: id, facts: { until: until?.toISOString() ?? null } });
  });

/** A sentence of the moderators stands above a contribution; null takes it away. */
export const labelContribution = (ctx: ForumContext, id: string, label: string | null): Promise<Outcome<null, Refused>> =>
  change(ctx, id, async (ctx, contribution) => {
    await set(ctx, contribution, { moderators_label: label });
    await journal(ctx, { kind: events.labelled, forumId: ctx.sight.forumId, subject: id, facts: { labelled: label !== null }, commit: { label: label ?? '' } });
  });

/**
 * A contribution is handled more strictly, and with it all that replies to it: a reply is at least as strict as its parent.
 *
 * Shape   what was changed, each with the marking it had, for `giveMarkingsBack`.
 */
export async function tightenMarking(ctx: ForumContext, id: string, marking: Marking): Promise<Outcome<Record<string, string>, Refused>> {
  const before: Record<string, string> = {};
  const done = await change(ctx, id, async (ctx) => {
    const looser = markings.slice(0, markings.indexOf(marking));
    const { rows } = await sql<{ id: string; marking: string; questionId: string }>`
      with recursive below as (select id from contribution where forum_id = ${ctx.sight.forumId} and id = ${id}
        union select c.id from contribution c join below b on c.parent_id = b.id where c.forum_id = ${ctx.sight.forumId})
      select c.id, c.marking, c.stands_in as "questionId" from contribution c join below using (id) where c.forum_id = ${ctx.sight.forumId} and c.marking = any(${looser}::text[]) order by c.id for update of c`.execute(ctx.db);
    for (const row of rows) before[row.id] = row.marking;
    await mark(ctx, rows.map((row) => [row.id, marking]));
    for (const questionId of new Set(rows.map((row) => row.questionId))) await bumpThread(ctx, questionId);
  });
  return done.ok ? granted(before) : done;
}

/** After a reversal: each gets back the marking its author gave it. */
export const giveMarkingsBack = (ctx: ForumContext, id: string, before: Readonly<Record<string, string>>): Promise<Outcome<null, Refused>> => change(ctx, id, (ctx) => mark(ctx, Object.entries(before)));

async function mark(ctx: ForumContext, rows: readonly (readonly [string, string])[]): Promise<void> {
  for (const [id, marking] of rows) {
    await ctx.db.updateTable('contribution').set({ marking }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
    await journal(ctx, { kind: events.marked, forumId: ctx.sight.forumId, subject: id, facts: { marking } });
  }
}

function change(ctx: ForumContext, id: string, work: (ctx: ForumContext, contribution: ContributionRow) => Promise<void>): Promise<Outcome<null, Refused>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, Refused>> => {
    const contribution = await loadContribution(ctx, { id }, { lock: true });
    if (!contribution) return refused('discussion.no_such_contribution');
    await work(ctx, contribution);
    await bumpThread(ctx, contribution.questionId);
    return granted(null);
  });
}

async function set(ctx: ForumContext, { id }: ContributionRow, values: Columns): Promise<void> {
  await ctx.db.updateTable('contribution').set(values).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
}
