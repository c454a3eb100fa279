import { afterWord, firstLine, plain } from './deed-words.ts';

const send = ['send', 'envoyer', 'envoyez', 'senden', 'inviare', 'invia', 'прислать', 'пришлите', 'enviar', 'envíe'];

/** A paragraph's number as the paper prints it: 12, 12bis, 12-13. */
const label = '\\d{1,3}(?:[a-z]{3,10}|-\\d{1,3})?';
const from = new RegExp(`^[«"“„*_([]*(?:${send.join('|')})[\\s:.¶§№-]*(${label})[\\s.!»"”*_)\\]]*$`, 'iu');
const annotation = new RegExp(`^\\s*(?:[-*•]\\s+)?[¶§№]?\\s*(${label})\\s*(?:[«“„"]\\s*([^«»“”„"]{1,2000}?)\\s*[»”“"]\\s*)?[:：]\\s*(.*)$`, 'iu');

/** What asks for the paper: from its beginning (null) or from a paragraph on; undefined where a letter does not ask for it. */
export function paperAsked(text: string): string | null | undefined {
  const { line } = firstLine(text);
  const number = from.exec(plain(line).trim())?.[1];
  if (number) return number.toLowerCase();
  return afterWord(line, send) === '' ? null : undefined;
}

export type Annotation = { /** The paragraph's number. */ number: string; /** The words it is about; null for all of the paragraph. */ quote: string | null; text: string };

/** What is longer is no list of annotations. */
const longest = 40_000;

/**
 * The annotations of a letter: each begins on a line of its own with a paragraph's number and a colon; what follows
 * goes on with it.
 *
 * Shape   null where the letter begins with anything else, and where one of them says nothing.
 */
export function annotationsIn(text: string): Annotation[] | null {
  if (text.length > longest) return null;
  const found: Annotation[] = [];
  for (const line of text.replace(/^\s+/, '').split('\n')) {
    const [, number = '', quote, said = ''] = annotation.exec(plain(line)) ?? [];
    const last = found.at(-1);
    if (number) found.push({ number: number.toLowerCase(), quote: quote ?? null, text: said });
    else if (last) last.text += `\n${line}`;
    else return null;
  }
  const all = found.map((one) => ({ ...one, text: one.text.trim() }));
  return all.length > 0 && all.every((one) => one.text !== '') ? all : null;
}
