import type { z } from 'zod';
import { editStateNames } from '#domain/accreditation/commands/edit-state-names.ts';
import { orderStates } from '#domain/accreditation/commands/order-states.ts';
import { setMembership } from '#domain/accreditation/commands/set-membership.ts';
import { statePage, statesPage } from '#domain/accreditation/queries/states-page.ts';
import { MembershipForm, StateNamesForm, StateOrderForm } from '#domain/accreditation/schema.ts';
import { OneState, States } from '#domain/accreditation/ui/States.tsx';
import { forOneself } from '#domain/disclosure/outputs.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** States for an administrator: their names, their membership in time, their French order. */
export function adminStatesRoutes(door: Door): void {
  door.page('/admin/states', forOneself('States'), 'administrator', async (visit) => show(await statesNode(visit)));
  door.deed('/admin/states', forOneself('order States', 'answer'), 'administrator', order);
  door.page('/admin/states/:state', forOneself('a State'), 'administrator', async (visit) => {
    const node = await stateNode(visit);
    return node ? show(node) : absent();
  });
  door.deed('/admin/states/:state/names', forOneself("edit a State's names", 'answer'), 'administrator', (visit) => change(visit, 'names', StateNamesForm, (input) => editStateNames(visit.ctx, codeOf(visit), input)));
  door.deed('/admin/states/:state/membership', forOneself("set a State's membership", 'answer'), 'administrator', (visit) => change(visit, 'membership', MembershipForm, (input) => setMembership(visit.ctx, codeOf(visit), input)));
}

const codeOf = (visit: Visit): string => visit.params['state'] ?? '';

/** A button that moves by one names its place; without one the number counts. */
async function order(visit: Visit): Promise<Answer> {
  const { move, ...rest } = visit.form;
  const form = readForm(StateOrderForm, move ? { ...rest, place: move } : rest);
  const outcome = form.ok ? await orderStates(visit.ctx, form.value) : null;
  if (form.ok && outcome?.ok) return goTo(`/admin/states#s-${encodeURIComponent(form.value.code)}`);
  return showAgain(await statesNode(visit, form.ok ? { refusal: outcome && !outcome.ok ? sayRefusal(visit.locale, outcome.refusal) : undefined } : { errors: form.errors }));
}

async function change<S extends z.ZodType>(visit: Visit, which: 'names' | 'membership', schema: S, deed: (input: z.output<S>) => Promise<Outcome<unknown>>): Promise<Answer> {
  const form = readForm(schema, visit.form);
  const outcome = form.ok ? await deed(form.value) : null;
  if (outcome?.ok) return goTo(`/admin/states/${encodeURIComponent(codeOf(visit))}?saved=yes`);
  const wrong = form.ok ? { refusal: outcome && !outcome.ok ? sayRefusal(visit.locale, outcome.refusal) : undefined } : { errors: form.errors };
  const node = await stateNode(visit, { which, form: { typed: typedIn(visit.form), ...wrong } });
  return node ? showAgain(node) : absent();
}

async function statesNode(visit: Visit, form?: FormState) {
  const { locale } = visit;
  return sitePage(visit, { title: say(locale, 'delegation.states.title'), children: <States locale={locale} page={await statesPage(visit.ctx, locale)} form={form} /> });
}

async function stateNode(visit: Visit, sent?: { which: 'names' | 'membership'; form: FormState }) {
  const { locale } = visit;
  const page = await statePage(visit.ctx, codeOf(visit));
  return page && sitePage(visit, { title: page.names[locale] ?? page.code, children: <OneState locale={locale} page={page} saved={visit.query['saved'] === 'yes'} sent={sent} /> });
}
