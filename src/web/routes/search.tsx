import type { VNode } from 'preact';
import { categories, markings } from '#domain/disclosure/model.ts';
import { forSeats } from '#domain/disclosure/outputs.ts';
import { bylineText } from '#domain/disclosure/byline-text.ts';
import { type Found, type SearchPage, searchForum } from '#domain/discussion/queries/search.ts';
import { SearchInput } from '#domain/discussion/schema.ts';
import { endonyms, locales } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Select, TextField } from '#ui/fields.tsx';
import { Callout, Empty, RefChip } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, goTo, show, type Visit } from '../door.tsx';
import { readForm } from '../form.ts';
import { forumPage } from '../pages.tsx';

export function searchRoutes(door: Door): void {
  door.page('/f/:forum/search', forSeats('search'), 'read', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(SearchInput, visit.query);
    // A filter that cannot be read is left out and named; the words are kept.
    const wrong = form.ok ? [] : form.errors.map(({ field }) => field);
    const readable = Object.fromEntries(Object.entries(visit.query).filter(([field]) => !wrong.includes(field)));
    const input = form.ok ? form.value : SearchInput.parse(readable);
    const page = await searchForum(inside.ctx, input, visit.locale);
    if (!page) return absent();
    if (page.goTo) return goTo(`/f/${inside.frame.forum.key}/c/${page.goTo.ref.replace('·', '-')}`);
    return show(searchPage(visit, inside, input, page, wrong.length > 0));
  });
}

function searchPage(visit: Visit, { frame }: ForumVisit, input: SearchInput, page: SearchPage, unreadable: boolean): VNode {
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const title = say(locale, 'discussion.search.title');
  const any = { value: '', text: say(locale, 'discussion.search.any') };
  const narrowed = Boolean(input.question ?? input.category ?? input.marking ?? input.lang ?? input.from ?? input.to);
  return forumPage(visit, frame, {
    title,
    current: 'search',
    children: (
      <div class="stack-5">
        <h1>{title}</h1>
        <form method="get" action={`${base}/search`} role="search" class="form">
          <TextField locale={locale} name="q" label={say(locale, 'discussion.search.label')} hint={say(locale, 'discussion.search.hint')} value={input.q} />
          <details {...(narrowed ? { open: true } : {})}>
            <summary>{say(locale, 'discussion.search.narrow')}</summary>
            <div class="filters">
              <Select locale={locale} name="question" label={say(locale, 'discussion.search.question')} value={input.question} options={[any, ...frame.parts.flatMap((p) => p.questions).map((q) => ({ value: q.code, text: `${q.code} ${q.shortText}` }))]} />
              <Select locale={locale} name="category" label={say(locale, 'discussion.search.category')} value={input.category} options={[any, ...categories.map((value) => ({ value, text: say(locale, `ui.category.${value}`) }))]} />
              <Select locale={locale} name="marking" label={say(locale, 'discussion.search.marking')} value={input.marking} options={[any, ...markings.map((value) => ({ value, text: value }))]} />
              <Select locale={locale} name="lang" label={say(locale, 'discussion.search.lang')} value={input.lang} options={[any, ...locales.map((value) => ({ value, text: endonyms[value] }))]} />
              <TextField locale={locale} name="from" type="date" label={say(locale, 'discussion.search.from')} value={input.from} />
              <TextField locale={locale} name="to" type="date" label={say(locale, 'discussion.search.to')} value={input.to} />
            </div>
          </details>
          <button class="btn btn--primary">{say(locale, 'discussion.search.button')}</button>
        </form>
        {unreadable ? <Callout tone="now">{say(locale, 'discussion.search.unreadable')}</Callout> : null}
        {input.q ? <Results visit={visit} base={base} zone={frame.forum.zone} page={page} /> : null}
      </div>
    ),
  });
}

function Results({ visit: { locale, query }, base, zone, page }: { visit: Visit; base: string; zone: string; page: SearchPage }): VNode {
  if (page.count === 0 && page.paragraphs.length === 0) return <Empty>{say(locale, 'discussion.search.none')}</Empty>;
  const address = (n: number) => `${base}/search?${new URLSearchParams({ ...query, page: String(n) })}`;
  return (
    <>
      {page.similar ? <Callout tone="plain">{say(locale, 'discussion.search.similar')}</Callout> : null}
      <p class="meta" role="status">{page.more ? say(locale, 'discussion.search.more', { count: page.count }) : say(locale, 'discussion.search.count', { count: page.count })}</p>
      <ol class="found" start={(page.page - 1) * 20 + 1}>{page.found.map((found) => <li><Hit locale={locale} base={base} zone={zone} {...found} /></li>)}</ol>
      {page.pages > 1 ? (
        <nav aria-label={say(locale, 'discussion.search.pages')}><ul class="pager">{Array.from({ length: page.pages }, (_, i) => <li><a href={address(i + 1)} {...(i + 1 === page.page ? { 'aria-current': 'page' as const } : {})}>{i + 1}</a></li>)}</ul></nav>
      ) : null}
      {page.paragraphs.length > 0 ? (
        <section aria-labelledby="h-paper">
          <h2 id="h-paper">{say(locale, 'discussion.search.paper')}</h2>
          <ul class="found">{page.paragraphs.map((p) => <li><RefChip href={`${base}/paper?lang=${p.locale}#${p.id}`}>¶ {p.number}</RefChip> <span class="read" lang={p.locale}>{p.words}</span></li>)}</ul>
        </section>
      ) : null}
    </>
  );
}

function Hit({ locale, base, zone, shown, pieces }: Found & { locale: Visit['locale']; base: string; zone: string }): VNode {
  return (
    <article>
      <h3><a href={`${base}/c/${shown.anchor}`}>{shown.ref}</a> <span>{bylineText(shown.byline, locale)}</span></h3>
      <p class="read" lang={shown.lang}>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</p>
      <p class="meta"><time dateTime={shown.at.toISOString()}>{stamp(locale, shown.at, zone, shown.precision)}</time> · {say(locale, `ui.regime.${shown.regime}`)} · <span lang="en">{shown.marking}</span></p>
    </article>
  );
}
