import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Choices, ErrorSummary, type FormState, Select, SubmissionId, TextArea, TextField } from '#ui/fields.tsx';
import { Callout, Tag, Tlp } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import { markings } from '../../disclosure/model.ts';
import { atLeast } from '../../disclosure/rules.ts';
import type { PositionPage } from '../queries/position-page.ts';
import { ClearanceSection } from './Clearance.tsx';

export type PositionSent = { which: 'edit' | 'move' | 'release' | 'link' | 'back' | 'settle'; form: FormState };
type Props = { locale: Locale; base: string; page: PositionPage; sent?: PositionSent | undefined; link?: { url: string; expiresAt: Date } | undefined };

/** A position for the people of its delegation: the text that counts, what may be done with it now, and what was done. */
export function Position(p: Props): VNode {
  const { locale, base, page, sent } = p;
  const settled = page.state === 'released' || page.state === 'withdrawn';
  return (
    <div class="stack-6">
      <header>
        <h1>{say(locale, `discussion.position.title.${page.voice}`, { question: page.code })}</h1>
        <p class="row"><Tag tone={page.state === 'released' ? 'ok' : page.state === 'cleared' ? 'accent' : 'now'}>{say(locale, `discussion.position.state.${page.state}`)}</Tag> <Tag>{say(locale, 'discussion.position.wording', { number: page.wording.number })}</Tag> <Tag tone="attr">{say(locale, `ui.regime.${page.wording.regime}`)}</Tag> <Tlp label={page.wording.marking} /></p>
        {page.state === 'released' ? null : <p class="meta">{say(locale, 'discussion.position.seenBy')}</p>}
        {page.ref ? <p><a href={`${base}/c/${page.ref.anchor}`}>{say(locale, 'discussion.position.inForum', { ref: page.ref.ref })}</a></p> : null}
      </header>
      <section class="panel" aria-label={say(locale, 'discussion.position.text')}>
        <div class="panel__head"><h2>{bylineText(page.inside, locale)}</h2></div>
        <div class="panel__body read" lang={page.wording.lang} dangerouslySetInnerHTML={{ __html: page.html }} />
        <p class="panel__body meta">{say(locale, 'discussion.write.preview', { byline: bylineText(page.inside, locale), outside: bylineText(page.outside, locale) })} · {say(locale, 'discussion.position.drafter', { name: page.drafter })}</p>
      </section>
      {settled ? null : <Deeds {...p} />}
      <ClearanceSection {...p} />
      {settled || page.deeds.length === 0 ? null : <Edit {...p} form={sent?.which === 'edit' ? sent.form : undefined} />}
      <section aria-labelledby="h-log">
        <h2 id="h-log">{say(locale, 'discussion.position.log')}</h2>
        <ol class="log">{page.steps.map((s) => <li><time dateTime={s.at.toISOString()}>{stamp(locale, s.at, page.zone)}</time><b>{say(locale, 'discussion.position.line', { step: say(locale, `discussion.position.step.${s.step}`), number: s.wording })}</b> {s.by}{s.note ? <span class="meta"> · {s.note}</span> : null}</li>)}</ol>
      </section>
    </div>
  );
}

function Deeds({ locale, base, page, sent }: Props): VNode {
  const form = sent?.which === 'move' || sent?.which === 'release' ? sent.form : undefined;
  const moves = (['send', 'clear', 'return', 'withdraw'] as const).filter((deed) => page.deeds.includes(deed));
  return (
    <section class="stack" aria-label={say(locale, 'discussion.texts.state')}>
      <ErrorSummary locale={locale} form={form} />
      {page.notReleasable === null ? (
        <form method="post" action={`${base}/position/${page.id}/release`}><SubmissionId value={form?.typed?.['submissionId']} /><input type="hidden" name="wording" value={page.wording.number} /><button class="btn btn--primary">{say(locale, 'discussion.position.deed.release', { byline: bylineText(page.inside, locale) })}</button></form>
      ) : page.deeds.includes('release') ? <Callout tone="plain"><p>{sayAny(locale, page.notReleasable)}</p></Callout> : null}
      {moves.length ? <form method="post" action={`${base}/position/${page.id}/move`} class="btns"><SubmissionId /><input type="hidden" name="wording" value={page.wording.number} />{moves.map((deed) => <button class={`btn${deed === 'withdraw' ? ' btn--danger' : ''}`} name="deed" value={deed}>{say(locale, `discussion.position.deed.${deed}`)}</button>)}</form> : null}
    </section>
  );
}

const consequence = { 'TLP:CLEAR': 'CLEAR', 'TLP:GREEN': 'GREEN', 'TLP:AMBER': 'AMBER', 'TLP:AMBER+STRICT': 'STRICT', 'TLP:RED': 'RED' } as const;

function Edit({ locale, base, page, form }: Props & { form: FormState | undefined }): VNode {
  const field = { locale, form };
  const { wording } = page;
  return (
    <section aria-labelledby="h-edit">
      <h2 id="h-edit">{say(locale, 'discussion.position.edit')}</h2>
      <form method="post" action={`${base}/position/${page.id}/edit`} class="form mt-4">
        <ErrorSummary locale={locale} form={form} />
        <SubmissionId value={form?.typed?.['submissionId']} /><input type="hidden" name="wording" value={wording.number} />
        {page.voice === 'group' ? <TextField {...field} name="groupName" label={say(locale, 'discussion.position.groupName')} value={wording.groupName ?? ''} /> : null}
        <TextArea {...field} name="text" label={say(locale, 'discussion.position.text')} rows={10} reading lang={wording.lang} value={wording.markdown} />
        <Choices {...field} name="regime" label={say(locale, 'discussion.write.shown')} value={wording.regime} options={page.regimes.map(({ regime, inside, outside }) => ({ value: regime, text: say(locale, `ui.regime.${regime}`), hint: `${say(locale, 'discussion.write.inside', { byline: bylineText(inside, locale) })} · ${say(locale, 'discussion.write.outside', { byline: bylineText(outside, locale) })}` }))} />
        <Select {...field} name="marking" label={say(locale, 'discussion.write.handling')} value={wording.marking} options={markings.filter((m) => !page.parentMarking || atLeast(m, page.parentMarking)).map((m) => ({ value: m, text: `${m} – ${say(locale, `ui.tlp.${consequence[m]}`)}` }))} />
        <Select {...field} name="lang" label={say(locale, 'discussion.write.language')} value={wording.lang} options={locales.map((l) => ({ value: l, text: endonyms[l] }))} />
        <p class="meta">{say(locale, 'discussion.position.saveHint')}</p>
        <p><button class="btn">{say(locale, 'discussion.position.save')}</button></p>
      </form>
    </section>
  );
}
