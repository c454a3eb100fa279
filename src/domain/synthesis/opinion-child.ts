// The process that computes opinion groups: votes as JSON on standard input, the result's bytes on standard output.
// It runs by itself, from the sources as well as from the bundle, and sees nothing but the votes.
import { readFileSync } from 'node:fs';
import { opinionBytes, opinionDocument, VotesDocument } from './rules/opinion/document.ts';

process.stdout.write(opinionBytes(opinionDocument(VotesDocument.parse(JSON.parse(readFileSync(0, 'utf8'))))));
