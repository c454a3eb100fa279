import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { number, say, sayAny } from '#platform/i18n/say.ts';
import { stamp, when } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, TextArea } from '#ui/fields.tsx';
import { Callout, Empty, Tag } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { LetterPage, LetterPart } from '../queries/letter-page.ts';
import type { LedgerLine, LettersPage, Sums } from '../queries/letters-page.ts';

/** The fates of letters with how many had each; they add up to all. */
export function LetterSums({ sums, locale, base }: { sums: Sums; locale: Locale; /** Where one fate is shown alone; null: nowhere. */ base: string | null }): VNode {
  const total = sums.reduce((sum, { count }) => sum + count, 0);
  const name = (fate: string | null) => say(locale, `mail.fate.${fate ?? 'unread'}` as 'mail.fate.posted');
  return (
    <div class="tablewrap">
      <table class="table">
        <caption class="vh">{say(locale, 'mail.ledger.sums')}</caption>
        <thead><tr><th scope="col">{say(locale, 'mail.ledger.fate')}</th><th scope="col" class="num">{say(locale, 'mail.ledger.count')}</th></tr></thead>
        <tbody>{sums.map(({ fate, count }) => <tr><th scope="row">{base && fate ? <a href={`${base}?fate=${fate}`}>{name(fate)}</a> : name(fate)}</th><td class="num">{number(locale, count)}</td></tr>)}</tbody>
        <tfoot><tr><th scope="row">{base ? <a href={base}>{say(locale, 'mail.ledger.total')}</a> : say(locale, 'mail.ledger.total')}</th><td class="num"><b>{number(locale, total)}</b></td></tr></tfoot>
      </table>
    </div>
  );
}

/** The ledger of a forum's letters. */
export function Letters({ page, locale, base }: { page: LettersPage; locale: Locale; base: string }): VNode {
  return (
    <div class="stack-6">
      <header><h1>{say(locale, 'mail.ledger.title')}</h1><p class="meta mt-2">{say(locale, 'mail.ledger.lead')}</p></header>
      {page.total === 0 ? <Empty><p>{say(locale, 'mail.ledger.none')}</p></Empty> : (
        <>
          <section><h2>{say(locale, 'mail.ledger.sums')}</h2><LetterSums sums={page.sums} locale={locale} base={base} /></section>
          <section aria-labelledby="h-letters">
            <h2 id="h-letters">{page.shown ? say(locale, `mail.fate.${page.shown}`) : say(locale, 'mail.ledger.total')}</h2>
            <ul class="docs">{page.lines.map((line) => <Line line={line} locale={locale} zone={page.zone} />)}</ul>
            {page.more ? <p class="meta">{say(locale, 'mail.ledger.more', { count: page.lines.length })}</p> : null}
          </section>
        </>
      )}
    </div>
  );
}

function Line({ line, locale, zone }: { line: LedgerLine; locale: Locale; zone: string }): VNode {
  const facts = [
    stamp(locale, line.hour, zone, 'hour'),
    line.code ? `${say(locale, 'mail.ledger.question')}: ${line.code}` : null,
    `${say(locale, 'mail.ledger.from')}: ${line.from ? bylineText(line.from, locale) : say(locale, 'mail.ledger.notShown')}`,
    line.answer ? say(locale, `mail.answered.${line.answer}`) : null,
  ].filter(Boolean);
  return (
    <li class="stack-2">
      <p><b>{say(locale, `mail.fate.${line.fate ?? 'unread'}`)}</b>{line.outcome ? <> <Tag tone="ok">{say(locale, `mail.outcome.${line.outcome}`)}</Tag></> : null}</p>
      <p class="meta">{facts.join(' · ')}</p>
      {line.kept ? <details><summary>{say(locale, 'mail.ledger.text')}</summary><p class="letter-text read" lang={line.lang ?? locale}>{line.kept}</p></details> : null}
      {line.parts ? <details><summary>{say(locale, 'mail.page.whole')}</summary><Parts parts={line.parts} locale={locale} lang={line.lang} /></details> : null}
    </li>
  );
}

/** The whole text of a letter, each part with what it was taken for. */
function Parts({ parts, locale, lang }: { parts: readonly LetterPart[]; locale: Locale; lang: string | null }): VNode {
  return <div class="stack-2">{parts.filter(({ text }) => text.trim() !== '').map(({ why, text }) => <div><p class="label">{say(locale, `mail.part.${why}`)}</p><p class={`letter-text${why === 'author' ? ' read' : ' muted'}`} {...(lang ? { lang } : {})}>{text}</p></div>)}</div>;
}

/** One's own letter: what became of it, what can still be decided, and all of it. */
export function Letter({ page, locale, action, form }: { page: LetterPage; locale: Locale; action: string; form?: FormState | undefined }): VNode {
  return (
    <div class="stack-5">
      <header><h1>{say(locale, 'mail.page.title')}</h1><p class="meta mt-2">{say(locale, 'mail.ledger.received')}: {when(locale, page.receivedAt, page.zone)}{page.code ? ` · ${page.code}` : ''}</p></header>
      <ErrorSummary locale={locale} form={form} />
      <Callout tone={page.canConfirm ? 'now' : 'plain'}><b>{say(locale, `mail.fate.${page.fate}`)}{page.outcome ? ` · ${say(locale, `mail.outcome.${page.outcome}`)}` : ''}</b>{page.reason && /^(?:mail|discussion)\./.test(page.reason) ? <p>{sayAny(locale, page.reason, {})}</p> : null}</Callout>
      {page.canConfirm ? (
        <form method="post" action={action} class="stack">
          <TextArea locale={locale} name="text" label={say(locale, 'mail.page.text')} form={form} value={page.kept} rows={10} reading lang={page.lang ?? undefined} />
          {page.byline ? <p class="meta">{say(locale, 'mail.page.shownAs', { byline: bylineText(page.byline, locale), marking: page.marking })}</p> : null}
          <p><button class="btn btn--primary" name="deed" value="confirm">{say(locale, 'mail.page.confirm')}</button> <button class="btn btn--quiet" name="deed" value="discard">{say(locale, 'mail.page.discard')}</button></p>
        </form>
      ) : null}
      <section><h2>{say(locale, 'mail.page.whole')}</h2>{page.parts ? <Parts parts={page.parts} locale={locale} lang={page.lang} /> : <p>{say(locale, 'mail.page.gone')}</p>}</section>
    </div>
  );
}
