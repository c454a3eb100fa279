import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { weights } from '../../synthesis/model.ts';
import type { Block, Chapter } from '../manuscript.ts';

/** What became of a contribution that no finding quotes. */
export type NotTaken = { reference: string; end: 'merged' | 'noted' | 'out-of-scope'; /** Only where the text itself may be printed. */ reason: string | null };
/** Figures of one forum. `exactly`: whether the number of contributors is told, or only that it is no smaller. */
export type Turnout = { roman: string; title: string; days: string | null; accredited: number; contributors: number; exactly: boolean; contributions: number; languages: number; states: number };
export type Method = {
  turnout: readonly Turnout[];
  notTaken: readonly NotTaken[];
  /** How each contribution ended, over all forums. */
  ends: Readonly<Record<'cited' | 'merged' | 'noted' | 'out-of-scope' | 'withdrawn', number>>;
  /** Weight words that were changed by hand, with the reason. */
  words: readonly { reference: string; computed: string; said: string; reason: string }[];
  requests: Readonly<Record<'granted' | 'refused' | 'lapsed' | 'asked', number>>;
  editorial: number;
  sentences: number;
};

/** The annexes: what was not taken up and why, who took part, how the report was made and how much of it was said by whom. */
export function annexesOf(method: Method, locale: Locale): Chapter[] {
  const annex = (id: string, number: string, key: 'notTaken' | 'participation' | 'method' | 'transparency', blocks: Block[]): Chapter => ({ id: `annex-${id}`, number, title: say(locale, `report.annex.${key}`), blocks, children: [] });
  return [
    annex('a', 'A', 'notTaken', notTakenBlocks(method, locale)),
    annex('b', 'B', 'participation', participationBlocks(method, locale)),
    annex('c', 'C', 'method', methodBlocks(method, locale)),
    annex('d', 'D', 'transparency', transparencyBlocks(method, locale)),
  ];
}

const text = (words: string): Block => ({ kind: 'paragraph', spans: [{ text: words }] });
const told = ({ contributors, exactly }: Turnout, locale: Locale): string => (exactly ? String(contributors) : say(locale, 'report.atLeast', { count: contributors }));

function notTakenBlocks({ notTaken }: Method, locale: Locale): Block[] {
  if (notTaken.length === 0) return [text(say(locale, 'report.notTaken.none'))];
  const items = notTaken.map(({ reference, end, reason }) => [{ text: reference, strong: true }, { text: ` ${say(locale, `report.notTaken.${end}`)}${reason ? ` ${reason}` : ''}` }]);
  return [text(say(locale, 'report.notTaken.intro')), { kind: 'list', items }];
}

function participationBlocks({ turnout }: Method, locale: Locale): Block[] {
  const head = ['forum', 'accredited', 'contributors', 'contributions', 'states', 'languages'] as const;
  return [
    ...turnout.map((one) => text(say(locale, 'report.participation.sentence', { roman: one.roman, title: one.title, days: one.days ?? '–', contributions: one.contributions, contributors: told(one, locale), states: one.states, languages: one.languages }))),
    { kind: 'table', caption: say(locale, 'report.participation.caption'), head: head.map((key) => say(locale, `report.participation.${key}`)), rows: turnout.map((one) => [one.roman, String(one.accredited), told(one, locale), String(one.contributions), String(one.states), String(one.languages)]) },
    { kind: 'note', text: say(locale, 'report.participation.note') },
  ];
}

function methodBlocks({ words }: Method, locale: Locale): Block[] {
  return [
    text(say(locale, 'report.method.text')),
    text(say(locale, 'report.method.scale')),
    { kind: 'table', caption: say(locale, 'report.method.caption'), head: [say(locale, 'report.method.word'), say(locale, 'report.method.meaning')], rows: weights.map((weight) => [say(locale, `synthesis.weight.${weight}`), say(locale, `report.scale.${weight}`)]) },
    ...(words.length > 0
      ? [text(say(locale, 'report.method.changed')), { kind: 'list' as const, items: words.map(({ reference, computed, said, reason }) => [{ text: reference, strong: true }, { text: ` ${say(locale, 'report.method.change', { computed, said })} ${reason}` }]) }]
      : [text(say(locale, 'report.method.unchanged'))]),
  ];
}

function transparencyBlocks({ ends, requests, editorial, sentences }: Method, locale: Locale): Block[] {
  const total = Object.values(ends).reduce((sum, count) => sum + count, 0);
  return [
    text(say(locale, 'report.transparency.ends', { total, cited: ends.cited, merged: ends.merged, noted: ends.noted, outOfScope: ends['out-of-scope'], withdrawn: ends.withdrawn })),
    text(say(locale, 'report.transparency.sentences', { sentences, editorial })),
    text(say(locale, 'report.transparency.requests', { ...requests })),
  ];
}
