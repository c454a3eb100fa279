// The process that reads what was changed in one Word document: its bytes on standard input; on standard output, as
// JSON, each marked paragraph that has tracked changes or comments. It runs by itself, from the sources as well as from
// the bundle, and imports nothing of ours but the file beside it.
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { trackedOf } from './tracked.ts';

try {
  const parts = unzipSync(readFileSync(0), { filter: ({ name }) => name === 'word/document.xml' || name === 'word/comments.xml' });
  const body = parts['word/document.xml'];
  if (!body) throw new Error('no body');
  process.stdout.write(JSON.stringify(trackedOf(strFromU8(body), parts['word/comments.xml'] ? strFromU8(parts['word/comments.xml']) : '')));
} catch {
  // What the library says may quote the document, and complaints end in a log.
  process.stderr.write('not a document that can be read\n');
  process.exitCode = 2;
}
