import { forStaff } from '#domain/disclosure/outputs.ts';
import { assignTask, finishTask } from '#domain/discussion/commands/settle-task.ts';
import { deskPage } from '#domain/discussion/queries/desk-page.ts';
import { taskPage } from '#domain/discussion/queries/task-page.ts';
import { AssignmentInput, TaskDoneInput } from '#domain/discussion/schema.ts';
import { Desk } from '#domain/discussion/ui/Desk.tsx';
import { DeskTask } from '#domain/discussion/ui/DeskTask.tsx';
import { may } from '#domain/rights.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { liveStream } from '../live-stream.ts';
import { forumPage } from '../pages.tsx';

/** What gathers in this time is told in one: a forum in full swing must not keep the desk from being read. */
const quietMs = 5_000;

/** The organiser's desk and its tasks. */
export function deskRoutes(door: Door): void {
  door.page('/f/:forum/desk', forStaff('desk'), 'see-desk', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await deskPage(inside.ctx));
    if (!inside || !page) return absent();
    const { locale } = visit;
    const { forum } = inside.frame;
    // Turbo then changes what differs and leaves the rest, the place on the page with it.
    const head = <><meta name="turbo-refresh-method" content="morph" /><meta name="turbo-refresh-scroll" content="preserve" /></>;
    return show(forumPage(visit, inside.frame, { title: say(locale, 'discussion.desk.title'), current: 'desk', head, children: <Desk page={page} locale={locale} zone={forum.zone} base={`/${locale}/f/${forum.key}`} /> }));
  });
  door.feed('/f/:forum/desk/live', forStaff('desk changes', 'live'), 'see-desk', async (visit) => {
    const inside = await visit.forum();
    if (!inside || !visit.token) return absent();
    const { forumId } = inside.ctx.sight;
    const topics = [`seats:${forumId}`, ...inside.frame.parts.flatMap((part) => part.questions.map(({ id }) => `question:${id}`))];
    return liveStream(visit, inside, { topics, data: 'desk', deed: 'see-desk', quietMs });
  });
  door.page('/f/:forum/desk/:task', forStaff('desk task'), 'do-task', (visit) => task(visit));
  door.deed('/f/:forum/desk/:task/assign', forStaff('assign a desk task', 'answer'), 'see-desk', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(AssignmentInput, visit.form);
    if (!form.ok) return task(visit, { typed: form.typed, errors: form.errors });
    const outcome = await assignTask(inside.ctx, visit.params['task'] ?? '', form.value, visit.house.origin);
    return outcome.ok ? goTo(`/f/${inside.frame.forum.key}/desk`) : task(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, outcome.refusal) }, statusOf(outcome.refusal.code));
  });
  door.deed('/f/:forum/desk/:task/done', forStaff('finish a desk task', 'answer'), 'do-task', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(TaskDoneInput, visit.form);
    if (!form.ok) return task(visit, { typed: form.typed, errors: form.errors });
    const id = visit.params['task'] ?? '';
    const outcome = await finishTask(inside.ctx, id, form.value);
    if (!outcome.ok) return task(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, outcome.refusal) }, statusOf(outcome.refusal.code));
    // Who does not see the desk sees the task, done.
    return goTo(`/f/${inside.frame.forum.key}/desk${may(inside.ctx.sight, 'see-desk') ? '' : `/${id}`}`);
  });
}

async function task(visit: Visit, form?: FormState, status?: number): Promise<Answer> {
  const inside = await visit.forum();
  const page = inside && (await taskPage(inside.ctx, visit.params['task'] ?? ''));
  if (!inside || !page) return absent();
  const { locale } = visit;
  const { forum } = inside.frame;
  const node = forumPage(visit, inside.frame, { title: say(locale, 'discussion.desk.task.title'), current: 'desk', children: <DeskTask page={page} seesDesk={may(inside.ctx.sight, 'see-desk')} locale={locale} zone={forum.zone} base={`/${locale}/f/${forum.key}`} form={form} /> });
  return form ? showAgain(node, status) : show(node);
}
