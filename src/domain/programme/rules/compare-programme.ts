import { isDeepStrictEqual } from 'node:util';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Aspect, Forum } from '../model.ts';
import type { PlannedForum } from './plan-programme.ts';

export type ExistingForum = Forum & { aspects: readonly Aspect[] };
export type ReimportRefusal = 'programme.opened_forum_changed' | 'programme.would_remove';

/**
 * What a programme brought again does to a forum that is there: changes it, or finds nothing to change.
 *
 * Refuses  a change to a forum that has opened, and a programme that no longer names an aspect or question.
 */
export function reimport(planned: PlannedForum, existing: ExistingForum, now: Date): Outcome<'change' | 'same', ReimportRefusal> {
  const keys = new Set(planned.aspects.map(({ key }) => key));
  const codes = new Set(planned.aspects.flatMap(({ questions }) => questions.map(({ code }) => code)));
  const lost = [...existing.aspects.map(({ key }) => key).filter((key) => !keys.has(key)), ...existing.aspects.flatMap(({ questions }) => questions.map(({ code }) => code)).filter((code) => !codes.has(code))];
  if (lost.length > 0) return refused('programme.would_remove', { what: lost.join(', ') });
  if (isDeepStrictEqual(asPlanned(existing), { row: planned.row, aspects: planned.aspects })) return granted('same');
  if (existing.opensAt !== null && existing.opensAt <= now) return refused('programme.opened_forum_changed', { number: existing.number });
  return granted('change');
}

/** A forum that is there, in the shape of a plan, so that the two can be laid side by side. */
function asPlanned(forum: ExistingForum): Omit<PlannedForum, 'announced'> {
  return {
    row: {
      number: forum.number, announced_title: forum.announcedTitle, report_title: forum.reportTitle, short_title: forum.shortTitle, framing: forum.framing, goal: forum.goal,
      zone: forum.zone, opens_local: forum.opensLocal, closes_local: forum.closesLocal, opens_at: forum.opensAt, closes_at: forum.closesAt, late_until_local: forum.lateUntilLocal, late_until: forum.lateUntil, dates_invented: forum.datesInvented,
      audience: [...forum.audience], tags: [...forum.tags], allowed_regimes: [...forum.allowedRegimes], default_regime: forum.defaultRegime, default_marking: forum.defaultMarking,
    },
    aspects: forum.aspects.map((aspect) => ({
      key: aspect.key, letter: aspect.letter, position: aspect.position, announced_title: aspect.announcedTitle, report_title: aspect.reportTitle,
      questions: aspect.questions.map((q) => ({ code: q.code, position: q.position, kind: q.kind, text: q.text, short_text: q.shortText, paragraph: q.paragraph })),
    })),
  };
}
