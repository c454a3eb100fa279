import type { VNode } from 'preact';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { withheldFromReferral } from '../model.ts';
import type { ItemProps } from './QuarantineItem.tsx';

/** Packages for a competent authority: asked for by one, made by another, taken by the two; what is not in them and why. */
export function Referrals({ locale, zone, here, page, form }: ItemProps): VNode {
  return (
    <section class="stack" aria-labelledby="refer-h"><h2 id="refer-h">{say(locale, 'quarantine.referral.heading')}</h2>
      <p>{say(locale, 'quarantine.referral.lead')}</p>
      <ul class="plain stack-1">{withheldFromReferral.map((one) => <li><b>{say(locale, `quarantine.withheld.${one}`)}</b>: {say(locale, `quarantine.withheldWhy.${one}`)}</li>)}</ul>
      {page.referrals.map((one) => (
        <div class="panel panel__body stack">
          <p><b>{one.authority}</b> <span class="meta">{say(locale, 'quarantine.access.asked', { when: when(locale, one.askedAt, zone) })} {say(locale, one.asked === 'you' ? 'quarantine.byYou' : 'quarantine.byAnother')}</span></p>
          <p>{one.basis}</p><p>{one.note}</p>
          {one.parts.length ? <ul class="hashes">{one.parts.map((part) => <li><b>{part.name}</b> <span class="hash">SHA-256 {part.sha256}</span></li>)}</ul> : null}
          {one.gone ? <p>{say(locale, 'quarantine.purged')}</p> : one.canConfirm ? <form method="post" action={`${here}/refer/confirm`}><SubmissionId /><button class="btn btn--primary" name="referral" value={one.id}>{say(locale, 'quarantine.referral.confirm')}</button></form> : one.canTake ? <form method="post" action={`${here}/refer/take`} data-turbo="false"><SubmissionId /><button class="btn" name="referral" value={one.id}>{say(locale, 'quarantine.referral.take')}</button></form> : one.confirmedAt ? <p class="meta">{say(locale, 'quarantine.referral.othersOnly')}</p> : <p>{say(locale, 'quarantine.referral.waits')}</p>}
        </div>
      ))}
      {page.canRefer ? (
        <form method="post" action={`${here}/refer`} class="form" data-turbo="false"><h3>{say(locale, 'quarantine.referral.ask')}</h3><SubmissionId value={form?.typed?.['submissionId']} />
          <TextField locale={locale} name="authority" label={say(locale, 'quarantine.referral.authority')} form={form} />
          <TextArea locale={locale} name="basis" rows={2} label={say(locale, 'quarantine.referral.basis')} form={form} />
          <TextArea locale={locale} name="note" rows={3} label={say(locale, 'quarantine.referral.note')} form={form} />
          <button class="btn">{say(locale, 'quarantine.referral.askButton')}</button></form>
      ) : null}
    </section>
  );
}
