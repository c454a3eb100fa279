import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf, printable, quoted } from './printable.ts';

describe('what may be printed', () => {
  it('is what was written, where nothing in it is forbidden', () => {
    const text = 'Сначала сохранить; «d’abord» – 😀 e\u0301 שלום\u200F <b>&amp;</b> #let x = 1';
    expect(printable(text)).toBe(text);
  });

  it('shows that something stood where a control character did', () => {
    expect(printable('a\u0000b\u001Bc\u0085d\uFFFEe')).toBe('a\uFFFDb\uFFFDc\nd\uFFFDe');
    expect(printable('lone \uD800')).toBe('lone \uFFFD');
  });

  it('leaves out marks that turn the direction of what follows', () => {
    expect(printable('by \u202Edlorver\u202C\u2066x\u2069')).toBe('by dlorverx');
  });

  it('has one kind of line break', () => {
    expect(printable('a\r\nb\rc\u2028d\te')).toBe('a\nb\nc\nd e');
  });

  it('is the same when made printable twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => printable(printable(text)) === printable(text)));
  });
});

describe('words in another language', () => {
  it('are marked by their language, never by something that is none', () => {
    expect(['ru', 'ru-RU', 'de-AT', 'RU', '', 'x y', '"><script>'].map(languageOf)).toEqual(['ru', 'ru', 'de', null, null, null, null]);
  });

  it('stand between the marks of the language around them', () => {
    expect(quoted('de', 'x')).toBe('„x“');
    expect(quoted('fr', 'x')).toBe('«\u00A0x\u00A0»');
    expect(quoted('??', 'x')).toBe('“x”');
  });
});
