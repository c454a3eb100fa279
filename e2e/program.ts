import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Letter = { to: string; subject: string; text: string; html: string; messageId: string; replyTo: string };
export type Program = {
  origin: string;
  dataDir: string;
  /** Everything it printed. */
  printed(): string;
  /** Letters that arrived over a real SMTP conversation. */
  letters: Letter[];
  /** Waits for a letter to an address. */
  letterTo(address: string): Promise<Letter>;
  /** Runs a command of the operator; answers with what it printed. */
  cli(...args: string[]): Promise<{ code: number; out: string }>;
  /** The process itself, for tests that kill it. */
  child(): ChildProcess;
  /** Stops it, and removes its folder unless it is wanted again. */
  stop(options?: { keepData?: boolean }): Promise<void>;
};

const freePort = (): Promise<number> => new Promise((answer) => {
  const probe = createServer();
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => answer(typeof address === 'object' && address ? address.port : 0));
  });
});

/** Starts the built program with an embedded database, a mailbox that takes every letter, and the arguments given; `host` is the name it is asked for under. */
export async function startProgram(args: readonly string[], dataDir = mkdtempSync(join(tmpdir(), 'colloquy-e2e-')), host = '127.0.0.1'): Promise<Program> {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const letters: Letter[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => void simpleParser(stream).then((mail) => {
      letters.push({ to: session.envelope.rcptTo.map((r) => r.address).join(), subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html || '', messageId: mail.messageId ?? '', replyTo: mail.replyTo?.value[0]?.address ?? '' });
      done();
    }, done),
  });
  // A worker killed in the middle of a letter cuts the line; that is the journey's doing, not the mailbox's fault.
  smtp.on('error', () => undefined);
  await new Promise<void>((listening) => smtp.listen(smtpPort, '127.0.0.1', listening));
  const origin = `http://${host}:${port}`;
  const env = { ...process.env, HOST: '127.0.0.1', ORIGIN: origin, PORT: String(port), DATA_DIR: dataDir, SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, LOG_LEVEL: 'warn' };
  let printed = '';
  const child = spawn(process.execPath, ['dist/server/start.js', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  for (let i = 0; !printed.includes('Stop with Ctrl+C'); i += 1) {
    if (child.exitCode !== null || i > 1_200) throw new Error(`the program did not start:\n${printed}`);
    await pause(100);
  }
  return {
    origin,
    dataDir,
    printed: () => printed,
    letters,
    letterTo: async (address) => {
      for (let i = 0; i < 200; i += 1) {
        const found = letters.findLast((letter) => letter.to === address);
        if (found) return found;
        await pause(100);
      }
      throw new Error(`no letter came to ${address}`);
    },
    cli: (...command) => new Promise((answer) => {
      const run = spawn(process.execPath, ['dist/server/cli.js', ...command], { env });
      let out = '';
      for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk: Buffer) => { out += chunk.toString(); });
      run.on('exit', (code) => answer({ code: code ?? 1, out }));
    }),
    child: () => child,
    stop: async ({ keepData = false } = {}) => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await new Promise((gone) => child.once('exit', gone));
      }
      await new Promise<void>((closed) => smtp.close(() => closed()));
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
