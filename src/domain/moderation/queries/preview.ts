import type { ForumContext } from '../../context.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { flagOutcomeLetter } from '../letters/flag-outcome.ts';
import { statementLetter } from '../letters/statement-of-reasons.ts';
import type { StatementView } from '../model.ts';
import { appealDays } from '../rules.ts';
import { interimHours, needsSecond } from '../rules/docket.ts';
import type { DecisionInput } from '../schema.ts';
import type { CasePage } from './case-page.ts';
import { statementOf } from './statement.ts';

export type PreviewView = { view: StatementView; author: LetterText | null; flagger: LetterText };

/** What those concerned would read if this were decided now: the letters themselves, in the moderator’s language; whose another is, is not told. */
export async function previewOf(ctx: ForumContext, page: CasePage, input: DecisionInput, locale: Locale): Promise<PreviewView | null> {
  const after = (days: number) => new Date(ctx.now.getTime() + days * 86_400_000);
  const view = await statementOf(ctx, page.found, {
    measure: input.measure, ground: input.rule, law: input.law ?? null, lawState: input.lawState ?? null, facts: input.facts, scope: input.scope, aidUsed: input.aidUsed, automated: page.signals.length > 0, redress: input.redress,
    terms: { ...(input.label ? { label: input.label } : {}), ...(input.description ? { description: input.description } : {}), ...(input.marking ? { marking: input.marking } : {}) },
    endsAt: input.days ? after(input.days) : null, appealUntil: input.measure === 'none' ? null : after(appealDays), at: ctx.now,
    interimUntil: needsSecond(input.measure) && input.atOnce === 'yes' ? new Date(ctx.now.getTime() + interimHours * 3_600_000) : null,
  });
  return view && { view, author: input.measure === 'none' ? null : statementLetter(view, locale), flagger: flagOutcomeLetter(view, locale) };
}
