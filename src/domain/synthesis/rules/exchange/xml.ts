import { SaxesParser } from 'saxes';

/** An element as it is written; what is null or undefined is left out. */
export type Written = { name: string; attributes?: Readonly<Record<string, string | number | boolean | null | undefined>>; text?: string; children?: readonly (Written | null)[] };
/** An element as it was read: names without prefix, of one namespace only. */
export type Read = { name: string; attributes: Readonly<Record<string, string>>; text: string; children: Read[] };

/** Thrown where a file is no well-formed XML of ours to read, or holds too much. */
export class NotXml extends Error {}

/** Deeper than any tree of codes that a person keeps in mind. */
const maxDepth = 100;
const maxElements = 500_000;

/** XML 1.0 in UTF-8 without a byte order mark. */
export const xmlOf = (root: Written): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;

function written({ name, attributes = {}, text, children = [] }: Written, indent: string): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === null || value === undefined ? [] : [` ${key}="${escaped(String(value)).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')}"`])).join('');
  const inside = children.filter((child) => child !== null).map((child) => written(child, `${indent} `)).join('');
  if (text !== undefined) return `${indent}<${name}${given}>${escaped(text)}</${name}>\n`;
  return inside ? `${indent}<${name}${given}>\n${inside}${indent}</${name}>\n` : `${indent}<${name}${given}/>\n`;
}

/** Signs that XML cannot hold become U+FFFD; a carriage return would come back as a line feed, so it is written as a number. */
const escaped = (text: string): string =>
  text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');

/**
 * Reads well-formed XML. Entities beyond the five of XML are unknown to it and a document type is refused, so nothing
 * is fetched and nothing unfolds.
 *
 * Throws  `NotXml`.
 */
export function readXml(text: string): { root: Read; space: string } {
  const parser = new SaxesParser({ xmlns: true });
  const open: Read[] = [];
  let root: { root: Read; space: string } | null = null;
  let elements = 0;
  const foreign: boolean[] = [];
  parser.on('doctype', () => {
    throw new NotXml('a document type');
  });
  parser.on('error', (error) => {
    throw new NotXml(error.message);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > maxElements || foreign.length >= maxDepth) throw new NotXml('too much');
    const element: Read = { name: tag.local, attributes: Object.fromEntries(Object.values(tag.attributes).flatMap(({ local, prefix, value }) => (prefix === '' ? [[local, value]] : []))), text: '', children: [] };
    root ??= { root: element, space: tag.uri };
    const other = tag.uri !== root.space || (foreign.at(-1) ?? false);
    foreign.push(other);
    if (other) return;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    if (!foreign.pop()) open.pop();
  });
  const take = (part: string) => {
    const element = open.at(-1);
    if (element && !foreign.at(-1)) element.text += part;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.write(text).close();
  if (!root) throw new NotXml('nothing');
  return root;
}
