import { withinLimits } from '#domain/account/commands/count-try.ts';
import { apply, confirmApplication } from '#domain/accreditation/commands/apply.ts';
import { decideApplication, setApplications } from '#domain/accreditation/commands/decide-application.ts';
import { applicationsPage, confirmable, mayApply } from '#domain/accreditation/queries/applications-page.ts';
import { confirmHours } from '#domain/accreditation/rules/application.ts';
import { ApplicationDecision, ApplicationForm, ApplicationsForm } from '#domain/accreditation/schema.ts';
import { Applications, Apply } from '#domain/accreditation/ui/Applications.tsx';
import { forPublic, forStaff } from '#domain/disclosure/outputs.ts';
import { forumPublic } from '#domain/programme/queries/series-page.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { type Answer, absent, type Door, type ForumVisit, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage, sitePage } from '../pages.tsx';
import { baseOf } from './invitations.tsx';

/** Applying for a seat on a forum's public page, and deciding on applications. */
export function applicationRoutes(door: Door): void {
  door.page('/s/:series/:number/apply', forPublic('apply for a seat'), 'everyone', async (visit) => ((await forumIdOf(visit)) ? show(applyNode(visit)) : absent()));
  door.deed('/s/:series/:number/apply', forPublic('application for a seat', 'answer'), 'everyone', takeApplication);
  door.page('/apply/:token', forPublic('confirm an application'), 'bearer', async (visit) => {
    const ruling = await confirmable(visit.ctx, visit.params['token'] ?? '');
    return show(confirmNode(visit, ruling.ok ? {} : { wrong: sayRefusal(visit.locale, ruling.refusal) }), { status: ruling.ok ? 200 : 410 });
  });
  door.deed('/apply/:token', forPublic('application confirmed', 'answer'), 'bearer', async (visit) => {
    const confirmed = await confirmApplication(visit.ctx, visit.params['token'] ?? '');
    return confirmed.ok ? show(confirmNode(visit, { done: say(visit.locale, 'application.confirm.done') })) : showAgain(confirmNode(visit, { wrong: sayRefusal(visit.locale, confirmed.refusal) }));
  });
  door.page('/f/:forum/run/applications', forStaff('applications'), 'invite', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await listNode(visit, inside)) : absent();
  });
  door.deed('/f/:forum/run/applications', forStaff('allow applications', 'answer'), 'invite', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(ApplicationsForm, visit.form);
    if (!form.ok) return showAgain(await listNode(visit, inside, { form: { typed: form.typed, errors: form.errors } }));
    const set = await setApplications(inside.ctx, form.value);
    return set.ok ? show(await listNode(visit, inside, { said: say(visit.locale, 'application.open.saved') })) : showAgain(await listNode(visit, inside, { form: { refusal: sayRefusal(visit.locale, set.refusal) } }));
  });
  door.deed('/f/:forum/run/applications/:application', forStaff('decide on an application', 'answer'), 'invite', decide);
}

const forumIdOf = async ({ ctx, params }: Visit): Promise<string | null> => {
  if (!/^[1-9]\d?$/.test(params['number'] ?? '')) return null;
  const view = await forumPublic(ctx, params['series'] ?? '', Number(params['number']));
  return view && (await mayApply(ctx, view.forum.id)) ? view.forum.id : null;
};

async function takeApplication(visit: Visit): Promise<Answer> {
  const forumId = await forumIdOf(visit);
  if (!forumId) return absent();
  const form = readForm(ApplicationForm, visit.form);
  if (!form.ok) return showAgain(applyNode(visit, { form: { typed: form.typed, errors: form.errors } }));
  const { ctx, locale, house, peer } = visit;
  // By the connection, and by the address written to: forwarding headers move neither.
  if (await withinLimits(ctx, { 'apply-by-connection': peer, 'apply-by-address': form.value.email })) await apply(ctx, forumId, form.value, { locale, origin: house.origin });
  // The same answer whether or not the address is known, waits already, or was written to a moment ago.
  return show(applyNode(visit, { sent: say(locale, 'application.apply.sent', { hours: confirmHours, address: form.value.email }) }));
}

async function decide(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  const id = visit.params['application'] ?? '';
  if (!inside || !/^[0-9a-f-]{36}$/.test(id)) return absent();
  const form = readForm(ApplicationDecision, visit.form);
  const typed = typedIn(visit.form);
  if (!form.ok) return showAgain(await listNode(visit, inside, { of: id, form: { typed, errors: form.errors } }));
  const decided = await decideApplication(inside.ctx, id, form.value, visit.house.origin);
  if (!decided.ok && decided.refusal.code === 'application.no_such_application') return absent();
  if (!decided.ok) return showAgain(await listNode(visit, inside, { of: id, form: { typed, refusal: sayRefusal(visit.locale, decided.refusal) } }));
  // What the page says is what the database then holds.
  const line = (await applicationsPage(inside.ctx)).lines.find((one) => one.id === id);
  return show(await listNode(visit, inside, line ? { said: `${line.name} · ${say(visit.locale, `application.state.${line.state}`)}` } : {}));
}

async function listNode(visit: Visit, inside: ForumVisit, shown: { form?: FormState; of?: string; said?: string } = {}) {
  const page = await applicationsPage(inside.ctx);
  return forumPage(visit, inside.frame, { title: say(visit.locale, 'application.title'), current: 'run', children: <Applications locale={visit.locale} base={baseOf(visit, inside)} {...page} {...shown} /> });
}

const applyNode = (visit: Visit, shown: { form?: FormState; sent?: string } = {}) => sitePage(visit, { title: say(visit.locale, 'application.apply.title'), children: <Apply locale={visit.locale} {...shown} /> });

function confirmNode(visit: Visit, { wrong, done }: { wrong?: string; done?: string }) {
  const { locale } = visit;
  const title = say(locale, 'application.confirm.title');
  const words = done ? <div role="status"><Callout tone="ok" icon="check">{done}</Callout></div> : wrong ? <Callout tone="danger"><b>{wrong}</b></Callout> : <><p>{say(locale, 'application.confirm.text')}</p><form method="post" data-turbo="false"><button class="btn btn--primary">{say(locale, 'application.confirm.button')}</button></form></>;
  return sitePage(visit, { title, children: <div class="narrow stack"><h1>{title}</h1>{words}</div> });
}
