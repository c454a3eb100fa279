import type { OpinionDocument } from './document.ts';

/** Why no groups are shown: there are none to be believed, or one is so small that it would name people. */
export type NoGroups = OpinionDocument['unstable'][number] | 'small-group' | 'none-yet';
/** A share in hundredths of those who answered; null where so few answered that it would tell who. */
export type Shares = { agree: number; disagree: number; pass: number } | null;
export type ShownStatement = { number: number; all: Shares; groups: { letter: string; shares: Shares }[]; mark: 'unites' | 'divides' | null };
/** A result as it may be shown to everyone inside. `map` is null where a regime hides who speaks. */
export type ShownOpinion = {
  people: number;
  noGroups: NoGroups | null;
  groups: { letter: string; size: number; standsFor: { number: number; side: 'agree' | 'disagree' }[] }[];
  statements: ShownStatement[];
  map: { group: string; x: number; y: number }[] | null;
};

// A statement unites when everywhere more than three in five agree (or disagree), and divides when in one group more
// than half agree and in another more than half disagree.
const unitesAt = 0.6;
const dividesAt = 0.5;

/**
 * What may be shown of a result. No cell smaller than `smallCell` is shown, and none can be had by taking what is
 * shown from a total: a group that small takes all groups with it, and a cell that small takes the statement's total.
 *
 * Source   CONVENTIONS, "Small groups"; SYNTHESIS, algorithms, privacy
 */
export function shownOpinion(result: OpinionDocument, { smallCell, mapAllowed }: { smallCell: number; mapAllowed: boolean }): ShownOpinion {
  const small = result.groups.some(({ size }) => size < smallCell);
  const noGroups = result.unstable[0] ?? (small ? 'small-group' : null);
  const groups = noGroups ? [] : result.groups;
  const statements = result.statements.filter(({ out }) => !out).map(({ number, all, groups: of }): ShownStatement => {
    const cells = noGroups ? [] : of;
    const hidden = cells.filter(({ seen }) => seen < smallCell).length;
    return {
      number,
      // With one cell hidden and the total shown, the hidden one would be what is left.
      all: hidden > 0 ? null : sharesOf(all, smallCell),
      groups: cells.map((cell) => ({ letter: cell.letter, shares: sharesOf(cell, smallCell) })),
      mark: hidden > 0 || cells.length === 0 ? null : markOf(cells),
    };
  });
  return {
    people: result.people.inScope < smallCell ? 0 : result.people.inScope,
    noGroups,
    groups: groups.map(({ letter, size, standsFor }) => ({ letter, size, standsFor: standsFor.filter(({ number }) => statements.some((s) => s.number === number && s.groups.every(({ shares }) => shares !== null))).map(({ number, side }) => ({ number, side })) })),
    statements,
    map: mapAllowed && !noGroups ? result.map : null,
  };
}

type Cell = { agree: number; disagree: number; seen: number };
const sharesOf = ({ agree, disagree, seen }: Cell, smallCell: number): Shares => {
  if (seen < Math.max(1, smallCell)) return null;
  const a = Math.round((100 * agree) / seen);
  // Two halves rounded up would be a hundred and one.
  const d = Math.min(100 - a, Math.round((100 * disagree) / seen));
  return { agree: a, disagree: d, pass: 100 - a - d };
};

function markOf(cells: readonly Cell[]): ShownStatement['mark'] {
  const share = (of: (cell: Cell) => number) => cells.map((cell) => of(cell) / Math.max(1, cell.seen));
  const [agree, disagree] = [share((c) => c.agree), share((c) => c.disagree)];
  if (agree.every((s) => s > unitesAt) || disagree.every((s) => s > unitesAt)) return 'unites';
  return agree.some((s) => s > dividesAt) && disagree.some((s) => s > dividesAt) ? 'divides' : null;
}

/** Whether a dot on a map may stand for a person: only where every contribution shows at least its author's body. */
export const mayDrawMap = (allowedRegimes: readonly string[]): boolean => allowedRegimes.every((regime) => regime === 'named' || regime === 'institution');
