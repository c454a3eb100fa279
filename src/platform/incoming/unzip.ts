import { inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { NotTaken } from './model.ts';

/** Ample for a document of twenty megabytes, and what a reader's machine has to spare. */
const maxUnpacked = 120 * 1024 * 1024;
const maxEntries = 4_000;

/**
 * The files inside a ZIP, by name. What it says of itself is checked before anything is unpacked, and again after:
 * sizes, names that lead outside, the same name twice, and local headers that say another than the directory.
 *
 * Throws  `NotTaken`.
 * Source  PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.
 */
export function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(zip);
  if (entries.reduce((sum, { size }) => sum + size, 0) > maxUnpacked) throw new NotTaken('unpacks_too_far');
  const files = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  for (const entry of entries) {
    // Readers differ in which of two they take; names differ in case on some systems only.
    if (seen.has(entry.name.toLowerCase())) throw new NotTaken('unreadable');
    seen.add(entry.name.toLowerCase());
    if (!entry.name.endsWith('/')) files.set(entry.name, unpack(zip, entry));
  }
  return files;
}

/** Packs files again, all dated alike: when each was packed is nobody's business. */
export const zip = (files: ReadonlyMap<string, Uint8Array>): Uint8Array => zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 6 });

type Entry = { name: string; method: number; packed: number; size: number; local: number };

function directoryOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > zip.length) throw new NotTaken('unreadable');
  const count = zip.readUInt16LE(end + 10);
  if (count > maxEntries) throw new NotTaken('unpacks_too_far');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = count; left > 0; left -= 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw new NotTaken('unreadable');
    if (zip.readUInt16LE(at + 8) & 1) throw new NotTaken('locked');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === '' || /^[/\\]|\\|\0|(^|\/)\.\.(\/|$)|^[a-z]:/i.test(name)) throw new NotTaken('unreadable');
    entries.push({ name, method: zip.readUInt16LE(at + 10), packed: zip.readUInt32LE(at + 20), size: zip.readUInt32LE(at + 24), local: zip.readUInt32LE(at + 42) });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(zip: Buffer, { name, method, packed, size, local }: Entry): Uint8Array {
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== 0x04034b50) throw new NotTaken('unreadable');
  const nameLength = zip.readUInt16LE(local + 26);
  if (zip.toString('utf8', local + 30, local + 30 + nameLength) !== name) throw new NotTaken('unreadable');
  const start = local + 30 + nameLength + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + packed);
  if (method === 0 && data.length === size) return data;
  if (method !== 8) throw new NotTaken('unreadable');
  // Never more than it said of itself: a smaller claim is a lie, found out here.
  const unpacked = size === 0 ? new Uint8Array(0) : inflateRawSync(data, { maxOutputLength: size });
  if (unpacked.length !== size) throw new NotTaken('unreadable');
  return unpacked;
}
