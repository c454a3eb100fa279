import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { staffOf } from '../../accreditation/queries/turnout.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { TaskRefusal } from '../model.ts';
import type { AssignmentInput, TaskDoneInput } from '../schema.ts';
import { loadTask } from '../store/tasks.ts';
import { tellOfTasks } from './tell-of-tasks.ts';

type Refused = TaskRefusal | 'platform.submission_reused';

/**
 * A task goes to another person who runs the forum; they get a letter.
 *
 * Refuses  `discussion.not_yours`, `discussion.no_such_task`, `discussion.task_already_done`, and
 *          `discussion.no_such_assignee` for whoever is neither organiser nor moderator in good standing.
 */
export function assignTask(ctx: ForumContext, id: string, input: AssignmentInput, origin: string): Promise<Outcome<null, Refused>> {
  return once(ctx, input.submissionId, { id, seat: input.seat }, async (ctx): Promise<Outcome<null, TaskRefusal>> => {
    if (!may(ctx.sight, 'see-desk')) return refused('discussion.not_yours');
    const task = await loadTask(ctx, id, { lock: true });
    if (!task) return refused('discussion.no_such_task');
    if (task.doneAt) return refused('discussion.task_already_done');
    const assignee = (await staffOf(ctx)).find((seat) => seat.id === input.seat);
    const forum = await forumFacts(ctx, ctx.sight.forumId);
    if (!assignee || !forum) return refused('discussion.no_such_assignee');
    if (assignee.id === task.assigneeId) return granted(null);
    await ctx.db.updateTable('desk_task').set({ assignee_id: assignee.id }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
    await journal(ctx, { kind: events.taskAssigned, forumId: ctx.sight.forumId, subject: id, commit: { assignee: assignee.id } });
    if (assignee.personId !== ctx.actor.personId) await tellOfTasks(ctx, forum, assignee, [task], origin);
    return granted(null);
  });
}

/**
 * A task is done, with a note where there is something to say.
 *
 * Refuses  `discussion.not_yours`, `discussion.no_such_task`, `discussion.task_already_done`.
 */
export function finishTask(ctx: ForumContext, id: string, input: TaskDoneInput): Promise<Outcome<null, Refused>> {
  return once(ctx, input.submissionId, { id, note: input.note ?? '' }, async (ctx): Promise<Outcome<null, TaskRefusal>> => {
    if (!may(ctx.sight, 'do-task')) return refused('discussion.not_yours');
    const task = await loadTask(ctx, id, { lock: true });
    if (!task) return refused('discussion.no_such_task');
    if (task.doneAt) return refused('discussion.task_already_done');
    await ctx.db.updateTable('desk_task').set({ done_at: ctx.now, note: input.note ?? null }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
    await journal(ctx, { kind: events.taskDone, forumId: ctx.sight.forumId, subject: id, facts: { kind: task.kind }, ...(input.note ? { commit: { note: input.note } } : {}) });
    return granted(null);
  });
}
