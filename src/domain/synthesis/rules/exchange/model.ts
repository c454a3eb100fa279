/**
 * Terminology
 *
 * codebook   the tree of codes as a QDC file
 * project    codes, texts, coded selections and notes as a QDPX file
 * brought    what such a file holds, made by whatever program
 * selection  a stretch of a text in such a file: code points [start, end) of the text with plain line feeds
 *
 * Source  REFI-QDA 1.0, 18 March 2019
 */
export const codebookSpace = 'urn:QDA-XML:codebook:1.0';
export const projectSpace = 'urn:QDA-XML:project:1.0';

export type CodeNode = { guid: string; name: string; description: string; colour: string | null; children: readonly CodeNode[] };
export type Selection = { guid: string; name: string; start: number; end: number; user: string; codings: readonly { guid: string; code: string; user: string }[]; notes: readonly string[] };
export type Source = { guid: string; name: string; text: string; /** RFC 3339, as exact as may be shown. */ at: string; selections: readonly Selection[]; values: readonly { variable: string; value: string }[] };
/** A project as we write it; every list in its order. */
export type Project = {
  name: string;
  description: string;
  users: readonly { guid: string; name: string }[];
  codes: readonly CodeNode[];
  variables: readonly { guid: string; name: string }[];
  cases: readonly { guid: string; name: string; sources: readonly string[] }[];
  sources: readonly Source[];
  notes: readonly { guid: string; name: string; description: string; text: string }[];
  links: readonly { guid: string; name: string; from: string; to: string }[];
};

export type BroughtCode = { guid: string; name: string; description: string; colour: string | null; parent: string | null };
export type BroughtSelection = { guid: string; start: number; end: number; codings: readonly { code: string; user: string | null }[] };
export type BroughtSource = { guid: string; name: string; /** Null where the file does not hold it. */ text: string | null; selections: readonly BroughtSelection[] };
/** What stands in a file and has no place here; each is counted, none passed over. */
export const leftKinds = ['notes', 'sets', 'links', 'graphs', 'cases', 'media', 'wholeTexts'] as const;
export type LeftKind = (typeof leftKinds)[number];
export type Brought = { kind: 'codebook' | 'project'; origin: string | null; codes: readonly BroughtCode[]; sources: readonly BroughtSource[]; /** GUIDs of its notes. */ notes: readonly string[]; left: Readonly<Record<LeftKind, number>> };
/** Why a file is not read. */
export const unreadables = ['not_xml', 'not_qda', 'no_project', 'too_large'] as const;
export type Unreadable = (typeof unreadables)[number];
