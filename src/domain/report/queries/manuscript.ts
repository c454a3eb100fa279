import { onWhen } from '#platform/i18n/time.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import { enter } from '../../accreditation/sight.ts';
import { outcomePage, type Recommendation } from '../../adoption/queries/outcome-page.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { AuthorFacts, Byline, Capacity, Category, Marking, Regime, StateNames } from '../../disclosure/model.ts';
import { byline, mayRelease } from '../../disclosure/rules.ts';
import type { Aspect, Forum, PlannedChapter, Series } from '../../programme/model.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { excerptsOf, type FindingRow, findingsOf } from '../../synthesis/queries/findings.ts';
import { isExact } from '../../synthesis/rules.ts';
import type { Block, Chapter, Manuscript, PrintedFinding, Source } from '../manuscript.ts';
import { markingOf, romanOf } from '../rules.ts';
import { bylineText } from '../../disclosure/byline-text.ts';

type ForumPart = { forum: Forum & { aspects: Aspect[] }; roman: string; findings: PrintedFinding[]; rows: FindingRow[] };
type Paragraph = { forumId: string | null; section: string; aspectId: string | null; text: string; findings: string[] };

/**
 * The whole report of a series as one value: chapters as planned, recommendations first and by addressee, every
 * claim with its trace, every byline as it may leave the forum.
 *
 * Shape    `ceiling`: only quotations whose marking an output of that ceiling may carry are printed; others are
 *          drawn upon and referred to, not quoted.
 * Refuses  `report.no_such_series`, `report.quote_differs` when a quotation is not what its revision says.
 */
