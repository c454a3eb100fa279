import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weights } from '../../synthesis/model.ts';
import type { Sentence } from '../model.ts';
import { quotedIn, readReference, readSentences, runsOf, sentenceWith, weightTyped, writeSentences } from './sentences.ts';

const read = (typed: string, roman: string | null = 'II') => {
  const done = readSentences(typed, roman);
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value;
};

describe('a paragraph as it is typed', () => {
  it('has a sentence on each line, with what it rests on after it', () => {
    expect(read('{weight} would keep first. [F-7, A1-2; I/R-03]\nThe order is ours. [*]\n\nNobody said this.')).toEqual([
      { text: '{weight} would keep first.', rests: ['II/F-07', 'II/A1·2', 'I/R-03'], editorial: false, word: null },
      { text: 'The order is ours.', rests: [], editorial: true, word: null },
      { text: 'Nobody said this.', rests: [], editorial: false, word: null },
    ]);
  });

  it('keeps another word of weight with its reason, and refuses one without', () => {
    expect(read('{many: two spoke for their unit} agree. [F-01]')[0]).toMatchObject({ text: '{weight} agree.', word: { said: 'many', reason: 'two spoke for their unit' } });
    expect(readSentences('{many} agree. [F-01]', 'II')).toMatchObject({ refusal: { code: 'report.word_unread', detail: { text: 'many' } } });
    expect(readSentences('{weight} and {weight}. [F-01]', 'II')).toMatchObject({ refusal: { code: 'report.word_unread' } });
  });

  it('names what is no reference instead of taking it for text', () => {
    expect(readSentences('Kept first. [F-01, page 3]', 'II')).toMatchObject({ refusal: { code: 'report.reference_unread', detail: { text: 'page 3' } } });
    expect(readSentences('Kept first. [F-01]', null)).toMatchObject({ refusal: { code: 'report.reference_unread' } });
  });

  it('comes back as it was written, whatever it says', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => text.replace(/[[\]{}\s]+/gu, ' ').trim()).filter((text) => text !== '');
    const reference = fc.oneof(fc.nat(99).map((n) => `II/F-${String(n).padStart(2, '0')}`), fc.tuple(fc.constantFrom('I', 'III', 'IV'), fc.integer({ min: 1, max: 999 })).map(([roman, n]) => `${roman}/B2·${n}`));
    const word = fc.option(fc.record({ said: fc.constantFrom(...weights), reason: line.filter((text) => !text.includes(':')) }), { nil: null });
    const sentence = fc.record({ text: line, rests: fc.uniqueArray(reference, { maxLength: 4 }), editorial: fc.boolean(), word }).map(({ text, rests, editorial, word }): Sentence => ({ text: word ? `{weight} ${text}` : text, rests: editorial ? [] : rests, editorial, word }));
    fc.assert(fc.property(fc.array(sentence, { maxLength: 5 }), fc.constantFrom('II', null), (sentences, roman) => {
      expect(read(writeSentences(sentences, roman), roman)).toEqual(sentences);
    }));
  });
});

describe('a reference', () => {
  it.each([['F-7', 'II/F-07'], ['R-03', 'II/R-03'], ['A1-2', 'II/A1·2'], ['A1·2', 'II/A1·2'], ['IV/B2.14', 'IV/B2·14'], ['F07', null], ['A1', null], ['', null]])('%s is %s', (given, is) => {
    expect(readReference(given, 'II')).toBe(is);
  });
});

describe('a word of weight', () => {
  it('begins with a capital where the sentence begins with it', () => {
    expect(sentenceWith('{weight} agree.', 'several')).toBe('Several agree.');
    expect(sentenceWith('On this {weight} agree.', 'многие участники')).toBe('On this многие участники agree.');
  });

  it('typed by hand is noticed', () => {
    expect(weightTyped('Here most participants agreed.')).toBe('most participants');
    expect(weightTyped('{weight} agreed on most of it.')).toBeNull();
  });
});

it('ten words in a row are a quotation, nine are not, however they are written; in marks three are', () => {
  const source = new Set(runsOf('One, two three four five six SEVEN eight nine ten eleven.'));
  expect(runsOf('He said: one two three four five six seven eight nine ten!').some((run) => source.has(run))).toBe(true);
  expect(runsOf('He said: one two three four five six seven eight nine, then more.').some((run) => source.has(run))).toBe(false);
  expect(runsOf('')).toEqual([]);
  expect(quotedIn('They spoke of “keep first, hide” and of «сначала сохранить, потом», not of “this”.')).toEqual(['keep first hide', 'сначала сохранить потом']);
});
