import { compileTypst, type PdfStandard } from '#platform/pdf/compile.ts';
import { fontFiles } from '#platform/pdf/fonts.ts';
import type { Manuscript } from '../manuscript.ts';
import { drawable } from './pdf/drawable.ts';
import { template } from './pdf/template.typ.ts';
import { languageOf, printableThroughout, quoted } from './printable.ts';
import { type Sheet, sheetOf } from './sheet.ts';

/** Typesets a manuscript as PDF: accessible (PDF/UA-1) for reading, or PDF/A-2a for the archive. The same manuscript gives the same bytes. */
export function pdfFile(manuscript: Manuscript, standard: PdfStandard = 'ua-1'): Promise<Uint8Array> {
  return compileTypst({
    template,
    data: JSON.stringify(typstData(sheetOf(manuscript))),
    standard,
    fonts: fontFiles(),
    at: new Date(manuscript.compiledAt),
  });
}

/** What the template reads: the sheet, and what Typst cannot work out by itself. */
function typstData(sheet: Sheet): unknown {
  const drawn = printableThroughout(sheet, drawable);
  const at = new Date(sheet.compiledAt);
  const [open, close] = quoted(sheet.locale, '\n').split('\n');
  const [pageBefore, pageBetween, pageAfter] = pageWords(drawn.words.pageOf);
  return {
    ...drawn,
    language: languageOf(sheet.locale) ?? 'en',
    stamp: [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()],
    marks: [open, close],
    page: [pageBefore, pageBetween, pageAfter],
  };
}

function pageWords(pattern: string): readonly [string, string, string] {
  const [before = '', rest = ''] = pattern.split('{page}');
  const [between = '', after = ''] = rest.split('{pages}');
  return [before, between, after];
}
