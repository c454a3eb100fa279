import { AlignmentType, BorderStyle, type INumberingOptions, type ISectionPropertiesOptions, type IStylesOptions, LevelFormat } from 'docx';

/** Units: twentieths of a point, the measure of the format. */
const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

/** Width of the text: A4 less both margins. */
export const textWidth = mm(210 - 2 * 32);

/** A4 with room above and below for the label. */
export const page: NonNullable<ISectionPropertiesOptions['page']> = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(36), bottom: mm(34), left: mm(32), right: mm(32), header: mm(15), footer: mm(15) },
};

export const ink = '1A2230';
export const soft = '4A5563';
export const hair = 'B9C0CA';
/** Fonts that Word and its kin have or replace with ones of the same width; people go on editing this file. */
const serif = 'Cambria';
const sans = 'Calibri';

/** Lists with a dash, as in the PDF. */
export const numbering: INumberingOptions = {
  config: [
    {
      reference: 'dash',
      levels: [{ level: 0, format: LevelFormat.BULLET, text: '–', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: mm(5), hanging: mm(5) } } } }],
    },
  ],
};

const regions: Readonly<Record<string, string>> = { en: 'en-GB', fr: 'fr-FR', de: 'de-AT', it: 'it-IT', ru: 'ru-RU', es: 'es-ES' };

/** The language as Word's spelling checker names it. */
export const wordLanguage = (tag: string): string => regions[tag] ?? tag;

const headingSizes = [34, 27, 23, 21, 21, 21] as const;

/** The named styles of the document: whoever edits it changes a style, not a thousand paragraphs. */
export function styles(locale: string): IStylesOptions {
  const headings = Object.fromEntries(
    headingSizes.map((size, index) => [
      `heading${index + 1}`,
      { run: { font: serif, size, bold: true, color: ink }, paragraph: { keepNext: true, outlineLevel: index, spacing: { before: size * 14, after: size * 6 } } },
    ]),
  );
  return {
    default: {
      document: { run: { font: serif, size: 21, color: ink, language: { value: wordLanguage(locale) } }, paragraph: { spacing: { line: 300, lineRule: 'auto', after: 160 } } },
      ...headings,
      title: { run: { font: serif, size: 48, bold: true, color: ink }, paragraph: { spacing: { before: 200, after: 240, line: 264, lineRule: 'auto' } } },
      footnoteText: { run: { font: sans, size: 17, color: soft }, paragraph: { spacing: { after: 40, line: 240, lineRule: 'auto' } } },
    },
    paragraphStyles: ownStyles,
  };
}

const small = { font: sans, size: 17, color: soft };

const ownStyles: NonNullable<IStylesOptions['paragraphStyles']> = [
  { id: 'Lead', name: 'Lead', basedOn: 'Normal', next: 'Normal', quickFormat: true, run: { size: 25, color: soft } },
  { id: 'Quote', name: 'Quote', basedOn: 'Normal', next: 'Normal', quickFormat: true, paragraph: { indent: { left: mm(6) }, spacing: { before: 160, after: 60 }, keepNext: true, border: { left: { style: BorderStyle.SINGLE, size: 12, space: 8, color: hair } } } },
  { id: 'QuoteSource', name: 'Quote Source', basedOn: 'Normal', next: 'Normal', run: small, paragraph: { indent: { left: mm(6) } } },
  { id: 'Caption', name: 'caption', basedOn: 'Normal', next: 'Normal', quickFormat: true, run: { ...small, bold: true, color: ink }, paragraph: { keepNext: true, spacing: { before: 240, after: 80 } } },
  { id: 'Note', name: 'Remark', basedOn: 'Normal', next: 'Normal', run: small, paragraph: { border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: hair } } } },
  { id: 'FindingHead', name: 'Finding Head', basedOn: 'Normal', next: 'FindingText', run: { ...small, bold: true }, paragraph: { keepNext: true, spacing: { before: 300, after: 60 } } },
  { id: 'FindingText', name: 'Finding Text', basedOn: 'Normal', next: 'FindingNote', quickFormat: true, run: { size: 24 }, paragraph: { spacing: { after: 80 } } },
  { id: 'FindingNote', name: 'Finding Note', basedOn: 'Normal', next: 'FindingNote', run: small, paragraph: { spacing: { after: 40, line: 252, lineRule: 'auto' } } },
  { id: 'FrontMatter', name: 'Front Matter', basedOn: 'Normal', run: { ...small, size: 19 }, paragraph: { spacing: { after: 60 } } },
  { id: 'TOCHeading', name: 'TOC Heading', basedOn: 'Normal', next: 'Normal', run: { size: 34, bold: true }, paragraph: { keepNext: true, spacing: { before: 480, after: 160 } } },
  { id: 'TOC1', name: 'toc 1', basedOn: 'Normal', run: { bold: true }, paragraph: { spacing: { before: 100, after: 20 } } },
  { id: 'TOC2', name: 'toc 2', basedOn: 'Normal', paragraph: { indent: { left: mm(5) }, spacing: { after: 20 } } },
  { id: 'TOC3', name: 'toc 3', basedOn: 'Normal', paragraph: { indent: { left: mm(10) }, spacing: { after: 20 } } },
  { id: 'TableText', name: 'Table Text', basedOn: 'Normal', run: { ...small, color: ink }, paragraph: { spacing: { before: 40, after: 40, line: 240, lineRule: 'auto' } } },
  { id: 'PageLine', name: 'Page Line', basedOn: 'Normal', run: small, paragraph: { spacing: { after: 20, line: 240, lineRule: 'auto' } } },
];
