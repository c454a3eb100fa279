import { withinLimits } from '#domain/account/commands/count-try.ts';
import type { z } from 'zod';
import { forOneself, forSeats } from '#domain/disclosure/outputs.ts';
import { alignWith } from '#domain/discussion/commands/align-with.ts';
import { answerByLink, bringAnswer, makeLink, revokeLink, settleAnswer, takeCopy } from '#domain/discussion/commands/clear-position.ts';
import { editPosition, movePosition } from '#domain/discussion/commands/edit-position.ts';
import { releasePosition } from '#domain/discussion/commands/release-position.ts';
import { reserveText } from '#domain/discussion/commands/reserve-text.ts';
import { clearancePage } from '#domain/discussion/queries/clearance-page.ts';
import { delegationTexts } from '#domain/discussion/queries/delegation-desk.ts';
import { positionPage } from '#domain/discussion/queries/position-page.ts';
import { isOfDelegation } from '#domain/discussion/rules/position.ts';
import { AlignInput, AnswerInput, LinkInput, MoveInput, ReleaseInput, ReserveInput, SettleInput, WordingInput } from '#domain/discussion/schema.ts';
import { ClearanceForm } from '#domain/discussion/ui/Clearance.tsx';
import { DelegationTextsPage } from '#domain/discussion/ui/DelegationDesk.tsx';
import { Position, type PositionSent } from '#domain/discussion/ui/Position.tsx';
import { plainDocument } from '#platform/docx/plain-document.ts';
import { readDocx } from '#platform/docx/read-docx.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { type Outcome, refused } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { type Answer, absent, bytes, type Door, type ForumVisit, goTo, show, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { forumPage, sitePage } from '../pages.tsx';

const labelColours = { 'TLP:RED': 'FF2B2B', 'TLP:AMBER+STRICT': 'FFC000', 'TLP:AMBER': 'FFC000', 'TLP:GREEN': '33FF00', 'TLP:CLEAR': 'FFFFFF' } as const;

/** What a delegation prepares and releases, aligns with and announces; and the page a clearance link opens. */
export function positionRoutes(door: Door): void {
  door.page('/f/:forum/delegation/texts', forOneself('texts of a delegation'), 'act-for-delegation', async (visit) => {
    const inside = await visit.forum();
    const texts = inside && (await delegationTexts(inside.ctx));
    if (!inside || !texts) return absent();
    const { locale } = visit;
    return show(forumPage(visit, inside.frame, { title: say(locale, 'discussion.texts.title'), current: 'texts', children: <DelegationTextsPage locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} texts={texts} /> }));
  });
  door.page('/f/:forum/position/:id', forOneself('position'), 'prepare-position', async (visit) => {
    const inside = await visit.forum();
    return inside ? position(visit, inside, {}) : absent();
  });
  door.deed('/f/:forum/position/:id/edit', forOneself('change a position', 'answer'), 'prepare-position', (visit) => deed(visit, 'edit', WordingInput, (inside, id, input) => editPosition(inside.ctx, id, input)));
  door.deed('/f/:forum/position/:id/move', forOneself('move a position', 'answer'), 'prepare-position', (visit) => deed(visit, 'move', MoveInput, (inside, id, input) => movePosition(inside.ctx, id, input)));
  door.deed('/f/:forum/position/:id/release', forOneself('release a position', 'answer'), 'prepare-position', (visit) => deed(visit, 'release', ReleaseInput, (inside, id, input) => releasePosition(inside.ctx, id, input)));
  door.deed('/f/:forum/position/:id/settle', forOneself('settle an edited text', 'answer'), 'prepare-position', (visit) => deed(visit, 'settle', SettleInput, (inside, id, input) => settleAnswer(inside.ctx, id, input)));
  door.deed('/f/:forum/position/:id/link', forOneself('make a clearance link', 'answer'), 'prepare-position', link);
  door.deed('/f/:forum/position/:id/revoke', forOneself('revoke a clearance link', 'answer'), 'prepare-position', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const revoked = await revokeLink(inside.ctx, idOf(visit), uuidOr(String(visit.form['copy'] ?? '')));
    return revoked.ok ? goTo(here(visit, inside)) : position(visit, inside, { sent: { which: 'link', form: { refusal: sayRefusal(visit.locale, revoked.refusal) } }, status: 422 });
  });
  door.deed('/f/:forum/position/:id/docx', forOneself('clearance copy', 'file'), 'prepare-position', copy);
  door.deed('/f/:forum/position/:id/back', forOneself('bring a cleared text', 'answer'), 'prepare-position', bring);
  door.deed('/f/:forum/q/:code/reserve', forSeats('announce a text', 'answer'), 'act-for-delegation', (visit) => small(visit, ReserveInput, (inside, input) => reserveText(inside.ctx, visit.params['code'] ?? '', input), `q/${visit.params['code'] ?? ''}`));
  door.deed('/f/:forum/c/:ref/align', forSeats('align with a text', 'answer'), 'act-for-delegation', (visit) => small(visit, AlignInput, (inside, input) => alignWith(inside.ctx, visit.params['ref'] ?? '', input), `q/${(visit.params['ref'] ?? '').split('-')[0] ?? ''}#${visit.params['ref'] ?? ''}`));
  door.page('/clearance/:token', forOneself('text for clearance'), 'bearer', async (visit) => clearance(visit, {}));
  door.deed('/clearance/:token', forOneself('answer to clearance', 'answer'), 'bearer', answerClearance);
}

