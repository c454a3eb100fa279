import { childBeside, runChild } from '#platform/child.ts';
import type { Brought, Unreadable } from './rules/exchange/model.ts';

const limits = { maxMs: 20_000, maxResidentBytes: 500_000_000 };

/** What a file of another program may weigh, packed. */
export const maxExchangeBytes = 20 * 1024 * 1024;

/** Reads a codebook or project of whatever program, in a process of its own; what would take too much to read is not read. */
export async function readExchangeFile(bytes: Uint8Array): Promise<{ ok: true; brought: Brought } | { ok: false; why: Unreadable }> {
  if (bytes.length > maxExchangeBytes) return { ok: false, why: 'too_large' };
  try {
    const made = await runChild({ name: 'reading', path: childBeside(import.meta.url, 'exchange-child'), input: bytes, limits });
    return JSON.parse(Buffer.from(made).toString('utf8')) as { ok: true; brought: Brought } | { ok: false; why: Unreadable };
  } catch (error) {
    // The child's own end is the answer; that it could not be started or is not built is a fault.
    if (error instanceof Error && /was ended/.test(error.message)) return { ok: false, why: 'too_large' };
    if (error instanceof Error && /could not be made/.test(error.message)) return { ok: false, why: 'not_xml' };
    throw error;
  }
}
