import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea } from '#ui/fields.tsx';
import type { TaskPage } from '../queries/task-page.ts';
import { sayTask } from './say-task.ts';

type Props = { page: TaskPage; seesDesk: boolean; locale: Locale; zone: string; base: string; form?: FormState | undefined };

/** One task: what is wanting, who looks after it, and the ways to pass it on or be done with it. */
export function DeskTask({ page: { task, staff, canAssign, canFinish }, seesDesk, locale, zone, base, form }: Props): VNode {
  const to = task.ref ? `c/${task.ref.replace('·', '-')}` : `q/${task.code}`;
  return (
    <div class="stack-6">
      <header>
        <p class="kicker">{say(locale, 'discussion.desk.task.title')}</p>
        <h1>{sayTask(locale, task)}</h1>
        <p class="meta mt-2">{task.assignee ? say(locale, 'discussion.desk.task.for', { name: task.assignee }) : say(locale, 'discussion.desk.task.nobody')} · {say(locale, 'discussion.desk.task.raised', { onWhen: onWhen(locale, task.raisedAt, zone) })}</p>
        {task.doneAt ? <p class="mt-2"><b>{say(locale, 'discussion.desk.task.done', { onWhen: onWhen(locale, task.doneAt, zone) })}</b>{task.note ? <> {task.note}</> : null}</p> : null}
      </header>
      <ErrorSummary locale={locale} form={form} />
      {task.code ? <p><a href={`${base}/${to}`}>{say(locale, 'discussion.desk.task.question', { question: task.code })}</a></p> : null}
      {canFinish ? (
        <form method="post" action={`${base}/desk/${task.id}/done`} class="form" data-turbo="false">
          <SubmissionId value={form?.typed?.['submissionId']} />
          <TextArea locale={locale} name="note" rows={4} label={say(locale, 'discussion.desk.finish.label')} hint={say(locale, 'discussion.desk.finish.hint')} value={task.note ?? ''} form={form} />
          <button class="btn btn--primary">{say(locale, 'discussion.desk.finish.button')}</button>
        </form>
      ) : null}
      {canAssign ? (
        <form method="post" action={`${base}/desk/${task.id}/assign`} class="form" data-turbo="false">
          <SubmissionId value={form?.typed?.['submissionId']} />
          <Select locale={locale} name="seat" label={say(locale, 'discussion.desk.assign.label')} hint={say(locale, 'discussion.desk.assign.hint')} value={task.assigneeId ?? undefined} options={staff.map(({ id, name, role }) => ({ value: id, text: `${name} · ${say(locale, `ui.role.${role}` as 'ui.role.organiser')}` }))} form={form} />
          <button class="btn">{say(locale, 'discussion.desk.assign.button')}</button>
        </form>
      ) : null}
      {seesDesk ? <p><a href={`${base}/desk`}>{say(locale, 'discussion.desk.task.back')}</a></p> : null}
    </div>
  );
}
