import { readFileSync } from 'node:fs';
import { verify } from './chain.ts';

// A program of its own: checks a record without this server, its database or a network. `node verify-main.js FILE`
const file = process.argv[2];
if (!file) {
  console.error('Usage: verify-main FILE   checks a record exported as JSON Lines');
  process.exit(2);
}
const verdict = verify(readFileSync(file, 'utf8'));
console.log(verdict.ok ? `The record is whole: ${verdict.entries} entries, the last with the hash ${verdict.last}.` : `Line ${verdict.line} ${verdict.says}.`);
process.exitCode = verdict.ok ? 0 : 1;
