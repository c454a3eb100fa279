// `npm run bench`: bundles a benchmark and runs it outside the test runner, where nothing else takes time.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeMessages } from './messages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2] ?? 'thread-page';
writeMessages();
await build({ // Processes of their own run beside whoever starts them.
  entryPoints: { [name]: `${root}bench/${name}.ts`, 'letter-child': `${root}src/mailroom/letter-child.ts`, 'typst-child': `${root}src/platform/pdf/typst-child.ts`, 'archive-child': `${root}src/mailroom/archive/archive-child.ts`, 'opinion-child': `${root}src/domain/synthesis/opinion-child.ts` }, bundle: true, platform: 'node', format: 'esm', target: 'node22', packages: 'external', outdir: `${root}dist/bench`, jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning', define: { 'process.env.NODE_ENV': '"production"' } });
process.exit(spawnSync(process.execPath, [`${root}dist/bench/${name}.js`, ...process.argv.slice(3)], { stdio: 'inherit', cwd: root }).status ?? 1);
