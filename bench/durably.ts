import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { superviseDatabase } from '#platform/db/supervisor/supervise.ts';

/** Runs a benchmark on a database server of its own with everything durable: tests do without, figures may not. */
export async function durably(work: () => Promise<void>): Promise<void> {
  const server = await superviseDatabase({ dataDir: join(tmpdir(), 'colloquy-bench'), settings: { max_connections: '200' } });
  process.env['TEST_DATABASE_URL'] = server.url;
  try {
    await work();
  } finally {
    await server.stop();
  }
}
