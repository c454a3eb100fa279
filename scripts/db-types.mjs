// Writes src/platform/db/schema.ts from the migrations: `npm run db:types`. tests/schema.db.test.ts compares.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Generates the types of the tables at `url` (a migrated database) as the text of schema.ts. */
export function generateTypes(url, outFile) {
  const args = ['--url', url, '--out-file', outFile, '--include-pattern', 'public.*', '--exclude-pattern', 'migration', '--default-schema', 'public', '--date-parser', 'string', '--log-level', 'error'];
  execFileSync(process.execPath, [`${root}node_modules/kysely-codegen/dist/cli/bin.js`, ...args], { cwd: root, stdio: 'inherit' });
  // Our pools read whole numbers as numbers: none of ours exceeds 2^53.
  const text = readFileSync(outFile, 'utf8').replace(/export type Int8 = .*;/, 'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;');
  writeFileSync(outFile, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { testServer, createDatabase } = await import('../src/platform/db/supervisor/for-tests.ts');
  const { migrate } = await import('../src/platform/db/migrate.ts');
  const url = await createDatabase(await testServer(), `types_${process.pid}`);
  await migrate(url, `${root}migrations`);
  generateTypes(url, `${root}src/platform/db/schema.ts`);
}
