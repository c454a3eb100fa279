import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { findingKinds, type FindingKind } from '../model.ts';

/** How each kind is drawn: a colour, a line and a sign that holds in six languages. */
const drawn: Readonly<Record<FindingKind, { css: string; sign: string }>> = { challenge: { css: 'challenge', sign: '!' }, 'good-practice': { css: 'practice', sign: '+' }, conclusion: { css: 'conclusion', sign: '=' }, recommendation: { css: 'recommend', sign: '→' } };

/** How an excerpt under such a finding is drawn; under none, as what nothing rests on yet. */
export const drawnAs = (kind: string | null): { css: string; sign: string } => {
  const known = findingKinds.find((one) => one === kind);
  return known ? drawn[known] : { css: 'suggested', sign: '' };
};

/** The kind of a finding with its sign. */
export function KindChip({ locale, kind }: { locale: Locale; kind: FindingKind }): VNode {
  return <span class={`codechip codechip--${drawn[kind].css}`} data-k={drawn[kind].sign}>{say(locale, `synthesis.kind.${kind}`)}</span>;
}
