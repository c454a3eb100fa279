import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFStream, PDFString } from '@cantoo/pdf-lib';
import { bareJpeg } from './bare-jpeg.ts';
import { NotTaken, type Removed } from './model.ts';

/** Deeds of a PDF that go beyond turning to a page of its own. Source: ISO 32000-2, section 12.6.4. */
const acting = new Set(['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'Rendition', 'Movie', 'Sound', 'GoToE', 'GoToR', 'GoTo3DView', 'RichMediaExecute', 'Hide', 'ResetForm']);
const carrying = new Set(['EmbeddedFile', 'EmbeddedFiles', 'XFA', 'RichMedia', 'JS', 'JavaScript', 'RichMediaContent']);

/**
 * A PDF without what it says of its makers: document information, XMP, private data of programs, names and dates on
 * remarks, signatures, metadata of its photographs, and whatever nothing in it refers to any more.
 *
 * Throws  `NotTaken`: `active` where it would do something, carry other files or fetch; `locked` where it is encrypted.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<{ bytes: Uint8Array; removed: Removed[] }> {
  const pdf = await open(bytes);
  const { context } = pdf;
  const removed = new Set<Removed>();
  const info = context.lookup(context.trailerInfo.Info);
  if (info instanceof PDFDict) for (const [key] of info.entries()) removed.add(kindOfInfo(key.decodeText()));
  delete context.trailerInfo.Info;
  // What nobody refers to is left behind first: an older wording of the file is not part of it.
  dropUnreachable(pdf);
  for (const [, object] of context.enumerateIndirectObjects()) walk(object, (dict) => {
    refuseActing(dict);
    strip(dict, removed);
  });
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of('Filter'))?.toString() !== '/DCTDecode') continue;
    const bare = bareJpeg(object.contents);
    if (bare.length < object.contents.length) {
      removed.add('properties');
      context.assign(ref, PDFRawStream.of(object.dict, bare));
    }
  }
  dropUnreachable(pdf);
  return { bytes: await pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: Number.POSITIVE_INFINITY }), removed: [...removed] };
}

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    if (pdf.getPageCount() > 0) return pdf;
  } catch (error) {
    throw new NotTaken(error instanceof EncryptedPDFError ? 'locked' : 'unreadable');
  }
  throw new NotTaken('unreadable');
}

const kindOfInfo = (key: string): Removed => (key === 'Author' ? 'author' : /Date$/.test(key) ? 'dates' : /^(Creator|Producer)$/.test(key) ? 'software' : /^(Title|Subject|Keywords)$/.test(key) ? 'descriptions' : 'properties');

function walk(object: PDFObject, see: (dict: PDFDict) => void): void {
  if (object instanceof PDFStream) walk(object.dict, see);
  else if (object instanceof PDFArray) for (const one of object.asArray()) walk(one, see);
  else if (object instanceof PDFDict) {
    see(object);
    for (const [, value] of object.entries()) walk(value, see);
  }
}

const nameIn = (dict: PDFDict, key: string): string => {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : '';
};

function refuseActing(dict: PDFDict): void {
  if (acting.has(nameIn(dict, 'S')) || dict.keys().some((key) => carrying.has(key.decodeText()))) throw new NotTaken('active');
  if (['FileAttachment', 'RichMedia', 'Movie', 'Sound', 'Screen', '3D'].includes(nameIn(dict, 'Subtype')) || nameIn(dict, 'Type') === 'EmbeddedFile') throw new NotTaken('active');
  const uri = dict.lookup(PDFName.of('URI'));
  const isText = uri instanceof PDFString || uri instanceof PDFHexString;
  if (isText && !/^(https?:\/\/|mailto:|#)/i.test(uri.decodeText().trim())) throw new NotTaken('active');
}

function strip(dict: PDFDict, removed: Set<Removed>): void {
  const drop = (key: string, kind: Removed) => {
    if (dict.delete(PDFName.of(key))) removed.add(kind);
  };
  drop('Metadata', 'properties');
  drop('PieceInfo', 'software');
  drop('LastModified', 'dates');
  if (nameIn(dict, 'Type') === 'Sig' || dict.has(PDFName.of('ByteRange'))) {
    // It holds the signer's name, and no longer holds once anything is taken out.
    for (const key of dict.keys()) if (key.decodeText() !== 'Type') dict.delete(key);
    removed.add('signature');
  }
  const subtype = nameIn(dict, 'Subtype');
  if (dict.has(PDFName.of('Rect')) && subtype !== '' && subtype !== 'Widget') {
    drop('T', 'author');
    for (const key of ['M', 'CreationDate']) drop(key, 'dates');
    drop('NM', 'properties');
  }
}

function dropUnreachable({ context }: PDFDocument): void {
  const reached = new Set<PDFRef>();
  const waiting: PDFObject[] = [context.trailerInfo.Root].filter((object) => object !== undefined);
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue;
      reached.add(object);
      const found = context.lookup(object);
      if (found) waiting.push(found);
    } else if (object instanceof PDFStream) waiting.push(object.dict);
    else if (object instanceof PDFArray) waiting.push(...object.asArray());
    else if (object instanceof PDFDict) waiting.push(...object.values());
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}
