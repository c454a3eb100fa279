import type { Place } from './rules/settle.ts';

/**
 * Terminology
 *
 * discussion paper  the text circulated before a forum; versioned, its paragraphs numbered
 * paragraph         has a stable id (`p7`) and a number that both follow it over versions; a heading has no number
 * circulation       sending a version to named audiences, with its instant
 * receipt           the word of a body that it has a circulated version; its focal point or deputy gives it
 * annotation        a remark anchored to a passage of a paragraph, in one language of one version
 * place             where an annotation stands in a later version: carried, moved, or orphaned (no longer in the text)
 * draft             the newest version while it has not been circulated; it is edited paragraph by paragraph
 */
export type Paragraph = { id: string; number: string; html: string; markdown: string };
export type Annotation = { id: string; /** `P17·2`: the number of the paragraph it was made on, and its own there. */ reference: string; paragraph: string; version: number; lang: string; textLang: string; quote: string; prefix: string; suffix: string; start: number | null; text: string; proposal: string | null };
export type Standing = Annotation & { place: Place };
export type PaperRefusal = 'paper.not_yours' | 'paper.no_such_paper' | 'paper.no_such_paragraph' | 'paper.nothing_written' | 'paper.quote_not_there' | 'paper.paragraphs_differ' | 'paper.language_exists' | 'paper.original_first' | 'paper.one_paragraph' | 'paper.paragraph_stale' | 'paper.raises_questions' | 'paper.not_focal_point' | 'paper.nobody_to_remind';
export const circulationAudiences = ['participating-states', 'partners', 'participants'] as const;
