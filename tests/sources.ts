import { readdirSync, readFileSync } from 'node:fs';

// The project's own sources as text, for the laws that no type can hold.

/** Files under a folder whose path matches, without tests and generated files, in the order of their paths. */
export const filesUnder = (folder: string, matching: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`).filter((file) => matching.test(file) && !/\.(test|gen)\.tsx?$/.test(file)).sort();

export const textOf = (file: string): string => readFileSync(file, 'utf8');

/** The sentences as they were written, by key and language. */
export const messageTexts = (): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  Object.assign({}, ...readdirSync('messages').filter((name) => name.endsWith('.json') && name !== 'never-on-screen.json').map((file) => JSON.parse(readFileSync(`messages/${file}`, 'utf8'))));

/** Every code the sources refuse with: the literals in the first argument of `refused(…)`, also where it chooses between two. */
export function refusalCodes(): string[] {
  const codes = filesUnder('src', /\.tsx?$/).flatMap((file) => {
    const text = textOf(file);
    return [...text.matchAll(/\brefused\(/g)].flatMap(({ index }) => [...callAt(text, index).matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, code = '']) => code));
  });
  return [...new Set(codes)].sort();
}

/** A call from its name to the parenthesis that closes it. */
function callAt(text: string, from: number): string {
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    else if (text[i] === ')' && --depth === 0) return text.slice(from, i + 1);
  }
  return text.slice(from);
}
