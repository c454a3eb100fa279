import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { timeOf, when } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId } from '#ui/fields.tsx';
import { Icon } from '#ui/Icon.tsx';
import { Callout } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import { markings, twoKeyCapacities } from '../../disclosure/model.ts';
import { atLeast } from '../../disclosure/rules.ts';
import type { WritePage } from '../queries/write-page.ts';
import { type OtherText, othersOf } from '../rules/draft.ts';
import type { BeforeSending } from '../queries/before-sending.ts';
import { Notices } from './Notices.tsx';
import { OtherTexts } from './OtherTexts.tsx';

type Props = { locale: Locale; readerLanguage: Locale; action: string; page: WritePage; /** The window's own id and the version of the draft it has seen. */ window: { id: string; version: number }; /** The language the text is in, by its words, and the one it goes under. */ language: { told: Locale | null; of: Locale }; /** What its author is told of the text; `held` where it was to be sent. */ notices: BeforeSending; held?: boolean; base: string; text: string; /** The text ends with the quotation of what is answered. */ quoted?: boolean; form?: FormState | undefined; preview?: string | undefined };
const consequence = { 'TLP:CLEAR': 'CLEAR', 'TLP:GREEN': 'GREEN', 'TLP:AMBER': 'AMBER', 'TLP:AMBER+STRICT': 'STRICT', 'TLP:RED': 'RED' } as const;

const tools = [['bold', 'around', '**', 'Control+B'], ['italic', 'around', '*', 'Control+I'], ['list', 'before', '- ', null], ['quote', 'before', '> ', null], ['paragraph', 'at', '¶ ', null]] as const;

/** What the browser says of a draft it cannot hand over, in words made here. */
const words = (locale: Locale) => JSON.stringify({
  notSaved: say(locale, 'discussion.draft.notSaved', { time: '{time}' }), restored: say(locale, 'discussion.draft.restored'), signedOut: say(locale, 'discussion.draft.signedOut'),
  nowhere: say(locale, 'discussion.draft.nowhere'), notSent: say(locale, 'discussion.draft.notSent'),
});

/** Where a contribution is written: the text, how it will be shown, how it is handled, in what language. */
export function Composer({ locale, readerLanguage, action, page, window, language, notices, held = false, base, text, quoted = false, form, preview }: Props): VNode {
  const { draft, question } = page;
  const typed = form?.typed ?? {};
  const about = page.parentRef ? say(locale, 'discussion.reply.button', { ref: page.parentRef }) : say(locale, 'discussion.write.text', { question: question.code });
  const button = page.parentRef ? about : say(locale, 'discussion.contribute.button', { question: question.code });
  const textError = form?.errors?.find(({ field }) => field === 'text');
  const others: OtherText[] = othersOf(draft, window.id);
  return (
    <form method="post" action={action} class="stack" data-turbo="false" data-controller="draft toolbar" data-draft-url-value={`${action}/draft`} data-draft-owner-value={page.device.owner} data-draft-place-value={page.device.place} data-draft-words-value={words(locale)} data-draft-quote-value={quoted ? (page.quote ?? '') : ''} data-draft-ref-value={page.parentRef ?? ''} data-draft-time-value={timeOf(locale, draft?.savedAt ?? page.now, page.zone)} data-action="input->draft#typed submit->draft#send">
      <ErrorSummary locale={locale} form={form} />
      {form?.refusal ? <Callout tone="plain"><b>{say(locale, 'discussion.draft.stillHere')}</b></Callout> : null}
      {!page.canContribute && page.closesAt && !form?.refusal ? <Callout tone="now"><b>{say(locale, 'discussion.forum_closed')}</b></Callout> : null}
      {draft?.keptBecause && !form?.refusal ? <Callout tone="now"><b>{sayAny(locale, draft.keptBecause)}</b></Callout> : null}
      <SubmissionId value={typed['submissionId']} />
      <input type="hidden" name="window" value={window.id} />
      <input type="hidden" name="version" value={window.version} />
      {page.parentRef ? <input type="hidden" name="parent" value={page.parentRef} /> : null}
      <div class="composer">
        <div class="composer__bar" role="toolbar" aria-label={say(locale, 'discussion.tool.label')} aria-controls="f-text" data-action="keydown->toolbar#walk">
          {tools.map(([tool, how, sign, keys]) => <button class="btn btn--s btn--quiet btn--icon" type="button" title={say(locale, `discussion.tool.${tool}`)} aria-label={say(locale, `discussion.tool.${tool}`)} {...(keys ? { 'aria-keyshortcuts': keys } : {})} data-toolbar-target="button" data-action={`toolbar#${how}`} data-toolbar-sign-param={sign}>{tool === 'paragraph' ? <span aria-hidden="true">¶</span> : <Icon name={tool} />}</button>)}
        </div>
        <label class="vh" for="f-text">{about}</label>
        {textError ? <p class="error" id="e-text">{sayAny(locale, textError.key, textError.args)}</p> : null}
        <textarea id="f-text" name="text" rows={8} aria-keyshortcuts="Control+Enter" data-action="keydown->toolbar#key" data-toolbar-target="text" data-draft-target="text" lang={language.of} {...(textError ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'e-text' } : {})}>{text}</textarea>
        <div class="composer__foot">
          <button class="btn btn--primary" name="deed" value="post" data-toolbar-target="send"><Icon name="send" />{button}</button>
          <button class="btn" name="deed" value="preview">{say(locale, 'ui.preview')}</button>
          <button class="btn btn--quiet" formAction={action.replace(/\/write.*$/, '/attachments/begin')} formNoValidate><Icon name="file" />{say(locale, 'attachment.open')}</button>
          <button class="btn btn--quiet" name="deed" value="draft">{say(locale, 'discussion.write.saveDraft')}</button>
          <span class="meta" role="status" data-draft-target="status">{draft ? say(locale, 'discussion.draft.saved', { time: timeOf(locale, draft.savedAt, page.zone) }) : ''}</span>
        </div>
      </div>
      <p class="meta">{say(locale, 'discussion.tool.keys')}</p>
      <p class="meta" data-draft-target="signIn" hidden><a href={`/${locale}/sign-in`} target="_blank" rel="noopener">{say(locale, 'discussion.draft.signIn')}</a></p>
      <div data-draft-target="aside" aria-live="polite"><OtherTexts locale={locale} zone={page.zone} others={others} /><Notices locale={locale} base={base} regime={typed['regime'] ?? draft?.regime ?? page.defaultRegime} lang={language.of} held={held} notices={notices} /></div>
      {preview !== undefined ? <section aria-label={say(locale, 'ui.preview')} class="panel" tabIndex={-1} data-controller="focus"><div class="panel__head"><h2>{say(locale, 'ui.preview')}</h2></div><div class="panel__body read" lang={language.of} dangerouslySetInnerHTML={{ __html: preview }} /><p class="panel__body meta">{previewByline(locale, page, typed)}</p></section> : null}
      <CapacityChoice locale={locale} page={page} form={form} />
      <Choices locale={locale} name="regime" label={say(locale, 'discussion.write.shown')} form={form} value={draft?.regime ?? page.defaultRegime} options={page.regimes.map(({ regime, shown }) => ({ value: regime, text: say(locale, `ui.regime.${regime}`), hint: `${shownAs(locale, shown)}${regime === 'unattributed' ? ` · ${say(locale, 'discussion.waiting.hint', { when: when(locale, page.releasedBy, page.zone, { year: false }) })}` : ''}` }))} />
      <Select locale={locale} name="marking" label={say(locale, 'discussion.write.handling')} form={form} value={draft?.marking ?? page.defaultMarking} options={markings.filter((m) => !page.parentMarking || atLeast(m, page.parentMarking)).map((m) => ({ value: m, text: `${m} – ${say(locale, `ui.tlp.${consequence[m]}`)}` }))} />
      <Select locale={locale} name="lang" label={say(locale, 'discussion.write.language')} hint={say(locale, 'discussion.language.hint')} form={form} value={draft?.lang ?? 'auto'} options={[{ value: 'auto', text: recognised(locale, language.told, readerLanguage) }, ...locales.map((l) => ({ value: l, text: endonyms[l] }))]} />
      <p class="meta">{say(locale, 'discussion.write.editWindow', { minutes: page.editWindowMinutes })}</p>
      <div data-draft-target="device" hidden>
        <label class="choice choice--plain"><input type="checkbox" data-action="draft#keepNoCopy" aria-describedby="h-device" /><span>{say(locale, 'discussion.draft.noDevice')}</span></label>
        <p class="meta" id="h-device">{say(locale, 'discussion.draft.deviceHint')}</p>
      </div>
    </form>
  );
}

