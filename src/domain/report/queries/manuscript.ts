import { onWhen } from '#platform/i18n/time.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { isExact } from '../../synthesis/rules.ts';
import type { Manuscript } from '../manuscript.ts';
import { annexesOf } from '../rules/annexes.ts';
import { chaptersOf, type Part } from '../rules/chapters.ts';
import { markingOf } from '../rules.ts';
import { loadTranslations } from '../store.ts';
import { leaksOf } from './leaks.ts';
import { methodOf } from './method.ts';
import { printedParagraph, printedPart, wordsOf } from './printed-part.ts';
import { wholeReport } from './whole-report.ts';

/**
 * The whole report of a series as one value: chapters as planned, recommendations first and by addressee, every
 * claim with its trace, every byline as it may leave the forum, and the annexes that say how it was made.
 *
 * Shape    `ceiling`: only quotations whose marking an output of that ceiling may carry are printed, or whose author
 *          released them; others are drawn upon and referred to, not quoted.
 * Refuses  `report.no_such_series`, `report.quote_differs` when a quotation is not what its revision says.
 */
export async function manuscriptOf(ctx: Context, slug: string, locale: Locale, ceiling: Marking): Promise<Outcome<Manuscript, 'report.no_such_series' | 'report.quote_differs'>> {
  const whole = await wholeReport(ctx, slug);
  if (!whole) return refused('report.no_such_series');
  const { series, forums, paragraphs, lineage } = whole;
  for (const { excerpts, roman } of forums) {
    const inexact = excerpts.find((e) => !isExact(e));
    if (inexact) return refused('report.quote_differs', { ref: `${roman}/${inexact.code}·${inexact.number}` });
  }
  const printing = { locale, ceiling, now: ctx.now, quoted: [] as Marking[], leakIn: leaksOf(forums, ceiling, ctx.now) };
  const parts: Part[] = [];
  for (const forum of forums) parts.push(await printedPart(forum, printing));
  const [translations, wordOf] = [await loadTranslations(ctx, series.id, locale), await wordsOf(ctx, paragraphs, forums, locale)];
  const printed = paragraphs.map((paragraph) => printedParagraph(paragraph, translations.get(paragraph.id), wordOf, { ...printing, forums, parts }));
  const zone = forums[0]?.forum.zone ?? 'Europe/Vienna';
  return granted({
    title: series.report.title ?? say(locale, 'report.title', { series: series.title }),
    symbol: null,
    series: series.title,
    organiser: series.organiser,
    locale,
    marking: markingOf(printing.quoted),
    status: say(locale, 'report.status.nonBinding'),
    demonstration: series.demonstration ? say(locale, 'ui.demonstration') : null,
    compiledAt: ctx.now.toISOString(),
    words: words(locale, ctx.now, zone),
    chapters: [...chaptersOf(series.report.outline, { parts, paragraphs: printed, lineage, locale }), ...annexesOf(await methodOf(whole, wordOf, printing), locale)],
  });
}

function words(locale: Locale, now: Date, zone: string): Manuscript['words'] {
  return {
    contents: say(locale, 'report.word.contents'),
    recommendationsByAddressee: say(locale, 'report.word.byAddressee'),
    trace: say(locale, 'report.word.trace'),
    contraryViews: say(locale, 'report.word.contrary'),
    replies: say(locale, 'report.word.replies'),
    reservations: say(locale, 'report.word.reservations'),
    addressee: say(locale, 'report.word.addressee'),
    weight: say(locale, 'report.word.weight'),
    pageOf: say(locale, 'report.word.pageOf', { page: '{page}', pages: '{pages}' }),
    compiledOn: say(locale, 'report.word.compiledOn', { onWhen: onWhen(locale, now, zone, { year: true }) }),
    checksum: say(locale, 'report.word.checksum'),
  };
}
