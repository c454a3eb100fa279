import { Document, Packer } from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import { stampZip } from '#platform/docx/zip.ts';
import type { Manuscript } from '../manuscript.ts';
import { chapterParts } from './docx/blocks.ts';
import { closing, opening, pageFoot, pageHead } from './docx/pages.ts';
import { numbering, page, styles } from './docx/styles.ts';
import { bookmarksOf, type Typing } from './docx/text.ts';
import { sheetOf } from './sheet.ts';

/**
 * Typesets a manuscript as a Word document with real headings, footnotes and a table of contents. The same manuscript gives the same bytes.
 *
 * Reckoning the pages for the table of contents keeps the thread busy (some 4 s for a report of 70 pages): work for a job,
 * not for a request.
 */
export async function docxFile(manuscript: Manuscript): Promise<Uint8Array> {
  const sheet = sheetOf(manuscript);
  const typing: Typing = { sheet, bookmarks: bookmarksOf(sheet) };
  const document = new Document({
    title: sheet.title,
    creator: sheet.organiser,
    styles: styles(sheet.locale),
    numbering,
    // The contents show pages at once; Word counts them anew when asked, and does not ask by itself.
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    sections: [
      {
        properties: { page },
        headers: { default: pageHead(typing) },
        footers: { default: pageFoot(typing) },
        children: [...opening(typing), ...sheet.chapters.flatMap((chapter) => chapterParts(chapter, 1, typing)), ...closing(typing)],
      },
    ],
  });
  const core = { path: 'docProps/core.xml', data: coreProperties(sheet) };
  const bytes = await Packer.toBuffer(document, undefined, [core]);
  return stampZip(new Uint8Array(bytes), new Date(sheet.compiledAt));
}

/** Who and when, written by us: the library would put today's instant and a name into it. */
function coreProperties({ title, organiser, locale, compiledAt }: Manuscript): string {
  const at = `${new Date(compiledAt).toISOString().slice(0, 19)}Z`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(organiser)}</dc:creator><dc:language>${locale}</dc:language>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