const nowhere = '00000000-0000-4000-8000-000000000000';
/** What is no id names nothing, and must not reach the database as one. */
const uuidOr = (text: string): string => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : nowhere);
const idOf = (visit: Visit): string => uuidOr(visit.params['id'] ?? '');
const here = (visit: Visit, inside: ForumVisit): string => `/f/${inside.frame.forum.key}/position/${idOf(visit)}`;

type Shown = { sent?: PositionSent; link?: { url: string; expiresAt: Date }; status?: number };

async function position(visit: Visit, inside: ForumVisit, { sent, link, status = 200 }: Shown): Promise<Answer> {
  const page = await positionPage(inside.ctx, idOf(visit));
  if (!page) return absent();
  const { locale } = visit;
  return show(forumPage(visit, inside.frame, { title: say(locale, `discussion.position.title.${page.voice}`, { question: page.code }), current: `q:${page.code}`, tlp: page.wording.marking, children: <Position locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} page={{ ...page, html: dressingFor(visit)(page.html) }} sent={sent} link={link} /> }), { status });
}

/** One of the page's forms: read, done, and shown again with what was typed when it cannot be. */
async function deed<S extends z.ZodType>(visit: Visit, which: PositionSent['which'], schema: S, act: (inside: ForumVisit, id: string, input: z.output<S>) => Promise<Outcome<unknown>>): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const form = readForm(schema, visit.form);
  if (!form.ok) return position(visit, inside, { sent: { which, form: { typed: form.typed, errors: form.errors } }, status: 422 });
  const outcome = await act(inside, idOf(visit), form.value);
  if (outcome.ok) return goTo(here(visit, inside));
  return position(visit, inside, { sent: { which, form: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, outcome.refusal) } }, status: statusOf(outcome.refusal.code) });
}

/** A deed of one button on a question's page; refused, it says why on a page of its own. */
async function small<S extends z.ZodType>(visit: Visit, schema: S, act: (inside: ForumVisit, input: z.output<S>) => Promise<Outcome<unknown>>, back: string): Promise<Answer> {
  const inside = await visit.forum();
  // Who is of no delegation is told nothing of what delegations do.
  if (!inside || !isOfDelegation(inside.ctx.sight.seat)) return absent();
  const form = readForm(schema, visit.form);
  const outcome: Outcome<unknown> = form.ok ? await act(inside, form.value) : refused('web.field.malformed');
  const to = `/f/${inside.frame.forum.key}/${back}`;
  if (outcome.ok) return goTo(to);
  const title = sayRefusal(visit.locale, outcome.refusal);
  return show(forumPage(visit, inside.frame, { title, current: '', children: <div class="stack"><h1>{title}</h1><p><a href={`/${visit.locale}${to}`}>{say(visit.locale, 'discussion.contributions')}</a></p></div> }), { status: statusOf(outcome.refusal.code) });
}

