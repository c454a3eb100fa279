import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { zipSync } from 'fflate';
import sharp, { type Sharp } from 'sharp';

// Files as people send them, and as nobody should: made here, so that what is in them can be read. Whatever tells of
// somebody says CANARY.

export const canary = 'CANARY';

/** A photograph with its photographer, its place and its camera. */
export const photograph = async (): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: '#0b4f6c' } })
    .withExif({ IFD0: { Artist: `${canary} Artist`, Make: `${canary} Make`, Software: `${canary} Tool`, ImageDescription: `${canary} words` }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 12/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '16/1 22/1 0/1' } })
    .jpeg()
    .toBuffer();

/** A PDF of one page with its author in three places, a remark, and words to be read. */
export async function paperPdf(words = 'Preserve first, then ask.'): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setAuthor(`${canary} Author`);
  pdf.setTitle(`${canary} Title`);
  pdf.setCreator(`${canary} Tool`);
  const page = pdf.addPage([300, 200]);
  page.drawText(words, { x: 20, y: 100, size: 12 });
  const remark = pdf.context.register(pdf.context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 10, 10], T: PDFString.of(`${canary} Reader`), M: PDFString.of('D:20120704'), Contents: PDFString.of('A remark') }));
  page.node.set(PDFName.of('Annots'), pdf.context.obj([remark]));
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(pdf.context.stream(`<x:xmpmeta>${canary} XMP</x:xmpmeta>`, { Type: 'Metadata', Subtype: 'XML' })));
  // An earlier author nobody refers to any more.
  pdf.context.register(PDFString.of(`${canary} earlier`));
  return pdf.save({ useObjectStreams: false });
}

/** A PDF that does something when it is opened. */
export async function actingPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([100, 100]);
  pdf.addJavaScript('greet', 'app.alert(1)');
  return pdf.save();
}

const relation = (id: string, type: string, target: string, external = false): string => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
const relations = (...each: string[]): string => `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
const body = (xml: string): string => `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${xml}</w:body></w:document>`;
const contentTypes = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>';

/** A Word document of a few parts; `parts` replaces or adds some. */
export function wordDocument(parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const all = { '[Content_Types].xml': contentTypes, '_rels/.rels': relations(relation('r1', 'officeDocument', 'word/document.xml')), 'word/document.xml': body('<w:p><w:r><w:t>An honest document.</w:t></w:r></w:p>'), ...parts };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, data]) => [name, typeof data === 'string' ? Buffer.from(data) : data])));
}

/** A Word document as it comes from a desk: with everybody's name in it. */
export const wordDocumentOfSomebody = async (): Promise<Uint8Array> => wordDocument({
  '_rels/.rels': relations(relation('r1', 'officeDocument', 'word/document.xml'), relation('r2', 'custom-properties', 'docProps/custom.xml')),
  'word/document.xml': body(`<w:p w:rsidR="00AB12CD"><w:ins w:id="1" w:author="${canary} ins" w:date="2012-07-02T09:00:00Z"><w:r><w:t>Preserve first,</w:t></w:r></w:ins><w:del w:id="2" w:author="${canary} del"><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> then ask.</w:t></w:r></w:p>`),
  'word/_rels/document.xml.rels': relations(relation('r1', 'hyperlink', 'https://example.org/', true), relation('r2', 'hyperlink', `file:///C:/Users/${canary}/notes.docx`, true), relation('r3', 'image', 'media/image1.jpeg')),
  'word/comments.xml': `<?xml version="1.0"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="${canary} comment" w:initials="${canary}"/></w:comments>`,
  'word/people.xml': `<?xml version="1.0"?><w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="${canary} people"><w15:presenceInfo w15:providerId="AD" w15:userId="${canary}"/></w15:person></w15:people>`,
  'word/media/image1.jpeg': await photograph(),
  'docProps/core.xml': `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${canary} creator</dc:creator><cp:lastModifiedBy>${canary} modifier</cp:lastModifiedBy></cp:coreProperties>`,
  'docProps/app.xml': `<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>${canary} company</Company></Properties>`,
  'docProps/custom.xml': `<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">${canary}</Properties>`,
});

/** Word documents nobody should be sent, by what is wrong with them. */
export const hostileDocuments = (): Record<string, Uint8Array> => ({
  'with a macro': wordDocument({ 'word/vbaProject.bin': 'x' }),
  'that says it has macros': wordDocument({ '[Content_Types].xml': contentTypes.replace('wordprocessingml.document.main', 'wordprocessingml.document.macroEnabled.main') }),
  'with an object of a program': wordDocument({ 'word/embeddings/oleObject1.bin': 'x' }),
  'that fetches its template from elsewhere': wordDocument({ 'word/_rels/settings.xml.rels': relations(relation('r1', 'subDocument', 'https://canary.invalid/a.docx', true)) }),
  'that fetches a picture': wordDocument({ 'word/_rels/document.xml.rels': relations(relation('r1', 'image', 'https://canary.invalid/pixel.png', true)) }),
  'with a link that runs': wordDocument({ 'word/_rels/document.xml.rels': relations(relation('r1', 'hyperlink', ' java&#10;script:alert(1)', true)) }),
  'with a field that starts a program, split over runs': wordDocument({ 'word/document.xml': body('<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\cmd.exe</w:instrText></w:r></w:p>') }),
});

/** A picture in which much can be told apart: soft shapes of chance, the same for the same seed. */
export function scene(seed: number, { width = 600, height = 400 } = {}): Sharp {
  let state = seed * 2_654_435_761 + 1;
  const chance = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  const shapes = Array.from({ length: 40 }, () => ({ x: chance() * width, y: chance() * height, r: 20 + chance() * 110, light: chance() * 2 - 1 }));
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = shapes.reduce((sum, s) => sum + s.light * Math.exp(-((x - s.x) ** 2 + (y - s.y) ** 2) / s.r ** 2), 0);
      const value = Math.round(255 / (1 + Math.exp(-2.5 * light)));
      pixels.set([value, Math.min(255, value + 12), Math.max(0, value - 20)], (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
