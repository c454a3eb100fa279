import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { Block, PrintedFinding } from '../manuscript.ts';
import type { Lineage } from '../model.ts';
import { romanIn } from './sentences.ts';

/** How many recommendations each forum makes to each addressee, by their references. */
export function matrixBlock(all: readonly PrintedFinding[], romans: readonly string[], addressees: readonly (string | null)[], locale: Locale): Block {
  const named = addressees.map((addressee) => ({ addressee, name: addressee ?? say(locale, 'report.addressee.none') }));
  return {
    kind: 'table',
    caption: say(locale, 'report.matrix.caption'),
    head: [say(locale, 'report.matrix.addressee'), ...romans.map((roman) => say(locale, 'report.chapter.forum', { roman }))],
    rows: named.map(({ addressee, name }) => [name, ...romans.map((roman) => all.filter((one) => one.addressee === addressee && romanIn(one.reference) === roman).map(({ reference }) => reference.slice(roman.length + 1)).join(', ') || '–')]),
  };
}

/** The steps that led to a finding, the earliest first: what each forum made of what came before. */
export function stepsTo(reference: string, lineage: readonly Lineage[]): Lineage[] {
  const seen = new Set<string>();
  const steps: Lineage[] = [];
  const follow = (later: string) => {
    if (seen.has(later)) return;
    seen.add(later);
    for (const step of lineage.filter((one) => one.later === later)) {
      follow(step.earlier);
      steps.push(step);
    }
  };
  follow(reference);
  return steps;
}

/** Where each recommendation comes from, forum by forum: the steps a rapporteur recorded, and how it ended under silence. */
export function lineageBlocks(all: readonly PrintedFinding[], lineage: readonly Lineage[], locale: Locale): Block[] {
  const items = all.flatMap((finding) => {
    const steps = stepsTo(finding.reference, lineage);
    if (steps.length === 0) return [];
    const [first] = steps;
    const told = steps.map(({ later, earlier, relation }) => say(locale, `report.lineage.${relation}`, { later, earlier }));
    const begun = first ? say(locale, 'report.lineage.arose', { ref: first.earlier, roman: romanIn(first.earlier) }) : '';
    return [[{ text: finding.reference, strong: true }, { text: ` ${[begun, ...told, ...(finding.standing ? [finding.standing] : [])].join('; ')}.` }]];
  });
  return items.length === 0 ? [] : [{ kind: 'paragraph', spans: [{ text: say(locale, 'report.lineage.title'), strong: true }] }, { kind: 'list', items }];
}
