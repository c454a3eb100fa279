import { granted, type Outcome, refused } from '#platform/outcome.ts';

export const roundKinds = ['rating', 'ranking'] as const;
export type RoundKind = (typeof roundKinds)[number];
export type RoundRefusal = 'rounds.not_yours' | 'rounds.no_such_round' | 'rounds.no_items' | 'rounds.ends_before_opening' | 'rounds.opens_in_the_past' | 'rounds.earlier_not_over' | 'rounds.round_not_open' | 'rounds.value_off_scale' | 'rounds.nothing_answered' | 'rounds.scale_missing';

export type RoundHours = { opensAt: Date; endsAt: Date };

/** Where a round stands: like every stretch of time of a forum, half-open. */
export const roundState = ({ opensAt, endsAt }: RoundHours, now: Date): 'to-come' | 'open' | 'over' => (now < opensAt ? 'to-come' : now < endsAt ? 'open' : 'over');

/** The items of a round as its opener writes them: one a line, each once. */
export const itemsIn = (lines: string): string[] => [...new Set(lines.split(/\r?\n/u).map((line) => line.trim()).filter((line) => line !== ''))];

/** Whether answers fit: each to an item of the round, on its scale or among its places, at least one. */
export function mayAnswerRound(round: RoundHours & { kind: RoundKind; scale: number | null; items: readonly number[] }, answers: readonly { item: number; value: number }[], now: Date): Outcome<null, RoundRefusal> {
  if (roundState(round, now) !== 'open') return refused('rounds.round_not_open');
  if (answers.length === 0) return refused('rounds.nothing_answered');
  const highest = round.kind === 'rating' ? (round.scale ?? 0) : round.items.length;
  const fits = answers.every(({ item, value }) => round.items.includes(item) && Number.isInteger(value) && value >= 1 && value <= highest);
  return fits ? granted(null) : refused('rounds.value_off_scale');
}
