import { editBody } from '#domain/accreditation/commands/edit-body.ts';
import { bodiesPage, bodyPage } from '#domain/accreditation/queries/states-page.ts';
import { BodyForm } from '#domain/accreditation/schema.ts';
import { Bodies, OneBody } from '#domain/accreditation/ui/Bodies.tsx';
import { forOneself } from '#domain/disclosure/outputs.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** Bodies for an administrator: delegations, organizations, institutions, with their names in six languages. */
export function bodyRoutes(door: Door): void {
  door.page('/admin/bodies', forOneself('bodies'), 'administrator', async (visit) => {
    const { locale } = visit;
    return show(sitePage(visit, { title: say(locale, 'delegation.bodies.title'), children: <Bodies locale={locale} page={await bodiesPage(visit.ctx, locale)} /> }));
  });
  door.page('/admin/bodies/:body', forOneself('a body'), 'administrator', async (visit) => {
    const node = await bodyNode(visit);
    return node ? show(node) : absent();
  });
  door.deed('/admin/bodies/:body', forOneself('edit a body', 'answer'), 'administrator', change);
}

const idOf = ({ params }: Visit): string | null => (params['body'] === 'new' ? null : (params['body'] ?? ''));

async function change(visit: Visit): Promise<Answer> {
  if (!(await bodyNode(visit))) return absent();
  const form = readForm(BodyForm, visit.form);
  const outcome = form.ok ? await editBody(visit.ctx, idOf(visit), form.value) : null;
  if (outcome?.ok) return goTo(`/admin/bodies/${outcome.value.bodyId}?saved=yes`);
  const wrong = form.ok ? { refusal: outcome && !outcome.ok ? sayRefusal(visit.locale, outcome.refusal) : undefined } : { errors: form.errors };
  const node = await bodyNode(visit, { typed: typedIn(visit.form), ...wrong });
  return node ? showAgain(node) : absent();
}

async function bodyNode(visit: Visit, form?: FormState) {
  const { locale } = visit;
  const page = await bodyPage(visit.ctx, idOf(visit), locale);
  return page && sitePage(visit, { title: page.id ? page.names[locale] || page.name : say(locale, 'delegation.bodies.new'), children: <OneBody locale={locale} page={page} saved={visit.query['saved'] === 'yes'} form={form} /> });
}
