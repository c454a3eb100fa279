import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isName, leavingDueAt, mayLeave, mixesScripts } from './rules.ts';
import { name } from './schema.ts';

const trojans = JSON.parse(readFileSync('tests/unicode/trojan.json', 'utf8')) as { name: string; value: string }[];
const trojan = (wanted: string): string => trojans.find((t) => t.name === wanted)?.value ?? '';

describe('a name', () => {
  it('of a person is a name, in whatever script', () => {
    for (const text of ['Anna Berger', 'Дмитрий Соколов', 'José María O’Brien', '山田 太郎', 'タナカ太郎', 'Nguyễn Văn A', 'رضا', '김철수']) {
      expect(isName(text), text).toBe(true);
      expect(mixesScripts(text), text).toBe(false);
    }
  });

  it('holds nothing invisible, nothing that turns the line round, no broken character', () => {
    for (const of of ['RLO', 'LRI stretched', 'RLI unclosed leaks into neighbour', 'filename exe', 'tag chars (hidden ASCII)', 'variation selectors smuggle', 'zero width words', 'lone surrogate', 'noncharacter', 'BOM inside', 'line separators', 'NUL', 'controls', 'invisible name', 'soft hyphen', 'combining grapheme joiner']) {
      expect(trojan(of), of).not.toBe('');
      expect(isName(trojan(of)), of).toBe(false);
    }
  });

  it('has at most 80 signs as a reader counts them, and no pile of marks', () => {
    expect(isName('é'.normalize('NFD').repeat(80))).toBe(true);
    expect(isName('a'.repeat(81))).toBe(false);
    expect(isName(`z${'\u0336'.repeat(4)}`)).toBe(false);
  });

  it('is kept in one form, whichever way it was typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (text) => {
      const [composed, decomposed] = [name.safeParse(text.normalize('NFC')), name.safeParse(text.normalize('NFD'))];
      expect(composed.success && composed.data).toBe(decomposed.success && decomposed.data);
    }));
  });

  it('that mixes alphabets in one word is warned of', () => {
    for (const of of ['homoglyph name', 'homoglyph mixed']) expect(mixesScripts(trojan(of)), of).toBe(true);
    expect(mixesScripts('Иван Smith')).toBe(false);
  });
});

describe('leaving', () => {
  it('asks for the word, once, and leaves no site without an administrator', () => {
    expect(mayLeave({ typed: true, lastAdministrator: false, leaving: false }).ok).toBe(true);
    expect(mayLeave({ typed: false, lastAdministrator: false, leaving: false })).toMatchObject({ refusal: { code: 'account.word_not_typed' } });
    expect(mayLeave({ typed: true, lastAdministrator: false, leaving: true })).toMatchObject({ refusal: { code: 'account.already_leaving' } });
    expect(mayLeave({ typed: true, lastAdministrator: true, leaving: false })).toMatchObject({ refusal: { code: 'account.last_administrator' } });
  });

  it('is carried out fourteen days later', () => {
    expect(leavingDueAt(new Date('2012-07-04T08:00:00Z'))).toEqual(new Date('2012-07-18T08:00:00Z'));
  });
});
