import { randomBytes } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { actingPdf, canary, hostileDocuments, paperPdf, photograph, wordDocument, wordDocumentOfSomebody } from '../../../tests/files.ts';
import { inspectFile } from './inspect.ts';
import type { Cleaned } from './model.ts';

const taken = async (bytes: Uint8Array): Promise<Cleaned> => {
  const inspected = await inspectFile(bytes);
  if (!inspected.ok) throw new Error(`not taken: ${inspected.why}`);
  return inspected;
};
const refusedAs = async (bytes: Uint8Array | string): Promise<string> => {
  const inspected = await inspectFile(Buffer.from(bytes));
  return inspected.ok ? 'taken' : inspected.why;
};
/** Whether a file says anything of anybody, in it or in what is packed into it. */
const tells = (bytes: Uint8Array): string[] => {
  const inside = bytes[0] === 0x50 ? Object.entries(unzipSync(bytes)) : [['', bytes] as const];
  return inside.filter(([, data]) => Buffer.from(data).toString('latin1').includes(canary)).map(([name]) => name);
};

describe('a picture', () => {
  it('loses its photographer, its place and its camera, and keeps how it looks', async () => {
    const before = await photograph();
    expect(tells(before)).toHaveLength(1);
    const { kind, bytes, removed } = await taken(before);
    expect([kind, tells(bytes)]).toEqual(['jpg', []]);
    expect(removed).toEqual(['author', 'place', 'device', 'software', 'descriptions']);
    const { exif, xmp, width, height } = await sharp(bytes).metadata();
    expect([exif, xmp, width, height]).toEqual([undefined, undefined, 64, 48]);
  });

  it('lying on its side is turned upright before that is forgotten', async () => {
    const lying = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#fff' } }).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { width, height } = await sharp((await taken(lying)).bytes).metadata();
    expect([width, height]).toEqual([20, 40]);
  });

  it('that claims a thousand million pixels, or is none, is not taken', async () => {
    const flood = Buffer.from(await sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } }).png().toBuffer());
    flood.writeUInt32BE(60_000, 16);
    flood.writeUInt32BE(60_000, 20);
    expect(['too_many_pixels', 'unreadable']).toContain(await refusedAs(flood));
    expect(await refusedAs('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')).toBe('unknown');
    expect(await refusedAs('GIF89a/*<script>alert(1)</script>*/')).toBe('unreadable');
    expect(await refusedAs('<!doctype html><script>alert(1)</script>')).toBe('unknown');
    expect(await refusedAs('words')).toBe('unknown');
  });

  it('with something hidden behind its pixels comes back without it', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).png().toBuffer();
    expect(Buffer.from((await taken(Buffer.concat([png, Buffer.from(`<script>${canary}</script>`)]))).bytes).toString('latin1')).not.toContain('<script>');
  });
});

describe('a PDF', () => {
  it('loses what it says of its makers, older wordings too, and can be read', async () => {
    const before = await paperPdf();
    expect(tells(before)).toHaveLength(1);
    const { kind, bytes, removed, text } = await taken(before);
    expect([kind, text]).toEqual(['pdf', 'Preserve first, then ask.']);
    expect(removed).toEqual(expect.arrayContaining(['author', 'dates', 'descriptions', 'software', 'properties']));
    const { PDFDocument, PDFName, PDFDict, PDFString } = await import('@cantoo/pdf-lib');
    const clean = await PDFDocument.load(bytes, { updateMetadata: false });
    expect([clean.getAuthor(), clean.catalog.has(PDFName.of('Metadata'))]).toEqual([undefined, false]);
    for (const [, object] of clean.context.enumerateIndirectObjects()) {
      expect(object.toString()).not.toContain(canary);
      // Texts of the remark stay: they are what was said.
      if (object instanceof PDFDict && object.has(PDFName.of('Contents')) && object.lookup(PDFName.of('Contents')) instanceof PDFString) expect(object.has(PDFName.of('T'))).toBe(false);
    }
  });

  it('that would do something, is damaged or is no PDF is not taken', async () => {
    expect(await refusedAs(await actingPdf())).toBe('active');
    expect(await refusedAs('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')).toBe('active');
    expect(await refusedAs('%PDF-1.7 and nothing more')).toBe('unreadable');
  });
});

describe('an office document', () => {
  it('loses every name, path and property, those of its pictures too, and can be read', async () => {
    const before = await wordDocumentOfSomebody();
    expect(tells(before).length).toBeGreaterThan(7);
    const { kind, bytes, removed, text } = await taken(before);
    expect([kind, tells(bytes), text]).toEqual(['docx', [], 'Preserve first, then ask.']);
    expect(removed).toEqual(expect.arrayContaining(['author', 'changes', 'paths', 'place', 'properties']));
    const parts = unzipSync(bytes);
    expect(Object.keys(parts)).not.toContain('docProps/custom.xml');
    expect(Buffer.from(parts['[Content_Types].xml'] ?? []).toString()).not.toContain('docProps/custom.xml');
    expect(Buffer.from(parts['word/_rels/document.xml.rels'] ?? []).toString()).toContain('https://example.org/');
  });

  it('cleaned once is not changed by cleaning it again', async () => {
    const once = await taken(await wordDocumentOfSomebody());
    expect((await taken(once.bytes)).removed).toEqual([]);
  });

  it('that acts, carries programs or fetches is not taken', async () => {
    for (const [name, bytes] of Object.entries(hostileDocuments())) expect(await refusedAs(bytes), name).toBe('active');
    // Word of before 2007: who knows what is in it.
    expect(await refusedAs(Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'))).toBe('active');
  });

  it('made to deceive or to exhaust its reader is not taken, and soon', async () => {
    expect(await refusedAs(wordDocument({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }))).toBe('unreadable');
    expect(await refusedAs(wordDocument({ 'word/document.xml': Buffer.from('<w:document/>', 'utf16le') }))).toBe('unreadable');
    expect(await refusedAs(wordDocument({ '../../etc/passwd': 'x' }))).toBe('unreadable');
    expect(await refusedAs(wordDocument({ 'WORD/document.xml': '<a/>' }))).toBe('unreadable');
    expect(await refusedAs(zipSync({ 'a.txt': Buffer.from('x') }))).not.toBe('taken');
    const began = Date.now();
    expect(await refusedAs(wordDocument({ 'word/document.xml': Buffer.alloc(130 * 1024 * 1024, 32) }))).toBe('unpacks_too_far');
    // What it says of its size is small; what comes out is not.
    const lying = Buffer.from(wordDocument({ 'word/big.xml': Buffer.alloc(4 * 1024 * 1024, 32) }));
    const entry = lying.lastIndexOf(Buffer.from('word/big.xml')) - 46;
    lying.writeUInt32LE(10, entry + 24);
    expect(await refusedAs(lying)).toBe('unreadable');
    expect(Date.now() - began).toBeLessThan(15_000);
  });
});

describe('the process that looks at files', () => {
  it('is ended when it takes too long or too much memory, and only it', async () => {
    expect(await inspectFile(await paperPdf(), { maxMs: 30 })).toEqual({ ok: false, why: 'unpacks_too_far' });
    expect(await inspectFile(randomBytes(1_000_000), { maxResidentBytes: 8 * 1024 * 1024 })).toEqual({ ok: false, why: 'unpacks_too_far' });
    expect((await inspectFile(await photograph())).ok).toBe(true);
  });
});
