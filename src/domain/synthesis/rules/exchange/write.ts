import { codebookSpace, type CodeNode, type Project, projectSpace, type Selection, type Source } from './model.ts';
import { type Written, xmlOf } from './xml.ts';

const origin = 'Colloquy';

/** The tree of codes as a QDC file; null where there is no code: the format knows no empty tree. */
export const codebookXml = (codes: readonly CodeNode[]): string | null => (codes.length === 0 ? null : xmlOf({ name: 'CodeBook', attributes: { xmlns: codebookSpace, origin }, children: [{ name: 'Codes', children: codes.map(codeElement) }] }));

const codeElement = ({ guid, name, description, colour, children }: CodeNode): Written => ({
  name: 'Code',
  attributes: { guid, name, isCodable: true, color: colour },
  children: [description ? { name: 'Description', text: description } : null, ...children.map(codeElement)],
});

/** The path of a source's text inside the ZIP. */
export const pathOf = ({ guid }: Pick<Source, 'guid'>): string => `Sources/${guid}.txt`;

/**
 * A project as the file `project.qde`; its texts lie beside it, UTF-8 without a byte order mark.
 *
 * Source  Project.xsd: the order of elements is strict, and no list may be there and empty.
 */
export function projectXml(project: Project): string {
  const list = (name: string, children: readonly Written[]): Written | null => (children.length === 0 ? null : { name, children });
  return xmlOf({
    name: 'Project',
    attributes: { xmlns: projectSpace, name: project.name, origin },
    children: [
      list('Users', project.users.map(({ guid, name }) => ({ name: 'User', attributes: { guid, name } }))),
      project.codes.length === 0 ? null : { name: 'CodeBook', children: [{ name: 'Codes', children: project.codes.map(codeElement) }] },
      list('Variables', project.variables.map(({ guid, name }) => ({ name: 'Variable', attributes: { guid, name, typeOfVariable: 'Text' } }))),
      list('Cases', project.cases.map(({ guid, name, sources }) => ({ name: 'Case', attributes: { guid, name }, children: sources.map((targetGUID) => reference('SourceRef', targetGUID)) }))),
      list('Sources', project.sources.map((source) => sourceElement(source))),
      list('Notes', project.notes.map(({ guid, name, description, text }) => ({ name: 'Note', attributes: { guid, name }, children: [{ name: 'Description', text: description }, { name: 'PlainTextContent', text }] }))),
      list('Links', project.links.map(({ guid, name, from, to }) => ({ name: 'Link', attributes: { guid, name, direction: 'OneWay', originGUID: from, targetGUID: to } }))),
      { name: 'Description', text: project.description },
    ],
  });
}

const reference = (name: string, targetGUID: string): Written => ({ name, attributes: { targetGUID } });

function sourceElement(source: Source): Written {
  return {
    name: 'TextSource',
    attributes: { guid: source.guid, name: source.name, plainTextPath: `internal://${source.guid}.txt`, creationDateTime: source.at },
    children: [
      ...source.selections.map(selectionElement),
      ...source.values.map(({ variable, value }) => ({ name: 'VariableValue', children: [reference('VariableRef', variable), { name: 'TextValue', text: value }] })),
    ],
  };
}

const selectionElement = ({ guid, name, start, end, user, codings, notes }: Selection): Written => ({
  name: 'PlainTextSelection',
  attributes: { guid, name, startPosition: start, endPosition: end, creatingUser: user },
  children: [
    ...codings.map((coding) => ({ name: 'Coding', attributes: { guid: coding.guid, creatingUser: coding.user }, children: [reference('CodeRef', coding.code)] })),
    ...notes.map((targetGUID) => reference('NoteRef', targetGUID)),
  ],
});
