import { type SeatName, staffOf } from '../../accreditation/queries/turnout.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { loadTask, loadTasks, type TaskRow } from '../store/tasks.ts';

export type TaskPage = { task: TaskRow; staff: SeatName[]; canFinish: boolean; canAssign: boolean };

/** One task with who may look after it; null when there is none of this id. */
export async function taskPage(ctx: ForumContext, id: string): Promise<TaskPage | null> {
  const task = may(ctx.sight, 'do-task') ? await loadTask(ctx, id) : null;
  if (!task) return null;
  const staff = (await staffOf(ctx)).map(({ id, name, role }) => ({ id, name, role }));
  return { task, staff, canFinish: task.doneAt === null, canAssign: task.doneAt === null && may(ctx.sight, 'see-desk') };
}

/** What somebody who runs a forum was given to do and has not done, the oldest first; for the page they start from. */
export async function ownTasks(ctx: ForumContext): Promise<TaskRow[]> {
  const { seat } = ctx.sight;
  if (!seat || !may(ctx.sight, 'do-task')) return [];
  return (await loadTasks(ctx)).filter(({ assigneeId, doneAt }) => assigneeId === seat.id && doneAt === null);
}
