import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { timeOf, when } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField, Ticks } from '#ui/fields.tsx';
import { Callout, Tag } from '#ui/marks.tsx';
import { type OtherText, othersOf } from '../../discussion/rules/draft.ts';
import { OtherTexts } from '../../discussion/ui/OtherTexts.tsx';
import type { SummaryDesk } from '../queries/summary-desk.ts';
import { SummaryText } from './SummaryText.tsx';

type Props = { locale: Locale; base: string; page: SummaryDesk; window: { id: string; version: number }; form: FormState | undefined; dress: (html: string) => string };

/** Where a day's summary is written: the text, what it rests on, what was not addressed, the signature. */
export function SummaryEditor(p: Props): VNode {
  const { locale, base, page, window, form } = p;
  const { draft, text, device } = page;
  const action = `${base}/day/${page.day}`;
  const others = othersOf(draft && { ...draft, markdown: draft.lines }, window.id);
  const time = (at: Date) => timeOf(locale, at, page.zone);
  return (
    <form id="editor" method="post" action={action} class="stack" data-turbo="false" data-controller="draft" data-draft-url-value={`${action}/draft`} data-draft-owner-value={device.owner} data-draft-place-value={device.place} data-draft-words-value={words(locale)} data-draft-quote-value="" data-draft-ref-value="" data-draft-time-value={draft ? time(draft.savedAt) : ''} data-action="input->draft#typed submit->draft#send">
      <ErrorSummary locale={locale} form={form} />
      {form?.refusal ? <Callout tone="plain"><b>{say(locale, 'summary.edit.stillHere')}</b></Callout> : null}
      <State {...p} />
      <SubmissionId value={form?.typed?.['submissionId']} />
      <input type="hidden" name="window" value={window.id} /><input type="hidden" name="version" value={window.version} />
      <TextArea locale={locale} name="text" label={say(locale, 'summary.edit.text')} hint={say(locale, 'summary.edit.hint')} rows={14} reading lang={form?.typed?.['lang'] ?? text.lang} value={text.lines} form={form} data={{ 'data-draft-target': 'text' }} />
      <p class="meta" role="status" data-draft-target="status">{draft ? say(locale, 'summary.edit.saved', { time: time(draft.savedAt) }) : ''}</p>
      <p class="meta" data-draft-target="signIn" hidden><a href={`/${locale}/sign-in`} target="_blank" rel="noopener">{say(locale, 'discussion.draft.signIn')}</a></p>
      <div data-draft-target="aside"><SummaryAside locale={locale} base={base} page={page} others={others} dress={p.dress} lang={form?.typed?.['lang'] ?? text.lang} /></div>
      <Ticks locale={locale} name="notAddressed" label={say(locale, 'summary.edit.notAddressed')} hint={say(locale, 'summary.edit.notAddressedHint')} form={form} values={text.notAddressed} options={page.parts.flatMap(({ questions }) => questions.map((q) => ({ value: q.code, text: `${q.code} ${q.shortText} (${say(locale, 'summary.edit.said', { count: q.said })})` })))} />
      <div class="two two--top">
        <Select locale={locale} name="marking" label={say(locale, 'summary.edit.marking')} hint={say(locale, 'summary.edit.markingHint')} form={form} value={text.marking} options={page.markings.map((value) => ({ value, text: value }))} />
        <Select locale={locale} name="lang" label={say(locale, 'summary.edit.lang')} form={form} value={text.lang} options={locales.map((value) => ({ value, text: endonyms[value] }))} />
      </div>
      {page.publishedRevision === null ? null : <TextField locale={locale} name="correction" label={say(locale, 'summary.edit.correction')} hint={say(locale, 'summary.edit.correctionHint')} form={form} value={page.isPublishedAsItIs ? '' : text.correction} />}
      <div class="btns">
        <button class="btn" name="deed" value="save">{say(locale, 'summary.edit.save')}</button>
        <button class="btn btn--primary" name="deed" value="sign">{page.publishedRevision !== null ? say(locale, 'summary.edit.signCorrection') : page.isOver ? say(locale, 'summary.edit.signNow') : say(locale, 'summary.edit.sign', { time: page.hour })}</button>
      </div>
      <div data-draft-target="device" hidden>
        <label class="choice choice--plain"><input type="checkbox" data-action="draft#keepNoCopy" aria-describedby="h-device" /><span>{say(locale, 'discussion.draft.noDevice')}</span></label>
        <p class="meta" id="h-device">{say(locale, 'discussion.draft.deviceHint')}</p>
      </div>
    </form>
  );
}

