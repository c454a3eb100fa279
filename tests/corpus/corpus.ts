import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A letter of the corpus: its text as a mail program wrote it, and what of it its writer wrote. */
export type CorpusLetter = { name: string; lang: string; writer: string; text: string; kept: string };

export const languages = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;

/**
 * The letters of one language. Each line bears a mark: `+` for what the writer wrote, `-` for all else; so that a
 * letter and what is expected of it are read at one glance and cannot differ. Empty lines bear none.
 */
export function corpusOf(lang: string): CorpusLetter[] {
  const records = readFileSync(join(process.cwd(), 'tests/corpus', `${lang}.txt`), 'utf8').split(/^=== /m).slice(1);
  return records.map((record) => {
    const [title = '', ...lines] = record.replace(/\n+$/, '').split('\n');
    const [name = '', writer = ''] = title.split(' | ');
    const stretches: string[][] = [];
    let writing = false;
    for (const line of lines) {
      if (line.startsWith('+')) {
        if (!writing) stretches.push([]);
        stretches.at(-1)?.push(line.slice(2));
      } else if (line === '' && writing) stretches.at(-1)?.push('');
      writing = line.startsWith('+') || (line === '' && writing);
    }
    return { name: `${lang} ${name}`, lang, writer, text: lines.map((line) => line.replace(/^[+-] ?/, '')).join('\n'), kept: stretches.map((one) => one.join('\n').trim()).join('\n\n') };
  });
}

export const corpus = (): CorpusLetter[] => languages.flatMap(corpusOf);
