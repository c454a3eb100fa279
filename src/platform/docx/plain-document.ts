import { AlignmentType, Document, Footer, Header, LevelFormat, Packer, PageNumber, Paragraph, ShadingType, TextRun } from 'docx';
import { type Inline, readMarkdown } from '../text/markdown.ts';
import { stampZip } from './zip.ts';

export type PlainDocument = {
  title: string;
  /** Above the text: what this is and what to do with it. */
  note: string;
  markdown: string;
  lang: string;
  /** Handling label, head and foot of every page. */
  label: { text: string; colour: string };
  at: Date;
};

/** A text as a Word document to be read, changed and sent back: the label on every page, and no author anywhere. */
export async function plainDocument({ title, note, markdown, lang, label, at }: PlainDocument): Promise<Uint8Array> {
  // 12 pt on black, right-aligned (TLP 2.0).
  const mark = () => new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun({ text: label.text, bold: true, size: 24, color: label.colour, noProof: true, shading: { type: ShadingType.CLEAR, color: 'auto', fill: '000000' } })] });
  const document = new Document({
    title,
    creator: '',
    lastModifiedBy: '',
    styles: { default: { document: { run: { font: 'Cambria', size: 22, language: { value: lang } }, paragraph: { spacing: { line: 300, after: 160 } } } } },
    numbering: { config: [{ reference: 'dash', levels: [{ level: 0, format: LevelFormat.BULLET, text: '–', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 280, hanging: 280 } } } }] }] },
    sections: [{
      headers: { default: new Header({ children: [mark(), new Paragraph({ children: [new TextRun({ text: note, size: 17, color: '4A5563' })] })] }) },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ size: 17, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })] }), mark()] }) },
      children: readMarkdown(markdown).map(({ kind, inlines }) => new Paragraph({ children: inlines.map(run), ...(kind === 'item' ? { numbering: { reference: 'dash', level: 0 } } : kind === 'quote' ? { indent: { left: 340 } } : {}) })),
    }],
  });
  // The library would write today's instant and a name: who made the copy and when is nobody's business but the delegation's.
  const core = { path: 'docProps/core.xml', data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title></cp:coreProperties>` };
  return stampZip(new Uint8Array(await Packer.toBuffer(document, undefined, [core])), at);
}

const run = ({ text, strong, em }: Inline): TextRun => new TextRun({ text, ...(strong ? { bold: true } : {}), ...(em ? { italics: true } : {}) });
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
