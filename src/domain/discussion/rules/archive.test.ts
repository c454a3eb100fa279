import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArchiveLetter, mayImportArchive, placeLetters, plainName } from './archive.ts';
import { covered, coverNames, foldName } from './cover-names.ts';

const at = new Date('2005-01-03T08:00:00Z');
const letter = (n: number, more: Partial<ArchiveLetter> = {}): ArchiveLetter => ({ atByte: n, name: `n${n}`, answers: [], subject: null, isReply: false, at, from: { address: 'a@b.example', name: 'A B' }, text: 'T', lang: 'en', attachments: 0, ...more });
const placing = (letters: readonly ArchiveLetter[], more: Partial<Parameters<typeof placeLetters>[1]> = {}) => {
  let n = 0;
  return placeLetters(letters, { standing: new Map(), bySubject: new Map(), mint: () => { n += 1; return `id${n}`; }, ...more });
};

describe('an archive', () => {
  const forum = { closesAt: at, allowedRegimes: ['named', 'unattributed'] as const };
  const now = new Date(at.getTime());
  it('comes in by the operator alone, into a closed forum in which nobody spoke, under a regime that it allows', () => {
    const ask = (actor: string, more: { closesAt?: Date | null; regime?: 'named' | 'category'; spoken?: boolean } = {}) => {
      const ruling = mayImportArchive({ kind: actor }, { ...forum, ...('closesAt' in more ? { closesAt: more.closesAt ?? null } : {}) }, { regime: more.regime ?? 'named', spoken: more.spoken ?? false }, now);
      return ruling.ok ? 'granted' : ruling.refusal.code;
    };
    expect(ask('operator')).toBe('granted');
    for (const actor of ['person', 'clock', 'visitor']) expect(ask(actor)).toBe('discussion.not_yours');
    expect(ask('operator', { closesAt: new Date(at.getTime() + 1) })).toBe('discussion.archive_not_closed');
    expect(ask('operator', { closesAt: null })).toBe('discussion.archive_not_closed');
    expect(ask('operator', { regime: 'category' })).toBe('discussion.regime_not_allowed');
    expect(ask('operator', { spoken: true })).toBe('discussion.archive_among_others');
  });

  it('has a reply stand under the nearest letter it answers, whichever of the two was read first', () => {
    const { placed } = placing([letter(2, { answers: ['n1', 'n0'] }), letter(1, { answers: ['n0'] }), letter(0), letter(3, { answers: ['gone', 'n1'] })]);
    expect(placed.map((one) => [one.letter.name, placed.find(({ id }) => id === one.parentId)?.letter.name ?? null])).toEqual([['n0', null], ['n1', 'n0'], ['n2', 'n1'], ['n3', 'n1']]);
    expect(new Set(placed.map(({ root }) => root)).size).toBe(1);
  });

  it('has a reply that names nothing that is there stand under the last letter with its subject, and a letter that is no reply by itself', () => {
    const { placed } = placing([letter(0, { subject: 'a matter' }), letter(1, { subject: 'a matter', isReply: true, answers: ['gone'] }), letter(2, { subject: 'a matter' }), letter(3, { subject: 'before', isReply: true })], { bySubject: new Map([['before', { id: 'old', root: 'older' }]]) });
    expect(placed.map(({ parentId }) => parentId)).toEqual([null, 'id1', null, 'old']);
    expect(placed[3]?.root).toBe('older');
  });

  it('keeps each letter once, in a thread without a circle, with what is answered before its answers', () => {
    const some = fc.array(fc.record({ name: fc.integer({ min: 0, max: 12 }).map((n) => `n${n}`), answers: fc.array(fc.integer({ min: 0, max: 14 }).map((n) => `n${n}`), { maxLength: 3 }), subject: fc.constantFrom(null, 'a', 'b'), isReply: fc.boolean() }), { maxLength: 30 });
    fc.assert(fc.property(some, fc.boolean(), (facts, known) => {
      const letters = facts.map((fact, n) => letter(n, fact));
      const { placed, duplicates } = placing(letters, known ? { standing: new Map([['n3', { id: 'there', root: 'there' }]]) } : {});
      expect(placed.length + duplicates.length).toBe(letters.length);
      expect(new Set([...placed.map((one) => one.letter.atByte), ...duplicates.map(({ atByte }) => atByte)]).size).toBe(letters.length);
      expect(new Set(placed.map((one) => one.letter.name)).size).toBe(placed.length);
      for (const [i, { parentId }] of placed.entries()) if (parentId && parentId !== 'there') expect(placed.slice(0, i).some(({ id }) => id === parentId)).toBe(true);
    }));
  });

  it('shows no address in place of a name, and no sign that hides or turns letters', () => {
    expect(plainName('  Anna\u202eBerger\n ')).toBe('Anna Berger');
    for (const name of ['', 'anna@example.org', 'anna at example.org', '\u200b']) expect(plainName(name)).toBe(null);
    expect(plainName('Anna at the Institute')).toBe('Anna at the Institute');
  });
});

describe('a text of an archive whose regime hides persons', () => {
  const own = { name: 'Anna Berger', email: 'anna.berger@example.org', bodies: [], abbreviation: null, states: [] };
  const known = { own, inThread: ['Ben Keller', 'Дмитрий Соколов'], everywhere: new Set(['elif demir', 'clara moretti'].map(foldName)) };
  it('has the names covered of its author, of whom it speaks to in its thread, and whole ones of everybody', () => {
    const { text, count } = coverNames('Dear Ben,\n\nas Keller’s letter and Соколова show, Elif Demir was right. Write to clara@example.net.\n\nAnna', known, 'unattributed');
    expect(text).toBe(`Dear ${covered},\n\nas ${covered} letter and ${covered} show, ${covered} was right. Write to ${covered}.\n\n${covered}`.replace(`${covered} letter`, text.includes(`${covered}’s`) ? `${covered}’s letter` : `${covered} letter`));
    expect(count).toBe(6);
  });

  it('stays as it is under regimes that show persons inside', () => {
    for (const regime of ['named', 'chatham-house'] as const) expect(coverNames('Dear Ben, Anna', known, regime)).toEqual({ text: 'Dear Ben, Anna', count: 0 });
  });

  it('holds no name that is known, whatever stands round it', () => {
    const names = ['Anna', 'Berger', 'Ben', 'Keller', 'Elif Demir', 'Соколов', 'anna.berger@example.org'];
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...names, 'and', 'The', 'Well,', '-', '(', ')', '\n'), fc.lorem({ maxCount: 3 })), { maxLength: 20 }), fc.constantFrom('institution' as const, 'category' as const, 'unattributed' as const), (words, regime) => {
      const { text } = coverNames(words.join(' '), known, regime);
      for (const name of names) expect(text.split(/[^\p{L}@.]+/u).join(' ').includes(name), text).toBe(false);
    }));
  });
});
