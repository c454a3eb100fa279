import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, TextField } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import type { ProposalLine, ProposalsPage } from '../queries/proposals-page.ts';

type Props = { locale: Locale; base: string; page: ProposalsPage; form?: FormState | undefined; brought?: { proposed: number; passedOver: number } | undefined };

/** A Word document of the report brought back, and what was proposed in it, each decided by a person. */
export function ProposalsView({ locale, base, page, form, brought }: Props): VNode {
  const here = `${base}/proposals`;
  return (
    <div class="page stack-6">
      <header class="stack"><h1>{say(locale, 'report.proposals.title')}</h1><p><a href={`${base}/edit`}>{say(locale, 'report.paragraph.back')}</a></p><p>{say(locale, 'report.proposals.how')}</p></header>
      <ErrorSummary locale={locale} form={form} />
      {brought ? <Callout tone="ok"><p>{say(locale, 'report.proposals.brought', brought)}</p></Callout> : null}
      <form method="post" action={`${here}/document`} encType="multipart/form-data" class="form"><div class="field"><label for="f-file">{say(locale, 'report.proposals.file')}</label><input class="input" id="f-file" name="file" type="file" accept=".docx" required /></div><button class="btn btn--primary">{say(locale, 'report.proposals.read')}</button></form>
      {page.proposals.length === 0 ? <Empty><p>{say(locale, 'report.proposals.none')}</p></Empty> : page.proposals.map((one) => <Proposal key={one.id} locale={locale} here={here} one={one} form={form?.typed?.['proposal'] === one.id ? form : undefined} />)}
    </div>
  );
}

function Proposal({ locale, here, one, form }: { locale: Locale; here: string; one: ProposalLine; form: FormState | undefined }): VNode {
  return (
    <article class="stack" id={one.id} aria-labelledby={`h-${one.id}`}>
      <h2 id={`h-${one.id}`}><a href={`/${locale}${one.href}`}>{say(locale, `report.proposals.${one.subject}`, { ref: one.name })}</a>{one.decision ? <> <Tag tone={one.decision === 'taken' ? 'ok' : 'accent'}>{say(locale, `report.proposals.${one.decision}`)}</Tag></> : null}</h2>
      <div lang="en"><Diff locale={locale} changes={one.changes} title={say(locale, 'report.proposals.change')} /></div>
      {one.comments.length > 0 ? <><h3>{say(locale, 'report.proposals.comments')}</h3><ul>{one.comments.map((comment) => <li>{comment}</li>)}</ul></> : null}
      {one.reason ? <p class="meta">{one.reason}</p> : null}
      {one.decision ? null : (
        <form method="post" action={here} class="form"><input type="hidden" name="proposal" value={one.id} /><TextField locale={locale} name="reason" label={say(locale, 'report.proposals.reason')} form={form} />
          <p class="row"><button class="btn btn--primary" name="decision" value="taken">{say(locale, one.subject === 'finding' ? 'report.proposals.take' : 'report.proposals.takeByHand')}</button><button class="btn" name="decision" value="declined">{say(locale, 'report.proposals.decline')}</button></p></form>
      )}
    </article>
  );
}
