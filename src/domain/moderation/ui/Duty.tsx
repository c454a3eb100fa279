import type { VNode } from 'preact';
import { dayIn } from '#platform/instant.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp, timeOf, weekdayOf } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextField } from '#ui/fields.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import type { DutyPage, RoleOnDuty, ShownShift } from '../queries/duty-page.ts';
import { type DutyRole, dutyRoles, type Span } from '../rules/roster.ts';
import { OnDuty } from './OnDuty.tsx';

type Props = { page: DutyPage; locale: Locale; zone: string; /** `/en/f/internet-2012-2/mod/duty` */ here: string; today: string; /** What came of a form, and of which: `enter`, `urgent`, or the shift that was to be handed over. */ form?: FormState | undefined; of?: string | undefined };

/** The roster: who is on, when nobody is, the shifts to come, and the forms to keep it. */
export function Duty({ page, locale, zone, here, today, form, of }: Props): VNode {
  const formOf = (one: string) => (of === one ? form : undefined);
  return (
    <div class="stack-6 desk">
      <header><h1>{say(locale, 'duty.title')}</h1><p class="meta mt-2">{say(locale, 'duty.lead')}</p></header>
      <ErrorSummary locale={locale} form={form} />
      <section class="stack" aria-labelledby="h-now"><h2 id="h-now">{say(locale, 'duty.now')}</h2><OnDuty roles={page.roles} locale={locale} zone={zone} /></section>
      <section class="stack" aria-labelledby="h-gaps"><h2 id="h-gaps">{say(locale, 'duty.gaps')}</h2><Gaps page={page} locale={locale} zone={zone} /></section>
      <section class="stack" aria-labelledby="h-shifts"><h2 id="h-shifts">{say(locale, 'duty.shifts')}</h2>
        {page.shifts.length === 0 ? <Empty><p>{say(locale, 'duty.shifts.none')}</p></Empty> : <Shifts page={page} locale={locale} zone={zone} here={here} formOf={formOf} />}
      </section>
      {page.canKeep ? (
        <>
          <section class="stack" aria-labelledby="h-enter"><h2 id="h-enter">{say(locale, 'duty.enter')}</h2><Enter page={page} locale={locale} here={here} today={today} form={formOf('enter')} /></section>
          <section class="stack" aria-labelledby="h-urgent"><h2 id="h-urgent">{say(locale, 'duty.urgent')}</h2>
            <p>{say(locale, 'duty.urgent.lead')}</p>
            <form method="post" action={`${here}/urgent`} class="form"><SubmissionId />
              <TextField locale={locale} name="minutes" type="number" inputmode="numeric" label={say(locale, 'duty.urgent.minutes')} value={String(page.urgentMinutes)} form={formOf('urgent')} />
              <button class="btn">{say(locale, 'duty.urgent.save')}</button>
            </form>
          </section>
        </>
      ) : null}
    </div>
  );
}

/** "Nobody is on as referee: Wed 4 July, 18:00 – Thu 5 July, 09:00": each stretch in words. */
function Gaps({ page: { roles, hours }, locale, zone }: Pick<Props, 'page' | 'locale' | 'zone'>): VNode {
  if (!hours) return <p class="meta">{say(locale, 'duty.gaps.closed')}</p>;
  const wanting = roles.filter(({ gaps }) => gaps.length > 0);
  if (wanting.length === 0) return <p>{say(locale, 'duty.gaps.none')}</p>;
  return <ul class="docs">{wanting.map((one) => <Wanting one={one} locale={locale} zone={zone} />)}</ul>;
}

function Wanting({ one: { role, gaps, nobody }, locale, zone }: { one: RoleOnDuty; locale: Locale; zone: string }): VNode {
  const tone = role === 'referee' ? ({ tone: 'danger' } as const) : ({ tone: 'now' } as const);
  return (
    <li><Tag {...tone}>{say(locale, `duty.role.${role}`)}</Tag> {nobody ? say(locale, `duty.gap.always`) : say(locale, 'duty.gap.lead', { count: gaps.length })}
      {nobody ? null : <span class="meta">{gaps.map((gap, i) => <>{i > 0 ? ' · ' : ''}<span class="nowrap">{spanOf(locale, gap, zone)}</span></>)}</span>}
    </li>
  );
}

/** "Wed 4 July, 18:00–20:00", or with both days where it ends on another. */
function spanOf(locale: Locale, { startsAt, endsAt }: Span, zone: string): string {
  return dayIn(startsAt, zone) === dayIn(endsAt, zone) ? `${stamp(locale, startsAt, zone)}–${timeOf(locale, endsAt, zone)}` : `${stamp(locale, startsAt, zone)} – ${stamp(locale, endsAt, zone)}`;
}

