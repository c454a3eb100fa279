import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeArchive } from '../../tests/archive.ts';
import { openHouse, type TestHouse } from '../../tests/house.ts';

// The command as the operator gives it: a process of its own, with its own processes that read, on a real database.
const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'dist', `cli-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), 'mbox-'));
const file = join(folder, 'list.mbox');
const report = join(folder, 'left-out.tsv');
let house: TestHouse;

beforeAll(async () => {
  house = await openHouse();
  await build({
    entryPoints: { cli: `${root}src/cli/main.ts`, 'archive-child': `${root}src/mailroom/archive/archive-child.ts` },
    bundle: true, platform: 'node', format: 'esm', target: 'node22', packages: 'external', outdir: program, jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning', loader: { '.typ': 'text' },
  });
}, 60_000);
afterAll(async () => {
  rmSync(program, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  await house.end();
});

type Run = { code: number | null; said: string; progress: string };
/** Runs the command to its end, or until it has told for the first time how far it is. */
const colloquy = (args: readonly string[], { killed = false } = {}): Promise<Run> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(program, 'cli.js'), ...args], { cwd: root, env: { PATH: process.env['PATH'], TMPDIR: tmpdir(), DATABASE_URL: house.url, DATA_DIR: folder, SECRET_KEY: Buffer.alloc(32, 9).toString('base64') } });
    const run: Run = { code: null, said: '', progress: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => { run.said += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.progress += text;
      if (killed && text.includes('letters read')) child.kill('SIGKILL');
    });
    child.on('close', (code) => done({ ...run, code }));
  });
const bring = (...more: string[]) => ['import-mbox', file, '--forum', 'internet-2012-2', '--question', 'A1', '--as', 'institution', '--out', report, ...more];
const contributions = () => house.count('contribution');

describe('npm run colloquy -- import-mbox', () => {
  it('killed in the middle goes on where it was, tells how far it is, and ends with sums that balance', async () => {
    const archive = madeArchive(2_500, { seed: 11 });
    writeFileSync(file, archive.mbox);
    const fates = (fate: string) => archive.letters.filter((one) => one.fate === fate).length;

    const killed = await colloquy(bring(), { killed: true });
    expect([killed.code, killed.said]).toEqual([null, '']);
    expect(await contributions()).toBeGreaterThan(0);
    expect(await contributions()).toBeLessThan(fates('imported'));

    const { code, said, progress } = await colloquy(bring());
    expect(code, progress).toBe(0);
    expect(progress).toMatch(/\r *\d+ %: [\d ]+ letters read, [\d ]+ imported, \d+ a second/);
    expect(said).toContain(`2500 letters: ${fates('imported')} imported, ${2_500 - fates('imported')} not.`);
    expect(said).toContain(`  skipped: duplicate: ${fates('duplicate')}\n`);
    expect(said).toContain(`  refused: no-date: ${fates('no-date')}\n`);
    expect(said).toContain('The sum balances');
    expect(await contributions()).toBe(fates('imported'));

    const lines = readFileSync(report, 'utf8').split('byte\tfate\treason\n')[1]?.trim().split('\n') ?? [];
    expect(lines).toHaveLength(2_500 - fates('imported'));
    for (const line of lines) expect(line).toMatch(/^\d+\t(?:skipped|refused)\t[a-z-]+$/);

    // Once more changes nothing.
    expect(await colloquy(bring())).toMatchObject({ code: 0, said });
    expect(await contributions()).toBe(fates('imported'));
  }, 180_000);

  it('says in words what is wrong with what it was asked, and does nothing', async () => {
    expect(await colloquy(['import-mbox', file, '--forum', 'internet-2012-2'])).toMatchObject({ code: 1, progress: expect.stringContaining('--as with one of named, institution') });
    expect(await colloquy(['import-mbox', join(folder, 'none.mbox'), ...bring().slice(2)])).toMatchObject({ code: 1, progress: expect.stringContaining('cannot be read') });
    expect(await colloquy(bring('--as', 'named'))).toMatchObject({ code: 1, said: '' });
    expect(await colloquy(bring('--mode', 'fast'))).toMatchObject({ code: 2 });
  }, 60_000);
});
