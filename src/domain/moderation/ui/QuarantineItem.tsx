import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp, when } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import type { QuarantinePage } from '../queries/quarantine-page.ts';
import { waitsForTwo } from '../rules/quarantine.ts';
import { Material, matchWords } from './Material.tsx';
import { Referrals } from './Referrals.tsx';

export type ItemProps = { locale: Locale; zone: string; base: string; here: string; page: QuarantinePage; form: FormState | undefined };

/** One item: what is known of it first, then what two people may do. */
export function QuarantineItem(p: ItemProps): VNode {
  const { locale, zone, base, here, page, form } = p;
  const at = (date: Date) => <time dateTime={date.toISOString()}>{stamp(locale, date, zone)}</time>;
  const { match } = page;
  return (
    <div class="stack-6">
      <p class="row"><Tag {...(waitsForTwo(page.state) ? { tone: 'now' as const } : {})}>{say(locale, `quarantine.state.${page.state}`)}</Tag></p>
      <ErrorSummary locale={locale} form={form} />
      <dl class="kv">
        <dt>{say(locale, 'quarantine.list.what')}</dt><dd>{say(locale, `quarantine.what.${page.what}`)} · {page.contribution ? <a href={`${base}/c/${page.contribution.replace('·', '-')}`}>{page.contribution}</a> : say(locale, 'quarantine.list.draft')}</dd>
        <dt>{say(locale, 'quarantine.list.since')}</dt><dd>{at(page.at)}</dd>
        <dt>{say(locale, 'quarantine.reason')}</dt><dd>{match ? matchWords(locale, match) : page.reason}</dd>
        {match ? <><dt>{say(locale, 'quarantine.methodVersion')}</dt><dd>{match.methodVersion}{match.quality === null ? '' : ` · ${say(locale, 'quarantine.quality', { quality: match.quality })}`}</dd></> : null}
        <dt>SHA-256</dt><dd class="hash">{page.sha256}</dd>
        {page.case ? <><dt>{say(locale, 'terms.case')}</dt><dd><a href={`${base}/mod/${page.case}`}>{page.case}</a></dd></> : null}
      </dl>
      {match && waitsForTwo(page.state) ? <Callout tone="plain"><p>{say(locale, 'quarantine.match.only')}</p></Callout> : null}
      {page.state === 'purged' ? <p>{say(locale, 'quarantine.purged')}</p> : null}
      {page.content && page.view ? <Material locale={locale} here={here} content={page.content} view={page.view} /> : null}
      <Accesses {...p} />
      {page.proposal && waitsForTwo(page.state) ? (
        <section class="stack" aria-labelledby="second-h"><h2 id="second-h">{say(locale, `quarantine.state.${page.state}`)}</h2>
          <p class="meta">{say(locale, page.proposal.by === 'you' ? 'quarantine.byYou' : 'quarantine.byAnother')}</p><p class="read">{page.proposal.text}</p>
          {page.canSecond ? (
            <form method="post" action={`${here}/second`} class="row"><SubmissionId /><input type="hidden" name="version" value={page.version} />
              <button class="btn btn--primary" name="step" value="second">{say(locale, 'quarantine.second')}</button><button class="btn" name="step" value="decline">{say(locale, 'quarantine.decline')}</button>
            </form>
          ) : <p>{say(locale, 'quarantine.secondWaits')}</p>}
        </section>
      ) : null}
      {page.mustLook ? <p class="meta">{say(locale, 'quarantine.mustLook')}</p> : null}
      {page.canPropose ? (
        <form method="post" action={`${here}/propose`} class="form" data-turbo="false"><h2>{say(locale, 'quarantine.propose.title')}</h2><SubmissionId value={form?.typed?.['submissionId']} /><input type="hidden" name="version" value={page.version} />
          <Choices locale={locale} name="step" label={say(locale, 'quarantine.propose.what')} options={[{ value: 'propose-release', text: say(locale, 'quarantine.propose.release'), hint: say(locale, 'quarantine.propose.releaseHint') }, { value: 'propose-confirm', text: say(locale, 'quarantine.propose.confirm'), hint: say(locale, 'quarantine.propose.confirmHint') }]} form={form} />
          <TextArea locale={locale} name="reason" rows={3} label={say(locale, 'quarantine.propose.reason')} form={form} />
          <button class="btn btn--primary">{say(locale, 'quarantine.propose.button')}</button>
        </form>
      ) : null}
      {page.state === 'confirmed' || page.referrals.length > 0 ? <Referrals {...p} /> : null}
    </div>
  );
}

/** Who asked to open it, who granted, who looked; and what may be done about it now. */
function Accesses({ locale, zone, here, page, form }: ItemProps): VNode {
  const by = (who: 'you' | 'another') => say(locale, who === 'you' ? 'quarantine.byYou' : 'quarantine.byAnother');
  return (
    <section class="stack" aria-labelledby="access-h"><h2 id="access-h">{say(locale, 'quarantine.access.title')}</h2>
      <p>{say(locale, 'quarantine.access.lead')}</p>
      {page.accesses.map((one) => (
        <div class="panel panel__body stack">
          <p class="meta">{say(locale, 'quarantine.access.asked', { when: when(locale, one.askedAt, zone) })} {by(one.asked)} {one.lasts && one.endsAt ? <Tag tone="ok">{say(locale, 'quarantine.access.until', { when: when(locale, one.endsAt, zone) })}</Tag> : null}</p>
          <p>{one.reason}</p>
          {one.granted ? <p class="meta">{say(locale, 'quarantine.access.granted')} {by(one.granted)}</p> : one.canGrant ? <form method="post" action={`${here}/grant`}><SubmissionId /><button class="btn btn--primary" name="access" value={one.id}>{say(locale, 'quarantine.access.grant')}</button></form> : <p>{say(locale, 'quarantine.access.waits')}</p>}
        </div>
      ))}
      {page.canView ? <form method="post" action={`${here}/view`} class="stack-2"><SubmissionId /><button class="btn">{say(locale, 'quarantine.access.view')}</button><p class="meta">{say(locale, 'quarantine.access.viewHint')}</p></form> : null}
      {page.canAsk ? (
        <form method="post" action={`${here}/ask`} class="form" data-turbo="false"><SubmissionId value={form?.typed?.['submissionId']} />
          <TextArea locale={locale} name="reason" rows={2} label={say(locale, 'quarantine.access.reason')} form={form} /><button class="btn">{say(locale, 'quarantine.access.ask')}</button></form>
      ) : null}
      {page.views.length ? <><h3>{say(locale, 'quarantine.views')}</h3><ul class="log">{page.views.map((view) => <li><time dateTime={view.at.toISOString()}>{stamp(locale, view.at, zone)}</time>{by(view.by)}</li>)}</ul></> : null}
    </section>
  );
}
