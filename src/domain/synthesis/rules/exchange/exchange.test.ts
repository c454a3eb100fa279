import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { sliceByCodePoints } from '../../rules.ts';
import { guidOf, readGuid } from './guid.ts';
import type { CodeNode, Project } from './model.ts';
import { placeInFile, placeInText, withLineFeeds } from './places.ts';
import { type OurText, planSelections } from './plan-codings.ts';
import { readExchange } from './read.ts';
import { codebookXml, pathOf, projectXml } from './write.ts';
import { NotXml, readXml } from './xml.ts';

const schemas = { project: readFileSync('tests/refi-qda/Project-mrt2019.xsd', 'utf8'), codebook: readFileSync('tests/refi-qda/Codebook-repaired.xsd', 'utf8') };
const complaints = async (xml: string, schema: keyof typeof schemas) => (await validateXML({ xml: [{ fileName: 'made.xml', contents: xml }], schema: [schemas[schema]] })).errors.map(({ message }) => message);

// Letters beyond the BMP, marks that combine, families of four, both kinds of line end, and what XML cannot hold as it is.
const sign = fc.constantFrom('a', 'b', ' ', 'é', 'e\u0301', '🗂', '👩‍👩‍👧', '\u{1D11E}', 'Ж', '\n', '\r\n', '\r', '&', '<', ']]>', '"', '\t');
const text = fc.array(sign, { minLength: 1, maxLength: 60 }).map((signs) => signs.join(''));
const label = fc.array(fc.constantFrom('k', 'É', '🗂', '&', '<', '"', '>'), { minLength: 1, maxLength: 8 }).map((signs) => signs.join(''));
const codeTree = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels): CodeNode[] => labels.map((name, i) => ({ guid: guidOf('c', i), name, description: i % 2 ? `${name}\n${name}` : '', colour: i % 2 ? '#00AA55' : null, children: i === 0 ? [{ guid: guidOf('under'), name, description: '', colour: null, children: [] }] : [] })));
const me = guidOf('me');

type Marked = { text: string; start: number; end: number };
const marked = text.chain((text): fc.Arbitrary<Marked> => {
  const length = [...text].length;
  // A mark between CR and LF is none that a reader could make.
  const place = fc.nat(length).filter((at) => !(text[[...text].slice(0, at).join('').length - 1] === '\r' && [...text][at] === '\n'));
  return fc.tuple(place, place).filter(([a, b]) => a !== b).map(([a, b]) => ({ text, start: Math.min(a, b), end: Math.max(a, b) }));
});

function projectOf(codes: readonly CodeNode[], texts: readonly Marked[]): Project {
  return {
    name: 'Forum 2 (TLP:AMBER)', description: 'TLP:AMBER\n<&>', users: [{ guid: me, name: 'Rapporteur 1' }], codes, variables: [{ guid: guidOf('v'), name: 'Question' }], cases: [], notes: [{ guid: guidOf('f'), name: 'F-01', description: 'challenge', text: 'Said 🗂.' }], links: [{ guid: guidOf('l'), name: 'Contrary view', from: guidOf('x', 0), to: guidOf('f') }],
    sources: texts.map(({ text, start, end }, i) => ({
      guid: guidOf('s', i), name: `A1·${i + 1}`, text: withLineFeeds(text), at: '2012-07-04T08:00:00.000Z', values: [{ variable: guidOf('v'), value: 'A1' }],
      selections: [{ guid: guidOf('x', i), name: 'words', start: placeInFile(text, start), end: placeInFile(text, end), user: me, codings: [{ guid: guidOf('k', i), code: codes[0]?.guid ?? '', user: me }], notes: i === 0 ? [guidOf('f')] : [] }],
    })),
  };
}

describe('a project', () => {
  it('goes out and comes back with every mark on the same words, and goes out again as the same bytes', () => {
    fc.assert(fc.property(codeTree, fc.array(marked, { minLength: 1, maxLength: 4 }), (codes, texts) => {
      const project = projectOf(codes, texts);
      const xml = projectXml(project);
      const beside = new Map(project.sources.map((source) => [pathOf(source), source.text]));
      const brought = readExchange(xml, (path) => beside.get(path.replace('internal://', 'Sources/')) ?? null);
      const ours = texts.map(({ text }, i): OurText => ({ contributionId: `c${i}`, ref: `A1·${i + 1}`, revision: 1, guid: guidOf('s', i), text, quotable: true }));
      const plans = planSelections({ texts: ours, excerpts: [], codeIds: new Map(brought.codes.map(({ guid }) => [guid, guid])), me, others: new Set() }, brought.sources);
      expect(plans.map(({ place }) => place && { start: place.start, end: place.end, quote: place.quote })).toEqual(texts.map(({ text, start, end }) => ({ start, end, quote: sliceByCodePoints(text, start, end) })));
      expect(plans.every(({ is, codes: put }) => is === 'new' && put.length === 1)).toBe(true);
      const again = projectOf(nodesOf(brought.codes, null), plans.map(({ place }, i) => ({ text: texts[i]?.text ?? '', start: place?.start ?? 0, end: place?.end ?? 0 })));
      expect(projectXml(again)).toBe(xml);
    }));
  });

  it('is valid against the published schema, with texts and without, whatever stands in names', async () => {
    const codes: CodeNode[] = [{ guid: guidOf('c'), name: 'Keep <first> & "last" 🗂\u0007', description: 'x', colour: '#0A5', children: [] }];
    const whole = projectOf(codes, [{ text: 'Early engagement 😀 helps.', start: 17, end: 24 }]);
    expect(await complaints(projectXml({ ...whole, cases: [{ guid: guidOf('case'), name: 'Delegation of Austria', sources: [guidOf('s', 0)] }] }), 'project')).toEqual([]);
    expect(await complaints(projectXml({ ...whole, users: [], codes: [], variables: [], sources: [], notes: [], links: [] }), 'project')).toEqual([]);
    // The check does check: a wrong order is told.
    expect(await complaints(projectXml(whole).replace(/(<Users>[\s\S]*<\/Users>)\n([\s\S]*)(<Description>TLP)/, '$2$1$3'), 'project')).not.toEqual([]);
  });
});

