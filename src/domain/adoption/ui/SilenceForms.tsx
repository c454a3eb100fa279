import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Choices, type FormState, Select, SubmissionId, TextArea, TextField, Tick } from '#ui/fields.tsx';
import { ratingValues, statementKinds } from '../model.ts';
import type { RecommendationPage } from '../queries/recommendation-page.ts';
import { ratingTerm } from './RecommendationCard.tsx';

export type Sending = { locale: Locale; action: string; reference: string; form?: FormState | undefined };

type Doing = { locale: Locale; /** Address of the recommendation. */ own: string; page: RecommendationPage; /** The deed whose form is shown, or was sent and comes back. */ doing: string | null };

/** What a reader may do with a text: one form at a time, each behind its link. */
export function Deeds({ locale, own, page, doing }: Doing): VNode | null {
  const { r } = page;
  const offered = deedsOf(page, locale).filter(({ offered: yes, deed }) => yes && deed !== doing);
  if (offered.length === 0) return null;
  return <nav class="btns noprint" aria-label={say(locale, 'adopt.deeds.label', { ref: r.reference })}>{offered.map(({ deed, title, danger }) => <a class={`btn${danger ? ' btn--danger' : ''}`} href={`${own}?do=${deed}#do`}>{title}</a>)}</nav>;
}

function deedsOf(page: RecommendationPage, locale: Locale): { deed: string; title: string; offered: boolean; danger?: true }[] {
  const ref = page.r.reference;
  return [
    { deed: 'object', title: say(locale, 'adoption.breakSilence.button', { ref }), offered: page.r.canObject && page.actsFor !== null, danger: true },
    { deed: 'lift', title: say(locale, 'adopt.lift.button', { ref }), offered: page.canWithdrawObjection },
    { deed: 'statement', title: say(locale, 'adopt.attach.title'), offered: page.canAttach },
    { deed: 'silence', title: say(locale, 'adoption.propose.button', { ref }), offered: page.r.canPropose },
    { deed: 'extend', title: say(locale, 'adopt.extend.title'), offered: page.canExtend },
    { deed: 'withdraw', title: say(locale, 'adopt.withdraw.title'), offered: page.canWithdraw },
    { deed: 'rate', title: say(locale, 'adoption.rate.button'), offered: page.canRate },
  ];
}

/** The form of the deed chosen, where its reader may do it; or one that was sent and refused, with what was typed. */
export function DeedForm({ locale, own, page, doing, form }: Doing & { form?: FormState | undefined }): VNode | null {
  const chosen = deedsOf(page, locale).find(({ deed }) => deed === doing);
  if (!chosen || !doing || (!chosen.offered && !form)) return null;
  const sending: Sending = { locale, action: `${own}/${doing}`, reference: page.r.reference, form };
  const forms: Readonly<Record<string, () => VNode>> = { object: () => <Break {...sending} actsFor={page.actsFor ?? ''} />, lift: () => <Lift {...sending} />, statement: () => <Attach {...sending} />, silence: () => <Propose {...sending} />, extend: () => <Extend {...sending} />, withdraw: () => <Withdraw {...sending} />, rate: () => <Rate {...sending} /> };
  return <section class="panel noprint" aria-labelledby="do"><div class="panel__head"><h2 id="do">{chosen.title}</h2></div><div class="panel__body">{forms[doing]?.()}<p class="mt-4"><a href={own}>{say(locale, 'ui.cancel')}</a></p></div></section>;
}

const Language = ({ locale, form }: Pick<Sending, 'locale' | 'form'>): VNode => <Select locale={locale} name="lang" label={say(locale, 'paper.write.language')} value={locale} options={locales.map((value) => ({ value, text: endonyms[value] }))} form={form} />;

function Break({ locale, action, reference, form, actsFor }: Sending & { actsFor: string }): VNode {
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} /><p>{say(locale, 'adoption.object.actsFor', { state: actsFor })}</p>
      <Choices locale={locale} name="kind" label={say(locale, 'adoption.object.kind')} value="objection" options={[{ value: 'objection', text: say(locale, 'adoption.object.objection') }, { value: 'amendment', text: say(locale, 'adoption.object.amendment') }]} form={form} />
      <TextArea locale={locale} name="text" rows={4} label={say(locale, 'adoption.object.text')} form={form} />
      <Language locale={locale} form={form} />
      <Tick locale={locale} name="authorised" label={say(locale, 'adoption.object.authorised')} form={form} />
      <button class="btn btn--danger">{say(locale, 'adoption.breakSilence.button', { ref: reference })}</button></form>
  );
}

function Lift({ locale, action, reference, form }: Sending): VNode {
  return <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} /><p>{say(locale, 'adopt.lift.note')}</p><button class="btn">{say(locale, 'adopt.lift.button', { ref: reference })}</button></form>;
}

function Attach({ locale, action, form }: Sending): VNode {
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} /><p>{say(locale, 'adopt.attach.note')}</p>
      <Choices locale={locale} name="kind" label={say(locale, 'adopt.attach.kind')} value="interpretative-statement" options={statementKinds.map((value) => ({ value, text: say(locale, value === 'reservation' ? 'terms.reservation' : 'terms.interpretativeStatement') }))} form={form} />
      <TextArea locale={locale} name="text" rows={4} label={say(locale, 'adopt.attach.text')} form={form} />
      <Language locale={locale} form={form} />
      <button class="btn btn--primary">{say(locale, 'adopt.attach.button')}</button></form>
  );
}

function Propose({ locale, action, reference, form }: Sending): VNode {
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
      <TextField locale={locale} name="ends" label={say(locale, 'adoption.propose.ends')} form={form} />
      <TextField locale={locale} name="opens" label={say(locale, 'adopt.propose.opens')} form={form} />
      <TextField locale={locale} name="title" label={say(locale, 'adopt.propose.title')} form={form} />
      <button class="btn btn--primary">{say(locale, 'adoption.propose.button', { ref: reference })}</button></form>
  );
}

function Rate({ locale, action, form }: Sending): VNode {
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
      <Choices locale={locale} name="value" label={say(locale, 'terms.rating')} options={ratingValues.map((v) => ({ value: v, text: say(locale, ratingTerm[v]) }))} form={form} />
      <TextArea locale={locale} name="comment" rows={2} label={say(locale, 'adoption.rate.comment')} form={form} />
      <button class="btn">{say(locale, 'adoption.rate.button')}</button></form>
  );
}

function Extend({ locale, action, form }: Sending): VNode {
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
      <TextField locale={locale} name="ends" label={say(locale, 'adoption.propose.ends')} hint={say(locale, 'adoption.never_shortened')} form={form} />
      <TextArea locale={locale} name="reason" rows={2} label={say(locale, 'adopt.reasonToAll')} form={form} />
      <button class="btn">{say(locale, 'adopt.extend.title')}</button></form>
  );
}

function Withdraw({ locale, action, form }: Sending): VNode {
  return (
    <form method="post" action={action} class="form"><SubmissionId value={form?.typed?.['submissionId']} />
      <TextArea locale={locale} name="reason" rows={2} label={say(locale, 'adopt.reasonToAll')} form={form} />
      <button class="btn btn--danger">{say(locale, 'adopt.withdraw.title')}</button></form>
  );
}
