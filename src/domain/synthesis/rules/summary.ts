import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { keyOf, keysIn, referencePattern } from '../../discussion/rules/references.ts';
import type { SummaryRefusal } from '../model.ts';

/** One sentence as it was typed: its words, and what it rests on by key: `A1-2`, `¶17`. */
export type TypedSentence = { text: string; remark: boolean; keys: string[] };

/** A paragraph's number as papers have them: `17`, `12bis`, `12-11`. */
const paragraph = /^¶[ \u00a0]?(\d{1,4}(?:[a-z]{3,9}|-\d{1,3})?)$/u;

/**
 * The sentences of a summary as it is typed: one a line, its sources in brackets at the end or named in its words, a
 * remark with an exclamation mark in the brackets. What in brackets is no reference stays in the words.
 */
export function sentencesIn(lines: string): TypedSentence[] {
  return lines.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, text = line, sources = ''] = /^(.*?)\s*\[([^[\]]*)\]$/u.exec(line) ?? [];
    if (sources.trim() === '!') return { text, remark: true, keys: [] };
    const named = sources.split(/[,;]/).map((one) => one.trim()).filter(Boolean).map(keyOfSource);
    const words = named.some((key) => key === null) || named.length === 0 ? (sources.trim() === '' ? text : line) : text;
    const keys = words === text ? named.filter((key) => key !== null) : [];
    return { text: words, remark: false, keys: [...new Set([...keys, ...keysIn(words).filter((key) => !/^[FR]-/.test(key))])] };
  });
}

function keyOfSource(one: string): string | null {
  const [, number] = paragraph.exec(one) ?? [];
  if (number) return `¶${number}`;
  const found = referencePattern().exec(one);
  return found && found[0] === one && !/^[FR]-/.test(keyOf(found)) ? keyOf(found) : null;
}

/** A sentence as the editor has it: what `sentencesIn` reads back. */
export const lineOf = ({ text, remark, refs }: { text: string; remark: boolean; refs: readonly string[] }): string => `${text} [${remark ? '!' : refs.join(', ')}]`;

/** `A1·2` for `A1-2`, `¶ 17` for `¶17`: a key as people read it. */
export const shownKey = (key: string): string => (key.startsWith('¶') ? `¶ ${key.slice(1)}` : key.replace('-', '·'));

/** Pairs of the six languages; between them stands what somebody else wrote. */
const marks = /“([^“”„]+)”|„([^„“”]+)[“”]|«[ \u00a0\u202f]?([^«»]+?)[ \u00a0\u202f]?»|"([^"]+)"/gu;

/** What a sentence quotes, without its marks. */
export const quotationsIn = (text: string): string[] => [...text.matchAll(marks)].map((m) => m.slice(1).find((words) => words !== undefined) ?? '').filter((words) => words.trim() !== '');

/** What a sentence may rest on, as it stands now. `texts`: its wording, in each language it is authoritative in. */
export type Source = { key: string; shown: boolean; marking: Marking | null; unattributed: boolean; texts: readonly string[] };

/**
 * What keeps a sentence from being published: no source and no remark; a source that is not there, not shown, or marked
 * more strictly than the summary; a quotation that stands in none of its sources, byte for byte; a name beside a source
 * that hides its author. Whose that source is nobody asks: the answer would tell.
 *
 * Shape   `names` finds the first name of a person, body or State of the forum in the words.
 */
export function mayStand(sentence: TypedSentence & { number: number }, sources: readonly Source[], { marking, names }: { marking: Marking; names: (text: string) => string | null }): Outcome<null, SummaryRefusal> {
  const { text, remark, keys, number } = sentence;
  if (!remark && keys.length === 0) return refused('synthesis.sentence_without_source', { number, sentence: text });
  const own = keys.map((key) => ({ key, source: sources.find((one) => one.key === key) ?? null }));
  const gone = own.find(({ source }) => !source?.shown);
  if (gone) return refused('synthesis.source_not_shown', { ref: shownKey(gone.key) });
  const strict = own.find(({ source }) => source?.marking && !mayRelease(source.marking, marking));
  if (strict?.source?.marking) return refused('synthesis.source_too_strict', { ref: shownKey(strict.key), marking: strict.source.marking });
  const misquoted = quotationsIn(text).find((words) => !own.some(({ source }) => source?.texts.some((one) => one.includes(words))));
  if (misquoted) return refused('synthesis.summary_misquotes', { number, quote: misquoted });
  const hidden = own.find(({ source }) => source?.unattributed);
  const name = hidden ? names(text) : null;
  return hidden && name ? refused('synthesis.summary_names', { number, name, ref: shownKey(hidden.key) }) : granted(null);
}

/** Whether a text has one of these phrases in it, as whole words, whatever their case; the first that stands there. */
export function phraseIn(text: string, phrases: readonly string[]): string | null {
  const said = text.toLowerCase();
  return phrases.find((phrase) => {
    const sought = phrase.toLowerCase();
    for (let at = said.indexOf(sought); sought !== '' && at >= 0; at = said.indexOf(sought, at + 1)) {
      if (!/\p{L}$/u.test(said.slice(0, at)) && !/^\p{L}/u.test(said.slice(at + sought.length))) return true;
    }
    return false;
  }) ?? null;
}

/** When summaries are published where a forum has not said: at eight in the evening, by its own clock. */
export const usualHour = '20:00';
/** For how long after the hour an unsigned summary is asked for: later the day is history, and the page alone says so. */
export const askedForHours = 24;

/**
 * The days of a forum that may have a summary by now, newest first: from its opening to its closing, or to today.
 *
 * Shape   `YYYY-MM-DD` in the forum's zone; nothing where its dates are not known.
 */
export function daysToSummarize({ opens, closes, today }: { opens: string | null; closes: string | null; today: string }): string[] {
  const last = closes !== null && closes < today ? closes : today;
  const days: string[] = [];
  for (let day = last; opens !== null && day >= opens && days.length < 100; day = dayBefore(day)) days.push(day);
  return days;
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
