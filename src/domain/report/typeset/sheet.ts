import { createHash } from 'node:crypto';
import type { Block, Chapter, Manuscript, PrintedFinding, Span, Trace } from '../manuscript.ts';
import { printableThroughout } from './printable.ts';

/** A manuscript made ready for any typesetter, with the checksum of the manuscript as it came. */
export type Sheet = Manuscript & { checksumHex: string };

/**
 * Readies a manuscript for typesetting: texts printable, anchors unique, links only to what is printed, tables rectangular,
 * and a trace that is printed in full with its finding is elsewhere cited without its sources.
 */
export function sheetOf(manuscript: Manuscript): Sheet {
  const clean = printableThroughout(manuscript);
  const anchored = uniqueAnchors(clean);
  const known = tracesByAnchor(anchored);
  return {
    ...anchored,
    title: named(anchored.title, anchored.series),
    chapters: anchored.chapters.map((chapter) => readyChapter(chapter, known)),
    checksumHex: manuscriptChecksum(manuscript),
  };
}

/**
 * The SHA-256 of the manuscript as JSON with sorted keys: the same in every output, so that three files can be known as one
 * report. A file cannot carry the hash of its own bytes.
 */
export function manuscriptChecksum(manuscript: Manuscript): string {
  return createHash('sha256').update(JSON.stringify(sorted(manuscript))).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** A heading that shows nothing cannot be heard or found, and PDF/UA refuses it. */
const named = (title: string, otherwise: string): string => (/[^\s\p{Default_Ignorable_Code_Point}]/u.test(title) ? title : otherwise.trim() || '–');

/** A finding may be printed twice, first among the recommendations, then in its chapter: links lead to the first. */
function uniqueAnchors(manuscript: Manuscript): Manuscript {
  const taken = new Set<string>();
  const claim = (wish: string) => {
    const base = wish.replace(/[^A-Za-z0-9._-]+/g, '-') || 'part';
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base}--${n}`;
    taken.add(name);
    return name;
  };
  const ofBlock = (block: Block): Block =>
    block.kind === 'finding' ? { ...block, finding: { ...block.finding, anchor: claim(block.finding.anchor) } } : block;
  const ofChapter = (chapter: Chapter): Chapter => ({
    ...chapter,
    title: named(chapter.title, '–'),
    id: claim(chapter.id),
    blocks: chapter.blocks.map(ofBlock),
    children: chapter.children.map(ofChapter),
  });
  return { ...manuscript, chapters: manuscript.chapters.map(ofChapter) };
}

type Known = ReadonlyMap<string, Trace>;

function tracesByAnchor(manuscript: Manuscript): Known {
  return new Map(allFindings(manuscript.chapters).map((finding) => [finding.anchor, finding.trace]));
}

/** Every finding that is printed, in the order of print. */
export function allFindings(chapters: readonly Chapter[]): readonly PrintedFinding[] {
  return chapters.flatMap((chapter) => [
    ...chapter.blocks.flatMap((block) => (block.kind === 'finding' ? [block.finding] : [])),
    ...allFindings(chapter.children),
  ]);
}

function readyChapter(chapter: Chapter, known: Known): Chapter {
  return {
    ...chapter,
    blocks: chapter.blocks.map((block) => readyBlock(block, known)),
    children: chapter.children.map((child) => readyChapter(child, known)),
  };
}

function readyBlock(block: Block, known: Known): Block {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, spans: block.spans.map((span) => readySpan(span, known)) };
    case 'list':
      return { ...block, items: block.items.map((spans) => spans.map((span) => readySpan(span, known))) };
    case 'quotation':
      return { ...block, source: cited(withoutRepeats(block.source, block.text), known) };
    case 'finding':
      // Its own trace is printed here in full; a link from a passage to itself helps nobody.
      return { ...block, finding: { ...block.finding, trace: { ...block.finding.trace, anchor: null } } };
    case 'table':
      return rectangular(block);
    case 'note':
      return block;
    default:
      return block satisfies never;
  }
}

const readySpan = (span: Span, known: Known): Span => (span.trace ? { ...span, trace: cited(span.trace, known) } : span);

function cited(trace: Trace, known: Known): Trace {
  const there = trace.anchor === null ? undefined : known.get(trace.anchor);
  if (!there) return { ...trace, anchor: null };
  return JSON.stringify(sorted(there.sources)) === JSON.stringify(sorted(trace.sources)) ? { ...trace, sources: [] } : trace;
}

/** The quotation itself stands above its trace. */
const withoutRepeats = (trace: Trace, text: string): Trace => ({
  ...trace,
  sources: trace.sources.map((source) => (source.quote === text ? { ...source, quote: null } : source)),
});

function rectangular(table: Extract<Block, { kind: 'table' }>): Block {
  const width = Math.max(1, table.head.length, ...table.rows.map((row) => row.length));
  const filled = (row: readonly string[]) => [...row, ...Array.from({ length: width - row.length }, () => '')];
  return { ...table, head: filled(table.head), rows: table.rows.map(filled) };
}
