import { rounded, type Signal } from './signal.ts';

/** What a classifier answers: docs/reference/aids.md. */
export type ClassifierAnswer = { model: string; signals: readonly { label: string; confidence: number; reason?: string | undefined; spans?: readonly { from: number; to: number }[] | undefined }[] };

/** What a classifier of the site's own choice said of a text, as signals like all others: its label, its reason, its places. */
export function fromClassifier(text: string, { model, signals }: ClassifierAnswer, language: string): Signal[] {
  const once = new Map(signals.map((signal) => [signal.label, signal]));
  return [...once.values()].map(({ label, confidence, reason, spans }) => ({
    label,
    rule: null,
    evidence: { kind: 'classifier', says: label, reason: reason ?? null, matches: (spans ?? []).filter(({ from, to }) => from >= 0 && from < to && to <= text.length).map(({ from, to }) => ({ from, to, word: text.slice(from, to) })) },
    method: 'classifier',
    version: model,
    confidence: rounded(confidence),
    language,
  }));
}
