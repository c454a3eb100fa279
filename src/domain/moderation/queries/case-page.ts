import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor, isTwoKeyedWord } from '../../disclosure/custody.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import { contributionById, wordingsOf } from '../../discussion/queries/contribution-facts.ts';
import { type Neighbour, neighboursOf } from '../../discussion/queries/neighbours.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import type { StatementView } from '../model.ts';
import { type Measure, measures } from '../model.ts';
import { canBeTaken, caseRef, mayAppeal, mayClaim, mayConfirm, mayDecide, mayHandOver, mayReview, maySettleEdit } from '../rules.ts';
import { type NextStep, nextSteps } from '../rules/next-steps.ts';
import { type FlagRecord, loadFlagRecords } from '../store/flags.ts';
import { type AppealRow, appealOf, type DecisionRow, decisionOf } from '../store/decisions.ts';
import { type CaseRow, flagsOf, loadCase, type StepRow, stepsOf } from '../store.ts';
import { type ShownSignal, signalsOf } from './signals.ts';
import { type MaterialLine, materialOf } from './material-of.ts';
import { standingIn } from './standing.ts';
import { statementOf } from './statement.ts';

/** A flag without whose it is, with what became of that person's others. */
export type ShownFlag = { rule: string; sentence: string; urgent: boolean; at: Date; withdrawnAt: Date | null; record: FlagRecord | null };

export type CasePage = {
  found: CaseRow;
  ref: string;
  contribution: { ref: string; code: string; visibility: string; lang: string; marking: Marking; regime: Regime };
  /** The wording that was flagged, or decided on, rendered. */
  html: string;
  /** The wording its author made since, rendered; null where there is none. */
  edited: string | null;
  /** Flags, signals, neighbours and history are the moderators' alone, and never the author's, moderator or not. */
  forModerators: boolean;
  flags: ShownFlag[];
  signals: ShownSignal[];
  /** What of it lies in quarantine. */
  material: MaterialLine[];
  neighbours: Neighbour[];
  steps: (StepRow & { own: boolean })[];
  decision: DecisionRow | null;
  statement: StatementView | null;
  appeal: AppealRow | null;
  /** The measures that can be taken on this text. */
  measures: Measure[];
  canWithholdAtOnce: boolean;
  /** What leads on from here, with whether this moderator may take it, or why not; nobody else's business. */
  next: NextStep[];
  canClaim: boolean;
  canHandOver: boolean;
  canDecide: boolean;
  canConfirm: boolean;
  canSettleEdit: boolean;
  canReview: boolean;
  canAppeal: boolean;
  /** The author may change the wording until then. */
  editUntil: Date | null;
};

/** One case for a moderator, or for the author of the text it is about; for everybody else it is not there. */
export async function casePage(ctx: ForumContext, number: number): Promise<CasePage | null> {
  const found = await loadCase(ctx, number);
  const { seat, forumId, roles } = ctx.sight;
  if (!seat) return null;
  const flags = found ? await flagsOf(ctx, found.id) : [];
  // Asked even where there is no case: whether there is one is told neither in words nor by the time the answer takes.
  const asked = await atomically(ctx, async (ctx) => {
    const about = found?.contributionId ?? seat.id;
    return granted({ standing: await standingIn(ctx, { contributionId: about }, flags), author: await isAuthor(ctx, forumId, about, seat.id), twoKeyed: await isTwoKeyedWord(ctx, forumId, about) });
  });
  if (!asked.ok || !found) return null;
  const { standing, author, twoKeyed } = asked.value;
  const forModerators = may(ctx.sight, 'see-cases') && !author;
  if (!forModerators && !author) return null;
  const [contribution, wordings, decision] = await Promise.all([contributionById(ctx, found.contributionId), wordingsOf(ctx, found.contributionId), decisionOf(ctx, found.id)]);
  // The author reads what was decided; a proposal only where it is in force already.
  const told = decision !== null && (decision.state !== 'proposed' || decision.interimUntil !== null);
  if (!contribution || !(forModerators || told)) return null;
  const appeal = decision && (await appealOf(ctx, decision.id));
  const urgent = flags.some((flag) => flag.urgent && !flag.withdrawnAt);
  const facts = { ...standing, roles, state: found.state, claimedBy: found.claimedBy };
  const wasEdited = contribution.revision > found.revision && decision?.done.editAsked === true;
  const material = await materialOf(ctx, contribution.id);
  const possible = (measure: Measure, atOnce = false) => canBeTaken(measure, { regime: contribution.regime, marking: contribution.marking, twoKeyed, urgent, material: material.kind }, { marking: 'TLP:RED', atOnce }).ok;
  const records = forModerators ? await loadFlagRecords(ctx, found.id) : new Map<string, FlagRecord>();
  return {
    found,
    ref: caseRef(found.number),
    contribution: { ref: refOf(contribution.code, contribution.number), code: contribution.code, visibility: contribution.visibility, lang: contribution.lang, marking: contribution.marking, regime: contribution.regime },
    html: wordings.find((wording) => wording.number === found.revision)?.html ?? '',
    edited: wasEdited ? (wordings.at(-1)?.html ?? null) : null,
    forModerators,
    flags: forModerators ? flags.map(({ seatId: _, id, ...flag }) => ({ ...flag, record: records.get(id) ?? null })) : [],
    signals: forModerators ? await signalsOf(ctx, found.contributionId, found.revision) : [],
    material: forModerators ? material.lines : [],
    neighbours: forModerators ? await neighboursOf(ctx, found.contributionId) : [],
    steps: forModerators ? (await stepsOf(ctx, found.id)).map((step) => ({ ...step, own: step.seatId === seat.id })) : [],
    decision: forModerators || told ? decision : null,
    statement: decision && (forModerators || told) ? await statementOf(ctx, found, decision) : null,
    appeal,
    measures: measures.filter((measure) => possible(measure)),
    canWithholdAtOnce: possible('withhold', true),
    next: forModerators ? nextSteps({ ...facts, proposedBy: decision?.state === 'proposed' ? decision.seatId : null, measure: decision?.measure ?? null, editAsked: decision?.done.editAsked === true, edited: wasEdited, decidedBy: decision ? [decision.seatId, decision.confirmedBy] : [], appealed: appeal !== null && !appeal.outcome }) : [],
    canClaim: found.claimedBy !== seat.id && mayClaim(facts).ok,
    canHandOver: mayHandOver(facts).ok,
    canDecide: mayDecide(facts).ok,
    canConfirm: decision?.state === 'proposed' && mayConfirm({ ...facts, proposedBy: decision.seatId }).ok,
    canSettleEdit: decision !== null && maySettleEdit({ ...facts, measure: decision.measure, edited: wasEdited }, 'accept-edit').ok,
    canReview: decision !== null && appeal !== null && !appeal.outcome && mayReview({ ...facts, decidedBy: [decision.seatId, decision.confirmedBy] }).ok,
    canAppeal: decision !== null && !appeal && mayAppeal({ isAuthor: author, state: found.state, appealUntil: decision.appealUntil }, ctx.now).ok,
    editUntil: author && contribution.editAskedUntil && ctx.now < contribution.editAskedUntil ? contribution.editAskedUntil : null,
  };
}
