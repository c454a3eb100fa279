import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import type { TestHouse } from './house.ts';

/** The recommendation `R-0n` stands ready, on words that Dmitri said unattributed under this marking. */
export async function recommend(house: TestHouse, n: number, marking: 'TLP:GREEN' | 'TLP:AMBER+STRICT'): Promise<void> {
  const quote = `Words of ${n} that nobody else wrote`;
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: quote, regime: 'unattributed', marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  const elif = await house.as('elif');
  await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'Participating States', text: `Provide for ${n}.` });
  const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote });
  await attachExcerpt(elif, `R-0${n}`, marked.ok ? marked.value.excerptId : '');
  expect(await readyFinding(elif, `R-0${n}`)).toMatchObject({ ok: true });
}