export async function manuscriptOf(ctx: Context, slug: string, locale: Locale, ceiling: Marking): Promise<Outcome<Manuscript, 'report.no_such_series' | 'report.quote_differs'>> {
  const whole = await wholeSeries(ctx, slug);
  if (!whole) return refused('report.no_such_series');
  const quoted: Marking[] = [];
  const parts: ForumPart[] = [];
  for (const forum of whole.forums) {
    const inside = await enter({ ...ctx, actor: { kind: 'clock', personId: null, administrator: false } }, forum.id);
    if (!inside) continue;
    const part = await forumPart(inside, forum, locale, ceiling, quoted);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const paragraphs = await loadParagraphs(ctx, whole.series.id);
  const outline = whole.series.report.outline.length > 0 ? whole.series.report.outline : defaultOutline(whole.forums);
  const zone = whole.forums[0]?.zone ?? 'Europe/Vienna';
  return granted({
    title: whole.series.report.title ?? say(locale, 'report.title', { series: whole.series.title }),
    symbol: null,
    series: whole.series.title,
    organiser: whole.series.organiser,
    locale,
    marking: markingOf(quoted),
    status: say(locale, 'report.status.nonBinding'),
    demonstration: whole.series.demonstration ? say(locale, 'ui.demonstration') : null,
    compiledAt: ctx.now.toISOString(),
    words: words(locale, ctx.now, zone),
    chapters: outline.map((planned, i) => chapterOf(planned, `c${i + 1}`, { series: whole.series, parts, paragraphs, locale, part: null })),
  });
}

function words(locale: Locale, now: Date, zone: string): Manuscript['words'] {
  return {
    contents: say(locale, 'report.word.contents'),
    recommendationsByAddressee: say(locale, 'report.word.byAddressee'),
    trace: say(locale, 'report.word.trace'),
    contraryViews: say(locale, 'report.word.contrary'),
    reservations: say(locale, 'report.word.reservations'),
    addressee: say(locale, 'report.word.addressee'),
    weight: say(locale, 'report.word.weight'),
    pageOf: say(locale, 'report.word.pageOf', { page: '{page}', pages: '{pages}' }),
    compiledOn: say(locale, 'report.word.compiledOn', { onWhen: onWhen(locale, now, zone, { year: true }) }),
    checksum: say(locale, 'report.word.checksum'),
  };
}

async function forumPart(ctx: ForumContext, forum: Forum & { aspects: Aspect[] }, locale: Locale, ceiling: Marking, quoted: Marking[]): Promise<Outcome<ForumPart, 'report.quote_differs'>> {
  const roman = romanOf(forum.number);
  const [rows, excerpts, outcome, bylines] = await Promise.all([findingsOf(ctx), excerptsOf(ctx), outcomePage(ctx, locale), bylinesOutside(ctx, forum)]);
  const inexact = excerpts.find((e) => !isExact(e));
  if (inexact) return refused('report.quote_differs', { ref: `${roman}/${inexact.code}·${inexact.number}` });
  const sourceOf = (e: (typeof excerpts)[number]): Source => {
    const by: Byline = bylines.get(e.contributionId) ?? { shows: 'nobody', rule: 'unattributed' };
    const mayQuote = mayRelease(e.marking as Marking, ceiling) && e.visibility === 'shown';
    if (mayQuote) quoted.push(e.marking as Marking);
    return { reference: `${roman}/${e.code}·${e.number}`, byline: by, bylineText: bylineText(by, locale), lang: e.lang, quote: mayQuote ? e.quote : null };
  };
  const findings = rows.filter(({ state }) => state === 'ready').map((row): PrintedFinding => {
    const of = (opposing: boolean) => excerpts.filter((e) => e.findingId === row.id && e.opposing === opposing).map(sourceOf);
    const sources = of(false);
    const silence = outcome.recommendations.find((r: Recommendation) => r.id === row.id)?.silence ?? null;
    const anchor = `${roman}-${row.reference}`;
    return {
      reference: `${roman}/${row.reference}`,
      anchor,
      kind: row.kind,
      kindText: say(locale, `synthesis.kind.${row.kind}`),
      addressee: row.addressee,
      text: row.texts[locale] ?? row.text,
      lang: row.texts[locale] ? locale : 'en',
      weight: row.weight ? say(locale, `synthesis.weight.${row.weight}`) : null,
      standing: silence ? [silence.numberIssued, say(locale, `report.standing.${silence.state}`)].filter((part) => part !== null).join(' · ') : null,
      reservations: silence?.reservations.map(({ state, kind, text }) => ({ body: `${state} (${say(locale, kind === 'reservation' ? 'terms.reservation' : 'terms.interpretativeStatement')})`, text })) ?? [],
      opposing: of(true),
      trace: { reference: `${roman}/${row.reference}`, anchor, sentence: say(locale, 'report.trace.sentence', { passages: sources.length, refs: [...new Set(sources.map(({ reference }) => reference))].join(', ') }), sources },
    };
  });
  return granted({ forum, roman, findings, rows });
}

/** Each contribution's author as they may be shown outside the forum. */
async function bylinesOutside(ctx: ForumContext, forum: Forum): Promise<Map<string, Byline>> {
  const [rows, seats] = await Promise.all([ctx.db.selectFrom('byline_source').selectAll().where('forum_id', '=', forum.id).execute(), census(ctx, forum.id)]);
  return new Map(rows.map((r) => {
    const facts: AuthorFacts = { regime: r.regime as Regime, person: r.person, affiliation: r.affiliation, affiliationNames: r.affiliation_names as StateNames | null, category: r.category as Category | null, capacity: r.capacity as Capacity | null, states: r.states as StateNames[] | null, former: r.former ?? false };
    return [String(r.contribution_id), byline(facts, 'outside', seats, forum.smallCell)];
  }));
}

async function loadParagraphs({ db }: Context, seriesId: string): Promise<Paragraph[]> {
  const rows = await db.selectFrom('chapter_paragraph').selectAll().where('series_id', '=', seriesId).orderBy('position').execute();
  return rows.map((r) => ({ forumId: r.forum_id, section: r.section, aspectId: r.aspect_id, text: r.text, findings: r.findings }));
}

type Making = { series: Series; parts: readonly ForumPart[]; paragraphs: readonly Paragraph[]; locale: Locale; part: ForumPart | null };

/** A planned chapter with what belongs there; what it is follows from its title and place, since the plan gives no more. */
function chapterOf(planned: PlannedChapter | { aspect: string }, id: string, making: Making): Chapter {
  if ('aspect' in planned) return aspectChapter(planned.aspect, id, making);
  const roman = /^Forum ([IVX]+)$/.exec(planned.title)?.[1];
  const within = roman ? { ...making, part: making.parts.find((p) => p.roman === roman) ?? null } : making;
  const recommends = /recommendation/i.test(planned.title);
  const blocks = recommends ? [] : sectionBlocks(planned.title, within);
  const planned_ = planned.children.map((child, i) => chapterOf(child, `${id}-${i + 1}`, within));
  return { id, number: planned.number, title: planned.title, blocks: recommends ? recommendationBlocks(within) : blocks, children: planned_ };
}

/** Recommendations first in the report, by addressee. */
function recommendationBlocks({ parts, locale }: Making): Block[] {
  const all = parts.flatMap(({ findings }) => findings.filter(({ kind }) => kind === 'recommendation'));
  const addressees = [...new Set(all.map(({ addressee }) => addressee))].sort((a, b) => Number(a === null) - Number(b === null) || String(a).localeCompare(String(b), locale));
  return addressees.flatMap((addressee): Block[] => [
    { kind: 'paragraph', spans: [{ text: addressee ?? say(locale, 'report.addressee.none'), strong: true }] },
    ...all.filter((f) => f.addressee === addressee).map((finding): Block => ({ kind: 'finding', finding })),
  ]);
}

function aspectChapter(key: string, id: string, { parts, paragraphs, part }: Making): Chapter {
  const owner = part ?? parts.find(({ forum }) => forum.aspects.some((a) => a.key === key)) ?? null;
  const aspect = owner?.forum.aspects.find((a) => a.key === key);
  const rows = new Map(owner?.rows.map((r) => [`${owner.roman}/${r.reference}`, r]));
  const here = owner?.findings.filter((f) => rows.get(f.reference)?.aspectId === aspect?.id && f.kind !== 'recommendation') ?? [];
  const texts = paragraphs.filter((p) => p.section === 'discussions' && p.aspectId === aspect?.id).map((p) => paragraphBlock(p, owner));
  return { id, number: null, title: aspect?.reportTitle ?? aspect?.announcedTitle ?? key, blocks: [...texts, ...here.map((finding): Block => ({ kind: 'finding', finding }))], children: [] };
}

/** Running text closes with the findings it rests on: a claim is never without its trace. */
function paragraphBlock(paragraph: Paragraph, part: ForumPart | null): Block {
  const traces = paragraph.findings.flatMap((id) => {
    const row = part?.rows.find((r) => r.id === id);
    return part?.findings.filter((f) => f.reference === `${part.roman}/${row?.reference ?? ''}`).map((f) => f.trace) ?? [];
  });
  return { kind: 'paragraph', spans: [{ text: paragraph.text }, ...traces.map((trace) => ({ text: ` [${trace.reference}]`, trace }))] };
}

const sections: readonly [RegExp, string][] = [[/^background$/i, 'background'], [/^challenges$/i, 'challenges'], [/mandate/i, 'mandates'], [/\bfora\b|\bforums\b/i, 'fora'], [/cross.cutting/i, 'cross-cutting'], [/^summary$/i, 'summary']];

function sectionBlocks(title: string, { paragraphs, part }: Making): Block[] {
  const section = sections.find(([pattern]) => pattern.test(title))?.[1];
  return paragraphs.filter((p) => p.section === section && p.forumId === (part?.forum.id ?? null)).map((p) => paragraphBlock(p, part));
}

/** A series without a plan of its own: recommendations first, then forum by forum. */
function defaultOutline(forums: readonly (Forum & { aspects: Aspect[] })[]): PlannedChapter[] {
  return [
    { number: null, title: 'Key themes and recommendations', children: [] },
    ...forums.map((forum, i): PlannedChapter => ({ number: null, title: `Forum ${romanOf(i + 1)}`, children: [{ number: null, title: 'Discussions', children: forum.aspects.map(({ key }) => ({ aspect: key })) }] })),
  ];
}
