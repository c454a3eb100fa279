import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { timeOf } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId } from '#ui/fields.tsx';
import { Icon } from '#ui/Icon.tsx';
import { Callout } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import { markings, twoKeyCapacities } from '../../disclosure/model.ts';
import { atLeast } from '../../disclosure/rules.ts';
import type { WritePage } from '../queries/write-page.ts';

type Props = { locale: Locale; readerLanguage: Locale; action: string; page: WritePage; form?: FormState | undefined; preview?: string | undefined };
const consequence = { 'TLP:CLEAR': 'CLEAR', 'TLP:GREEN': 'GREEN', 'TLP:AMBER': 'AMBER', 'TLP:AMBER+STRICT': 'STRICT', 'TLP:RED': 'RED' } as const;

/** Where a contribution is written: the text, how it will be shown, how it is handled, in what language. */
export function Composer({ locale, readerLanguage, action, page, form, preview }: Props): VNode {
  const { draft, question } = page;
  const typed = form?.typed ?? {};
  const about = page.parentRef ? say(locale, 'discussion.reply.button', { ref: page.parentRef }) : say(locale, 'discussion.write.text', { question: question.code });
  const button = page.parentRef ? about : say(locale, 'discussion.contribute.button', { question: question.code });
  const textError = form?.errors?.find(({ field }) => field === 'text');
  return (
    <form method="post" action={action} class="stack" data-turbo="false" data-controller="draft toolbar" data-draft-url-value={`${action.split('?')[0] ?? action}/draft`} data-draft-failed-value={say(locale, 'web.offline.banner')} data-action="input->draft#typed">
      <ErrorSummary locale={locale} form={form} />
      {!page.canContribute && page.closesAt ? <Callout tone="now"><b>{say(locale, 'discussion.forum_closed')}</b></Callout> : null}
      {draft?.keptBecause ? <Callout tone="now"><b>{sayAny(locale, draft.keptBecause)}</b></Callout> : null}
      <SubmissionId value={typed['submissionId']} />
      {page.parentRef ? <input type="hidden" name="parent" value={page.parentRef} /> : null}
      <div class="composer">
        <div class="composer__bar" role="toolbar" aria-label={say(locale, 'ui.write')}>
          {([['bold', 'around', '**'], ['italic', 'around', '*'], ['list', 'before', '- '], ['quote', 'before', '> ']] as const).map(([icon, how, sign]) => <button class="btn btn--s btn--quiet btn--icon" type="button" aria-label={sign.trim()} data-action={`toolbar#${how}`} data-toolbar-sign-param={sign}><Icon name={icon} /></button>)}
        </div>
        <label class="vh" for="f-text">{about}</label>
        {textError ? <p class="error" id="e-text">{sayAny(locale, textError.key, textError.args)}</p> : null}
        <textarea id="f-text" name="text" rows={8} data-toolbar-target="text" {...(textError ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'e-text' } : {})}>{typed['text'] ?? draft?.markdown ?? ''}</textarea>
        <div class="composer__foot">
          <button class="btn btn--primary" name="deed" value="post"><Icon name="send" />{button}</button>
          <button class="btn" name="deed" value="preview">{say(locale, 'ui.preview')}</button>
          <button class="btn btn--quiet" formAction={action.replace(/\/write.*$/, '/attachments/begin')} formNoValidate><Icon name="file" />{say(locale, 'attachment.open')}</button>
          <button class="btn btn--quiet" name="deed" value="draft">{say(locale, 'discussion.write.saveDraft')}</button>
          <span class="meta" role="status" data-draft-target="status">{draft ? say(locale, 'discussion.draft.saved', { time: timeOf(locale, draft.savedAt, page.zone) }) : ''}</span>
        </div>
      </div>
      {preview !== undefined ? <section aria-label={say(locale, 'ui.preview')} class="panel"><div class="panel__head"><h2>{say(locale, 'ui.preview')}</h2></div><div class="panel__body read" lang={typed['lang'] ?? readerLanguage} dangerouslySetInnerHTML={{ __html: preview }} /><p class="panel__body meta">{previewByline(locale, page, typed)}</p></section> : null}
      <CapacityChoice locale={locale} page={page} form={form} />
      <Choices locale={locale} name="regime" label={say(locale, 'discussion.write.shown')} form={form} value={draft?.regime ?? page.defaultRegime} options={page.regimes.map(({ regime, shown }) => ({ value: regime, text: say(locale, `ui.regime.${regime}`), hint: shownAs(locale, shown) }))} />
      <Select locale={locale} name="marking" label={say(locale, 'discussion.write.handling')} form={form} value={draft?.marking ?? page.defaultMarking} options={markings.filter((m) => !page.parentMarking || atLeast(m, page.parentMarking)).map((m) => ({ value: m, text: `${m} – ${say(locale, `ui.tlp.${consequence[m]}`)}` }))} />
      <Select locale={locale} name="lang" label={say(locale, 'discussion.write.language')} form={form} value={draft?.lang ?? readerLanguage} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} />
      <p class="meta">{say(locale, 'discussion.write.editWindow', { minutes: page.editWindowMinutes })}</p>
    </form>
  );
}

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
