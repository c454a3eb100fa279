import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Code } from '../model.ts';
import { isFree, isWithin, linesOf, mayStandUnder } from './code-tree.ts';
import { layersOf } from './layers.ts';

const code = (id: string, parentId: string | null = null, label = id): Code => ({ id, parentId, label, description: '', colour: null, uses: 0 });
const tree = [code('practice'), code('policing', 'practice'), code('early', 'policing'), code('law')];
const trees: fc.Arbitrary<Code[]> = fc.array(fc.nat(), { minLength: 1, maxLength: 8 }).map((picks) => picks.map((pick, i) => code(`c${i}`, i === 0 || pick % (i + 1) === i ? null : `c${pick % i}`)));

describe('the tree of codes', () => {
  it('is read from the top, each code under its parent, siblings by name', () => {
    expect(linesOf(tree).map(({ path, depth }) => [path, depth])).toEqual([['law', 0], ['practice', 0], ['practice › policing', 1], ['practice › policing › early', 2]]);
  });
  it('lets no code stand under itself or under what stands under it', () => {
    expect(mayStandUnder(tree, 'practice', 'early')).toMatchObject({ refusal: { code: 'synthesis.code_under_itself' } });
    expect(mayStandUnder(tree, 'law', 'law')).toMatchObject({ refusal: { code: 'synthesis.code_under_itself' } });
    expect(mayStandUnder(tree, 'early', 'law').ok).toBe(true);
    expect(mayStandUnder(tree, 'early', null).ok).toBe(true);
    expect(mayStandUnder(tree, 'early', 'gone')).toMatchObject({ refusal: { code: 'synthesis.no_such_code' } });
  });
  it('loses no code, whatever is moved where it may be', () => {
    fc.assert(fc.property(trees, fc.array(fc.tuple(fc.nat(), fc.nat())), (codes, moves) => {
      let now = codes;
      for (const [a, b] of moves) {
        const [id, parentId] = [`c${a % codes.length}`, b % 5 === 0 ? null : `c${b % codes.length}`];
        if (mayStandUnder(now, id, parentId).ok) now = now.map((c) => (c.id === id ? { ...c, parentId } : c));
      }
      expect(linesOf(now).length).toBe(codes.length);
      for (const c of now) if (c.parentId) expect(isWithin(now, c.parentId, c.id)).toBe(false);
    }));
  });
  it('has one name once among siblings, in capitals or not', () => {
    expect(isFree(tree, 'LAW', null, null)).toMatchObject({ refusal: { code: 'synthesis.code_exists' } });
    expect(isFree(tree, 'Law', null, 'law').ok).toBe(true);
    expect(isFree(tree, 'law', 'practice', null).ok).toBe(true);
  });
});

describe('a text with its excerpts', () => {
  it('shows each piece with all excerpts that cover it', () => {
    const shown = layersOf('Remove 🗂 first.', [{ start: 0, end: 8 }, { start: 7, end: 14 }]);
    expect(shown.map(({ text, marks, begins }) => [text, marks.length, begins.length])).toEqual([['Remove ', 1, 1], ['🗂', 2, 1], [' first', 1, 0], ['.', 0, 0]]);
  });
  it('stays the same text, and each excerpt covers its own letters and no others', () => {
    const marks = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 30 })).map(([start, length]) => ({ start, end: start + length })), { maxLength: 6 });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), marks, (text, all) => {
      const layers = layersOf(text, all);
      expect(layers.map((l) => l.text).join('')).toBe(text);
      for (const mark of all) expect(layers.filter((l) => l.marks.includes(mark)).map((l) => l.text).join('')).toBe([...text].slice(mark.start, mark.end).join(''));
    }));
  });
});
