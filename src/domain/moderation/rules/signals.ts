import type { Measure } from '../model.ts';

/**
 * What a decision says of a signal: right where a measure was taken on the rule the signal named, or on any where it
 * named none; else overridden. A decision reversed on appeal overrides what it found right.
 */
export function outcomeOf({ rule }: { rule: string | null }, decision: { measure: Measure; rule: string; reversed?: boolean }): 'right' | 'overridden' {
  if (decision.measure === 'none' || decision.reversed) return 'overridden';
  return rule === null || rule === decision.rule ? 'right' : 'overridden';
}
