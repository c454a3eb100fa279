import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '#platform/text/markdown.ts';
import { anchorAt, anchorOf, lengthOf, plainOf, sentencesOf, slice } from './anchor.ts';
import { comparePapers } from './compare.ts';
import { markPassages } from './mark-passages.ts';
import { numbersOf } from './numbers.ts';
import { countFates, likeEnough, placeOf } from './settle.ts';
import { mostAlike, wordsOf } from './words.ts';

const paper = [
  { id: 'p1', text: 'A provider can be asked to keep content. A provider can be asked to remove it without delay.' },
  { id: 'p2', text: 'Users meet such material before any authority does. Many do not report it.' },
  { id: 'p3', text: 'Три меры доступны властям: сохранить, раскрыть, удалить. 🛡️ Порядок различен.' },
];
const on = (paragraph: string, quote: string) => {
  const anchor = anchorAt(paper.find(({ id }) => id === paragraph)?.text ?? '', quote);
  if (!anchor) throw new Error(`${quote} is not in ${paragraph}`);
  return { ...anchor, paragraph };
};
const text = fc.array(fc.constantFrom('preserve', 'first', 'the', 'content', 'and', 'then', 'remove', 'it', 'délai', 'сохранить', '🛡️', 'e\u0301tat'), { minLength: 1, maxLength: 30 }).map((words) => `${words.join(' ')}.`.normalize('NFC'));

describe('a passage', () => {
  it('is found as read, whatever marks the text has, and not when a character differs', () => {
    const html = renderMarkdown('Orders & *reasons* come “first”.\n\n- so\n- they  say');
    expect(plainOf(html)).toBe('Orders & reasons come “first”. so they say');
    for (const quote of ['Orders & *reasons*', 'Orders & reasons come', 'reasons\ncome', 'so they']) expect(anchorAt(plainOf(html), quote), quote).not.toBeNull();
    for (const quote of ['come "first"', 'orders', ' ', '**']) expect(anchorAt(plainOf(html), quote), quote).toBeNull();
  });
  it('counts in code points, so that no sign of two units is ever cut', () => {
    const anchor = on('p3', 'Порядок');
    expect(anchor.start).toBe(60);
    expect(slice(paper[2]?.text ?? '', 60, 67)).toBe('Порядок');
    fc.assert(fc.property(text, fc.nat(200), fc.integer({ min: 1, max: 40 }), (words, start, length) => {
      const { quote, prefix, suffix } = anchorOf(words, start, length);
      for (const part of [quote, prefix, suffix]) expect(part.isWellFormed()).toBe(true);
      expect(words).toContain(prefix + quote + suffix);
    }));
  });
  it('said twice in a paragraph is told apart by what stands before it', () => {
    expect(anchorAt(paper[0]?.text ?? '', 'A provider can be asked')?.start).toBe(0);
    expect(anchorAt(paper[0]?.text ?? '', 'A provider can be asked', { before: 'to keep content. ' })?.start).toBe(41);
  });
  it('may be chosen as a sentence; together the sentences are the paragraph', () => {
    expect(sentencesOf(paper[0]?.text ?? '', 'en').map((s) => s.text)).toEqual(['A provider can be asked to keep content.', 'A provider can be asked to remove it without delay.']);
    for (const { id, text: whole } of paper) for (const s of sentencesOf(whole, 'ru')) expect(slice(whole, s.start, s.start + lengthOf(s.text)), id).toBe(s.text);
  });
});

describe('a mark', () => {
  const plainMarks = (html: string) => plainOf([...html.matchAll(/<mark[^>]*>(.*?)<\/mark>/gsu)].map(([, inside]) => inside).join(''));
  it('covers the passage and nothing else, and leaves the elements whole', () => {
    const html = renderMarkdown('Orders & *reasons* come [first](https://example.org/?a=1&b=2).');
    expect(markPassages(html, [{ start: 0, length: 16, id: 'm-1' }])).toBe('<p><mark class="hl" id="m-1">Orders &amp; </mark><em><mark class="hl">reasons</mark></em> come <a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener noreferrer">first</a>.</p>\n');
  });
  it('gives each of two that overlap an id of its own', () => {
    const html = markPassages('<p>one two three</p>', [{ start: 0, length: 7, id: 'a' }, { start: 4, length: 9, id: 'b' }]);
    expect(html).toBe('<p><mark class="hl" id="a">one </mark><mark class="hl" id="b">two three</mark></p>');
  });
  it('never changes what is read, and holds just its words', () => {
    fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), fc.nat(80), fc.integer({ min: 1, max: 30 }), fc.boolean(), (parts, start, length, list) => {
      const html = renderMarkdown(parts.map((p) => `${list ? '- ' : ''}${p.replace('content', '*content*').replace('first', '<b>')}`).join('\n\n'));
      const marked = markPassages(html, [{ start, length, id: 'm' }]);
      expect(plainOf(marked)).toBe(plainOf(html));
      expect(marked.replace(/<\/?mark[^>]*>/g, '')).toBe(html);
      expect(plainMarks(marked).replaceAll(' ', '')).toBe(slice(plainOf(html), start, start + length).replaceAll(' ', ''));
    }));
  });
});

