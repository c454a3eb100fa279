import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { opinionBytes, opinionDocument, type VotesDocument, votesFormat } from '#domain/synthesis/rules/opinion/document.ts';
import { readConversation } from '../../tests/polis/conversations.ts';
import { offlineCommands } from './offline-commands.ts';

const { votes } = readConversation('scoop-hivemind.biodiversity');
const document: VotesDocument = { format: votesFormat, seed: 20120706, statements: votes.statements.map(({ number, out }) => ({ number: number + 1, ...(out ? { out } : {}) })), rows: [...votes.rows] };
const folder = mkdtempSync(join(tmpdir(), 'opinion-'));
const run = (file: string, out?: string) => offlineCommands['opinion-groups']?.offline({ positionals: [file], values: { out } });
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('opinion-groups', () => {
  it('computes from a file, without a house, the bytes that the rules make', async () => {
    const file = written('votes.json', JSON.stringify(document));
    const bytes = opinionBytes(opinionDocument(document));
    expect(`${await run(file)}\n`).toBe(bytes);
    expect(await run(file, join(folder, 'groups.json'))).toContain('2 groups of 441 people');
    expect(readFileSync(join(folder, 'groups.json'), 'utf8')).toBe(bytes);
  }, 30_000);

  it('says what is wrong with a file', async () => {
    await expect(run(join(folder, 'none.json'))).rejects.toThrow('cannot be read');
    await expect(run(written('a.json', '{'))).rejects.toThrow('is not JSON');
    await expect(run(written('b.json', '{"format":"other"}'))).rejects.toThrow('format');
    await expect(run(written('c.json', JSON.stringify({ ...document, rows: ['+', ...document.rows] })))).rejects.toThrow('row 1 has another number');
    await expect(run(written('d.json', JSON.stringify({ format: votesFormat, seed: 1, statements: [{ number: 1 }, { number: 1 }], rows: [] })))).rejects.toThrow('stands twice');
  });
});
