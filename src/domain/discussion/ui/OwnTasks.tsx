import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import type { TaskRow } from '../store/tasks.ts';
import { sayTask } from './say-task.ts';

/** What is given to the reader to do; nothing where nothing is. */
export function OwnTasks({ tasks, locale, zone, base }: { tasks: readonly TaskRow[]; locale: Locale; zone: string; base: string }): VNode | null {
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="h-own-tasks">
      <h2 id="h-own-tasks">{say(locale, 'discussion.desk.tasks.own')}</h2>
      <ul class="docs">{tasks.map((task) => <li><a href={`${base}/desk/${task.id}`}>{sayTask(locale, task)}</a><span class="meta">{say(locale, 'discussion.desk.task.raised', { onWhen: onWhen(locale, task.raisedAt, zone) })}</span></li>)}</ul>
    </section>
  );
}
