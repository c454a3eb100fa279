import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { dayOf, timeOf } from '#platform/i18n/time.ts';
import { Timeline } from '#ui/marks.tsx';
import { type Forum, type Phase, phases } from '../model.ts';

/** The seven steps of a forum's life: which are done, which is now, and the instants that are known. */
export function Life({ forum, phase, locale }: { forum: Forum; phase: Phase; locale: Locale }): VNode {
  const now = phases.indexOf(phase);
  const steps = phases.map((step, i) => {
    const state = i < now ? ('done' as const) : i === now ? ('now' as const) : ('to-come' as const);
    return { text: say(locale, `programme.phase.${step}`), state, stateText: state === 'done' ? say(locale, 'ui.done') : state === 'now' ? say(locale, 'ui.now') : null, when: beginningOf(forum, step, locale) };
  });
  return <Timeline label={say(locale, 'programme.public.life')} steps={steps} />;
}

function beginningOf(forum: Forum, step: Phase, locale: Locale): string | null {
  const { opensAt, closesAt, paperCirculatedAt, synthesisAt, silenceAt, publishedAt } = forum.life;
  const at = { announced: forum.announcedAt, 'paper-circulated': paperCirculatedAt, open: opensAt, closed: closesAt, synthesis: synthesisAt, silence: silenceAt, report: publishedAt }[step];
  if (!at) return null;
  const day = dayOf(locale, at, forum.zone, { year: step === 'report' });
  return step === 'open' || step === 'closed' ? `${day}, ${timeOf(locale, at, forum.zone)}` : day;
}