type OfShifts = Pick<Props, 'page' | 'locale' | 'zone' | 'here'> & { formOf(shift: string): FormState | undefined };

function Shifts({ page, locale, zone, here, formOf }: OfShifts): VNode {
  const days = [...new Set(page.shifts.map(({ startsAt }) => dayIn(startsAt, zone)))];
  return (
    <div class="stack">{days.map((day) => {
      const shifts = page.shifts.filter(({ startsAt }) => dayIn(startsAt, zone) === day);
      const [first] = shifts;
      return (
        <section class="stack" aria-labelledby={`d-${day}`}><h3 id={`d-${day}`}>{first ? weekdayOf(locale, first.startsAt, zone) : day}</h3>
          <ul class="docs">{shifts.map((shift) => <Shift shift={shift} page={page} locale={locale} zone={zone} here={here} formOf={formOf} />)}</ul>
        </section>
      );
    })}</div>
  );
}

function Shift({ shift, page, locale, zone, here, formOf }: { shift: ShownShift } & OfShifts): VNode {
  const form = formOf(shift.id);
  const others = page.servers.filter(({ serves, name }) => serves.includes(shift.role) && name !== shift.name);
  const ends = dayIn(shift.startsAt, zone) === dayIn(shift.endsAt, zone) ? timeOf(locale, shift.endsAt, zone) : stamp(locale, shift.endsAt, zone);
  return (
    <li>
      <b>{timeOf(locale, shift.startsAt, zone)}–{ends}</b> {say(locale, `duty.role.${shift.role}`)} · {shift.name} {shift.own ? <Tag tone="accent">{say(locale, 'duty.you')}</Tag> : null} {shift.onNow ? <Tag tone="ok">{say(locale, 'duty.on')}</Tag> : null}
      <div class="row duty__deeds">
        {page.canKeep ? <form method="post" action={`${here}/${shift.id}/remove`}><SubmissionId /><button class="btn">{say(locale, shift.onNow ? 'duty.end' : 'duty.remove')}<span class="vh">: {shift.name}, {say(locale, `duty.role.${shift.role}`)}, {stamp(locale, shift.startsAt, zone)}</span></button></form> : null}
        {shift.canHandOver && others.length ? (
          <details open={form !== undefined}><summary>{say(locale, 'duty.handOver')}</summary>
            <form method="post" action={`${here}/${shift.id}/hand-over`} class="form mt-2"><SubmissionId value={form?.typed?.['submissionId']} />
              <div class="field"><label for={`f-seat-${shift.id}`}>{say(locale, 'duty.handOver.to')}</label><select class="select" id={`f-seat-${shift.id}`} name="seat">{others.map(({ id, name }) => <option value={id} selected={id === form?.typed?.['seat']}>{name}</option>)}</select></div>
              <div class="field"><label for={`f-note-${shift.id}`}>{say(locale, 'duty.handOver.note')}</label><textarea class="textarea" id={`f-note-${shift.id}`} name="note" rows={2} maxLength={1_000}>{form?.typed?.['note'] ?? ''}</textarea></div>
              <button class="btn">{say(locale, 'duty.handOver.send')}</button>
            </form>
          </details>
        ) : null}
      </div>
    </li>
  );
}

function Enter({ page, locale, here, today, form }: Pick<Props, 'page' | 'locale' | 'here' | 'today' | 'form'>): VNode {
  const serves = (roles: readonly DutyRole[]) => roles.map((role) => say(locale, `duty.role.${role}`)).join(', ');
  return (
    <form method="post" action={`${here}/enter`} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
      <Select locale={locale} name="role" label={say(locale, 'duty.role')} options={dutyRoles.map((role) => ({ value: role, text: `${say(locale, `duty.role.${role}`)} – ${say(locale, `duty.role.${role}.does`)}` }))} form={form} />
      <Select locale={locale} name="seat" label={say(locale, 'duty.who')} options={page.servers.map(({ id, name, serves: roles }) => ({ value: id, text: `${name} (${serves(roles)})` }))} form={form} />
      <TextField locale={locale} name="day" type="date" label={say(locale, 'duty.day')} value={today} form={form} />
      <TextField locale={locale} name="from" label={say(locale, 'duty.from')} hint={say(locale, 'duty.from.hint')} value="09:00" form={form} />
      <TextField locale={locale} name="until" label={say(locale, 'duty.untilTime')} hint={say(locale, 'duty.untilTime.hint')} value="17:00" form={form} />
      <button class="btn btn--primary">{say(locale, 'duty.enter.send')}</button>
    </form>
  );
}
