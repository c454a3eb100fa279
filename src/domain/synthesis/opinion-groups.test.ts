import { describe, expect, it } from 'vitest';
import { readConversation } from '../../../tests/polis/conversations.ts';
import { computeOpinion } from './opinion-process.ts';
import { digestOf, opinionBytes, opinionDocument, VotesDocument, votesFormat } from './rules/opinion/document.ts';

const { votes } = readConversation('scoop-hivemind.biodiversity');
const document: VotesDocument = { format: votesFormat, seed: 20120706, statements: [...votes.statements].map(({ number, out }) => ({ number: number + 1, ...(out ? { out } : {}) })), rows: [...votes.rows] };

describe('the result of votes as a file', () => {
  it('has the same bytes in this process and in the one that computes apart', async () => {
    const here = opinionBytes(opinionDocument(document));
    expect((await computeOpinion(document)).bytes).toBe(here);
  }, 60_000);

  it('is the same whoever is written first, and another when the seed or one answer is', () => {
    const mixed = { ...document, statements: [...document.statements].reverse(), rows: document.rows.map((row) => [...row].reverse().join('')).reverse() };
    expect(digestOf(mixed)).toBe(digestOf(document));
    expect(digestOf({ ...document, seed: 1 })).not.toBe(digestOf(document));
    expect(digestOf({ ...document, rows: ['.'.repeat(314), ...document.rows.slice(1)] })).not.toBe(digestOf(document));
  });

  it('draws no map and names no group where there are no stable ones', () => {
    const few = opinionDocument({ ...document, rows: document.rows.slice(0, 20) });
    expect(few).toMatchObject({ stable: false, unstable: ['too-few'], groups: [], map: [] });
    expect(few.statements.every(({ consensus, groups }) => consensus === null && groups.length === 0)).toBe(true);
  });

  it('takes in nothing but what the format has', () => {
    expect(VotesDocument.safeParse({ ...document, rows: ['x'] }).success).toBe(false);
    expect(VotesDocument.safeParse({ ...document, names: ['Anna'] }).success).toBe(false);
  });
});
