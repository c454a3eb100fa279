// The process that reads one codebook or project of another program: its bytes on standard input, on standard output as
// JSON what it holds or why it is not read. A file may be made to exhaust its reader; then this process is ended, and no
// other. It runs by itself, from the sources as well as from the bundle, and fetches nothing.
import { readFileSync } from 'node:fs';
import { NotTaken } from '#platform/incoming/model.ts';
import { unzip } from '#platform/incoming/unzip.ts';
import type { Brought, Unreadable } from './rules/exchange/model.ts';
import { readExchange } from './rules/exchange/read.ts';
import { NotXml } from './rules/exchange/xml.ts';

/** The largest project file that is read; its texts lie beside it. */
const maxProjectBytes = 24 * 1024 * 1024;

type ExchangeRead = { ok: true; brought: Brought } | { ok: false; why: Unreadable };

function main(bytes: Uint8Array): ExchangeRead {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.length > maxProjectBytes ? { ok: false, why: 'too_large' } : { ok: true, brought: readExchange(decoded(bytes), () => null) };
  const files = new Map([...unzip(bytes)].map(([name, file]) => [name.toLowerCase(), file]));
  const project = files.get('project.qde');
  if (!project) return { ok: false, why: 'no_project' };
  if (project.length > maxProjectBytes) return { ok: false, why: 'too_large' };
  return { ok: true, brought: readExchange(decoded(project), (path) => {
    const [, name] = /^internal:\/\/\/?(?:sources\/)?(.+)$/i.exec(path) ?? [];
    const file = name === undefined ? undefined : files.get(`sources/${name.toLowerCase()}`);
    return file ? decoded(file) : null;
  }) };
}

/** UTF-8, or UTF-16 where a byte order mark says so; the mark is no sign of the text. */
function decoded(bytes: Uint8Array): string {
  const sixteen = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  try {
    return new TextDecoder(sixteen ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotXml('an encoding we do not read');
  }
}

function answer(bytes: Uint8Array): ExchangeRead {
  try {
    return main(bytes);
  } catch (error) {
    if (error instanceof NotTaken) return { ok: false, why: error.why === 'unpacks_too_far' ? 'too_large' : 'no_project' };
    if (error instanceof NotXml) return { ok: false, why: error.message === 'of another kind' ? 'not_qda' : 'not_xml' };
    throw error;
  }
}

process.stdout.write(JSON.stringify(answer(readFileSync(0))));
