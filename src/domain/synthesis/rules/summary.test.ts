import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refused } from '#platform/outcome.ts';
import { daysToSummarize, lineOf, mayStand, phraseIn, quotationsIn, sentencesIn, shownKey, type Source } from './summary.ts';
import { fateOfSummary } from './summary-draft.ts';

const source = (key: string, change: Partial<Source> = {}): Source => ({ key, shown: true, marking: 'TLP:AMBER', unattributed: false, texts: ['We keep first, and disclose second.'], ...change });
const facts = { marking: 'TLP:AMBER' as const, names: (text: string) => phraseIn(text, ['Austria', 'Anna Berger']) };
const first = (line: string, sources: readonly Source[] = [source('A1-2')], more: Partial<typeof facts> = {}) => mayStand({ ...(sentencesIn(line)[0] ?? { text: '', remark: false, keys: [] }), number: 1 }, sources, { ...facts, ...more });

describe('a sentence of a summary', () => {
  it('is a line with its sources in brackets, in its words, or with the mark of a remark', () => {
    expect(sentencesIn('Several asked for a hold. [A1·2, ¶ 17, a1]\n\n  One did not. [B2-3; ¶12bis]\nA1·4 proposed an order.\nTomorrow, part B. [!]\nNobody. []')).toEqual([
      { text: 'Several asked for a hold. [A1·2, ¶ 17, a1]', remark: false, keys: ['A1-2', '¶17'] },
      { text: 'One did not.', remark: false, keys: ['B2-3', '¶12bis'] },
      { text: 'A1·4 proposed an order.', remark: false, keys: ['A1-4'] },
      { text: 'Tomorrow, part B.', remark: true, keys: [] },
      { text: 'Nobody.', remark: false, keys: [] },
    ]);
  });

  it('reads back as it was written', () => {
    const ref = fc.tuple(fc.constantFrom('A', 'B', 'D'), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 99 })).map(([part, question, n]) => `${part}${question}·${n}`);
    const words = fc.stringMatching(/^[A-Za-z][a-z ,]{0,40}[a-z.]$/);
    fc.assert(fc.property(words, fc.array(ref, { minLength: 1, maxLength: 5 }), (text, refs) => {
      const once = [...new Set(refs)];
      expect(sentencesIn(lineOf({ text, remark: false, refs: once }))).toEqual([{ text, remark: false, keys: once.map((one) => one.replace('·', '-')) }]);
    }));
  });

  it('stands on what is there, shown, and marked no more strictly than the summary', () => {
    expect(first('Keep first. [A1·2]').ok).toBe(true);
    expect(first('Keep first.')).toEqual(refused('synthesis.sentence_without_source', { number: 1, sentence: 'Keep first.' }));
    expect(first('A remark. [!]', []).ok).toBe(true);
    expect(first('Keep first. [A1·9]')).toEqual(refused('synthesis.source_not_shown', { ref: 'A1·9' }));
    expect(first('Keep first. [A1·2]', [source('A1-2', { shown: false })])).toEqual(refused('synthesis.source_not_shown', { ref: 'A1·2' }));
    expect(first('Keep first. [A1·2]', [source('A1-2', { marking: 'TLP:RED' })])).toEqual(refused('synthesis.source_too_strict', { ref: 'A1·2', marking: 'TLP:RED' }));
    expect(first('Keep first. [¶ 3]', [source('¶3', { marking: null })]).ok).toBe(true);
  });

  it('quotes byte for byte, in the marks of each language, or not at all', () => {
    for (const quote of ['“keep first”', '„keep first“', '«keep first»', '« keep first »', '"keep first"']) expect(first(`They ${quote}. [A1·2]`).ok, quote).toBe(true);
    for (const quote of ['“Keep first”', '“kеep first”', '„keep  first“']) expect(first(`They ${quote}. [A1·2]`).ok, quote).toBe(false);
    expect(first('“We keep” and “disclose third”. [A1·2]')).toEqual(refused('synthesis.summary_misquotes', { number: 1, quote: 'disclose third' }));
    expect(first('A “word” of my own. [!]')).toMatchObject({ refusal: { code: 'synthesis.summary_misquotes' } });
    expect(quotationsIn('The group’s text doesn’t say "so".')).toEqual(['so']);
  });

  it('names nobody beside a source that hides its author, whoever that is', () => {
    const hidden = [source('A1-2', { unattributed: true })];
    for (const line of ['Austria agreed. [A1·2]', 'Anna Berger agreed. [A1·2]']) expect(first(line, hidden)).toMatchObject({ refusal: { code: 'synthesis.summary_names', detail: { ref: 'A1·2' } } });
    expect(first('A participant agreed. [A1·2]', hidden).ok).toBe(true);
    expect(first('Austria agreed. [A1·2]').ok).toBe(true);
    expect(phraseIn('australian', ['Austr'])).toBeNull();
  });

  it('is shown with its references as people read them', () => {
    expect(['A1-12', '¶12bis'].map(shownKey)).toEqual(['A1·12', '¶ 12bis']);
  });
});

describe('the days of a forum', () => {
  it('run from its opening to its closing, or to today', () => {
    expect(daysToSummarize({ opens: '2012-07-02', closes: '2012-07-06', today: '2012-07-04' })).toEqual(['2012-07-04', '2012-07-03', '2012-07-02']);
    expect(daysToSummarize({ opens: '2012-07-02', closes: '2012-07-03', today: '2012-09-01' })).toEqual(['2012-07-03', '2012-07-02']);
    expect(daysToSummarize({ opens: '2012-07-02', closes: null, today: '2012-07-01' })).toEqual([]);
    expect(daysToSummarize({ opens: null, closes: null, today: '2012-07-01' })).toEqual([]);
  });
});

describe('a draft in two windows', () => {
  const held = { windowId: 'one', lang: 'en', marking: 'TLP:AMBER', lines: 'A.', notAddressed: ['A2', 'B1'], correction: '' };
  const draft = { ...held, version: 3 };
  it('is changed by words of the window that has seen it, and by choices of any; other words are kept beside', () => {
    expect(fateOfSummary(draft, { ...held, notAddressed: ['B1', 'A2'] }, 3)).toBe('same');
    expect(fateOfSummary(draft, { ...held, lines: 'B.' }, 3)).toBe('next');
    expect(fateOfSummary(draft, { ...held, windowId: 'two', lines: 'B.' }, 3)).toBe('next');
    expect(fateOfSummary(draft, { ...held, windowId: 'two', lines: 'B.' }, 2)).toBe('beside');
    expect(fateOfSummary(draft, { ...held, windowId: 'two', notAddressed: [] }, 2)).toBe('next');
  });
});
