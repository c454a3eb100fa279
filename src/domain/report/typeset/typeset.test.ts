import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markings } from '../../disclosure/model.ts';
import type { Chapter, Manuscript } from '../manuscript.ts';
import { docxFile } from './docx.ts';
import { sampleManuscript, withText } from './fixture/manuscript.ts';
import { bare, factsOfPdf, pagesOfPdf, partsOfDocx, structureOfPdf, textOfDocx, textOfHtml, textsOf } from './fixture/reading.ts';
import { htmlFile } from './html-file.tsx';
import { drawable } from './pdf/drawable.ts';
import { pdfFile } from './pdf.ts';
import { printable } from './printable.ts';
import { manuscriptChecksum } from './sheet.ts';

const outputs = {
  html: async (manuscript: Manuscript) => textOfHtml(htmlFile(manuscript)),
  docx: async (manuscript: Manuscript) => textOfDocx(await docxFile(manuscript)),
  pdf: async (manuscript: Manuscript) => pagesOfPdf(await pdfFile(manuscript)).join('\n'),
};
const shownIn = { html: printable, docx: printable, pdf: (text: string) => drawable(printable(text)) };
const names = ['html', 'docx', 'pdf'] as const;

const missing = (manuscript: Manuscript, text: string, shown: (text: string) => string) => {
  const found = bare(text);
  return textsOf(manuscript).filter((wanted) => !found.includes(bare(shown(wanted))));
};

const hostile = [
  '#eval("1") #import "x.typ": * #panic()',
  '\u0000nul\u0001\u001b[31m',
  '<script>alert(1)</script><w:t>&amp;</w:t>',
  'a & b && c &lt; "d" \'e\'',
  'safe\u202Edlorver\u202C \u2066isolated\u2069',
  'emoji 😀 👩‍👩‍👧 🇦🇹 ❤️',
  '*bold* _emphasis_ `raw` $x^2$ = heading',
  'C:\\back\\slash \\u0041 \\" \n new line \r\n another',
  '漢字 עברית العربية',
  '\uD800 lone \uDC00 \uFFFE\uFFFF',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a text that looks like a slot is what is tried
  '{page} {pages} %s ${x} {{y}}',
  '</style><!-- --> ]]> <?xml?>',
];

describe('the typesetters', () => {
  it.each(names)('print every text of the manuscript (%s)', async (name) => {
    const manuscript = sampleManuscript();
    expect(missing(manuscript, await outputs[name](manuscript), shownIn[name])).toEqual([]);
  });

  it.each(names)('print no words that are not in the manuscript (%s)', async (name) => {
    const manuscript = sampleManuscript();
    const { words } = manuscript;
    const known = [...textsOf(manuscript), ...Object.values(words), ...words.pageOf.split(/\{pages?\}/), manuscriptChecksum(manuscript)];
    const longestFirst = known.map(bare).filter((text) => text !== '').sort((a, b) => b.length - a.length);
    const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ' '), bare(await outputs[name](manuscript)));
    expect(rest).not.toMatch(/\p{L}/u);
  });

  it.each(hostile)('print %j as text', async (text) => {
    const manuscript = withText(`a${text}`);
    for (const name of names) expect(missing(manuscript, await outputs[name](manuscript), shownIn[name]), name).toEqual([]);
  });

  it('print whatever people can type', { timeout: 120_000 }, async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `a${text}`);
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const manuscript = withText(text);
        for (const name of names) expect(missing(manuscript, await outputs[name](manuscript), shownIn[name]), name).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('print a manuscript with nothing in it, and one with chapters nine deep, all alike and without a title', async () => {
    const deep = (left: number): Chapter => ({ id: 'same', number: null, title: '\u200B ', blocks: [{ kind: 'list', items: [] }, { kind: 'paragraph', spans: [] }, { kind: 'table', caption: '', head: [], rows: [] }], children: left > 0 ? [deep(left - 1)] : [] });
    for (const chapters of [[], [deep(8), deep(0)]]) {
      const manuscript = sampleManuscript({ title: '', chapters });
      for (const name of names) expect(bare(await outputs[name](manuscript)), name).toContain(bare(manuscript.series));
    }
  });

  it('make the same bytes of the same manuscript', async () => {
    const [manuscript, again] = [sampleManuscript(), sampleManuscript()];
    expect(htmlFile(again)).toBe(htmlFile(manuscript));
    expect(Buffer.from(await docxFile(again)).equals(await docxFile(manuscript))).toBe(true);
    expect(Buffer.from(await pdfFile(again)).equals(await pdfFile(manuscript))).toBe(true);
  });

  it('print the same checksum, which changes with a single letter', async () => {
    const manuscript = sampleManuscript();
    const checksum = manuscriptChecksum(manuscript);
    for (const name of names) expect(bare(await outputs[name](manuscript))).toContain(checksum);
    expect(manuscriptChecksum({ ...manuscript, title: `${manuscript.title}.` })).not.toBe(checksum);
  });

  it('print a trace in full once, and after that only cite it', async () => {
    const text = bare(textOfHtml(htmlFile(sampleManuscript())));
    // Its own finding R-03, its good practice F-06: and not once more where the chapter cites R-03.
    expect(text.split(bare('A page that is gone within the hour')).length - 1).toBe(2);
  });
});

