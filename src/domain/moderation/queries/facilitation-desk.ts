import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { categories, type Category } from '../../disclosure/model.ts';
import { type Waiting, waiting } from '../../discussion/queries/waiting.ts';
import { forumAspects, forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { type BalanceCell, type FlaggerLine, loadBalance, loadDocketWaits, loadFlagsByMaker, type WaitingKind, waitingKinds } from '../store/desk.ts';
import { type DutyPage, dutyPage } from './duty-page.ts';

export type BalanceRow = { code: string; shortText: string; total: number; byCategory: number[]; byLanguage: number[] };
export type Balance = { /** null: the byline shows none. */ categories: (Category | null)[]; languages: string[]; rows: BalanceRow[]; sum: Omit<BalanceRow, 'code' | 'shortText'> };
export type FacilitationDesk = {
  onDuty: DutyPage['roles'];
  waits: { kind: WaitingKind; count: number; since: Date }[];
  discussion: Waiting | null;
  balance: Balance;
  /** Who had flags declined twice at least; each a line of numbers, nobody's name. */
  flaggers: FlaggerLine[];
};

/** One declined flag is an opinion; with the second a moderator looks whether there is a pattern. */
const declinedToShow = 2;

/** What those who keep a forum in order look after, on one page; null for all others. */
export async function facilitationDesk(ctx: ForumContext): Promise<FacilitationDesk | null> {
  const { forumId } = ctx.sight;
  const duty = may(ctx.sight, 'see-cases') ? await dutyPage(ctx) : null;
  const forum = duty && (await forumFacts(ctx, forumId));
  if (!duty || !forum) return null;
  const seats = await census(ctx, forumId);
  const wide = categories.filter((category) => category === 'staff' || (seats[category] ?? 0) >= forum.smallCell);
  const [waits, discussion, aspects, cells, flaggers] = await Promise.all([loadDocketWaits(ctx), waiting(ctx), forumAspects(ctx, forumId), loadBalance(ctx, wide), loadFlagsByMaker(ctx)]);
  return {
    onDuty: duty.roles,
    waits: waitingKinds.flatMap((kind) => waits.filter((one) => one.kind === kind)),
    discussion,
    balance: balanceOf(aspects.flatMap(({ questions }) => questions), cells),
    flaggers: flaggers.filter(({ declined }) => declined >= declinedToShow),
  };
}

function balanceOf(questions: readonly { id: string; code: string; shortText: string }[], cells: readonly BalanceCell[]): Balance {
  const shown: (Category | null)[] = [...categories.filter((category) => cells.some((cell) => cell.category === category)), ...(cells.some(({ category }) => category === null) ? [null] : [])];
  const languages = [...new Set(cells.map(({ language }) => language))].sort();
  const counted = (of: readonly BalanceCell[]) => {
    const sum = (where: (cell: BalanceCell) => boolean) => of.filter(where).reduce((n, { count }) => n + count, 0);
    return { total: sum(() => true), byCategory: shown.map((category) => sum((cell) => cell.category === category)), byLanguage: languages.map((language) => sum((cell) => cell.language === language)) };
  };
  return { categories: shown, languages, rows: questions.map(({ id, code, shortText }) => ({ code, shortText, ...counted(cells.filter(({ questionId }) => questionId === id)) })), sum: counted(cells) };
}
