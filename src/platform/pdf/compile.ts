import { type ChildLimits, childBeside, runChild } from '../child.ts';
import type { TypstJob } from './typst-child.ts';

/** PDF/UA-1 for reading, PDF/A-2a for the archive; Typst 0.14 cannot claim both in one file. */
export type PdfStandard = 'ua-1' | 'a-2a';

export type PdfOrder = {
  /** Typst source of our own; it reads the data as `json(bytes(sys.inputs.data))`. */
  template: string;
  /** JSON text. Whatever people wrote travels here and only here, so that it can never be read as markup. */
  data: string;
  standard: PdfStandard;
  /** Paths of the TTF files; no font of the machine is used, or two machines would make two files. */
  fonts: readonly string[];
  /** The instant stamped into the file. */
  at: Date;
  limits?: Partial<PdfLimits>;
};

export type PdfLimits = ChildLimits;

/** A report of 60 pages takes under a second and 150 MB: both caps are far above need and far below harm. */
const limitsByDefault: PdfLimits = { maxMs: 60_000, maxResidentBytes: 768 * 1024 * 1024 };

/**
 * Makes a PDF of a template and its data in a process of its own, which is ended when it takes too long or too much memory.
 *
 * Throws: when Typst refuses the document or a cap is reached; the message never repeats what people wrote.
 */
export async function compileTypst(order: PdfOrder): Promise<Uint8Array> {
  const { limits, at, ...rest } = order;
  const job: TypstJob = { ...rest, timestamp: Math.floor(at.getTime() / 1000) };
  return runChild({ name: 'PDF', path: childBeside(import.meta.url, 'typst-child'), input: JSON.stringify(job), limits: { ...limitsByDefault, ...limits } });
}
