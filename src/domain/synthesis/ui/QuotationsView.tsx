import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { ErrorSummary, type FormState, Select, TextArea } from '#ui/fields.tsx';
import { Empty, Tag, Tlp } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { OwnQuotation } from '../queries/own-quotations.ts';
import type { QuotationLine, QuotationsPage } from '../queries/quotations-page.ts';
import type { Standing } from '../rules/quotation.ts';

type Props = { locale: Locale; zone: string; base: string; page: QuotationsPage; form?: FormState | undefined };

/** Exact words for the report: what one is asked oneself, and for those who write it what is asked of others. */
export function QuotationsView({ locale, zone, base, page, form }: Props): VNode {
  const here = `${base}/quotations`;
  return (
    <div class="stack-6">
      <header class="stack"><h1>{say(locale, 'quotation.title')}</h1><p>{say(locale, 'quotation.intro')}</p></header>
      <ErrorSummary locale={locale} form={form} />
      <section class="stack" aria-labelledby="h-own"><h2 id="h-own">{say(locale, 'quotation.own')}</h2>
        {page.own.length === 0 ? <Empty><p>{say(locale, 'quotation.none')}</p></Empty> : page.own.map((one) => <Own key={one.id} locale={locale} zone={zone} here={here} one={one} form={form?.typed?.['request'] === one.id ? form : undefined} />)}</section>
      {page.lines ? <Asked locale={locale} zone={zone} base={base} lines={page.lines} /> : null}
    </div>
  );
}

const tones: Readonly<Record<Standing, 'now' | 'ok' | 'danger' | 'accent'>> = { none: 'accent', asked: 'now', granted: 'ok', refused: 'danger', lapsed: 'accent' };

function Own({ locale, zone, here, one, form }: { locale: Locale; zone: string; here: string; one: OwnQuotation; form: FormState | undefined }): VNode {
  return (
    <article class="stack" id={one.id} aria-labelledby={`h-${one.id}`}>
      <h3 id={`h-${one.id}`}>{one.ref} <Tlp label={one.marking} /> <Tag tone={tones[one.standing]}>{say(locale, `quotation.standing.${one.kind}.${one.standing}`)}</Tag></h3>
      <blockquote class="read" lang={one.lang}><p>{one.quote}</p></blockquote>
      {one.reason ? <p>{one.reason}</p> : null}
      {one.reply ? <p><b>{say(locale, 'quotation.reply')}</b> {one.reply}</p> : null}
      {one.standing === 'asked' ? (
        <form method="post" action={here} class="form"><input type="hidden" name="request" value={one.id} />
          <p>{say(locale, `quotation.ask.${one.kind}`, { when: when(locale, one.lapsesAt, zone, { year: true }) })}</p>
          {one.kind === 'release' ? <TextArea locale={locale} name="reason" rows={2} label={say(locale, 'quotation.reason')} form={form} /> : null}
          {one.mayReply ? <><TextArea locale={locale} name="reply" rows={3} label={say(locale, 'quotation.replyField')} hint={say(locale, 'quotation.replyHint')} form={form} /><Select locale={locale} name="replyLang" label={say(locale, 'quotation.replyLang')} value={locale} options={locales.map((value) => ({ value, text: endonyms[value] }))} form={form} /></> : null}
          <p class="row"><button class="btn btn--primary" name="answer" value="granted">{say(locale, `quotation.grant.${one.kind}`)}</button>{one.kind === 'release' ? <button class="btn" name="answer" value="refused">{say(locale, 'quotation.refuse')}</button> : null}</p></form>
      ) : null}
    </article>
  );
}

function Asked({ locale, zone, base, lines }: { locale: Locale; zone: string; base: string; lines: readonly QuotationLine[] }): VNode {
  const untold = lines.filter(({ kind, standing, mayAsk }) => kind === 'notice' && standing === 'none' && mayAsk).length;
  return (
    <section class="stack" aria-labelledby="h-asked"><h2 id="h-asked">{say(locale, 'quotation.asked')}</h2><p>{say(locale, 'quotation.askedHint')}</p>
      {untold > 0 ? <form method="post" action={`${base}/quotations/ask`}><button class="btn btn--primary">{say(locale, 'quotation.tellStates', { count: untold })}</button></form> : null}
      {lines.length === 0 ? <Empty><p>{say(locale, 'quotation.nothing')}</p></Empty> : null}
      <ul class="excerpts">{lines.map((line) => (
        <li id={line.excerpt}><p class="row"><b>{line.ref}</b>{line.byline ? <span>{bylineText(line.byline, locale)}</span> : null}<Tlp label={line.marking} /><Tag tone={tones[line.standing]}>{say(locale, `quotation.standing.${line.kind}.${line.standing}`)}</Tag>{line.standing === 'asked' && line.lapsesAt ? <span class="meta">{when(locale, line.lapsesAt, zone, { year: true })}</span> : null}{line.replied ? <Tag tone="accent">{say(locale, 'quotation.replied')}</Tag> : null}</p>
          <p><q lang={line.lang}>{line.quote}</q></p>{line.reason ? <p class="meta">{line.reason}</p> : null}
          {line.mayAsk ? <form method="post" action={`${base}/quotations/ask`}><input type="hidden" name="excerpt" value={line.excerpt} /><button class="btn">{say(locale, `quotation.do.${line.kind}`)}</button></form> : line.standing === 'none' ? <p class="meta">{say(locale, 'quotation.cannotAsk')}</p> : null}</li>
      ))}</ul>
    </section>
  );
}
