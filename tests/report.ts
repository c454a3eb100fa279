import { randomUUID } from 'node:crypto';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import type { Marking, Regime } from '#domain/disclosure/model.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import type { Character, TestHouse } from './house.ts';

export const saidBy = {
  dmitri: 'A person whose page is taken down learns of it last and never hears on which ground.',
  anna: 'We ask providers to keep records before anything is taken down, by a letter with a name under it.',
  ben: 'In our country a prosecutor confirms every such hold within three days or the hold is void.',
  ivo: 'Nobody told the school until the boy had been gone for a whole week and nobody asked.',
} as const;

/** What the report of the furnished forum rests on: four texts of different markings and regimes, one finding, one recommendation. */
export async function saidAndConcluded(house: TestHouse): Promise<Record<keyof typeof saidBy, string>> {
  const say = async (as: keyof typeof saidBy, regime: Regime, marking: Marking) => (await house.entered(postContribution(await house.as(as as Character), { submissionId: randomUUID(), code: 'A1', text: saidBy[as], regime, marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
  await say('dmitri', 'named', 'TLP:CLEAR');
  await say('anna', 'institution', 'TLP:CLEAR');
  await say('ben', 'institution', 'TLP:GREEN');
  await say('ivo', 'unattributed', 'TLP:GREEN');
  const elif = await house.as('elif');
  await draftFinding(elif, { submissionId: randomUUID(), kind: 'challenge', part: 'A', text: 'Who is concerned learns of it last.' });
  await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'Participating States', text: 'Keep first, then confirm.' });
  const excerpts = {} as Record<keyof typeof saidBy, string>;
  for (const [i, name] of (Object.keys(saidBy) as (keyof typeof saidBy)[]).entries()) {
    const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: `A1·${i + 1}`, quote: saidBy[name] });
    if (!marked.ok) throw new Error(marked.refusal.code);
    excerpts[name] = marked.value.excerptId;
    await attachExcerpt(elif, name === 'dmitri' ? 'F-01' : 'R-01', marked.value.excerptId);
  }
  for (const reference of ['F-01', 'R-01']) {
    const ready = await readyFinding(elif, reference);
    if (!ready.ok) throw new Error(ready.refusal.code);
  }
  return excerpts;
}