describe('a remark in a new version', () => {
  it('is carried while its words stand in its paragraph, whatever else changed there', () => {
    expect(placeOf(on('p2', 'Many do not report it.'), [{ id: 'p2', text: 'Indeed. Many do not report it. Why?' }])).toMatchObject({ fate: 'carried', start: 8 });
  });
  it('is moved with its words to another paragraph, and finds them there when they were changed a little', () => {
    expect(placeOf(on('p2', 'Many do not report it.'), [{ id: 'p2', text: 'Gone.' }, { id: 'p9', text: 'Many do not report it.' }])).toMatchObject({ fate: 'moved', paragraph: 'p9' });
    expect(placeOf(on('p1', 'can be asked to remove it without delay'), [{ id: 'p1', text: 'A provider may be asked to remove it without delay.' }])).toEqual({ fate: 'moved', paragraph: 'p1', start: 11, length: 39 });
  });
  it('is orphaned one word under the threshold, and never placed by a word that stands everywhere', () => {
    const four = { quote: 'one two three four', prefix: '', suffix: '', start: 0, paragraph: 'p1' };
    expect(likeEnough).toBe(0.75);
    expect(placeOf(four, [{ id: 'p1', text: 'one two three five' }]).fate).toBe('moved');
    expect(placeOf(four, [{ id: 'p1', text: 'one two six five' }]).fate).toBe('orphaned');
    expect(placeOf(on('p2', 'any'), [{ id: 'p9', text: 'By any means.' }]).fate).toBe('orphaned');
  });

  const version = fc.uniqueArray(fc.tuple(fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'), text).map(([id, words]) => ({ id, text: words })), { selector: ({ id }) => id, minLength: 1 });
  const remarks = fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.integer({ min: 1, max: 40 })), { maxLength: 12 });
  const made = (first: { id: string; text: string }[], all: [number, number, number][]) => all.map(([which, from, length]) => {
    const { id, text: words } = first[which % first.length] ?? { id: '', text: 'x' };
    return { ...anchorOf(words, from % lengthOf(words), length), paragraph: id };
  });

  it('is one of three: remarks on v1 = carried + moved + orphaned, none lost, none twice, and each stands where it says', () => {
    fc.assert(fc.property(version, version, remarks, (first, second, all) => {
      const notes = made(first, all);
      const places = notes.map((note) => placeOf(note, second));
      const { carried, moved, orphaned } = countFates(places);
      expect(carried + moved + orphaned).toBe(notes.length);
      places.forEach((place, i) => {
        const there = second.find(({ id }) => id === place.paragraph)?.text;
        if (place.fate === 'carried') expect([place.paragraph, slice(there ?? '', place.start, place.start + place.length)]).toEqual([notes[i]?.paragraph, notes[i]?.quote]);
        else if (place.fate === 'moved') expect(lengthOf(there ?? '')).toBeGreaterThanOrEqual(place.start + place.length);
        else expect(there).toBeUndefined();
      });
    }));
  });
  it('is always carried, to the same place, while its paragraph is unchanged, whatever the others became', () => {
    fc.assert(fc.property(version, version, remarks, (first, others, all) => {
      const second = [...others.filter(({ id }) => !first.some((p) => p.id === id)), ...first].reverse();
      for (const note of made(first, all)) expect(placeOf(note, second)).toEqual({ fate: 'carried', paragraph: note.paragraph, start: note.start, length: lengthOf(note.quote) });
    }));
  });
});

describe('words most alike', () => {
  it('are counted by what was put in, left out or changed', () => {
    expect(mostAlike(wordsOf('a b c d'), wordsOf('x a b d y'))).toMatchObject({ likeness: 0.75, from: 2, to: 7 });
    expect(mostAlike(wordsOf('a b'), [])).toBeNull();
  });
});

describe('the numbers of paragraphs', () => {
  const p = (id: string, markdown = 'Text.') => ({ id, markdown });
  const first = [{ id: 'p1', label: '1' }, { id: 'p2', label: '2' }, { id: 'p3', label: '3' }];
  it('count what is said, not the headings', () => expect(numbersOf([p('p1', '# Head'), p('p2'), p('p3')], [])).toEqual(['', '1', '2']));
  it('stay; one put in between takes an ordinal, one at the end goes on counting', () => {
    expect(numbersOf([p('p1'), p('p4'), p('p5'), p('p2'), p('p3'), p('p6')], first)).toEqual(['1', '1bis', '1ter', '2', '3', '4']);
    expect(numbersOf([p('p4'), p('p3'), p('p1')], first)).toEqual(['0bis', '3', '1']);
  });
  it('are never used for another, nor twice', () => {
    expect(numbersOf([p('p1'), p('p7')], [...first, { id: 'p4', label: '1bis' }])).toEqual(['1', '4']);
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), (ids) => {
      const labels = numbersOf(ids.map((n) => p(`p${n}`)), first);
      expect(new Set(labels).size).toBe(labels.length);
      ids.forEach((n, i) => { if (n <= 3) expect(labels[i]).toBe(String(n)); else expect(['1', '2', '3']).not.toContain(labels[i]); });
    }));
  });
});

describe('two versions compared', () => {
  const v = (...all: [string, string][]) => all.map(([id, markdown]) => ({ id, number: id.slice(1), markdown }));
  it('tell what is new, changed and taken out, each where it stands or stood', () => {
    expect(comparePapers(v(['p1', 'a'], ['p2', 'b'], ['p3', 'c']), v(['p1', 'a'], ['p4', 'd'], ['p3', 'C'])).map(({ id, kind }) => `${id} ${kind}`)).toEqual(['p1 same', 'p2 removed', 'p4 added', 'p3 changed']);
  });
  it('tell every paragraph of both once', () => {
    const side = fc.uniqueArray(fc.integer({ min: 1, max: 9 })).map((ns) => ns.map((n) => ({ id: `p${n}`, number: String(n), markdown: `${n}` })));
    fc.assert(fc.property(side, side, (a, b) => {
      const ids = comparePapers(a, b).map(({ id }) => id);
      expect([...ids].sort()).toEqual([...new Set([...a, ...b].map(({ id }) => id))].sort());
    }));
  });
});
