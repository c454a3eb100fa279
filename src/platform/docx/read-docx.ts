import { type ChildLimits, childBeside, runChild } from '../child.ts';

/** A statement of some pages is read in half a second with 90 MB: both caps are far above need and far below harm. */
const limitsByDefault: ChildLimits = { maxMs: 10_000, maxResidentBytes: 320 * 1024 * 1024 };

/** What a statement may weigh as a document; its text weighs a hundredth of it. */
export const maxDocxBytes = 4 * 1024 * 1024;

/** What stands in the document and not in its text: pictures, comments, tables (taken as plain lines), and tracked changes (taken as accepted). */
export type LeftOut = Record<'pictures' | 'comments' | 'tables' | 'changes', number>;

/** The text of a Word document as Markdown, notes under the lines that refer to them; null for what is no such document or would take too much to read. */
export async function readDocx(bytes: Uint8Array, limits: Partial<ChildLimits> = {}): Promise<{ markdown: string; left: LeftOut } | null> {
  // A ZIP or nothing: what is plainly something else starts no process.
  if (bytes.length > maxDocxBytes || bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
  try {
    const read = JSON.parse(Buffer.from(await runChild({ name: 'text', path: childBeside(import.meta.url, 'docx-child'), input: bytes, limits: { ...limitsByDefault, ...limits } })).toString('utf8')) as { markdown: string; left: LeftOut };
    return read.markdown === '' ? null : read;
  } catch (error) {
    // The child's own end is the answer; that it could not be started or is not built is a fault.
    if (error instanceof Error && /was ended|could not be made/.test(error.message)) return null;
    throw error;
  }
}