describe('the PDF', () => {
  it.each(markings)('bears %s at the head and foot of every page, with status, demonstration line and page number', async (marking) => {
    const pages = pagesOfPdf(await pdfFile(sampleManuscript({ marking })));
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, index) => {
      expect(page.split(marking).length - 1).toBeGreaterThanOrEqual(2);
      expect(page).toContain('Secretariat report, non-binding');
      expect(page).toContain('Demonstration data: all people and texts are invented');
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    });
  });

  it('is tagged, on A4, dated by the manuscript and names no author', async () => {
    const facts = factsOfPdf(await pdfFile(sampleManuscript()));
    expect(facts).toMatch(/Tagged:\s+yes/);
    expect(facts).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/);
    expect(facts).toMatch(/CreationDate:.*Aug 10 .*2012/);
    expect(facts).not.toMatch(/Author/);
  });

  it('has the chapters as headings of their level, findings with notes, tables with headers', async () => {
    const structure = structureOfPdf(await pdfFile(sampleManuscript()));
    for (const tag of ['H1', 'H2', 'H3', 'Note', 'TH', 'BlockQuote', 'TOC']) expect(structure).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'));
  });

  it('can be made for the archive too', async () => {
    const pdf = Buffer.from(await pdfFile(sampleManuscript(), 'a-2a'));
    expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2</);
    expect(Buffer.from(await pdfFile(sampleManuscript())).toString('latin1')).toMatch(/pdfuaid:part>1</);
  });
});

describe('the Word document', () => {
  const tree = (chapters: readonly Chapter[], level: number): readonly string[] =>
    chapters.flatMap(({ number, title, children }) => [`Heading${level} ${number === null ? '' : `${number} `}${title}`, ...tree(children, level + 1)]);

  it('has exactly the chapter tree as headings', async () => {
    const manuscript = sampleManuscript();
    const body = partsOfDocx(await docxFile(manuscript)).get('word/document.xml') ?? '';
    const headings = body.split('<w:p>').flatMap((paragraph) => {
      const style = /<w:pStyle w:val="(Heading\d)"\/>/.exec(paragraph)?.[1];
      return style ? [`${style} ${[...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((run) => run[1]).join('')}`] : [];
    });
    expect(headings).toEqual(tree(manuscript.chapters, 1));
  });

  it('dates every part by the manuscript, not by the clock', async () => {
    const docx = Buffer.from(await docxFile(sampleManuscript()));
    const [date, time] = [((2012 - 1980) << 9) | (8 << 5) | 10, 10 << 11];
    expect([docx.readUInt16LE(10), docx.readUInt16LE(12)]).toEqual([time, date]);
    const directory = docx.readUInt32LE(docx.length - 22 + 16);
    expect([docx.readUInt16LE(directory + 12), docx.readUInt16LE(directory + 14)]).toEqual([time, date]);
    expect(partsOfDocx(docx).get('docProps/core.xml')).toContain('2012-08-10T10:00:00Z');
  });

  it('has its traces as real footnotes, a table of contents, the label on each page and no person', async () => {
    const parts = partsOfDocx(await docxFile(sampleManuscript()));
    expect([...(parts.get('word/document.xml') ?? '').matchAll(/<w:footnoteReference /g)]).toHaveLength(6);
    expect(parts.get('word/footnotes.xml')).toContain('Rests on 3 passages by 3 voices');
    expect(parts.get('word/document.xml')).toContain('TOC \\h \\o &quot;1-3&quot;');
    for (const part of ['word/header1.xml', 'word/footer1.xml']) expect(parts.get(part)).toMatch(/<w:sz w:val="24"\/>.*TLP:AMBER/);
    expect(parts.get('docProps/core.xml')).toContain('<dc:creator>Secretariat, Action against Terrorism Unit</dc:creator>');
    expect(parts.get('docProps/core.xml')).not.toContain('lastModifiedBy');
    expect(parts.get('word/document.xml')).toContain('<w:lang w:val="ru-RU"/>');
  });
});

describe('the web page', () => {
  it('carries no script, no style attribute and nothing to fetch', () => {
    const html = htmlFile(withText('a<img src=x onerror=alert(1)>'));
    const markup = html.replace(/="[^"]*"/g, '=""');
    expect(markup).not.toMatch(/<(?:script|img|link|iframe)|<[^>]*\s(?:style|src|on\w+)=|url\(|@import/i);
  });

  it('leads every link to a place on the page, and names each place once', () => {
    const html = htmlFile(sampleManuscript());
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/\shref="#([^"]*)"/g)) expect(ids).toContain(target);
    expect(ids).toEqual(expect.arrayContaining(['R-03', 'F-06', 'forum-2-discussions-B']));
  });
});
