import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationsIn, paperAsked } from './paper-words.ts';

describe('asking for the paper', () => {
  it('is one word in any of the six languages, alone or with the number of a paragraph', () => {
    for (const text of ['SEND', 'send.', 'Envoyer', 'Senden!', 'INVIARE', '«Прислать»', 'ENVIAR']) expect(paperAsked(text), text).toBeNull();
    for (const text of ['SEND 12', 'envoyer ¶ 12', 'Senden: 12', 'Прислать № 12.']) expect(paperAsked(text), text).toBe('12');
    expect([paperAsked('SEND 12BIS'), paperAsked('send 12-13')]).toEqual(['12bis', '12-13']);
  });

  it('is not what only begins like it', () => {
    for (const text of ['', 'Send me a taxi', 'Sender unknown', 'Please send', 'SEND twelve', 'SEND 12 and 14', '12: send']) expect(paperAsked(text), text).toBeUndefined();
  });
});

describe('annotations by letter', () => {
  it('begin with the number of a paragraph and a colon, with the words they are about or without', () => {
    expect(annotationsIn('12: Срок слишком мал.\nИ для кого?\n\n¶ 14bis «заморозка»: Указать, на какой срок.')).toEqual([
      { number: '12', quote: null, text: 'Срок слишком мал.\nИ для кого?' },
      { number: '14bis', quote: 'заморозка', text: 'Указать, на какой срок.' },
    ]);
    for (const text of ['3 “a hold”: Say for how long.', '3 "a hold" : Say for how long.', '- 3 „a hold“: Say for how long.', '§3 «a hold»: Say for how long.']) expect(annotationsIn(text), text).toEqual([{ number: '3', quote: 'a hold', text: 'Say for how long.' }]);
    // The text of one may stand below its number, and hold lines that begin with figures.
    expect(annotationsIn('3:\n1. first\n2) second\n10.30 is early')).toEqual([{ number: '3', quote: null, text: '1. first\n2) second\n10.30 is early' }]);
  });

  it('are none where a letter begins otherwise, or one says nothing', () => {
    for (const text of ['', 'Hello,\n3: too short', 'I agree with 3: it is right', '3 too short', '3:', '3: a\n4:', '2012-07-04: noted', '1234: no']) expect(annotationsIn(text), text).toBeNull();
  });

  it('keep every line that is written, in its order', () => {
    const line = fc.stringMatching(/^[a-z ]{1,20}$/);
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 999 }), fc.array(line, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 6 }), (made) => {
      const wanted = made.map(([number, lines]) => ({ number: String(number), quote: null, text: lines.join('\n').trim() }));
      const found = annotationsIn(made.map(([number, lines]) => `${number}: ${lines.join('\n')}`).join('\n'));
      if (wanted.some(({ text }) => text === '')) expect(found).toBeNull();
      else expect(found).toEqual(wanted);
    }));
  });
});