async function link(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const form = readForm(LinkInput, visit.form);
  if (!form.ok) return position(visit, inside, { sent: { which: 'link', form: { typed: form.typed, errors: form.errors } }, status: 422 });
  const made = await makeLink(inside.ctx, idOf(visit), form.value);
  if (!made.ok) return position(visit, inside, { sent: { which: 'link', form: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, made.refusal) } }, status: statusOf(made.refusal.code) });
  return position(visit, inside, { link: { url: `${visit.house.origin}/${visit.locale}/clearance/${made.value.token}`, expiresAt: made.value.expiresAt } });
}

async function copy(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const taken = await takeCopy(inside.ctx, idOf(visit));
  if (!taken.ok) return absent();
  const { marking, lang, markdown, madeAt } = taken.value.wording;
  const { locale } = visit;
  const document = await plainDocument({ title: say(locale, 'discussion.clearance.title'), note: say(locale, 'discussion.position.docx.note'), markdown, lang, label: { text: marking, colour: labelColours[marking] }, at: madeAt });
  return bytes('application/vnd.openxmlformats-officedocument.wordprocessingml.document', document, { fileName: 'clearance.docx' });
}

async function bring(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { file, wording, ...fields } = visit.form;
  const again = (form: FormState, status = 422) => position(visit, inside, { sent: { which: 'back', form: { typed: typedIn(fields), ...form } }, status });
  const uploaded = Buffer.isBuffer(file) && file.length > 0 ? await readDocx(file) : undefined;
  if (uploaded === null) return again({ refusal: say(visit.locale, 'discussion.document_unreadable') });
  const form = readForm(AnswerInput, uploaded ? { ...fields, text: uploaded.markdown } : fields);
  if (!form.ok) return again({ errors: form.errors });
  if (!form.value.text) return again({ errors: [{ field: 'text', key: 'web.field.required', args: {} }] });
  const brought = await bringAnswer(inside.ctx, idOf(visit), { ...form.value, text: form.value.text, wording: Number(wording) || 0 });
  return brought.ok ? goTo(here(visit, inside)) : again({ refusal: sayRefusal(visit.locale, brought.refusal) }, statusOf(brought.refusal.code));
}

async function clearance(visit: Visit, { form, status = 200 }: { form?: FormState; status?: number }): Promise<Answer> {
  const { locale } = visit;
  const page = await clearancePage(visit.ctx, visit.params['token'] ?? '');
  const title = say(locale, 'discussion.clearance.title');
  const head = <meta name="robots" content="noindex, nofollow" />;
  if (!page) return show(sitePage(visit, { title, head, children: <div class="narrow stack"><h1>{title}</h1><Callout tone="danger"><p>{say(locale, 'discussion.no_such_link')}</p></Callout></div> }), { status: 410 });
  return show(sitePage(visit, { title, head, tlp: page.marking, children: <ClearanceForm locale={locale} zone={visit.zone} page={page} form={form} sent={visit.query['sent'] === 'yes'} /> }), { status });
}

async function answerClearance(visit: Visit): Promise<Answer> {
  const token = visit.params['token'] ?? '';
  const form = readForm(AnswerInput, visit.form);
  if (!form.ok) return clearance(visit, { form: { typed: form.typed, errors: form.errors }, status: 422 });
  // Per link and per address of the connection: a reader answers a few times, a guesser never gets to try many.
  const allowed = await withinLimits(visit.ctx, { 'answer-by-link': token, 'answer-by-connection': visit.peer });
  if (!allowed) return clearance(visit, { form: { typed: typedIn(visit.form), refusal: say(visit.locale, 'discussion.answers_too_many') }, status: 429 });
  const outcome = await answerByLink(visit.ctx, token, form.value);
  if (outcome.ok) return goTo(`/clearance/${token}?sent=yes`);
  return clearance(visit, { form: { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, outcome.refusal) }, status: statusOf(outcome.refusal.code) });
}
