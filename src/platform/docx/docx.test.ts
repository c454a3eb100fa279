import { inflateRawSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { wordDiff } from '../text/word-diff.ts';
import { plainDocument } from './plain-document.ts';
import { readDocx } from './read-docx.ts';

const document = { title: 'Position on A1', note: 'For clearance. Not released.', markdown: 'We **preserve** first & *then* ask.\n\n- one\n- two\n\nЗатем — сохранять.', lang: 'en', label: { text: 'TLP:AMBER', colour: 'FFC000' }, at: new Date('2012-07-04T08:00:00Z') };

/** The files inside a ZIP, as text. */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let entry = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const [packed, name, extra, comment, local] = [zip.readUInt32LE(entry + 20), zip.readUInt16LE(entry + 28), zip.readUInt16LE(entry + 30), zip.readUInt16LE(entry + 32), zip.readUInt32LE(entry + 42)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    parts.set(zip.toString('utf8', entry + 46, entry + 46 + name), zip.readUInt16LE(entry + 10) === 8 ? inflateRawSync(data).toString('utf8') : data.toString('utf8'));
    entry += 46 + name + extra + comment;
  }
  return parts;
}

describe('a clearance copy as a document', () => {
  it('bears its label at head and foot, and neither an author nor a time', async () => {
    const parts = partsOf(Buffer.from(await plainDocument(document)));
    expect([...parts].filter(([name]) => /header|footer/.test(name)).filter(([, xml]) => xml.includes('TLP:AMBER'))).toHaveLength(2);
    expect(parts.get('docProps/core.xml')).not.toMatch(/creator>|lastModifiedBy|created|modified/);
    for (const [name, xml] of parts) expect(xml, name).not.toMatch(/Un-?named/);
  });

  it('comes back as the text that went out', async () => {
    expect((await readDocx(await plainDocument(document)))?.markdown).toBe('We **preserve** first & *then* ask.\n\n- one\n- two\n\nЗатем — сохранять.');
  });

  it('is nothing when it is no document, or takes too much to read', async () => {
    expect(await readDocx(Buffer.from('plain words'))).toBeNull();
    expect(await readDocx(Buffer.from('PK\u0003\u0004 no more'))).toBeNull();
    expect(await readDocx(await plainDocument(document), { maxMs: 20 })).toBeNull();
    expect(await readDocx(Buffer.concat([Buffer.from('PK'), Buffer.alloc(5 * 1024 * 1024)]))).toBeNull();
  });
});

describe('a document made to do harm', () => {
  const parts = async () => unzipSync(await plainDocument(document));

  it('that unpacks to hundreds of megabytes is given up', async () => {
    const bomb = zipSync({ ...(await parts()), 'word/document.xml': new Uint8Array(250 * 1024 * 1024).fill(32) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await readDocx(bomb)).toBeNull();
  });

  it('that names files of the machine gets none of them', async () => {
    const xml = (await parts())['word/document.xml'] ?? new Uint8Array();
    const foreign = Buffer.from(xml).toString('utf8').replace(/(<\?xml[^>]*>)?/, '$1<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace('preserve', '&x;');
    const read = await readDocx(zipSync({ ...(await parts()), 'word/document.xml': strToU8(foreign) }));
    expect(read?.markdown ?? '').not.toContain('root:');
  });
});

describe('what was changed', () => {
  it('is told word by word, also in Cyrillic', () => {
    expect(wordDiff('preserve first', 'preserve at once')).toEqual([{ kind: 'same', text: 'preserve ' }, { kind: 'removed', text: 'first' }, { kind: 'added', text: 'at once' }]);
    expect(wordDiff('one\r\n\r\ntwo', 'one\n\ntwo')).toEqual([{ kind: 'same', text: 'one\n\ntwo' }]);
    expect(wordDiff('сохранять сначала', 'сохранять сразу').filter((c) => c.kind === 'added')).toEqual([{ kind: 'added', text: 'сразу' }]);
  });
});
