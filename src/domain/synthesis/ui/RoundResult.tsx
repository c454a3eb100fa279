import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Columns, Tag } from '#ui/marks.tsx';
import type { RoundPage } from '../queries/rounds-page.ts';
import type { ShownItem, ShownRanking } from '../rules/round-shown.ts';
import type { Spread as Figures } from '../rules/round-figures.ts';

/** What a round came to: figures as pictures with their numbers, the accord declared beforehand, and the reasons of the minority. */
export function RoundResult({ locale, zone, page: { round, smallCell } }: { locale: Locale; zone: string; page: RoundPage }): VNode {
  const { result } = round;
  if (!result) return <p class="meta">{say(locale, 'rounds.result.notYet')}</p>;
  const { shown } = result;
  return (
    <section class="stack-5" aria-labelledby="h-result"><h2 id="h-result">{say(locale, 'rounds.result.title')}</h2>
      <p>{shown.people === null ? say(locale, 'rounds.result.few', { least: smallCell }) : say(locale, 'rounds.result.people', { count: shown.people })}</p>
      {shown.kind === 'rating' ? (
        <>
          {shown.concordance ? <p>{say(locale, 'rounds.result.concordance', { w: decimal(locale, shown.concordance.w, 3), raters: shown.concordance.raters, items: shown.concordance.items, chi2: decimal(locale, shown.concordance.chi2, 2), df: shown.concordance.df, p: shown.concordance.p < 0.0001 ? `< ${decimal(locale, 0.0001, 4)}` : `= ${decimal(locale, shown.concordance.p, 4)}` })}</p> : null}
          {shown.items.map((item) => <article class="panel"><div class="panel__body stack-3"><h3 lang={round.lang}>{item.number}. {round.items.find(({ number }) => number === item.number)?.text}</h3><Spread locale={locale} item={item} smallCell={smallCell} /></div></article>)}
        </>
      ) : <Order locale={locale} shown={shown} items={round.items} lang={round.lang} />}
      <p class="meta wrapall">{say(locale, 'rounds.result.made', { when: stamp(locale, result.computedAt, zone) })} <code>{result.answers}</code></p>
    </section>
  );
}

const decimal = (locale: Locale, value: number, digits: number): string => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
const short = (locale: Locale, value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
const figures = (locale: Locale, s: Figures): string => say(locale, 'rounds.result.spread', { median: short(locale, s.median), q1: short(locale, s.q1), q3: short(locale, s.q3), iqr: short(locale, s.iqr) });

/** Ratings of one item: how many gave what, by category where enough did, what changed, and why some differed. */
export function Spread({ locale, item, smallCell }: { locale: Locale; item: ShownItem; smallCell: number }): VNode {
  const { all, cells, change, reasons } = item;
  const heads = all ? all.counts.map((_, i) => String(i + 1)) : [];
  return (
    <div class="stack-3">
      {all ? (
        <>
          <div class="round__columns"><Columns label={say(locale, 'rounds.result.counts')} columns={all.counts.map((count, i) => ({ text: heads[i] ?? '', count }))} /></div>
          <p>{figures(locale, all.spread)} <Tag tone={all.accord === 'none' ? 'now' : 'ok'}>{say(locale, `rounds.accord.${all.accord}`)}</Tag>{all.disagreement ? <> <Tag tone="danger">{say(locale, 'rounds.disagreement')}</Tag></> : null}</p>
          {change ? <p>{say(locale, 'rounds.result.change', { changed: change.changed, n: change.n, median: signed(locale, change.median), iqr: signed(locale, change.iqr) })}</p> : null}
        </>
      ) : <p class="meta">{say(locale, 'rounds.result.few', { least: smallCell })}</p>}
      {cells.length > 0 ? (
        <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'rounds.result.byCategory')}><table class="table"><caption class="vh">{say(locale, 'rounds.result.byCategory')}</caption>
          <thead><tr><th scope="col">{say(locale, 'discussion.search.category')}</th>{heads.map((head) => <th scope="col" class="r">{head}</th>)}<th scope="col" class="r">n</th><th scope="col">{say(locale, 'rounds.result.middle')}</th></tr></thead>
          <tbody>{cells.map((cell) => <tr><th scope="row">{cell.of === 'others' ? say(locale, 'rounds.result.others') : say(locale, `ui.category.${cell.of}`)}</th>{cell.counts.map((count) => <td class="r">{count}</td>)}<td class="r">{cell.spread.n}</td><td>{figures(locale, cell.spread)}</td></tr>)}</tbody></table></div>
      ) : null}
      <Reasons title={say(locale, 'rounds.reasons.below')} texts={reasons.below} />
      <Reasons title={say(locale, all ? 'rounds.reasons.above' : 'rounds.reasons.all')} texts={reasons.above} />
    </div>
  );
}

const signed = (locale: Locale, value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(value);

function Reasons({ title, texts }: { title: string; texts: readonly string[] }): VNode | null {
  if (texts.length === 0) return null;
  return <div><h4>{title}</h4><ul class="stack-2">{texts.map((text) => <li class="pre">{text}</li>)}</ul></div>;
}

/** Alternatives in the order that all rankings come to, and how many put which before which. */
function Order({ locale, shown, items, lang }: { locale: Locale; shown: ShownRanking; items: readonly { number: number; text: string }[]; lang: string }): VNode {
  const textOf = (number: number): string => items.find((item) => item.number === number)?.text ?? '';
  return (
    <div class="stack-5">
      {shown.places.length > 0 ? <ol class="rules">{shown.places.map((place) => <li>{place.map((number, i) => <p class="rec__t" lang={lang}>{number}. {textOf(number)}{i > 0 ? <span class="meta"> {say(locale, 'rounds.order.tied')}</span> : null}</p>)}</li>)}</ol> : null}
      {shown.against ? (
        <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'rounds.order.table')}><table class="table"><caption>{say(locale, 'rounds.order.table')}</caption>
          <thead><tr><th scope="col"></th>{items.map(({ number }) => <th scope="col" class="r">{number}</th>)}</tr></thead>
          <tbody>{shown.against.map((row, i) => <tr><th scope="row">{items[i]?.number}</th>{row.map((count, j) => <td class="r">{i === j ? '–' : count}</td>)}</tr>)}</tbody></table></div>
      ) : null}
      {shown.reasons.map(({ number, texts }) => <Reasons title={say(locale, 'rounds.reasons.of', { number })} texts={texts} />)}
    </div>
  );
}
