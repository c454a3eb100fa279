import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { type Weight, weights } from '../../synthesis/model.ts';
import type { ReportRefusal, Sentence } from '../model.ts';

type Unread = Extract<ReportRefusal, 'report.reference_unread' | 'report.word_unread'>;

/**
 * The sentences of a paragraph as it is typed: one on a line, and after it in brackets what it rests on. `[*]` marks
 * the editor's own words; `{weight}` stands for the computed word, `{many: reason}` for another with the reason.
 *
 * Shape    a line without brackets rests on nothing yet. `roman`: the forum whose references need no figure before
 *          them; null where each needs one.
 * Refuses  `report.reference_unread`, `report.word_unread`, each with the words that could not be read.
 */
export function readSentences(typed: string, roman: string | null): Outcome<Sentence[], Unread> {
  const read: Sentence[] = [];
  for (const line of typed.split(/\r\n?|\n/)) {
    if (line.trim() === '') continue;
    const sentence = readSentence(line.trim(), roman);
    if (!sentence.ok) return sentence;
    read.push(sentence.value);
  }
  return granted(read);
}

const closing = /^(.*?)\s*\[([^[\]]*)\]$/su;
const wordSlot = /\{([^{}]*)\}/gu;

function readSentence(line: string, roman: string | null): Outcome<Sentence, Unread> {
  const [, before = line, inside] = closing.exec(line) ?? [];
  const word = readWord(before);
  if (!word.ok) return word;
  const text = before.replace(wordSlot, '{weight}');
  if (inside === undefined) return granted({ text, rests: [], editorial: false, word: word.value });
  if (inside.trim() === '*') return granted({ text, rests: [], editorial: true, word: word.value });
  const rests: string[] = [];
  for (const given of inside.split(/[,;]/u).map((part) => part.trim()).filter(Boolean)) {
    const reference = readReference(given, roman);
    if (!reference) return refused('report.reference_unread', { text: given });
    rests.push(reference);
  }
  return granted({ text, rests: [...new Set(rests)], editorial: false, word: word.value });
}

/** At most one word of weight, `weight` or one of the scale with its reason. */
function readWord(text: string): Outcome<Sentence['word'], Unread> {
  const slots = [...text.matchAll(wordSlot)].map(([, inside = '']) => inside.trim());
  const [first] = slots;
  if (first === undefined) return granted(null);
  if (slots.length > 1) return refused('report.word_unread', { text: slots[1] ?? '' });
  if (first === 'weight') return granted(null);
  const [, said = '', reason = ''] = /^(\p{L}+)\s*:\s*(.+)$/su.exec(first) ?? [];
  const known = weights.find((weight): weight is Weight => weight === said);
  return known ? granted({ said: known, reason: reason.trim() }) : refused('report.word_unread', { text: first });
}

const referenceForm = /^(?:([IVX]{1,4})\/)?(?:([FR])-(\d{1,4})|([A-Z]\d{1,2})[·.-](\d{1,6}))$/u;

/** `F-7`, `II/R-03`, `A1-2`, `II/A1·2` as references are written; null for anything else. */
export function readReference(given: string, roman: string | null): string | null {
  const [all, own, kind, number = '', question, place = ''] = referenceForm.exec(given) ?? [];
  const forum = own ?? roman;
  if (all === undefined || !forum) return null;
  return `${forum}/${kind ? `${kind}-${number.padStart(2, '0')}` : `${question ?? ''}·${Number(place)}`}`;
}

/** A paragraph as it is typed; `readSentences` reads it back. */
export function writeSentences(sentences: readonly Sentence[], roman: string | null): string {
  const short = (reference: string) => (roman && reference.startsWith(`${roman}/`) ? reference.slice(roman.length + 1) : reference);
  return sentences
    .map(({ text, rests, editorial, word }) => {
      const said = word ? text.replace('{weight}', `{${word.said}: ${word.reason}}`) : text;
      const rest = editorial ? ' [*]' : rests.length > 0 ? ` [${rests.map(short).join(', ')}]` : '';
      return `${said}${rest}`;
    })
    .join('\n');
}

/** Whether a reference names a finding rather than a contribution. */
export const namesFinding = (reference: string): boolean => /\/[FR]-\d+$/u.test(reference);
/** The forum's figure of a reference: `II` of `II/F-07`. */
export const romanIn = (reference: string): string => reference.slice(0, reference.indexOf('/'));
export const withoutRoman = (reference: string): string => reference.slice(reference.indexOf('/') + 1);

/** A sentence with its weight word in words; the word begins with a capital where the sentence begins with it. */
export function sentenceWith(text: string, word: string | null): string {
  if (word === null) return text.replace('{weight}', '…');
  const begins = text.trimStart().startsWith('{weight}');
  return text.replace('{weight}', begins ? word.replace(/^./u, (letter) => letter.toUpperCase()) : word);
}

/** Words of English that claim a weight nobody has counted. */
const typedWeight = /\b(?:several|many|most|some|few|a few|all|majority of) (?:of the )?(?:participants|contributors|delegations|experts|States|of those who)\b/iu;
/** The weight that was typed by hand in an English sentence; null where there is none. */
export const weightTyped = (text: string): string | null => typedWeight.exec(text)?.[0] ?? null;

/** A text as its words, without case and punctuation, one blank between them. */
export const wordsOnly = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/**
 * Every run of words of a text that is long enough to be a quotation though no marks stand round it.
 *
 * Shape    words as `wordsOnly` has them. Ten in a row: in the demonstration's report, whose authors paraphrased with
 *          care, seven caught eleven passages, nine still two, ten none.
 */
export function runsOf(text: string, least = 10): string[] {
  const words = wordsOnly(text).split(' ');
  return words.slice(0, Math.max(0, words.length - least + 1)).map((_, i) => words.slice(i, i + least).join(' '));
}

const marks = /[“„«"‹]([^“”„«»"‹›]+)[”“»"›]/gu;
/** What stands in quotation marks, where it is three words or more: it claims to be somebody's words. */
export const quotedIn = (text: string): string[] => [...text.matchAll(marks)].map(([, inside = '']) => wordsOnly(inside)).filter((words) => words.split(' ').length >= 3);
