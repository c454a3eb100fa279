import { Footer, Header, InternalHyperlink, PageBreak, PageNumber, PageReference, Paragraph, type ParagraphChild, ShadingType, Tab, TableOfContents, TextRun } from 'docx';
import type { Marking } from '../../../disclosure/model.ts';
import type { Chapter } from '../../manuscript.ts';
import { hair, ink, textWidth } from './styles.ts';
import { runs, type Typing } from './text.ts';

const colours: Readonly<Record<Marking, string>> = {
  'TLP:RED': 'FF2B2B',
  'TLP:AMBER+STRICT': 'FFC000',
  'TLP:AMBER': 'FFC000',
  'TLP:GREEN': '33FF00',
  'TLP:CLEAR': 'FFFFFF',
};

/** The label of TLP 2.0: 12 pt on black, never translated. */
function label(marking: Marking): TextRun {
  return new TextRun({
    text: marking,
    bold: true,
    size: 24,
    color: colours[marking],
    noProof: true,
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: '000000' },
  });
}

const acrossThePage = [
  { type: 'center', position: Math.round(textWidth / 2) },
  { type: 'right', position: textWidth },
] as const;

const rule = { style: 'single', size: 4, color: hair, space: 6 } as const;

/** The head of every page: the series, the demonstration line where there is one, the label on the right. */
export function pageHead({ sheet }: Typing): Header {
  const demonstration = sheet.demonstration === null ? [] : [new Paragraph({ style: 'PageLine', children: runs(sheet.demonstration, { bold: true, color: ink }) })];
  return new Header({
    children: [
      new Paragraph({ style: 'PageLine', alignment: 'right', children: [label(sheet.marking)] }),
      new Paragraph({ style: 'PageLine', children: runs(sheet.series), ...(demonstration.length === 0 ? { border: { bottom: rule } } : {}) }),
      ...demonstration,
    ],
  });
}

/** The foot of every page: the status, the page's number, the label on the right. */
export function pageFoot({ sheet }: Typing): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'PageLine',
        border: { top: rule },
        tabStops: acrossThePage,
        children: [...runs(sheet.status), new TextRun({ children: [new Tab(), new Tab(), ...pageWords(sheet.words.pageOf)] })],
      }),
      new Paragraph({ style: 'PageLine', alignment: 'right', children: [label(sheet.marking)] }),
    ],
  });
}

function pageWords(pattern: string): readonly string[] {
  return pattern.split(/(\{page\}|\{pages\})/).map((part) => (part === '{page}' ? PageNumber.CURRENT : part === '{pages}' ? PageNumber.TOTAL_PAGES : part));
}

/** The title, what the report is and is not, and the table of contents. */
export function opening(typing: Typing): readonly (Paragraph | TableOfContents)[] {
  const { sheet } = typing;
  const line = (children: readonly ParagraphChild[]) => new Paragraph({ style: 'FrontMatter', children });
  return [
    ...(sheet.symbol === null ? [] : [line(runs(sheet.symbol, { bold: true, color: ink }))]),
    line(runs(sheet.series)),
    new Paragraph({ style: 'Title', children: runs(sheet.title) }),
    line(runs(sheet.organiser, { color: ink })),
    line(runs(sheet.status, { color: ink })),
    ...(sheet.demonstration === null ? [] : [line(runs(sheet.demonstration, { bold: true, color: ink }))]),
    line([...runs(`${sheet.words.compiledOn}   `), label(sheet.marking)]),
    new Paragraph({ style: 'TOCHeading', children: runs(sheet.words.contents) }),
    new TableOfContents(sheet.words.contents, { hyperlink: true, headingStyleRange: '1-3', contentChildren: contentsOf(typing, typing.sheet.chapters, 1) }),
    new Paragraph({ children: [new PageBreak()] }),
  ];
}

/** The contents as they stand before Word counts anew, three levels deep as the field asks. */
function contentsOf(typing: Typing, chapters: readonly Chapter[], level: number): readonly Paragraph[] {
  if (level > 3) return [];
  return chapters.flatMap((chapter) => [contentsLine(typing, chapter, level), ...contentsOf(typing, chapter.children, level + 1)]);
}

function contentsLine({ bookmarks }: Typing, chapter: Chapter, level: number): Paragraph {
  const title = runs(chapter.number === null ? chapter.title : `${chapter.number} ${chapter.title}`, { lang: chapter.lang });
  const place = bookmarks.get(chapter.id);
  const line = place ? [...title, new TextRun({ children: [new Tab()] }), new PageReference(place.name)] : title;
  return new Paragraph({
    style: `TOC${level}`,
    tabStops: [{ type: 'right', position: textWidth, leader: 'dot' }],
    children: place ? [new InternalHyperlink({ anchor: place.name, children: line })] : line,
  });
}

/** The last lines: when it was compiled, and the checksum by which two files are known as one report. */
export function closing({ sheet }: Typing): readonly Paragraph[] {
  return [
    new Paragraph({ style: 'FrontMatter', keepNext: true, border: { top: { style: 'single', size: 8, color: ink, space: 8 } }, spacing: { before: 700 }, children: runs(sheet.words.compiledOn) }),
    new Paragraph({ style: 'FrontMatter', keepNext: true, children: runs(sheet.words.checksum) }),
    new Paragraph({ style: 'FrontMatter', children: [new TextRun({ text: sheet.checksumHex, font: 'Consolas', size: 16, noProof: true })] }),
  ];
}