/** The language a text goes under where its author chooses none. */
export const recognised = (locale: Locale, told: Locale | null, own: Locale): string => (told ? say(locale, 'discussion.language.told', { language: endonyms[told] }) : say(locale, 'discussion.language.open', { language: endonyms[own] }));

/** In what capacity: alone, or as a draft that another person of the delegation releases. */
function CapacityChoice({ locale, page, form }: Pick<Props, 'locale' | 'page' | 'form'>): VNode | null {
  const { capacities, canBeginPosition, draft } = page;
  if (capacities.length < 2 && !canBeginPosition) return null;
  const shown = page.regimes.find(({ regime }) => regime === (form?.typed?.['regime'] ?? draft?.regime ?? page.defaultRegime))?.shown ?? [];
  const byline = (capacity: string): string => shown.filter((one) => one.capacity === capacity).map(({ inside }) => bylineText(inside, locale)).join();
  return (
    <Choices locale={locale} name="capacity" label={say(locale, 'discussion.write.capacity')} form={form} value={draft?.capacity ?? capacities[0]} options={[
      ...capacities.map((c) => ({ value: c, text: say(locale, `discussion.capacity.${c}`) })),
      ...(canBeginPosition ? twoKeyCapacities : []).map((c) => ({ value: c, text: say(locale, `discussion.capacity.${c}`), hint: say(locale, 'discussion.write.twoKeys', { byline: byline(c) }) })),
    ]} />
  );
}

type Lines = WritePage['regimes'][number]['shown'];
const pair = (locale: Locale, { inside, outside }: Lines[number]): string => `${say(locale, 'discussion.write.inside', { byline: bylineText(inside, locale) })} · ${say(locale, 'discussion.write.outside', { byline: bylineText(outside, locale) })}`;

/** How one will read under a regime: in one line, or by capacity where that makes a difference. A group has no name yet. */
function shownAs(locale: Locale, shown: Lines): string {
  const known = shown.filter(({ capacity }) => capacity !== 'group');
  const lines = new Set(known.map((one) => pair(locale, one)));
  return lines.size < 2 ? ([...lines][0] ?? '') : known.map((one) => `${say(locale, `discussion.capacity.${one.capacity}`)}: ${pair(locale, one)}`).join('; ');
}

/** The exact byline of what is previewed. */
function previewByline(locale: Locale, page: WritePage, typed: Readonly<Record<string, string>>): string {
  const shown = page.regimes.find(({ regime }) => regime === (typed['regime'] ?? page.defaultRegime))?.shown ?? [];
  const one = shown.find(({ capacity }) => capacity === (typed['capacity'] ?? page.capacities[0]));
  return one ? say(locale, 'discussion.write.preview', { byline: bylineText(one.inside, locale), outside: bylineText(one.outside, locale) }) : '';
}
