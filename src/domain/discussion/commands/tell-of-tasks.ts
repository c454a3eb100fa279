import type { Locale } from '#platform/i18n/locales.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import type { ForumContext } from '../../context.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import type { Forum } from '../../programme/model.ts';
import { titleOf } from '../../programme/rules.ts';
import { deskTasksLetter, output } from '../letters/desk-tasks.ts';
import type { TaskSubject } from '../model.ts';

type Assignee = { personId: string; email: string; locale: string };

/** One letter to the person who looks after these tasks, in their language, in the transaction that gave them. */
export async function tellOfTasks(ctx: ForumContext, forum: Forum, assignee: Assignee, tasks: readonly (TaskSubject & { id: string })[], origin: string): Promise<void> {
  const locale = assignee.locale as Locale;
  const marking = mayRelease(forum.defaultMarking, output.ceiling) ? forum.defaultMarking : output.ceiling;
  const desk = `${origin}/${locale}/f/${forum.key}/desk`;
  const letter = deskTasksLetter({ forum: titleOf(forum), marking, tasks: tasks.map((task) => ({ task, link: `${desk}/${task.id}` })) }, locale);
  await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId: forum.id, personId: assignee.personId, address: assignee.email, kind: 'discussion.desk-tasks', locale });
}
