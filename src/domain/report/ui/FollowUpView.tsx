import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Tag } from '#ui/marks.tsx';
import { followUpStandings } from '../model.ts';
import type { FollowUpEntry, FollowUpLine, FollowUpPage } from '../queries/follow-up-page.ts';

type Props = { locale: Locale; base: string; page: FollowUpPage; form?: FormState | undefined };
const tones = { planned: 'accent', 'under-way': 'now', done: 'ok', 'not-taken-up': 'danger' } as const;

/** What became of the recommendations, by addressee, with milestones and evidence. */
export function FollowUpView({ locale, base, page, form }: Props): VNode {
  return (
    <div class="page stack-6">
      <header class="stack"><h1>{say(locale, 'report.follow.title')}</h1><p class="read">{page.title}</p><p>{say(locale, 'report.follow.counts', { done: page.counts.done, underWay: page.counts['under-way'], planned: page.counts.planned, not: page.counts['not-taken-up'], nothing: page.counts.nothing })}</p></header>
      <ErrorSummary locale={locale} form={form} />
      {page.addressees.map(({ addressee, lines }, i) => (
        <section class="stack" aria-labelledby={`h-a${i}`}><h2 id={`h-a${i}`}>{addressee ?? say(locale, 'report.addressee.none')}</h2>
          {lines.map((line) => <Line key={line.finding.anchor} locale={locale} base={base} line={line} mayReport={page.mayReport} form={form?.typed?.['recommendation'] === line.finding.reference ? form : undefined} />)}</section>
      ))}
    </div>
  );
}

function Line({ locale, base, line: { finding, entries }, mayReport, form }: { locale: Locale; base: string; line: FollowUpLine; mayReport: boolean; form: FormState | undefined }): VNode {
  return (
    <article class="stack" id={finding.anchor} aria-labelledby={`h-${finding.anchor}`}>
      <h3 id={`h-${finding.anchor}`}><a href={`${base}/report/finding/${finding.anchor}`}>{finding.reference}</a></h3><p class="read" lang={finding.lang}>{finding.text}</p>
      {entries.length === 0 ? <p class="meta">{say(locale, 'report.follow.nothing')}</p> : <ol class="found">{entries.map((entry) => <Entry locale={locale} entry={entry} />)}</ol>}
      {mayReport ? (
        <details open={form !== undefined}><summary>{say(locale, 'report.follow.report', { ref: finding.reference })}</summary>
          <form method="post" action={`${base}/follow-up`} class="form"><SubmissionId value={form?.typed?.['submissionId']} /><input type="hidden" name="recommendation" value={finding.reference} />
            <Select locale={locale} name="standing" label={say(locale, 'report.follow.standing')} options={followUpStandings.map((value) => ({ value, text: say(locale, `report.follow.${value}`) }))} form={form} />
            <TextArea locale={locale} name="milestone" rows={3} label={say(locale, 'report.follow.milestone')} form={form} />
            <TextField locale={locale} name="dueOn" type="date" label={say(locale, 'report.follow.due')} form={form} />
            <TextField locale={locale} name="evidence" label={say(locale, 'report.follow.evidence')} hint={say(locale, 'report.follow.evidenceHint')} form={form} />
            <button class="btn">{say(locale, 'report.follow.send')}</button></form></details>
      ) : null}
    </article>
  );
}

function Entry({ locale, entry }: { locale: Locale; entry: FollowUpEntry }): VNode {
  return (
    <li><p class="row"><Tag tone={tones[entry.standing]}>{say(locale, `report.follow.${entry.standing}`)}</Tag><span class="meta">{dayOf(locale, entry.at, 'Europe/Vienna', { year: true })} · {entry.by ?? say(locale, 'terms.secretariat')}</span></p>
      <p>{entry.milestone}</p>{entry.dueOn ? <p class="meta">{say(locale, 'report.follow.until', { day: entry.dueOn })}</p> : null}{entry.evidence ? <p><a href={entry.evidence} rel="noopener noreferrer nofollow">{entry.evidence}</a></p> : null}</li>
  );
}
