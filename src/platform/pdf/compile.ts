import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
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

export type PdfLimits = { maxMs: number; maxResidentBytes: number };

/** A report of 60 pages takes under a second and 150 MB: both caps are far above need and far below harm. */
const limitsByDefault: PdfLimits = { maxMs: 60_000, maxResidentBytes: 768 * 1024 * 1024 };

/** How often the child's memory is looked at: it can grow by some 50 MB between two looks. */
const watchEveryMs = 50;

/**
 * Makes a PDF of a template and its data in a process of its own, which is ended when it takes too long or too much memory.
 *
 * Throws: when Typst refuses the document or a cap is reached; the message never repeats what people wrote.
 */
export async function compileTypst(order: PdfOrder): Promise<Uint8Array> {
  const { limits, at, ...rest } = order;
  const job: TypstJob = { ...rest, timestamp: Math.floor(at.getTime() / 1000) };
  return runChild(JSON.stringify(job), { ...limitsByDefault, ...limits });
}

function runChild(job: string, limits: PdfLimits): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // An empty environment: the child needs no secret, so it gets none.
    const child = spawn(process.execPath, ['--max-old-space-size=256', childPath()], { cwd: tmpdir(), env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
    const pdf: Buffer[] = [];
    let complaint = '';
    let ended: string | null = null;
    const end = (why: string) => {
      ended ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end(`took longer than ${limits.maxMs} ms`), limits.maxMs);
    const stopWatching = watchMemory(child.pid, limits.maxResidentBytes, () => end(`used more than ${limits.maxResidentBytes} bytes of memory`));
    child.stdout.on('data', (part: Buffer) => pdf.push(part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      complaint = (complaint + part).slice(-4000);
    });
    // The child may be gone before it has read everything; its exit says why.
    child.stdin.on('error', () => undefined).end(job);
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      stopWatching();
      outcome();
    };
    child.on('error', (cause) => settle(() => reject(new Error('the PDF process could not be started', { cause }))));
    child.on('close', (code) =>
      settle(() => {
        if (ended) return reject(new Error(`the PDF process was ended: it ${ended}`));
        if (code !== 0) return reject(new Error(`the PDF could not be made: ${complaint.trim() || `exit code ${code}`}`));
        return resolve(new Uint8Array(Buffer.concat(pdf)));
      }),
    );
  });
}

/**
 * Typst lives outside V8's heap, so a heap limit alone does not hold it; Linux tells the resident size in /proc.
 * Elsewhere the time cap stands alone.
 */
function watchMemory(pid: number | undefined, maxResidentBytes: number, tooMuch: () => void): () => void {
  if (pid === undefined || process.platform !== 'linux') return () => undefined;
  const timer = setInterval(() => {
    readFile(`/proc/${pid}/status`, 'utf8').then(
      (status) => {
        const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
        if (kibibytes * 1024 > maxResidentBytes) tooMuch();
      },
      () => undefined, // gone already: its exit is being told
    );
  }, watchEveryMs);
  return () => clearInterval(timer);
}

/** From the sources the child is the TypeScript file beside this one; from the bundle the entry that the build makes of it. */
function childPath(): string {
  const places = ['./typst-child.ts', './typst-child.js', '../typst-child.js'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`the PDF process is not built: none of ${places.join(', ')} is there`);
  return found;
}