const nodesOf = (codes: readonly { guid: string; name: string; description: string; colour: string | null; parent: string | null }[], parent: string | null): CodeNode[] => codes.filter((code) => code.parent === parent).map(({ guid, name, description, colour }) => ({ guid, name, description, colour, children: nodesOf(codes, guid) }));

describe('a codebook', () => {
  it('goes out and comes back the same, and is valid', async () => {
    fc.assert(fc.property(codeTree, (codes) => {
      const xml = codebookXml(codes) ?? '';
      expect(codebookXml(nodesOf(readExchange(xml, () => null).codes, null))).toBe(xml);
    }), { numRuns: 50 });
    const [codes] = fc.sample(codeTree, { numRuns: 1, seed: 3 });
    expect(await complaints(codebookXml(codes ?? []) ?? '', 'codebook')).toEqual([]);
    expect(codebookXml([])).toBeNull();
  });
});

describe('places', () => {
  it('count code points, and a line end as one sign whatever it is written with', () => {
    const text = 'a🗂\r\nb';
    expect([0, 1, 2, 4, 5].map((at) => placeInFile(text, at))).toEqual([0, 1, 2, 3, 4]);
    expect([0, 1, 2, 3, 4].map((at) => placeInText(text, at))).toEqual([0, 1, 2, 4, 5]);
  });
});

describe('a selection that was brought', () => {
  const ours: OurText = { contributionId: 'c', ref: 'A1·1', revision: 1, guid: guidOf('s'), text: 'Keep 🗂 first. Then disclose. Keep 🗂 first.', quotable: true };
  const plan = (selection: Partial<{ start: number; end: number; user: string; code: string }>, source: Partial<{ guid: string; text: string | null }> = {}, text: Partial<OurText> = {}) => {
    const [one] = planSelections({ texts: [{ ...ours, ...text }], excerpts: [], codeIds: new Map([['code', 'here'], ['gone', null]]), me, others: new Set(['other']) }, [{ guid: ours.guid, name: 'A1·1', text: ours.text, ...source, selections: [{ guid: guidOf('x'), start: 0, end: 13, codings: [{ code: 'code', user: null, ...selection }], ...selection }] }]);
    return one && [one.is, ...one.left, ...(one.place ? [one.place.start] : [])];
  };
  it('is found by the text’s GUID, or by a text that is the same', () => {
    expect(plan({})).toEqual(['new', 0]);
    expect(plan({}, { guid: guidOf('another') })).toEqual(['new', 0]);
    expect(plan({ start: 15, end: 29 }, { guid: guidOf('another'), text: `\uFEFF${ours.text}\n` })).toEqual(['new', 14]);
    expect(plan({}, { guid: guidOf('another'), text: 'Something else entirely' })).toEqual(['left', 'no-source']);
  });
  it('is found at its one other place where a program shifted the text, and left where there are two', () => {
    expect(plan({ start: 17, end: 31 }, { text: `>> ${ours.text}` })).toEqual(['new', 14]);
    expect(plan({ start: 3, end: 16 }, { text: `>> ${ours.text}` })).toEqual(['left', 'several-places']);
  });
  it('is listed with its reason where it does not match', () => {
    expect(plan({}, { text: null })).toEqual(['left', 'no-text']);
    expect(plan({ start: 5, end: 5 })).toEqual(['left', 'beyond']);
    expect(plan({ start: 0, end: 9_999 })).toEqual(['left', 'beyond']);
    expect(plan({}, {}, { quotable: false })).toEqual(['left', 'may-not']);
    expect(plan({}, {}, { text: 'Keep nothing.' })).toEqual(['left', 'other-words']);
    expect(plan({ code: 'gone' })).toEqual(['left', 'no-code', 0]);
    expect(plan({ user: 'other' })).toEqual(['left', 'another', 0]);
  });
});

describe('a file from outside', () => {
  it('names no document type, fetches nothing and unfolds nothing', () => {
    expect(() => readXml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>')).toThrow(NotXml);
    expect(() => readXml('<a>&x;</a>')).toThrow(NotXml);
    expect(() => readXml(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`)).toThrow(NotXml);
    expect(() => readXml('<a><b></a>')).toThrow(NotXml);
    expect(() => readXml('')).toThrow(NotXml);
    expect(() => readExchange('<Project name="x"/>', () => null)).toThrow(NotXml);
  });
  it('may write GUIDs in braces and capitals, and elements of its own that are passed over', () => {
    expect(readGuid('{6A9D2BB7-0F4C-4B3E-8D1C-0123456789AB}')).toBe('6a9d2bb7-0f4c-4b3e-8d1c-0123456789ab');
    const brought = readExchange('<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0" xmlns:o="urn:other" origin="Other"><o:Codes><o:Code/></o:Codes><q:Codes><q:Code guid="{22222222-2222-4222-8222-222222222222}" name="Good &amp; bad" isCodable="true"><q:Code guid="33333333-3333-4333-8333-333333333333" name="Under" isCodable="false"/></q:Code></q:Codes></q:CodeBook>', () => null);
    expect(brought.codes.map(({ name, parent }) => [name, parent])).toEqual([['Good & bad', null], ['Under', '22222222-2222-4222-8222-222222222222']]);
  });
});
