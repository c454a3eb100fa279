import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { TaskSubject } from '../model.ts';

/** A task in one sentence. */
export function sayTask(locale: Locale, { kind, part, code, category, ref }: TaskSubject): string {
  if (kind === 'silent-aspect') return say(locale, 'discussion.desk.task.silentAspect', { part: part ?? '' });
  if (kind === 'silent-question') return say(locale, 'discussion.desk.task.silentQuestion', { question: code ?? '' });
  if (kind === 'silent-category') return say(locale, 'discussion.desk.task.silentCategory', { category: category ? say(locale, `ui.category.${category}`) : '' });
  return say(locale, 'discussion.desk.task.unanswered', { ref: ref ?? code ?? '' });
}