/** Where the summary stands: to be signed, signed, missed, published. */
function State({ locale, page }: Props): VNode {
  const { draft, zone, at } = page;
  const hour = when(locale, at, zone);
  if (draft?.signedAt && draft.publishedVersion !== draft.version) return <Callout tone="ok" icon="check">{say(locale, page.signedByYou ? 'summary.state.signedYou' : 'summary.state.signedOther', { time: timeOf(locale, draft.signedAt, zone), when: hour })}</Callout>;
  if (page.publishedRevision !== null) return <Callout tone="plain" icon={page.isPublishedAsItIs ? 'check' : 'file'}>{say(locale, page.isPublishedAsItIs ? 'summary.state.published' : 'summary.state.correcting')}</Callout>;
  return page.isOver ? <Callout tone="danger"><b>{say(locale, 'summary.state.missed', { when: hour })}</b></Callout> : <Callout tone="now">{say(locale, 'summary.state.unsigned', { when: hour })}</Callout>;
}

/** What follows the text as it is typed: what other windows wrote, and the summary as it would be published. */
export function SummaryAside({ locale, base, page, others, dress, lang }: Pick<Props, 'locale' | 'base' | 'page' | 'dress'> & { others: readonly OtherText[]; lang: string }): VNode {
  const { checked, texts } = page;
  const problems = checked.filter(({ problem }) => problem).length;
  return (
    <div class="stack">
      <OtherTexts locale={locale} zone={page.zone} others={others} />
      <section class="panel" aria-labelledby="preview-h">
        <div class="panel__head"><h2 id="preview-h">{say(locale, 'ui.preview')}</h2><span class="meta">{say(locale, 'summary.edit.coverage', { linked: texts.filter(({ linked }) => linked).length, count: texts.length })}</span></div>
        <div class="panel__body stack">
          {checked.length === 0 ? <p class="meta">{say(locale, 'summary.edit.empty')}</p> : <SummaryText locale={locale} base={base} lang={lang} dress={dress} lines={checked.map((one) => ({ ...one, refs: one.shownRefs.filter((ref) => !ref.startsWith('¶')), problem: one.problem && sayRefusal(locale, one.problem) }))} />}
          {problems > 0 ? <p class="error">{say(locale, 'summary.edit.problems', { count: problems })}</p> : null}
        </div>
      </section>
    </div>
  );
}

/** What was said that day, part by part as it stands, and whether the summary links to it. */
export function DayTexts({ locale, base, page }: { locale: Locale; base: string; page: SummaryDesk }): VNode {
  return (
    <section class="stack" aria-labelledby="said-h"><h2 id="said-h">{say(locale, 'summary.edit.texts')}</h2>
      {page.texts.length === 0 ? <p class="meta">{say(locale, 'summary.edit.noTexts')}</p> : (
        <ul class="docs">{page.texts.map((one) => (
          <li><a class="pararef" href={`${base}/c/${one.ref.replace('·', '-')}`}>{one.ref}</a> {one.linked ? <Tag tone="ok">{say(locale, 'summary.edit.linked')}</Tag> : <Tag>{say(locale, 'summary.edit.unlinked')}</Tag>} <span class="meta" lang={one.lang}>{one.words}</span></li>
        ))}</ul>
      )}
    </section>
  );
}

/** What the browser says of a draft it cannot hand over, in words made here. */
const words = (locale: Locale) => JSON.stringify({
  notSaved: say(locale, 'discussion.draft.notSaved', { time: '{time}' }), restored: say(locale, 'discussion.draft.restored'), signedOut: say(locale, 'discussion.draft.signedOut'),
  nowhere: say(locale, 'discussion.draft.nowhere'), notSent: say(locale, 'discussion.draft.notSent'),
});
