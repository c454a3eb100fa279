import { paragraphsOf } from '../rules.ts';

export type FromDocument = { /** The first heading of the first rank, where the text begins with it. */ title: string | null; markdown: string; /** Numbers that stood before paragraphs: the paper counts its own. */ numbers: number };

const typedNumber = /^\d{1,3}(?:\.\d{1,3}){0,2}[.)]\s+/;
const listed = /^1\.\s+/;
/** Markdown's own signs; one with a stroke before it is a character of the text. */
const signs = /\\([!-/:-@[-`{-~])|\*+|~~/g;

/**
 * A word processor's text as a paper's: its title apart, each automatically numbered paragraph one of its own, and
 * numbers left out wherever they were typed. A note under a paragraph stays with it.
 */
export function fromDocument(text: string): FromDocument {
  const blocks = paragraphsOf(text.replace(/\r\n?/g, '\n'));
  const title = /^#\s+(.+)$/.exec(blocks[0] ?? '')?.[1]?.replace(signs, '$1') ?? null;
  let numbers = 0;
  const paragraphs = (title ? blocks.slice(1) : blocks).flatMap((block) => (listed.test(block) ? block.split(/\n(?=1\.\s)/) : [block])).map((paragraph) => {
    const plain = paragraph.replace(listed, '').replace(typedNumber, '');
    if (plain !== paragraph) numbers += 1;
    return plain;
  });
  return { title, markdown: paragraphs.join('\n\n'), numbers };
}
