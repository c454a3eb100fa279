// `npm test`: everything, in the order in which mistakes are cheapest to find. `npm run check` is the quick part.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const quick = process.argv.includes('--quick');
if (!existsSync(`${root}node_modules/.package-lock.json`)) {
  console.log('Installing the packages …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
}
const node = existsSync(`${root}node_modules/.bin/node`) ? `${root}node_modules/.bin/node` : process.execPath;
const bin = (path) => [node, `${root}node_modules/${path}`];
const vitest = bin('vitest/vitest.mjs');

/** dependency-cruiser finds nothing wrong with nothing: where it cannot read TypeScript it cruises no module and is content. */
const sawModules = (printed) => Number(/(\d+) modules/.exec(printed)?.[1] ?? 0) > 100 || 'the import law looked at no modules: does dependency-cruiser support this TypeScript?';

const steps = [
  ['messages', [node, `${root}scripts/messages.mjs`]],
  ['house rules', [...bin('@biomejs/biome/bin/biome'), 'lint', '--error-on-warnings', 'src', 'e2e', 'tests', 'scripts', 'messages']],
  ['import law', [...bin('dependency-cruiser/bin/dependency-cruiser.mjs'), 'src', '--config', '.dependency-cruiser.mjs'], sawModules],
  ['types', [...bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['rules and commands on a real database', [...vitest, 'run']],
  ...(quick ? [] : [
    ['build', [node, `${root}scripts/build.mjs`]],
    ['journeys in the browser', [...vitest, 'run', '-c', 'vitest.e2e.config.ts']],
  ]),
];
const began = Date.now();
let failed = 0;
for (const [name, [command, ...args], looks] of steps) {
  console.log(`\n── ${name}`);
  const { status: exit, stdout } = spawnSync(command, args, { cwd: root, stdio: ['inherit', looks ? 'pipe' : 'inherit', 'inherit'], encoding: 'utf8', env: { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` } });
  if (stdout) console.log(stdout.trimEnd());
  const seen = looks ? looks(stdout ?? '') : true;
  if (seen !== true) console.log(seen);
  const status = seen === true ? exit : 1;
  if (status !== 0) {
    failed += 1;
    console.log(`── ${name}: failed`);
    break;
  }
}
// The server the tests share is stopped; nothing is left running.
spawnSync(node, ['--input-type=module', '-e', "import { stopTestServer } from './src/platform/db/supervisor/for-tests.ts'; await stopTestServer();"], { cwd: root, stdio: 'ignore' });
console.log(`\n${steps.length - failed} steps, ${Math.round((Date.now() - began) / 1000)} s\n${failed === 0 ? steps.length : 0} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
