import { dayIn, weekOf } from '#platform/instant.ts';
import { type LineGroup, suppressLines } from '../../disclosure/rules/suppress-lines.ts';
import type { Ground, Measure } from '../model.ts';
import { asksForEdit, concernsPerson, takesFromView } from './docket.ts';
import type { DecidedCase, Figures } from './figures.ts';

/** What the register says of a decision; nothing that a person wrote, and nothing that names one. */
export const registerFields = ['rule', 'measure', 'scope', 'duration', 'automated', 'appealed', 'outcome', 'week'] as const;
export type RegisterField = (typeof registerFields)[number];
export type RegisterLine = LineGroup<RegisterField>;

/** With how few fields a line is told where too few are like it; the week, which tells most, goes first. */
const levels: readonly (readonly RegisterField[])[] = [registerFields, ['rule', 'measure', 'scope', 'duration', 'automated', 'appealed', 'outcome'], ['rule', 'measure', 'scope', 'automated'], ['rule', 'measure', 'scope'], ['measure', 'scope'], []];

/**
 * The register of a forum's decisions, as it may be read beside its figures: each line shared by k decisions at least.
 * Where the figures tell nothing, neither does the register.
 */
export function tellRegister(cases: readonly DecidedCase[], figures: Pick<Figures, 'decided' | 'byRule' | 'byMeasure' | 'byOutcome'>, zone: string, k: number): RegisterLine[] {
  if (figures.decided === null) return [];
  const { decided, byRule, byMeasure, byOutcome } = figures;
  const lines = cases.map((one) => ({
    rule: one.ground, measure: one.measure, automated: one.automated ? 'yes' : 'no', appealed: one.outcome === 'stands' ? 'no' : 'yes', outcome: one.outcome, week: weekOf(dayIn(one.decidedAt, zone)),
    // Both follow from the measure, so where that is not told they are not.
    ...(byMeasure[one.measure] === null ? {} : { scope: concernsPerson(one.measure) ? 'author' : 'text', duration: durationOf(one) }),
  }));
  const appealed = byOutcome.stands === null ? { yes: null, no: null } : { yes: decided - byOutcome.stands, no: byOutcome.stands };
  return suppressLines<RegisterField>(lines, levels, k, { rule: byRule, measure: byMeasure, outcome: byOutcome, appealed });
}

export const durations = ['none', 'until-edited', 'week', 'month', 'longer', 'standing'] as const;

/** How long a measure holds, in steps wide enough to be shared. */
function durationOf({ measure, decidedAt, endsAt }: DecidedCase): (typeof durations)[number] {
  if (measure === 'none') return 'none';
  if (asksForEdit(measure)) return 'until-edited';
  if (!endsAt) return 'standing';
  const days = (endsAt.getTime() - decidedAt.getTime()) / 86_400_000;
  return days <= 7 ? 'week' : days <= 30 ? 'month' : 'longer';
}

/** The fields of the European Union's transparency database that a line has, with their values there. */
export type StatementFields = Readonly<Partial<Record<'decision_ground' | 'incompatible_content_ground' | 'decision_visibility' | 'decision_provision' | 'decision_account' | 'automated_detection' | 'automated_decision' | 'source_type' | 'content_type', string>>>;

/**
 * A line in the fields of docs/reference/statement-of-reasons.md. That nothing was decided by machine is read from
 * `automatedAlone`, as counted, and is left out should it ever be otherwise.
 */
export function asStatement({ shown }: RegisterLine, automatedAlone: number): StatementFields {
  const rule = shown.rule as Ground | undefined;
  const measure = shown.measure as Measure | undefined;
  return {
    ...(rule ? (rule === 'law' ? { decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT' } : { decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT', incompatible_content_ground: rule }) : {}),
    ...(measure ? restrictionOf(measure) : {}),
    ...(shown.automated ? { automated_detection: shown.automated === 'yes' ? 'Yes' : 'No' } : {}),
    ...(automatedAlone === 0 ? { automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED' } : {}),
    source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION', content_type: 'CONTENT_TYPE_TEXT',
  };
}

function restrictionOf(measure: Measure): StatementFields {
  if (takesFromView(measure) || measure === 'hold-material') return { decision_visibility: 'DECISION_VISIBILITY_CONTENT_DISABLED' };
  if (measure === 'label') return { decision_visibility: 'DECISION_VISIBILITY_CONTENT_LABELLED' };
  if (measure === 'cover') return { decision_visibility: 'DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED' };
  if (measure === 'marking-changed') return { decision_visibility: 'DECISION_VISIBILITY_OTHER' };
  if (measure === 'mute') return { decision_provision: 'DECISION_PROVISION_PARTIAL_SUSPENSION' };
  return measure === 'suspend' ? { decision_account: 'DECISION_ACCOUNT_SUSPENDED' } : {};
}
