import { childBeside, type ChildLimits, runChild } from '../child.ts';
import type { Inspected } from './model.ts';

/** What a report with photographs takes is a third of this; on a machine of two cores two at once leave room for readers. */
const limitsByDefault: ChildLimits = { maxMs: 9_000, maxResidentBytes: 512 * 1024 * 1024 };
const atOnce = 2;

/** What a file may weigh as it comes in. */
export const maxFileBytes = 20 * 1024 * 1024;

/**
 * Finds out what a file is by its content, and cleans it, in a process of its own; a few at once, the others wait.
 * A process that had to be ended was given something that unpacks too far.
 */
export async function inspectFile(bytes: Uint8Array, limits: Partial<ChildLimits> = {}): Promise<Inspected> {
  await turn();
  try {
    const made = Buffer.from(await runChild({ name: 'inspection', path: childBeside(import.meta.url, 'incoming-child'), input: bytes, limits: { ...limitsByDefault, ...limits } }));
    const headEnds = 4 + made.readUInt32BE(0);
    const head = JSON.parse(made.toString('utf8', 4, headEnds)) as Inspected;
    return head.ok ? { ...head, bytes: new Uint8Array(made.subarray(headEnds)) } : head;
  } catch (error) {
    if (error instanceof Error && /was ended/.test(error.message)) return { ok: false, why: 'unpacks_too_far' };
    // Out of memory of its own, or brought down by what it read.
    if (error instanceof Error && /could not be made/.test(error.message)) return { ok: false, why: 'unreadable' };
    throw error;
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running >= atOnce) await new Promise<void>((next) => waiting.push(next));
  running += 1;
}
