import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export type ChildLimits = { maxMs: number; maxResidentBytes: number };
export type ChildOrder = { /** What it makes, for the words of a fault: "PDF". */ name: string; path: string; input: string | Uint8Array; limits: ChildLimits };

/** How often the child's memory is looked at: it can grow by some 50 MB between two looks. */
const watchEveryMs = 50;

/**
 * Runs a program of ours in a process of its own: bytes in, bytes out. It is ended when it takes too long or too much
 * memory, and gets nothing of this process but its input.
 *
 * Throws: when it fails or a cap is reached.
 */
export function runChild({ name, path, input, limits }: ChildOrder): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // An empty environment: the child needs no secret, so it gets none.
    const child = spawn(process.execPath, ['--max-old-space-size=256', path], { cwd: tmpdir(), env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
    const made: Buffer[] = [];
    let complaint = '';
    let ended: string | null = null;
    const end = (why: string) => {
      ended ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end(`took longer than ${limits.maxMs} ms`), limits.maxMs);
    const stopWatching = watchMemory(child.pid, limits.maxResidentBytes, () => end(`used more than ${limits.maxResidentBytes} bytes of memory`));
    child.stdout.on('data', (part: Buffer) => made.push(part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      complaint = (complaint + part).slice(-4000);
    });
    // The child may be gone before it has read everything; its exit says why.
    child.stdin.on('error', () => undefined).end(input);
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      stopWatching();
      outcome();
    };
    child.on('error', (cause) => settle(() => reject(new Error(`the ${name} process could not be started`, { cause }))));
    child.on('close', (code) =>
      settle(() => {
        if (ended) return reject(new Error(`the ${name} process was ended: it ${ended}`));
        if (code !== 0) return reject(new Error(`the ${name} could not be made: ${complaint.trim() || `exit code ${code}`}`));
        return resolve(new Uint8Array(Buffer.concat(made)));
      }),
    );
  });
}

/**
 * Much of a child's memory lies outside V8's heap, so a heap limit alone does not hold it; Linux tells the resident size in /proc.
 * Elsewhere the time cap stands alone.
 */
export function watchMemory(pid: number | undefined, maxResidentBytes: number, tooMuch: () => void): () => void {
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

/** From the sources a child is the TypeScript file beside its caller; from the bundle the entry that the build makes of it. */
export function childBeside(caller: string, name: string): string {
  const places = [`./${name}.ts`, `./${name}.js`, `../${name}.js`].map((file) => fileURLToPath(new URL(file, caller)));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`a process is not built: none of ${places.join(', ')} is there`);
  return found;
}
