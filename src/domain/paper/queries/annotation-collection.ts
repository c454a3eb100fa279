import type { ForumContext } from '../../context.ts';
import { lengthOf } from '../rules/anchor.ts';
import { loadPaper } from '../store.ts';
import { standingIn } from '../store/annotations.ts';
import { versionsFor } from './paper-page.ts';

/**
 * All remarks on the paper for other programs, each with its passage in the version it was made on. Like the page, it
 * says neither who made them nor when.
 *
 * Source  W3C Web Annotation Data Model and its JSON-LD context.
 */
export async function annotationCollection(ctx: ForumContext, base: string): Promise<object> {
  const paper = await loadPaper(ctx);
  const newest = paper ? (await versionsFor(ctx, paper)).at(-1) : undefined;
  const notes = paper && newest !== undefined ? await standingIn(ctx, paper.id, newest) : [];
  const items = notes.map((note) => ({
    id: `urn:uuid:${note.id}`,
    type: 'Annotation',
    motivation: note.proposal ? 'editing' : 'commenting',
    body: [
      { type: 'TextualBody', purpose: 'commenting', value: note.text, format: 'text/plain', language: note.lang },
      ...(note.proposal ? [{ type: 'TextualBody', purpose: 'editing', value: note.proposal, format: 'text/plain', language: note.textLang }] : []),
    ],
    target: {
      source: `${base}/paper?v=${note.version}&lang=${note.textLang}&p=${note.paragraph}#${note.paragraph}`,
      selector: [
        { type: 'TextQuoteSelector', exact: note.quote, prefix: note.prefix, suffix: note.suffix },
        ...(note.start === null ? [] : [{ type: 'TextPositionSelector', start: note.start, end: note.start + lengthOf(note.quote) }]),
      ],
    },
  }));
  return { '@context': 'http://www.w3.org/ns/anno.jsonld', id: `${base}/paper/annotations.json`, type: 'AnnotationCollection', total: items.length, first: { id: `${base}/paper/annotations.json#page`, type: 'AnnotationPage', items } };
}
