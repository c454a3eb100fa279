import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { Aspect, PlannedChapter } from '../../programme/model.ts';
import type { Block, Chapter, PrintedFinding, Span } from '../manuscript.ts';
import type { Lineage, Section } from '../model.ts';
import { matrixBlock, lineageBlocks } from './lineage.ts';

/** A forum's share of the report, ready to print. */
export type Part = { forumId: string; roman: string; aspects: readonly Aspect[]; findings: readonly { aspectId: string; printed: PrintedFinding }[] };
/** A paragraph in the language of print, with the traces of each sentence. */
export type PrintedParagraph = { forumId: string | null; section: Section; aspectId: string | null; anchor: string; spans: readonly Span[] };
export type Making = { parts: readonly Part[]; paragraphs: readonly PrintedParagraph[]; lineage: readonly Lineage[]; locale: Locale };
type Within = Making & { part: Part | null };

/** The chapters of a report as they were planned, filled; without a plan recommendations first, then forum by forum. */
export function chaptersOf(outline: readonly PlannedChapter[], making: Making): Chapter[] {
  const planned = outline.length > 0 ? outline : defaultOutline(making.parts);
  return planned.map((chapter, i) => chapterOf(chapter, `c${i + 1}`, { ...making, part: null }));
}

const sectionTitles: readonly [RegExp, Section][] = [[/^background$/i, 'background'], [/^challenges$/i, 'challenges'], [/mandate/i, 'mandates'], [/\bfora\b|\bforums\b/i, 'fora'], [/cross.cutting/i, 'cross-cutting'], [/^summary$/i, 'summary'], [/^discussions$/i, 'discussions']];
/** Which section a planned chapter holds; null where it holds none of its own. */
export const sectionOf = (title: string): Section | null => sectionTitles.find(([pattern]) => pattern.test(title))?.[1] ?? null;
export const isRecommendations = (title: string): boolean => /recommendation/i.test(title);
export const romanInTitle = (title: string): string | null => /^Forum ([IVX]+)$/.exec(title)?.[1] ?? null;

/** A planned title in the language of print: the usual ones are known in all six, any other stands as it was planned. */
export function titleIn(title: string, locale: Locale): { title: string; lang?: string } {
  const roman = romanInTitle(title);
  if (roman) return { title: say(locale, 'report.chapter.forum', { roman }) };
  if (/^key themes and recommendations$/i.test(title)) return { title: locale === 'en' ? title : say(locale, 'report.chapter.recommendations') };
  const usual = /^(background|challenges|discussions|summary)$/i.exec(title)?.[1]?.toLowerCase() as 'background' | 'challenges' | 'discussions' | 'summary' | undefined;
  if (usual) return { title: locale === 'en' ? title : say(locale, `report.chapter.${usual}`) };
  return locale === 'en' ? { title } : { title, lang: 'en' };
}

/** A planned chapter with what belongs there; what it is follows from its title and place, since the plan gives no more. */
function chapterOf(planned: PlannedChapter | { aspect: string }, id: string, within: Within): Chapter {
  if ('aspect' in planned) return aspectChapter(planned.aspect, id, within);
  const roman = romanInTitle(planned.title);
  const here = roman ? { ...within, part: within.parts.find((part) => part.roman === roman) ?? null } : within;
  const blocks = isRecommendations(planned.title) ? recommendationBlocks(here) : sectionBlocks(sectionOf(planned.title), here);
  return { id, number: planned.number, ...titleIn(planned.title, within.locale), blocks, children: planned.children.map((child, i) => chapterOf(child, `${id}-${i + 1}`, here)) };
}

/** Recommendations by addressee, the table of addressees and forums, and where each recommendation comes from. */
function recommendationBlocks({ parts, lineage, locale }: Within): Block[] {
  const all = parts.flatMap(({ findings }) => findings.map(({ printed }) => printed).filter(({ kind }) => kind === 'recommendation'));
  const addressees = [...new Set(all.map(({ addressee }) => addressee))].sort((a, b) => Number(a === null) - Number(b === null) || String(a).localeCompare(String(b), locale));
  return [
    ...addressees.flatMap((addressee): Block[] => [
      { kind: 'paragraph', spans: [{ text: addressee ?? say(locale, 'report.addressee.none'), strong: true }] },
      ...all.filter((one) => one.addressee === addressee).map((finding): Block => ({ kind: 'finding', finding })),
    ]),
    ...(all.length > 0 ? [matrixBlock(all, parts.map(({ roman }) => roman), addressees, locale)] : []),
    ...lineageBlocks(all, lineage, locale),
  ];
}

function aspectChapter(key: string, id: string, { parts, paragraphs, part }: Within): Chapter {
  const owner = part ?? parts.find(({ aspects }) => aspects.some((one) => one.key === key)) ?? null;
  const aspect = owner?.aspects.find((one) => one.key === key);
  const here = owner?.findings.filter(({ aspectId, printed }) => aspectId === aspect?.id && printed.kind !== 'recommendation') ?? [];
  const texts = paragraphs.filter((p) => p.section === 'discussions' && p.aspectId !== null && p.aspectId === aspect?.id).map(paragraphBlock);
  return { id, number: null, title: aspect?.reportTitle ?? aspect?.announcedTitle ?? key, blocks: [...texts, ...here.map(({ printed }): Block => ({ kind: 'finding', finding: printed }))], children: [] };
}

const sectionBlocks = (section: Section | null, { paragraphs, part }: Within): Block[] =>
  paragraphs.filter((p) => p.section === section && p.aspectId === null && p.forumId === (part?.forumId ?? null)).map(paragraphBlock);

const paragraphBlock = ({ spans, anchor }: PrintedParagraph): Block => ({ kind: 'paragraph', spans, anchor });

/** A series without a plan of its own. */
export function defaultOutline(parts: readonly { aspects: readonly Aspect[]; roman: string }[]): PlannedChapter[] {
  return [
    { number: null, title: 'Key themes and recommendations', children: [] },
    ...parts.map(({ aspects, roman }): PlannedChapter => ({ number: null, title: `Forum ${roman}`, children: [{ number: null, title: 'Discussions', children: aspects.map(({ key }) => ({ aspect: key })) }] })),
  ];
}
