import { readFileSync, writeFileSync } from 'node:fs';
import { computeOpinion } from '#domain/synthesis/opinion-process.ts';
import { VotesDocument } from '#domain/synthesis/rules/opinion/document.ts';
import type { Args, Command } from './commands.ts';

/** A command whose answer depends on its file alone: it opens no house, and works where there is none. */
export type OfflineCommand = Omit<Command, 'run'> & { offline(args: Args): Promise<string> };

export const offlineCommands: Readonly<Record<string, OfflineCommand>> = {
  'opinion-groups': {
    usage: 'opinion-groups FILE [--out FILE]',
    does: 'computes opinion groups from a file of votes (docs/reference/opinion-format.md), without a database; the same votes give the same bytes',
    leaves: null,
    offline: async ({ positionals: [file], values: { out } }) => {
      if (!file) throw new Error('name the file of the votes');
      const { bytes, result } = await computeOpinion(readVotes(file));
      if (typeof out !== 'string') return bytes.trimEnd();
      writeFileSync(out, bytes);
      return `${out}: ${result.stable ? `${result.groups.length} groups` : 'no stable groups'} of ${result.people.inScope} people, votes ${result.votes}.`;
    },
  },
};

function readVotes(file: string): VotesDocument {
  const parsed = VotesDocument.safeParse(jsonIn(file));
  if (!parsed.success) throw new Error(`${file} holds no votes: ${parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  const { rows, statements } = parsed.data;
  const odd = rows.findIndex((row) => row.length !== statements.length);
  if (odd >= 0) throw new Error(`${file}: row ${odd + 1} has another number of signs than there are statements`);
  if (new Set(statements.map(({ number }) => number)).size !== statements.length) throw new Error(`${file}: the number of a statement stands twice`);
  return parsed.data;
}

function jsonIn(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} cannot be read`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
}
