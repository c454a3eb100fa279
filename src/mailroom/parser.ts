import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { type ChildLimits, childBeside, watchMemory } from '#platform/child.ts';

/** What came of parsing one letter: its text, or why there is none. */
export type ParsedLetter = { ok: true; text: string; attachments: number } | { ok: false; why: 'unreadable' | 'too-heavy' };
export type LetterParser = { parse(raw: Uint8Array): Promise<ParsedLetter>; end(): Promise<void> };

/** An ordinary letter takes some milliseconds and 80 MB; the caps are those a hostile one is ended at. */
const limitsByDefault: ChildLimits = { maxMs: 1_000, maxResidentBytes: 256 * 1024 * 1024 };
/** A process that has parsed so many is replaced: nothing of one letter stays for long. */
const lettersPerProcess = 500;
/** Starting takes longer than parsing, and on a machine in full use longer still. */
const maxStartMs = 15_000;

type Said = { id: number; text: string | null; attachments: number };
type Running = { child: ChildProcess; parsed: number; stopWatching: () => void; overrun: boolean };

/** Parses letters in a process of its own, one at a time; one that takes too long or too much memory ends the process, not us. */
export function openParser(limits: Partial<ChildLimits> = {}): LetterParser {
  const { maxMs, maxResidentBytes } = { ...limitsByDefault, ...limits };
  let running: Promise<Running> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let count = 0;

  const start = async (): Promise<Running> => {
    const child = spawn(process.execPath, ['--max-old-space-size=160', childBeside(import.meta.url, 'letter-child')], { cwd: tmpdir(), env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
    const one: Running = { child, parsed: 0, overrun: false, stopWatching: () => undefined };
    one.stopWatching = watchMemory(child.pid, maxResidentBytes, () => {
      one.overrun = true;
      child.kill('SIGKILL');
    });
    child.once('exit', () => one.stopWatching());
    child.on('error', () => undefined);
    // The first answer tells that it runs; an empty letter is the cheapest question.
    await ask(one, new Uint8Array(0), maxStartMs);
    return one;
  };

  const ask = (one: Running, raw: Uint8Array, withinMs: number): Promise<ParsedLetter> =>
    new Promise((done) => {
      count += 1;
      const id = count;
      const settle = (outcome: ParsedLetter) => {
        clearTimeout(timer);
        one.child.off('message', hear).off('exit', gone);
        done(outcome);
      };
      const hear = (said: Said) => {
        if (said.id === id) settle(said.text === null ? { ok: false, why: 'unreadable' } : { ok: true, text: said.text, attachments: said.attachments });
      };
      const gone = () => settle({ ok: false, why: 'too-heavy' });
      const timer = setTimeout(() => one.child.kill('SIGKILL'), withinMs);
      one.child.on('message', hear).on('exit', gone);
      if (one.child.exitCode !== null || one.child.signalCode !== null || !one.child.connected) return gone();
      one.child.send({ id, raw }, (error) => error && gone());
    });

  const stop = (one: Running): void => {
    one.stopWatching();
    if (one.child.connected) one.child.disconnect();
    one.child.kill('SIGKILL');
  };

  const parse = async (raw: Uint8Array): Promise<ParsedLetter> => {
    running ??= start().catch((error: unknown) => {
      // The next letter tries again.
      running = null;
      throw error;
    });
    const one = await running;
    const outcome = await ask(one, raw, maxMs);
    one.parsed += 1;
    if ((!outcome.ok && outcome.why === 'too-heavy') || one.parsed >= lettersPerProcess) {
      running = null;
      stop(one);
    }
    return outcome;
  };

  return {
    parse: (raw) => {
      const mine = turn.then(() => parse(raw));
      turn = mine.catch(() => undefined);
      return mine;
    },
    end: async () => {
      await turn;
      if (running) stop(await running);
      running = null;
    },
  };
}
