/**
 * Terminology
 *
 * discussion paper  the text circulated before a forum; versioned, its paragraphs numbered
 * paragraph         has a stable id (`p7`) that follows it over versions; its number is its place
 * circulation       sending a version to named audiences, with its instant
 * annotation        a remark anchored to a passage of a paragraph
 */
export type Paragraph = { id: string; number: number; html: string; markdown: string };
export type Annotation = { id: string; paragraph: string; version: number; lang: string; quote: string; text: string; proposal: string | null };
export type PaperRefusal = 'paper.not_yours' | 'paper.no_such_paper' | 'paper.no_such_paragraph' | 'paper.nothing_written' | 'paper.quote_not_there' | 'paper.paragraphs_differ' | 'paper.language_exists';
export const circulationAudiences = ['participating-states', 'partners', 'participants'] as const;
