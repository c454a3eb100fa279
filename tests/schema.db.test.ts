import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshDatabase } from './database.ts';

// A column that the types do not know is a query that compiles and fails; one that only they know likewise.
it('the types of the tables are those the migrations make (`npm run db:types` writes them)', async () => {
  const { generateTypes } = (await import(join(process.cwd(), 'scripts/db-types.mjs'))) as { generateTypes(url: string, outFile: string): void };
  const house = await freshDatabase();
  const made = join(tmpdir(), `schema-${process.pid}.ts`);
  try {
    generateTypes(house.url, made);
    expect(readFileSync('src/platform/db/schema.ts', 'utf8')).toBe(readFileSync(made, 'utf8'));
  } finally {
    await house.drop();
    rmSync(made, { force: true });
  }
});
