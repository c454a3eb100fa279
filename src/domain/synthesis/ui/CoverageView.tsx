import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { RefChip, type Share, ShareBar, Tag } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import { categories } from '../../disclosure/model.ts';
import { type CoverState, coverStates } from '../model.ts';
import type { CoveragePage, Unreflected } from '../queries/coverage-page.ts';
import type { CoverRow } from '../rules/coverage.ts';

type Props = { locale: Locale; base: string; page: CoveragePage; parts: readonly { letter: string; title: string }[] };
const kinds: Readonly<Record<CoverState, string>> = { reflected: 'yes', inPart: 'part', notYet: 'no', setAside: 'out' };

/** How far what was said is reflected, in pictures with their figures, and the list of what is not. */
export function CoverageView({ locale, base, page, parts }: Props): VNode {
  const shares = coverStates.map((state): Share => ({ count: page.total[state], kind: kinds[state], text: say(locale, `synthesis.cover.${state}`, { count: page.total[state] }) }));
  const aspect = (key: string) => `${key} ${parts.find(({ letter }) => letter === key)?.title ?? ''}`;
  const category = (key: string) => { const known = categories.find((one) => one === key); return known ? say(locale, `ui.category.${known}`) : say(locale, 'bench.coverage.notShown'); };
  const language = (key: string) => { const known = locales.find((one) => one === key); return known ? endonyms[known] : key; };
  return (
    <div class="stack-6">
      <div><h1>{say(locale, 'bench.coverage.title')}</h1><p><a href={`${base}/bench/${parts[0]?.letter ?? 'A'}`}>{say(locale, 'bench.finding.back')}</a></p></div>
      <ShareBar label={say(locale, 'synthesis.cover.label')} shares={shares} />
      {page.hides ? <p class="meta">{say(locale, 'bench.coverage.hides')}</p> : null}
      <Table locale={locale} id="aspect" title={say(locale, 'terms.focusAspect')} rows={page.byAspect} name={aspect} />
      <Table locale={locale} id="category" title={say(locale, 'discussion.search.category')} rows={page.byCategory} name={category} />
      <Table locale={locale} id="language" title={say(locale, 'discussion.search.lang')} rows={page.byLanguage} name={language} />
      <Table locale={locale} id="body" title={say(locale, 'terms.affiliation')} rows={page.byBody} name={(key) => key || say(locale, 'bench.coverage.notShown')} />
      <section aria-labelledby="h-open"><h2 id="h-open">{say(locale, 'bench.coverage.unreflected')} <span class="count">{page.unreflectedCount}</span></h2><p class="meta">{say(locale, 'bench.coverage.order')}</p>
        <ol class="found">{page.unreflected.map((item) => <Open locale={locale} base={base} item={item} />)}</ol></section>
      <section aria-labelledby="h-kind"><h2 id="h-kind">{say(locale, 'bench.coverage.oneKind')}</h2>
        {page.oneKind.length === 0 ? <p>{say(locale, 'bench.coverage.noOneKind')}</p> : <ul class="found">{page.oneKind.map((one) => <li><RefChip href={`${base}/finding/${one.reference}`}>{one.reference}</RefChip> <span lang="en">{one.text}</span> <Tag>{category(one.category)}</Tag></li>)}</ul>}</section>
      <section aria-labelledby="h-even"><h2 id="h-even">{say(locale, 'bench.coverage.evenness')}</h2>
        <p>{page.evenness ? say(locale, 'bench.coverage.gini', { value: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(page.evenness.gini), bodies: page.evenness.bodies }) : say(locale, 'bench.coverage.noGini')}</p></section>
    </div>
  );
}

function Table({ locale, id, title, rows, name }: { locale: Locale; id: string; title: string; rows: readonly CoverRow[]; name: (key: string) => string }): VNode {
  const told = (n: number | null): VNode | string => (n === null ? <span class="desk__hidden"><span aria-hidden="true">·</span><span class="vh">{say(locale, 'bench.coverage.hiddenCell')}</span></span> : String(n));
  return (
    <section aria-labelledby={`h-${id}`}><h2 id={`h-${id}`}>{title}</h2>
      <div class="tablewrap" tabIndex={0} role="region" aria-labelledby={`h-${id}`}><table class="table"><thead><tr><th scope="col">{title}</th>{coverStates.map((state) => <th scope="col" class="r">{say(locale, `bench.cover.${state}`)}</th>)}<th scope="col"><span class="vh">{say(locale, 'synthesis.cover.label')}</span></th></tr></thead>
        <tbody>{[...rows].sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : name(a.key) < name(b.key) ? -1 : 1)).map((row) => <tr><th scope="row">{name(row.key)}</th>{coverStates.map((state) => <td class="r">{told(row.counts[state])}</td>)}<td class="coverbar"><Bar row={row} /></td></tr>)}</tbody></table></div>
    </section>
  );
}

/** The figures of a row as a picture; none where a figure is hidden, since its length would tell it. */
function Bar({ row }: { row: CoverRow }): VNode | null {
  if (Object.values(row.counts).includes(null) || !row.total) return null;
  let x = 0;
  return (
    <svg class="bars" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">{coverStates.map((state) => {
      const width = ((row.counts[state] ?? 0) / (row.total ?? 1)) * 100;
      const bar = <rect class={kinds[state]} x={x} y="0" width={Math.max(0, width - 0.4)} height="8" stroke-width="0.2" />;
      x += width;
      return bar;
    })}</svg>
  );
}

function Open({ locale, base, item }: { locale: Locale; base: string; item: Unreflected }): VNode {
  return <li><p class="meta"><RefChip href={`${base}/bench/${item.letter}?c=${item.ref.replace('·', '-')}`}>{item.ref}</RefChip> {item.byline ? bylineText(item.byline, locale) : null} · {say(locale, `bench.cover.${item.state}`)} · {item.score === null ? say(locale, 'bench.coverage.noScore') : say(locale, 'bench.coverage.score', { value: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(item.score) })}</p><p class="read" lang={item.lang}>{item.firstWords}</p></li>;
}
