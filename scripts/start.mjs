// `npm start`: sets up what is missing, then starts. Runs under whatever Node there is (20 or later), with nothing installed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry = 'start', ...args] = process.argv.slice(2);

/** When anything below a folder last changed. */
const newest = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).filter((name) => !name.endsWith('.gen.ts')).map((name) => newest(join(path, name))));
};

if (newest(`${root}package-lock.json`) > newest(`${root}node_modules/.package-lock.json`) || !existsSync(`${root}node_modules/.package-lock.json`)) {
  console.log('Installing the packages (once; a minute or two) …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
}
// Node 24 comes with the packages; the system's own serves where it is new enough.
const local = `${root}node_modules/.bin/node`;
const node = existsSync(local) ? local : process.execPath;
const sources = Math.max(newest(`${root}src`), newest(`${root}messages`), newest(`${root}scripts`), newest(`${root}package-lock.json`));
if (sources > newest(`${root}dist/built`)) {
  console.log('Building …');
  execFileSync(node, [`${root}scripts/build.mjs`], { cwd: root, stdio: 'inherit' });
}
const child = spawn(node, ['--enable-source-maps', `${root}dist/server/${entry}.js`, ...args], { cwd: process.cwd(), stdio: 'inherit' });
// Ctrl+C reaches the child as well, which stops in order; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (signal === 'SIGTERM' ? child.kill(signal) : undefined));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
