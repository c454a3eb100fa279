import { childBeside, runChild } from '#platform/child.ts';
import type { OpinionDocument, VotesDocument } from './rules/opinion/document.ts';

const limits = { maxMs: 60_000, maxResidentBytes: 700_000_000 };

/**
 * Computes opinion groups in a process of its own: seconds of arithmetic that no page or letter waits for.
 *
 * Shape   the bytes are what `colloquy opinion-groups` makes of the same votes.
 */
export async function computeOpinion(votes: VotesDocument): Promise<{ bytes: string; result: OpinionDocument }> {
  const made = await runChild({ name: 'opinion groups', path: childBeside(import.meta.url, 'opinion-child'), input: JSON.stringify(votes), limits });
  const bytes = Buffer.from(made).toString('utf8');
  return { bytes, result: JSON.parse(bytes) as OpinionDocument };
}
