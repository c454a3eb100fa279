import type { Locale } from '#platform/i18n/locales.ts';
import { type MessageKey, say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { StatementView } from '../model.ts';
import { ruleKey } from '../rules.ts';

/** A statement line by line, for letter and page alike. */
export function statementLines(view: StatementView, locale: Locale): { label: string; text: string }[] {
  const line = (key: MessageKey, text: string) => ({ label: say(locale, key as 'moderation.reasons.facts'), text });
  const measure = say(locale, `moderation.measure.${view.measure}`);
  return [
    line('moderation.reasons.measure', view.detail ? `${measure} (${view.detail})` : measure),
    line('moderation.reasons.ground', groundText(view, locale)),
    line('moderation.reasons.facts', view.facts),
    line('moderation.reasons.scope', view.scope),
    line('moderation.reasons.duration', durationText(view, locale)),
    line('moderation.reasons.aid', `${say(locale, view.automated ? 'moderation.reasons.aided' : 'moderation.reasons.unaided')} ${view.aidUsed}`),
    line('moderation.reasons.redress', view.redress),
  ];
}

/** The rule with its number, or the law with its State. */
export const groundText = ({ rule, law, lawState }: Pick<StatementView, 'rule' | 'law' | 'lawState'>, locale: Locale): string =>
  rule === 'law' ? `${law ?? ''} (${lawState ?? ''})` : `${rule} ${say(locale, ruleKey(rule) as 'moderation.rule.4_2')}`;

/** How long a measure holds: to its end, until the wording is changed, until it is confirmed, or as long as it stands. */
function durationText(view: StatementView, locale: Locale): string {
  if (view.endsAt) return say(locale, 'moderation.duration.until', { when: when(locale, view.endsAt, view.zone, { year: true }) });
  if (view.editUntil) return say(locale, 'moderation.duration.edited');
  return say(locale, view.measure === 'none' ? 'moderation.duration.none' : 'moderation.duration.stands');
}
