import type { RuleNumber } from '../model.ts';
import { loweringsAt } from './counter-speech.ts';
import { lowerings, type Match, rounded, type Signal, type Token } from './signal.ts';

/** An entry of a word list with the stems of each of its words, for each form it is listed in. */
export type ListedTerm = { term: string; rule: RuleNumber; begins: boolean; forms: readonly (readonly { word: string; stems: readonly string[] }[])[] };
export type ListInForce = { language: string; version: number; terms: readonly ListedTerm[] };

/** A listed word alone is an even guess at best: in trials four of five matches were counter-speech or talk of the subject. */
const listedAlone = 0.5;
/** What each reason to read it otherwise leaves of that. */
const eachLowering = 0.5;

/** The listed words that stand in a text, inflected or not, one signal for each rule they are listed under. */
export function observeWords(text: string, tokens: readonly Token[], { language, version, terms }: ListInForce): Signal[] {
  const byRule = new Map<RuleNumber, Match[]>();
  for (const term of terms) for (const { from, to } of placesOf(tokens, term)) {
    const lowered = loweringsAt(text, tokens, { from, to }, language);
    byRule.set(term.rule, [...(byRule.get(term.rule) ?? []), { from, to, word: text.slice(from, to), term: term.term, lowered }]);
  }
  return [...byRule].map(([rule, matches]) => {
    matches.sort((a, b) => a.from - b.from);
    return { label: 'listed-word', rule, evidence: { kind: 'words', matches, lowered: lowerings.filter((why) => matches.every(({ lowered }) => lowered.includes(why))) }, method: 'word-list', version: `${language}/${version}`, confidence: rounded(Math.max(...matches.map(confidenceOf))), language };
  });
}

const confidenceOf = ({ lowered }: Match): number => listedAlone * eachLowering ** lowered.length;

function placesOf(tokens: readonly Token[], { forms, begins }: ListedTerm): { from: number; to: number }[] {
  const found = new Map<number, { from: number; to: number }>();
  tokens.forEach((first, i) => {
    for (const form of forms) {
      const last = tokens[i + form.length - 1];
      if (form.length === 0 || !last) continue;
      if (form.every((wanted, k) => fits(tokens[i + k], wanted, begins))) found.set(first.from, { from: first.from, to: last.to });
    }
  });
  return [...found.values()];
}

function fits(token: Token | undefined, wanted: { word: string; stems: readonly string[] }, begins: boolean): boolean {
  if (!token) return false;
  if (begins) return token.word.startsWith(wanted.word);
  // A stemmer may take the end of a base form for an ending (“бандит”, “bandit”) and not that of its other forms.
  return token.word === wanted.word || token.stems.some((stem) => stem === wanted.word || wanted.stems.includes(stem));
}
