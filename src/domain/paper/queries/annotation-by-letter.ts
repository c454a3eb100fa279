import type { Locale } from '#platform/i18n/locales.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { detectLanguage } from '#platform/text/language.ts';
import type { ForumContext } from '../../context.ts';
import type { AnnotationInput } from '../schema.ts';
import { paperByLetter } from './paper-by-letter.ts';

/** As many signs as a quotation may have; a longer paragraph is annotated at its first sentence. */
const longestQuote = 2_000;

/** An annotation by letter as the form of the page has it: the number that readers see becomes the paragraph's id, and one without words is about all of it. */
export async function annotationByLetter(ctx: ForumContext, { number, quote, text }: { number: string; quote: string | null; text: string }, locale: Locale): Promise<Outcome<Omit<AnnotationInput, 'submissionId'>, 'paper.no_such_number' | 'paper.no_such_paper'>> {
  const paper = await paperByLetter(ctx, locale);
  if (!paper) return refused('paper.no_such_paper');
  const paragraph = paper.paragraphs.find((one) => one.number === number);
  if (!paragraph) return refused('paper.no_such_number', { number });
  const about = quote !== null ? { quote } : paragraph.text.length <= longestQuote ? { quote: paragraph.text } : { sentence: 0 };
  return granted({ paragraph: paragraph.id, version: paper.version, in: paragraph.lang as Locale, ...about, text, lang: detectLanguage(text) ?? locale });
}
