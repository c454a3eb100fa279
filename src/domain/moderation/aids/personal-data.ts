import type { Signal } from './signal.ts';

/** What singles out a person whatever the language: an address of theirs, a number they answer, an account, a passport's machine line. */
const patterns: readonly { is: RegExp; sure: number }[] = [
  { is: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu, sure: 0.6 },
  { is: /(?<![\p{L}\p{N}])\+\d{1,3}[\s().-]{0,2}(?:\d[\s().-]{0,2}){6,12}\d/gu, sure: 0.6 },
  { is: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, sure: 0.7 },
];

/** Addresses and numbers that lead to a person, with their places. Whether the person agreed, it cannot see. */
export function observePersonalData(text: string, language: string): Signal[] {
  const found = patterns.flatMap(({ is, sure }) => [...text.matchAll(is)].map((m) => ({ from: m.index, to: m.index + m[0].length, word: m[0], sure })));
  if (found.length === 0) return [];
  const matches = found.sort((a, b) => a.from - b.from).slice(0, 20).map(({ from, to, word }) => ({ from, to, word }));
  return [{ label: 'personal-data', rule: '4.2', evidence: { kind: 'places', matches }, method: 'personal-data', version: '1', confidence: Math.max(...found.map(({ sure }) => sure)), language }];
}
