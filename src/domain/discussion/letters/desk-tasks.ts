import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import type { TaskSubject } from '../model.ts';
import { sayTask } from '../ui/say-task.ts';

export const output = byLetter('discussion.desk-tasks', 'staff');

export type DeskTasksView = { forum: string; marking: Marking; tasks: readonly { task: TaskSubject; link: string }[] };

/** Tasks for a person who runs the forum: what is wanting, each with where to take it up. */
export function deskTasksLetter({ forum, marking, tasks }: DeskTasksView, locale: Locale): LetterText {
  return {
    subject: `[${marking}] ${say(locale, 'discussion.desk.letter.subject', { count: tasks.length, forum })}`,
    body: [marking, say(locale, 'discussion.desk.letter.text', { count: tasks.length, forum }), ...tasks.map(({ task, link }) => `${sayTask(locale, task)}\n${link}`), say(locale, 'discussion.desk.letter.end')].join('\n\n'),
  };
}
