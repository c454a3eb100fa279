// Builds the program: messages, then what runs in the browser, then the server's entries. A few seconds, most of them for fonts.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { narrowFonts } from './fonts.mjs';
import { writeMessages } from './messages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Script, style and fonts with the hash of what they hold in their names, and the list of those names. */
async function buildAssets() {
  const folder = `${root}dist/assets`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: { app: `${root}src/browser/entry.ts`, style: `${root}src/ui/css/app.css` },
    bundle: true, minify: true, metafile: true, format: 'esm', target: ['firefox115', 'chrome100', 'safari16'],
    outdir: folder, entryNames: '[name]-[hash]', assetNames: '[name]-[hash]', loader: { '.woff2': 'file' }, plugins: [narrowFonts], legalComments: 'none', logLevel: 'warning',
  });
  const manifest = {};
  for (const [file, output] of Object.entries(metafile.outputs)) {
    const name = basename(file);
    if (output.entryPoint?.endsWith('entry.ts')) manifest['app.js'] = name;
    if (output.entryPoint?.endsWith('app.css')) manifest['app.css'] = name;
    if (name.startsWith('commissioner-latin-wght')) manifest.font = name;
  }
  const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${Array.from({ length: 12 }, (_, i) => `<rect x="14.6" y="1.8" width="2.8" height="7.6" rx="1.2" transform="rotate(${i * 30} 16 16)" fill="${i === 2 ? '#ba7f0f' : '#0b4f6c'}"/>`).join('')}</svg>`;
  manifest['icon.svg'] = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8)}.svg`;
  writeFileSync(join(folder, manifest['icon.svg']), icon);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  const weight = [manifest['app.js'], manifest['app.css']].map((name) => gzipSync(readFileSync(join(folder, name))).length);
  return { manifest, weight };
}

/** One file per process; packages stay outside, as npm installed them. */
async function buildServer() {
  const entries = ['start', 'web/main', 'worker/main', 'cli/main', 'platform/pdf/typst-child', 'platform/docx/docx-child', 'platform/docx/tracked-child', 'platform/incoming/incoming-child', 'platform/incoming/luminance-child', 'mailroom/letter-child', 'mailroom/archive/archive-child', 'domain/synthesis/opinion-child', 'domain/synthesis/exchange-child', 'domain/record/verify-main'];
  const { existsSync } = await import('node:fs');
  await build({
    entryPoints: Object.fromEntries(entries.filter((e) => existsSync(`${root}src/${e}.ts`)).map((entry) => [entry.replace(/\/main$/, '').replace(/.*\//, ''), `${root}src/${entry}.ts`])),
    bundle: true, platform: 'node', format: 'esm', target: 'node22', packages: 'external', outdir: `${root}dist/server`, sourcemap: true,
    jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning', legalComments: 'none', loader: { '.typ': 'text' },
  });
}

/** Everything; answers with the weight of script and style, compressed. */
export async function buildAll() {
  writeMessages();
  const { weight } = await buildAssets();
  await buildServer();
  writeFileSync(`${root}dist/built`, new Date().toISOString());
  return { scriptBytes: weight[0], styleBytes: weight[1] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { scriptBytes, styleBytes } = await buildAll();
  console.log(`built: script ${(scriptBytes / 1024).toFixed(1)} KB, style ${(styleBytes / 1024).toFixed(1)} KB (gzip)`);
}
