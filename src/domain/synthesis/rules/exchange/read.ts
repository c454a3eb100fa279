import { type Brought, type BroughtCode, type BroughtSelection, type BroughtSource, codebookSpace, type LeftKind, projectSpace } from './model.ts';
import { readGuid } from './guid.ts';
import { NotXml, type Read, readXml } from './xml.ts';

/**
 * What a codebook or a project holds. Texts that lie beside the project are asked for by their path.
 *
 * Throws  `NotXml` for what is not well-formed, and for XML of another kind.
 */
export function readExchange(xml: string, textAt: (path: string) => string | null): Brought {
  const { root, space } = readXml(xml);
  if (root.name === 'CodeBook' && space === codebookSpace) return { kind: 'codebook', origin: root.attributes['origin'] ?? null, codes: codesIn(root), sources: [], notes: [], left: { ...nothing, sets: within(root, 'Sets').length } };
  if (root.name !== 'Project' || space !== projectSpace) throw new NotXml('of another kind');
  const sources = within(root, 'Sources');
  const texts = sources.filter(({ name }) => name === 'TextSource');
  const notes = within(root, 'Notes');
  return {
    kind: 'project',
    origin: root.attributes['origin'] ?? null,
    codes: all(root, 'CodeBook').flatMap(codesIn),
    sources: texts.map((source) => sourceIn(source, textAt)),
    notes: notes.flatMap(({ attributes }) => readGuid(attributes['guid']) ?? []),
    left: {
      notes: notes.length,
      sets: within(root, 'Sets').length,
      links: within(root, 'Links').length,
      graphs: within(root, 'Graphs').length,
      cases: within(root, 'Cases').length,
      media: sources.length - texts.length,
      wholeTexts: texts.reduce((sum, text) => sum + all(text, 'Coding').length, 0),
    },
  };
}

const nothing: Readonly<Record<LeftKind, number>> = { notes: 0, sets: 0, links: 0, graphs: 0, cases: 0, media: 0, wholeTexts: 0 };
const all = (element: Read, name: string): Read[] => element.children.filter((child) => child.name === name);
const within = (element: Read, list: string): Read[] => all(element, list).flatMap(({ children }) => children);
const described = (element: Read): string => all(element, 'Description').map(({ text }) => text).join('\n').trim();

function codesIn(book: Read): BroughtCode[] {
  const walk = (element: Read, parent: string | null): BroughtCode[] =>
    all(element, 'Code').flatMap((code) => {
      // A code without a GUID is told by its place, so that it is listed and not passed over.
      const guid = readGuid(code.attributes['guid']) ?? '';
      const colour = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(code.attributes['color'] ?? '')?.[0] ?? null;
      return [{ guid, name: code.attributes['name'] ?? '', description: described(code), colour, parent }, ...walk(code, guid)];
    });
  return all(book, 'Codes').flatMap((codes) => walk(codes, null));
}

function sourceIn(source: Read, textAt: (path: string) => string | null): BroughtSource {
  const { guid, name = '', plainTextPath } = source.attributes;
  const [inline] = all(source, 'PlainTextContent');
  return { guid: readGuid(guid) ?? '', name, text: inline ? inline.text : plainTextPath === undefined ? null : textAt(plainTextPath), selections: all(source, 'PlainTextSelection').map(selectionIn) };
}

function selectionIn(selection: Read): BroughtSelection {
  const { guid, startPosition, endPosition } = selection.attributes;
  const place = (written: string | undefined) => (/^\d{1,9}$/.test(written ?? '') ? Number(written) : -1);
  const codings = all(selection, 'Coding').flatMap((coding) => all(coding, 'CodeRef').map((code) => ({ code: readGuid(code.attributes['targetGUID']) ?? '', user: readGuid(coding.attributes['creatingUser']) })));
  return { guid: readGuid(guid) ?? '', start: place(startPosition), end: place(endPosition), codings };
}
