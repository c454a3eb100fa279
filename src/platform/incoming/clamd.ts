import { createConnection } from 'node:net';

export type Verdict = { clean: true } | { clean: false; found: string };
/** Looks at bytes; throws where it cannot say, so that what waits goes on waiting. */
export type Scanner = (bytes: Uint8Array) => Promise<Verdict>;

/** A file of twenty megabytes takes clamd some seconds; it closes a silent line after five of its own. */
const maxMs = 60_000;
const pieceBytes = 64 * 1024;

/**
 * A scanner that speaks clamd's protocol at an address such as clamd://127.0.0.1:3310. The file crosses the line as it is.
 *
 * Throws  when it cannot be reached, is too slow, or answers neither OK nor FOUND.
 * Source  clamd(8), command INSTREAM.
 */
export function scannerAt(address: string): Scanner {
  const { hostname, port } = new URL(address);
  return (bytes) => new Promise((answer, fail) => {
    let heard = '';
    const socket = createConnection({ host: hostname, port: Number(port || 3310) });
    socket.setTimeout(maxMs, () => socket.destroy(new Error('the scanner took too long')));
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part;
    });
    socket.on('error', fail);
    socket.on('close', () => {
      const said = heard.replace(/\0/g, '').trim();
      const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
      if (found) answer({ clean: false, found });
      else if (said === 'stream: OK') answer({ clean: true });
      else fail(new Error('the scanner did not say whether it is clean'));
    });
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        socket.write(length);
        socket.write(piece);
      }
      socket.write(Buffer.alloc(4));
    });
  });
}
