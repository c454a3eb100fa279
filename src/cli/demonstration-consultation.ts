import { answerComment } from '#domain/adoption/commands/answer-comment.ts';
import { commentOnRecommendation } from '#domain/adoption/commands/comment-on-recommendation.ts';
import { openConsultation } from '#domain/adoption/commands/open-consultation.ts';
import { answerRound } from '#domain/synthesis/commands/answer-round.ts';
import { computeRounds } from '#domain/synthesis/commands/compute-rounds.ts';
import { openRound } from '#domain/synthesis/commands/open-round.ts';
import { localOf } from '#platform/instant.ts';
import type { DemoForum } from './demonstration-data.ts';
import { type Deed, type Mint, must, staff } from './demonstration-deed.ts';

// What is asked of everyone before a demonstration recommendation goes under silence: comments, and a round.
export function consultationDeeds({ consultation, timezone }: DemoForum, mint: Mint): Deed[] {
  if (!consultation) return [];
  const opens = new Date(consultation.opens);
  const numbers = new Map<string, number>();
  return [
    { at: opens, what: 'consultation', run: async () => { const { ctx, submissionId } = await mint(consultation.by, opens); return must('consultation', openConsultation(ctx, { submissionId, findings: consultation.findings, ends: localOf(new Date(consultation.ends), timezone), note: consultation.note })); } },
    ...consultation.comments.flatMap(({ finding, by, at, regime, lang, quote, text, proposal, answer }): Deed[] => {
      const [said, answered] = [new Date(at), new Date(answer.at)];
      return [
        { at: said, what: `comment on ${finding}`, run: async () => { const { ctx, submissionId } = await mint(by, said); numbers.set(at, (await must(`comment on ${finding}`, commentOnRecommendation(ctx, finding, { submissionId, regime, lang, text, in: 'en', ...(quote ? { quote } : {}), ...(proposal ? { proposal } : {}) }))).number); } },
        { at: answered, what: `answer on ${finding}`, run: async () => { const { ctx, submissionId } = await mint(staff.rapporteur, answered); return must(`answer on ${finding}`, answerComment(ctx, finding, numbers.get(at) ?? 0, { submissionId, taken: answer.taken, ...(answer.reason ? { reason: answer.reason } : {}) })); } },
      ];
    }),
  ];
}

export function roundDeeds({ round, timezone }: DemoForum, mint: Mint): Deed[] {
  if (!round) return [];
  const [opens, ends] = [new Date(round.opens), new Date(round.ends)];
  const { by, lang, title, scale, low, high, maxIqr, minShare, items, answers } = round;
  return [
    { at: opens, what: 'round', run: async () => { const { ctx, submissionId } = await mint(by, opens); return must('round', openRound(ctx, { submissionId, kind: 'rating', lang, title, scale, low, high, maxIqr, minShare, items: items.join('\n'), ends: localOf(ends, timezone) })); } },
    ...answers.map((one, i): Deed => {
      const at = new Date(opens.getTime() + (i + 1) * 7 * 3_600_000);
      return { at, what: `answer of ${one.by}`, run: async () => { const { ctx } = await mint(one.by, at); return must(`answer of ${one.by}`, answerRound(ctx, 1, { answers: one.values.map((value, item) => ({ item: item + 1, value, ...(one.reasons?.[item + 1] ? { reason: one.reasons[item + 1] } : {}) })) })); } };
    }),
    { at: ends, what: 'result of the round', run: async () => { const { ctx } = await mint(staff.organiser, ends); return must('result of the round', computeRounds(ctx)); } },
  ];
}
