import { type ChildLimits, childBeside, runChild } from '../child.ts';
import { maxDocxBytes } from './read-docx.ts';
import type { Tracked } from './tracked.ts';

/** A report of 70 pages is read in half a second with 120 MB: both caps are far above need and far below harm. */
const limitsByDefault: ChildLimits = { maxMs: 10_000, maxResidentBytes: 320 * 1024 * 1024 };

/** What was changed in a Word document with changes tracked, read in a process of its own; null for what is no such document or would take too much to read. */
export async function readTracked(bytes: Uint8Array, limits: Partial<ChildLimits> = {}): Promise<Tracked[] | null> {
  if (bytes.length > maxDocxBytes || bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
  try {
    return JSON.parse(Buffer.from(await runChild({ name: 'changes', path: childBeside(import.meta.url, 'tracked-child'), input: bytes, limits: { ...limitsByDefault, ...limits } })).toString('utf8')) as Tracked[];
  } catch (error) {
    // The child's own end is the answer; that it could not be started or is not built is a fault.
    if (error instanceof Error && /was ended|could not be made/.test(error.message)) return null;
    throw error;
  }
}
export type { Tracked };
