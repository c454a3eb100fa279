import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { staffOf } from '../../accreditation/queries/turnout.ts';
import type { ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import type { TaskSubject } from '../model.ts';
import { deskSources } from '../queries/desk-facts.ts';
import { dueTasks } from '../rules/desk-tasks.ts';
import { insertTask } from '../store/tasks.ts';
import { tellOfTasks } from './tell-of-tasks.ts';

/**
 * What the clock finds wanting becomes a task for the forum's organiser, each once for ever: the key of a task is
 * the ledger, so that neither a second worker nor a second minute raises it again, done or not.
 *
 * Writes   the tasks, one entry for each, one letter for all that were raised together.
 */
export function raiseTasks(ctx: ForumContext, origin: string): Promise<Outcome<{ raised: number }, never>> {
  return atomically(ctx, async (ctx) => {
    const sources = await deskSources(ctx);
    if (!sources) return granted({ raised: 0 });
    const due = dueTasks(sources.facts, ctx.now);
    const [assignee = null] = due.length > 0 ? await staffOf(ctx) : [];
    const raised: (TaskSubject & { id: string })[] = [];
    for (const task of due) {
      const id = await insertTask(ctx, task, assignee?.id ?? null);
      if (!id) continue;
      raised.push({ ...task, id });
      await journal(ctx, { kind: events.taskRaised, forumId: ctx.sight.forumId, subject: id, facts: { kind: task.kind, part: task.part, question: task.code, category: task.category, contribution: task.contributionId }, ...(assignee ? { commit: { assignee: assignee.id } } : {}) });
    }
    if (assignee && raised.length > 0) await tellOfTasks(ctx, sources.forum, assignee, raised, origin);
    return granted({ raised: raised.length });
  });
}
