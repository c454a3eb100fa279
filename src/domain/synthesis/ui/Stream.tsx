import type { VNode } from 'preact';
import { endonyms, type Locale, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Select } from '#ui/fields.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import { categories } from '../../disclosure/model.ts';
import { coverStates } from '../model.ts';
import type { StreamItem, Workbench } from '../queries/workbench.ts';

export type Part = { letter: string; title: string; questions: readonly { code: string; shortText: string }[] };
type Props = { locale: Locale; /** Address of the workbench of this part. */ here: string; part: string; parts: readonly Part[]; page: Workbench; query: Readonly<Record<string, string>> };

/** What was said, how far each is reflected, and the form that narrows it. */
export function Stream({ locale, here, part, parts, page, query }: Props): VNode {
  const narrowed = filterNames.some((name) => query[name]);
  const kept = Object.fromEntries(filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const to = (more: Record<string, string>) => `${here}?${new URLSearchParams({ ...kept, ...more })}`;
  return (
    <>
      <details class="benchfilter" {...(narrowed ? { open: true } : {})}><summary>{say(locale, 'bench.filter.title')}</summary><Filters locale={locale} here={here} part={part} parts={parts} query={query} narrowed={narrowed} /></details>
      {page.stream.length === 0 ? <Empty><p>{say(locale, narrowed ? 'bench.filter.none' : 'discussion.question.empty')}</p></Empty> : null}
      {page.stream.map((item) => <Item locale={locale} item={item} href={to({ c: item.ref.replace('·', '-'), ...(page.page > 1 ? { page: String(page.page) } : {}) })} chosen={item.ref === page.chosen?.ref} />)}
      {page.pages > 1 ? <nav aria-label={say(locale, 'bench.filter.pages')}><ul class="pager">{Array.from({ length: page.pages }, (_, i) => <li><a href={to({ page: String(i + 1) })} {...(i + 1 === page.page ? { 'aria-current': 'page' as const } : {})}>{i + 1}</a></li>)}</ul></nav> : null}
    </>
  );
}

const filterNames = ['question', 'category', 'lang', 'cover'] as const;

function Filters({ locale, here, part, parts, query, narrowed }: Omit<Props, 'page'> & { narrowed: boolean }): VNode {
  const any = { value: '', text: say(locale, 'discussion.search.any') };
  return (
    <form method="get" action={here} class="form">
      <Select locale={locale} name="aspect" label={say(locale, 'terms.focusAspect')} value={part} options={parts.map(({ letter, title }) => ({ value: letter, text: `${letter} ${title}` }))} />
      <Select locale={locale} name="question" label={say(locale, 'discussion.search.question')} value={query['question']} options={[any, ...parts.filter(({ letter }) => letter === part).flatMap(({ questions }) => questions).map((q) => ({ value: q.code, text: `${q.code} ${q.shortText}` }))]} />
      <Select locale={locale} name="category" label={say(locale, 'discussion.search.category')} value={query['category']} options={[any, ...categories.filter((c) => c !== 'staff').map((value) => ({ value, text: say(locale, `ui.category.${value}`) }))]} />
      <Select locale={locale} name="lang" label={say(locale, 'discussion.search.lang')} value={query['lang']} options={[any, ...locales.map((value) => ({ value, text: endonyms[value] }))]} />
      <Select locale={locale} name="cover" label={say(locale, 'bench.filter.cover')} value={query['cover']} options={[any, ...coverStates.map((value) => ({ value, text: say(locale, `bench.cover.${value}`) }))]} />
      <div class="btns"><button class="btn btn--s">{say(locale, 'bench.filter.show')}</button>{narrowed ? <a class="btn btn--s btn--quiet" href={here}>{say(locale, 'bench.filter.clear')}</a> : null}</div>
    </form>
  );
}

function Item({ locale, item, href, chosen }: { locale: Locale; item: StreamItem; href: string; chosen: boolean }): VNode {
  return (
    <a class="streamitem" href={href} {...(chosen ? { 'aria-current': 'true' as const } : {})}>
      <span class="row between"><b>{item.byline ? bylineText(item.byline, locale) : item.ref}</b><span class="meta">{item.ref}</span></span>
      <p lang={item.lang}>{item.firstWords}</p>
      <span class="row between"><Tag tone={item.state === 'reflected' ? 'ok' : item.state === 'notYet' ? 'now' : 'accent'}>{say(locale, `bench.cover.${item.state}`)}</Tag><span class="meta">{say(locale, 'adoption.page.excerpts', { count: item.excerpts })}</span></span>
    </a>
  );
}
