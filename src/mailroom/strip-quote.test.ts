import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corpus, languages } from '../../tests/corpus/corpus.ts';
import { linesOf, stripQuote } from './strip-quote.ts';

const letters = corpus();

describe('what the writer of a letter wrote', () => {
  it('is told from a corpus of more than 140 letters in six languages', () => {
    expect(letters.length).toBeGreaterThanOrEqual(140);
    for (const lang of languages) expect(letters.filter((letter) => letter.lang === lang).length, lang).toBeGreaterThanOrEqual(20);
    expect(new Set(letters.map(({ name }) => name)).size).toBe(letters.length);
  });

  it.each(letters)('$name', ({ text, writer, kept }) => {
    expect(stripQuote(text, { names: [writer] }).kept).toBe(kept);
  });

  it('is told of a forwarded letter as a forwarded one', () => {
    const forwarded = letters.filter(({ text, name }) => stripQuote(text).forwards !== /forward|ru mailru-podpis/.test(name)).map(({ name }) => name);
    expect(forwarded).toEqual([]);
  });
});

/** Letters put together from lines of the corpus, in any order, with anything in between. */
const anyLetter = fc.array(fc.oneof(fc.constantFrom(...letters.flatMap(({ text }) => text.split('\n'))), fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('-- ', '', '> ', '>', '____', 'On', 'From:')), { maxLength: 40 }).map((lines) => lines.join('\n'));

describe('whatever the letter', () => {
  it('what is kept and what is cut are together the letter, line for line', () => {
    fc.assert(fc.property(anyLetter, (letter) => {
      expect(stripQuote(letter).parts.map(({ text }) => text).join('\n')).toBe(linesOf(letter).join('\n'));
    }), { numRuns: 300 });
  });

  it('nothing is invented: each line that is kept is a line of the letter, in the same order', () => {
    fc.assert(fc.property(anyLetter, (letter) => {
      const all = linesOf(letter);
      let at = 0;
      for (const line of stripQuote(letter).kept.split('\n')) {
        if (line.trim() === '') continue;
        const found = all.findIndex((one, i) => i >= at && one.trimEnd() === line.trimEnd());
        expect(found, line).toBeGreaterThanOrEqual(at);
        at = found + 1;
      }
    }), { numRuns: 300 });
  });

  it('a text without any sign of quotation or signature is kept whole', () => {
    const sentence = fc.array(fc.constantFrom('the', 'register', 'must', 'remain', 'public', 'здесь', 'über', 'données'), { minLength: 3, maxLength: 20 }).map((words) => `${words.join(' ')}.`);
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 20 }), (sentences) => {
      expect(stripQuote(sentences.join('\n\n')).kept).toBe(sentences.join('\n\n'));
    }), { numRuns: 200 });
  });

  it('is read in well under a second, however it was made to take long', () => {
    for (const unit of [' ', '-', '_ ', '> ', 'a', 'From: ', 'On 2 July 2012 ', '<a@b', 'From: a\nSent: b\n', '\n', '> \n', '-- \n', 'wrote: ', '+43 1 ', 'Regards\n', '=*-', 'д', 'salutations ', '(a', '\u00a0']) {
      const began = performance.now();
      stripQuote(unit.repeat(Math.floor(200_000 / unit.length)));
      expect(performance.now() - began, JSON.stringify(unit)).toBeLessThan(1_500);
    }
  });
});
