import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { type ChildLimits, childBeside, watchMemory } from '#platform/child.ts';
import type { ReadArchiveLetter } from './read-letter.ts';

export type ArchiveReaders = { read(letters: readonly Buffer[]): Promise<ReadArchiveLetter[]>; end(): void };

/** What one letter may take; some hundred at a time may take what they take together. */
const limitsByDefault: ChildLimits = { maxMs: 1_000, maxResidentBytes: 256 * 1024 * 1024 };
/** Starting takes longer than reading, and on a machine in full use longer still. */
const maxStartMs = 15_000;

type Said = { id: number; read: ReadArchiveLetter[] };
type Reader = { child: ChildProcess; stopWatching: () => void };

/**
 * Processes that read letters of an archive side by side. Letters go to them by the hundred; where a process ends or
 * does not answer in time, its letters are read again one by one, so that one hostile letter costs itself alone.
 */
export function openReaders(count: number, limits: Partial<ChildLimits> = {}): ArchiveReaders {
  const { maxMs, maxResidentBytes } = { ...limitsByDefault, ...limits };
  const idle: (Reader | null)[] = Array.from({ length: count }, () => null);
  const waiting: ((reader: Reader | null) => void)[] = [];
  const all = new Set<Reader>();
  let asked = 0;

  const start = (): Reader => {
    const child = spawn(process.execPath, ['--max-old-space-size=160', childBeside(import.meta.url, 'archive-child')], { cwd: tmpdir(), env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
    const reader = { child, stopWatching: watchMemory(child.pid, maxResidentBytes, () => child.kill('SIGKILL')) };
    child.once('exit', () => { reader.stopWatching(); all.delete(reader); }).on('error', () => undefined);
    all.add(reader);
    return reader;
  };

  const ask = ({ child }: Reader, letters: readonly Buffer[], withinMs: number): Promise<ReadArchiveLetter[] | null> =>
    new Promise((done) => {
      asked += 1;
      const id = asked;
      const settle = (read: ReadArchiveLetter[] | null) => {
        clearTimeout(timer);
        child.off('message', hear).off('exit', gone);
        done(read);
      };
      const hear = (said: Said) => said.id === id && settle(said.read.length === letters.length ? said.read : null);
      const gone = () => settle(null);
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      child.on('message', hear).on('exit', gone);
      if (!child.connected) return gone();
      child.send({ id, letters }, (error) => error && gone());
    });

  /** Asks a reader, a new one where this one is gone; null where that ended it. */
  const tryOut = async (reader: Reader | null, letters: readonly Buffer[]): Promise<{ reader: Reader | null; read: ReadArchiveLetter[] | null }> => {
    const one = reader ?? start();
    const read = await ask(one, letters, letters.length * maxMs + (reader ? 0 : maxStartMs));
    if (read) return { reader: one, read };
    one.child.kill('SIGKILL');
    return { reader: null, read: null };
  };

  const readWith = async (reader: Reader | null, letters: readonly Buffer[]): Promise<{ reader: Reader | null; read: ReadArchiveLetter[] }> => {
    const together = await tryOut(reader, letters);
    if (together.read) return { reader: together.reader, read: together.read };
    let now = together.reader;
    const read: ReadArchiveLetter[] = [];
    for (const letter of letters) {
      const alone = letters.length === 1 ? { reader: null, read: null } : await tryOut(now, [letter]);
      now = alone.reader;
      read.push(...(alone.read ?? [{ omitted: 'too-heavy' as const }]));
    }
    return { reader: now, read };
  };

  return {
    read: async (letters) => {
      const mine = idle.length > 0 ? (idle.pop() ?? null) : await new Promise<Reader | null>((turn) => waiting.push(turn));
      const { reader, read } = await readWith(mine, letters);
      const next = waiting.shift();
      if (next) next(reader);
      else idle.push(reader);
      return read;
    },
    end: () => {
      for (const { child, stopWatching } of all) {
        stopWatching();
        child.kill('SIGKILL');
      }
    },
  };
}
