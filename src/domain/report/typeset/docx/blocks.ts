import { BorderStyle, HeadingLevel, type IBorderOptions, Paragraph, Table, TableCell, TableRow } from 'docx';
import type { Block, Chapter, Span } from '../../manuscript.ts';
import { findingParts } from './finding.ts';
import { hair, ink, textWidth } from './styles.ts';
import { footnote, marked, runs, spanRuns, type Typing } from './text.ts';

type Part = Paragraph | Table;

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4, HeadingLevel.HEADING_5, HeadingLevel.HEADING_6] as const;

/** A chapter as heading and blocks, then its children one level down. */
export function chapterParts(chapter: Chapter, level: number, typing: Typing): readonly Part[] {
  const number = chapter.number === null ? [] : runs(`${chapter.number} `, { color: '0F4C6B' });
  return [
    new Paragraph({
      heading: levels[Math.min(level, levels.length) - 1] ?? HeadingLevel.HEADING_6,
      children: marked(chapter.id, [...number, ...runs(chapter.title, { lang: chapter.lang })], typing),
    }),
    ...chapter.blocks.flatMap((block) => blockParts(block, typing)),
    ...chapter.children.flatMap((child) => chapterParts(child, level + 1, typing)),
  ];
}

function blockParts(block: Block, typing: Typing): readonly Part[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ ...(block.lead ? { style: 'Lead' } : {}), ...(introduces(block.spans) ? { keepNext: true } : {}), children: block.anchor ? marked(block.anchor, spanRuns(block.spans, typing), typing) : spanRuns(block.spans, typing) })];
    case 'list':
      return block.items.map((spans) => new Paragraph({ numbering: { reference: 'dash', level: 0 }, children: spanRuns(spans, typing) }));
    case 'quotation':
      return quotationParts(block, typing);
    case 'finding':
      return findingParts(block.finding, typing);
    case 'table':
      return tableParts(block);
    case 'note':
      return [new Paragraph({ style: 'Note', children: runs(block.text) })];
    default:
      return block satisfies never;
  }
}

/** A line in strong letters alone introduces what follows, and stays with it. */
const introduces = (spans: readonly Span[]): boolean => spans.length > 0 && spans.every(({ strong }) => strong === true);

function quotationParts(block: Extract<Block, { kind: 'quotation' }>, typing: Typing): readonly Part[] {
  const first = block.source.sources[0];
  return [
    new Paragraph({ style: 'Quote', children: runs(block.text, { lang: block.lang }) }),
    new Paragraph({ style: 'QuoteSource', children: [...(first ? runs(`${first.bylineText}, ${first.reference}`) : []), footnote(block.source, typing)] }),
  ];
}

function tableParts(block: Extract<Block, { kind: 'table' }>): readonly Part[] {
  const width = Math.floor(textWidth / block.head.length);
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((cell) => new TableCell({ children: [new Paragraph({ style: 'TableText', children: runs(cell, isHead ? { bold: true } : {}) })] })),
    });
  return [
    new Paragraph({ style: 'Caption', children: runs(block.caption) }),
    new Table({ width: { size: textWidth, type: 'dxa' }, columnWidths: block.head.map(() => width), borders, rows: [row(block.head, true), ...block.rows.map((cells) => row(cells, false))] }),
    // Two tables with nothing between them would grow together.
    new Paragraph({ children: [] }),
  ];
}

const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const thin: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: hair };
const borders = { top: { style: BorderStyle.SINGLE, size: 8, color: ink }, bottom: thin, left: none, right: none, insideHorizontal: thin, insideVertical: none };
