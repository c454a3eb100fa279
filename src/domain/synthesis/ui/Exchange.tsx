import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, SubmissionId } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import type { ExchangePreview } from '../queries/exchange-preview.ts';
import { leftKinds } from '../rules/exchange/model.ts';
import type { CodePlan } from '../rules/exchange/plan-codes.ts';
import type { SelectionPlan } from '../rules/exchange/plan-codings.ts';

/** Files for other programs, and the way back: what a file would change is shown before anything is written. */
export function Exchange({ locale, codes, here, hasCodes, form }: { locale: Locale; /** The page of codes. */ codes: string; here: string; hasCodes: boolean; form: FormState | undefined }): VNode {
  return (
    <div class="stack-6">
      <div><h1>{say(locale, 'exchange.title')}</h1><p class="lead">{say(locale, 'exchange.lead')}</p><p><a href={codes}>{say(locale, 'bench.codes.title')}</a></p></div>
      <ErrorSummary locale={locale} form={form} />
      <section class="stack" aria-labelledby="h-out"><h2 id="h-out">{say(locale, 'exchange.out')}</h2>
        <p class="meta">{say(locale, 'exchange.outHint')}</p>
        <ul class="docs">
          {hasCodes ? <li><a href={`${here}/codes.qdc`} data-turbo="false">{say(locale, 'exchange.codebook')}</a></li> : null}
          <li><a href={`${here}/forum.qdpx`} data-turbo="false">{say(locale, 'exchange.project')}</a></li>
        </ul></section>
      <section class="stack" aria-labelledby="h-in"><h2 id="h-in">{say(locale, 'exchange.in')}</h2>
        <form method="post" action={here} enctype="multipart/form-data" class="form" data-turbo="false">
          <div class="field"><label for="f-file">{say(locale, 'exchange.file')}</label><p class="hint" id="h-file">{say(locale, 'exchange.fileHint')}</p>
            <input class="input" type="file" id="f-file" name="file" required accept=".qdc,.qdpx,.qde" aria-describedby="h-file" /></div>
          <button class="btn btn--primary">{say(locale, 'exchange.look')}</button></form></section>
    </div>
  );
}

/** What taking the file over would change, line by line; nothing is left out of the lists. */
export function ExchangePreviewPage({ locale, here, preview }: { locale: Locale; here: string; preview: ExchangePreview }): VNode {
  const { codes, selections, plan } = preview;
  const is = <T extends { is: string }>(list: readonly T[], kind: T['is']) => list.filter((one) => one.is === kind);
  const left = leftKinds.filter((kind) => preview.left[kind] > 0);
  const leftSelections = selections.filter((one) => one.left.length > 0);
  return (
    <div class="stack-6">
      <div><h1>{say(locale, 'exchange.previewTitle')}</h1><p class="meta">{preview.origin ? say(locale, 'exchange.origin', { program: preview.origin }) : null}</p><p>{say(locale, 'exchange.nothingYet')}</p></div>
      {plan ? (
        <form method="post" action={`${here}/take`} class="form"><SubmissionId /><input type="hidden" name="plan" value={JSON.stringify(plan)} />
          <p>{say(locale, 'exchange.willAdd', { codes: is(codes, 'new').length })} {say(locale, 'exchange.willMark', { passages: plan.selections.length })}</p>
          <p class="row"><button class="btn btn--primary">{say(locale, 'exchange.take')}</button> <a class="btn" href={here}>{say(locale, 'ui.cancel')}</a></p></form>
      ) : <Callout tone="plain"><p>{say(locale, 'exchange.nothingNew')}</p><p><a href={here}>{say(locale, 'exchange.title')}</a></p></Callout>}
      {codes.length ? <section class="stack" aria-labelledby="h-c"><h2 id="h-c">{say(locale, 'bench.codes.title')} <span class="count">{codes.length}</span></h2>
        <Tell locale={locale} title="exchange.conflict" codes={is(codes, 'conflict')} open /><Tell locale={locale} title="exchange.leftCodes" codes={is(codes, 'left')} open /><Tell locale={locale} title="exchange.new" codes={is(codes, 'new')} open /><Tell locale={locale} title="exchange.same" codes={is(codes, 'same')} /></section> : null}
      {selections.length ? <section class="stack" aria-labelledby="h-x"><h2 id="h-x">{say(locale, 'exchange.passages')} <span class="count">{selections.length}</span></h2>
        <Passages locale={locale} title="exchange.leftPassages" list={leftSelections} open /><Passages locale={locale} title="exchange.new" list={is(selections, 'new')} /><Passages locale={locale} title="exchange.same" list={is(selections, 'same').filter((one) => one.left.length === 0)} /></section> : null}
      {left.length ? <section class="stack" aria-labelledby="h-l"><h2 id="h-l">{say(locale, 'exchange.left')}</h2><ul>{left.map((kind) => <li>{say(locale, `exchange.kind.${kind}`, { count: preview.left[kind] })}</li>)}</ul></section> : null}
    </div>
  );
}

function Tell({ locale, title, codes, open = false }: { locale: Locale; title: 'exchange.new' | 'exchange.same' | 'exchange.conflict' | 'exchange.leftCodes'; codes: readonly CodePlan[]; open?: boolean }): VNode | null {
  if (codes.length === 0) return null;
  return (
    <details class="disclosure" open={open}><summary>{say(locale, title)} <span class="count">{codes.length}</span></summary>
      <ul class="stack">{codes.map((plan) => <li><b>{plan.brought.name}</b>{plan.is === 'conflict' ? <><p>{plan.why.map((why) => <Tag tone="now">{say(locale, `exchange.conflict.${why}`)}</Tag>)}</p><p class="meta">{say(locale, 'exchange.ours', { label: plan.ours.label })}{plan.ours.description ? <> · {plan.ours.description}</> : null}</p></> : null}{plan.is === 'left' ? <p class="meta">{say(locale, `exchange.code.${plan.why}`)}</p> : null}{plan.brought.description ? <p class="small">{plan.brought.description}</p> : null}</li>)}</ul></details>
  );
}

function Passages({ locale, title, list, open = false }: { locale: Locale; title: 'exchange.new' | 'exchange.same' | 'exchange.leftPassages'; list: readonly SelectionPlan[]; open?: boolean }): VNode | null {
  if (list.length === 0) return null;
  return (
    <details class="disclosure" open={open}><summary>{say(locale, title)} <span class="count">{list.length}</span></summary>
      <ol class="excerpts">{list.map((one) => <li><q>{one.words || one.guid}</q><p class="meta">{one.place?.ref ?? one.source}{one.left.length ? <> · {[...new Set(one.left)].map((why) => say(locale, `exchange.passage.${why}`)).join(' · ')}</> : null}</p></li>)}</ol></details>
  );
}
