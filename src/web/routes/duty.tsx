import { forStaff } from '#domain/disclosure/outputs.ts';
import { enterShift, handOver, removeShift } from '#domain/moderation/commands/keep-roster.ts';
import { setUrgentMinutes } from '#domain/moderation/commands/set-moderation.ts';
import { dutyPage } from '#domain/moderation/queries/duty-page.ts';
import { facilitationDesk } from '#domain/moderation/queries/facilitation-desk.ts';
import { HandOverInput, ShiftInput, ShiftRemovalInput, UrgentInput } from '#domain/moderation/schema.ts';
import { Duty } from '#domain/moderation/ui/Duty.tsx';
import { FacilitationDesk } from '#domain/moderation/ui/FacilitationDesk.tsx';
import type { Needs } from '#domain/rights.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { dayIn } from '#platform/instant.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** The roster of those who run a forum, and the desk of those who keep it in order. */
export function dutyRoutes(door: Door): void {
  door.page('/f/:forum/mod/duty', forStaff('duty roster'), 'see-roster', async (visit) => {
    const found = await visit.forum();
    const view = found && (await dutyView(visit, found));
    return view ? show(view) : absent();
  });
  dutyDeed(door, '/enter', 'keep-roster', ShiftInput, (found, _, input) => enterShift(found.ctx, input));
  dutyDeed(door, '/urgent', 'keep-roster', UrgentInput, (found, _, input) => setUrgentMinutes(found.ctx, input));
  dutyDeed(door, '/:shift/remove', 'keep-roster', ShiftRemovalInput, (found, visit, input) => removeShift(found.ctx, shiftOf(visit), input));
  dutyDeed(door, '/:shift/hand-over', 'see-roster', HandOverInput, (found, visit, input) => handOver(found.ctx, shiftOf(visit), input));
  door.page('/f/:forum/mod/desk', forStaff('facilitation desk'), 'see-cases', async (visit) => {
    const found = await visit.forum();
    const desk = found && (await facilitationDesk(found.ctx));
    if (!found || !desk) return absent();
    const { locale } = visit;
    const { forum } = found.frame;
    return show(forumPage(visit, found.frame, { title: say(locale, 'duty.desk.title'), current: 'mod-desk', children: <FacilitationDesk desk={desk} locale={locale} zone={forum.zone} now={found.ctx.now} base={`/${locale}/f/${forum.key}`} /> }));
  });
}

/** The shift of the address, or an id that no shift has. */
const shiftOf = (visit: Visit): string => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(visit.params['shift'] ?? '')?.[0] ?? '00000000-0000-0000-0000-000000000000';

/** A deed on the roster: its form, its command, the roster again. */
function dutyDeed<S extends Parameters<typeof readForm>[0]>(door: Door, path: string, needs: Needs, schema: S, run: (found: ForumVisit, visit: Visit, input: never) => Promise<Outcome<unknown>>): void {
  door.deed(`/f/:forum/mod/duty${path}`, forStaff(`duty roster${path}`, 'answer'), needs, async (visit): Promise<Answer> => {
    const found = await visit.forum();
    if (!found) return absent();
    const form = readForm(schema, visit.form);
    const of = visit.params['shift'] ?? path.slice(1);
    const again = async (state: FormState) => { const view = await dutyView(visit, found, state, of); return view ? showAgain(view) : absent(); };
    // Every shift has its own form, so its fields are told apart by it.
    if (!form.ok) return again({ typed: form.typed, errors: form.errors.map((error) => (visit.params['shift'] ? { ...error, field: `${error.field}-${of}` } : error)) });
    const done = await run(found, visit, form.value as never);
    return done.ok ? goTo(`/f/${found.frame.forum.key}/mod/duty`) : again({ typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) });
  });
}

async function dutyView(visit: Visit, { ctx, frame }: ForumVisit, form?: FormState, of?: string) {
  const page = await dutyPage(ctx);
  const { locale } = visit;
  const { forum } = frame;
  return page && forumPage(visit, frame, {
    title: say(locale, 'duty.title'),
    current: 'duty',
    children: <Duty page={page} locale={locale} zone={forum.zone} here={`/${locale}/f/${forum.key}/mod/duty`} today={dayIn(ctx.now, forum.zone)} form={form} of={of} />,
  });
}
