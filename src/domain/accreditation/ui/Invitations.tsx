import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import { categories } from '../../disclosure/model.ts';
import { roles } from '../model.ts';
import type { InvitationLine, InvitationsPage } from '../queries/invitations-page.ts';
import type { InvitationState } from '../rules/invitation-state.ts';
import { ReminderDays } from './ReminderDays.tsx';

type Tab = 'seats' | 'invitations' | 'applications';
const tabs = { seats: ['', 'invitation.tab.seats'], invitations: ['/invitations', 'invitation.title'], applications: ['/applications', 'application.title'] } as const;

/** Seats, invitations and applications: one part of the secretariat's work, three pages. */
export function SeatTabs({ locale, base, current }: { locale: Locale; base: string; current: Tab }): VNode {
  return (
    <nav class="tabs" aria-label={say(locale, 'accreditation.seats.title')}>
      {(Object.keys(tabs) as Tab[]).map((tab) => <a href={`${base}${tabs[tab][0]}`} {...(tab === current ? { 'aria-current': 'page' as const } : {})}>{say(locale, tabs[tab][1])}</a>)}
    </nav>
  );
}

type Props = { locale: Locale; /** Address of the forum's seats, with its language. */ base: string; page: InvitationsPage; form?: FormState | undefined; said?: string | undefined };

/** The organiser's invitations: a list to send, and where each stands. */
export function Invitations({ locale, base, page, form, said }: Props): VNode {
  return (
    <div class="stack-6">
      <h1>{say(locale, 'invitation.title')}</h1>
      <SeatTabs locale={locale} base={base} current="invitations" />
      <ErrorSummary locale={locale} form={form} />
      {said ? <div role="status"><Callout tone="ok" icon="check">{said}</Callout></div> : null}
      <section>
        <h2>{say(locale, 'invitation.list.title')}</h2>
        <form method="post" action={`${base}/invitations`} enctype="multipart/form-data" class="form mt-4" data-turbo="false">
          <Lines locale={locale} form={form} />
          <div class="field"><label for="f-file">{say(locale, 'invitation.list.file')}</label><p class="hint" id="h-file">{say(locale, 'invitation.list.fileHint')}</p><input class="input" type="file" id="f-file" name="file" accept=".csv,.tsv,.txt,text/csv" aria-describedby="h-file" /></div>
          <div class="btns"><button class="btn btn--primary" name="step" value="check">{say(locale, 'invitation.list.check')}</button></div>
          <p class="meta">{say(locale, 'invitation.list.checkHint')}</p>
        </form>
      </section>
      <Listed locale={locale} base={base} page={page} />
      <ReminderDays locale={locale} base={base} everyDays={page.everyDays} />
    </div>
  );
}

/** The field for the list; codes are named, since names in any of the six languages are read as well. */
export function Lines({ locale, form, value, rows = 6 }: { locale: Locale; form?: FormState | undefined; value?: string; rows?: number }): VNode {
  const hint = say(locale, 'invitation.list.hint', { categories: categories.join(', '), roles: roles.join(', '), languages: locales.join(', ') });
  return <TextArea locale={locale} name="lines" rows={rows} label={say(locale, 'invitation.list.lines')} hint={hint} value={value} form={form} />;
}

const tones: Partial<Record<InvitationState, 'now' | 'ok' | 'danger' | 'accent'>> = { bounced: 'danger', accepted: 'ok', opened: 'accent', queued: 'now' };

/** Where one invitation stands, in a word. */
export function StateTag({ locale, state }: { locale: Locale; state: InvitationState }): VNode {
  const tone = tones[state];
  return <Tag {...(tone ? { tone } : {})} {...(state === 'bounced' ? { icon: 'warning' as const } : {})}>{say(locale, `invitation.state.${state}`)}</Tag>;
}

function Listed({ locale, base, page }: { locale: Locale; base: string; page: InvitationsPage }): VNode {
  if (page.counts.length === 0) return <Empty>{say(locale, 'invitation.list.none')}</Empty>;
  const link = (state: InvitationState | null, text: string, count: number | null) => <a href={`${base}/invitations${state ? `?state=${state}` : ''}`} {...(state === page.shown ? { 'aria-current': 'page' as const } : {})}>{text}{count === null ? null : <> <span class="count">{count}</span></>}</a>;
  return (
    <section>
      <h2 id="by-state">{say(locale, 'invitation.states.label')}</h2>
      <nav class="tabs" aria-labelledby="by-state">
        {link(null, say(locale, 'invitation.states.all'), null)}
        {page.counts.map(({ state, count }) => link(state, say(locale, `invitation.state.${state}`), count))}
      </nav>
      <p class="meta mt-2">{say(locale, 'invitation.states.explained')}</p>
      <p class="mt-2"><a href={`${base}/invitations.csv${page.shown ? `?state=${page.shown}` : ''}`} data-turbo="false">{say(locale, 'invitation.csv.take')}</a></p>
      <div class="tablewrap mt-4">
        <table class="table">
          <caption class="vh">{say(locale, 'invitation.title')}</caption>
          <thead><tr>{(['accreditation.seats.person', 'accreditation.seats.body', 'invitation.list.state', 'invitation.list.deeds'] as const).map((key) => <th scope="col">{say(locale, key)}</th>)}</tr></thead>
          <tbody>{page.lines.map((line) => <Line locale={locale} base={base} zone={page.zone} line={line} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ locale, base, zone, line }: { locale: Locale; base: string; zone: string; line: InvitationLine }): VNode {
  const at = `${base}/invitations/${line.id}`;
  const deed = (name: 'resend' | 'cancel') => (
    <form method="post" action={`${at}/${name}`} data-turbo="false">
      <SubmissionId />
      <button class="btn btn--s">{say(locale, `invitation.${name}`)}<span class="vh"> {line.email}</span></button>
    </form>
  );
  return (
    <tr>
      <th scope="row"><a href={at}>{line.name || line.email}</a>{line.name ? <span class="meta"> {line.email}</span> : null}</th>
      <td>{line.body}<br /><span class="meta">{say(locale, `ui.category.${line.category}`)}</span></td>
      <td><StateTag locale={locale} state={line.state} />{line.undelivered ? <p class="mt-2">{say(locale, `invitation.undelivered.${line.undelivered}`)}</p> : null}{line.canCancel && !line.undelivered ? <><br /><span class="meta">{say(locale, 'invitation.list.until', { when: when(locale, line.expiresAt, zone) })}</span></> : null}</td>
      <td><div class="btns">{line.canResend ? deed('resend') : null}{line.canCancel ? deed('cancel') : null}</div></td>
    </tr>
  );
}

/** The six languages by their own names, for choosing one. */
export const languageOptions = locales.map((value) => ({ value, text: endonyms[value] }));
