// A corpus that is the same on every machine: two invented languages' worth of words with real endings and real small
// words, some twenty thousand each, met as often as words are (Zipf). A small vocabulary would make every search match everything.

/** A small seeded generator (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const languages = {
  en: { begin: 'b br c cl d dr f fl g gr h l m n p pr r s st str t tr v w'.split(' '), core: 'a e i o u ea oa ai ou'.split(' '), end: ['t', 'n', 'r', 'nd', 'st', 'ct', 'rm', 'ble', 'tion', 'ment', 'ing', 'ed', 's', 'ly'], small: 'the of and to in a is that for it as on with be by this are or from at which'.split(' ') },
  ru: { begin: 'б бр в вл г гр д др з к кр л м н п пр р с ст т тр ф х'.split(' '), core: 'а е и о у я ы'.split(' '), end: ['т', 'н', 'р', 'ние', 'ния', 'ность', 'ности', 'ство', 'ства', 'ный', 'ного', 'ать', 'ает', 'ка'], small: 'и в на не что с по для это как к из от за или при о так их'.split(' ') },
} as const;
type Lang = keyof typeof languages;
const size = 20_000;

const vocabulary = (lang: Lang, seed: number): string[] => {
  const [next, { begin, core, end }] = [chance(seed), languages[lang]];
  const pick = (all: readonly string[]) => all[Math.floor(next() * all.length)] ?? '';
  const words = new Set<string>();
  while (words.size < size) words.add(`${pick(begin)}${pick(core)}${pick(begin)}${pick(core)}${next() < 0.4 ? pick(begin) + pick(core) : ''}${pick(end)}`);
  return [...words];
};
const words: Record<Lang, string[]> = { en: vocabulary('en', 11), ru: vocabulary('ru', 12) };

/** A text of 120 to 200 words: seven in ten in English, three in Russian. */
export function textOf(n: number): { lang: Lang; text: string } {
  const next = chance(n * 2_654_435_761);
  const lang: Lang = next() < 0.7 ? 'en' : 'ru';
  const { small } = languages[lang];
  const count = 120 + Math.floor(next() * 80);
  const word = () => (next() < 0.45 ? (small[Math.floor(next() * small.length)] ?? '') : (words[lang][Math.min(size - 1, Math.floor(Math.exp(next() * Math.log(size))) - 1)] ?? ''));
  return { lang, text: Array.from({ length: count }, (_, i) => `${word()}${i % 14 === 13 ? '.' : ''}`).join(' ') };
}

/** The word that is met as the rank says: the first is in most texts, the ten-thousandth in few. */
export const wordOfRank = (lang: Lang, rank: number): string => words[lang][rank - 1] ?? '';

export const median = (all: readonly number[]): number => quantile(all, 0.5);
export const quantile = (all: readonly number[], q: number): number => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * q))] ?? 0;
