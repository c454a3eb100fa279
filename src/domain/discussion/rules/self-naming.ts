import type { Regime } from '../../disclosure/model.ts';

/** What there is to know an author by. `States` names the author's State in each language, where the body has one. */
export type Traits = { name: string; email: string; bodies: readonly string[]; abbreviation: string | null; states: readonly string[] };
export type TraitKind = 'name' | 'address' | 'signature' | 'body';
/** Words of a text that seem to say who wrote it: code units `[start, end)` of the text. */
export type Telling = { kind: TraitKind; words: string; start: number; end: number };

/** What a regime keeps from readers, so that the text should not tell it either. */
export const hiddenBy = (regime: string): readonly TraitKind[] => {
  const hidden: Partial<Record<Regime, readonly TraitKind[]>> = {
    institution: ['name', 'address', 'signature'],
    category: ['name', 'address', 'signature', 'body'],
    unattributed: ['name', 'address', 'signature', 'body'],
  };
  return hidden[regime as Regime] ?? [];
};

/**
 * The words of a text that seem to name its author or the author's body, in the order of the text. It observes and
 * shows its evidence; it decides nothing, since a person may well write of the State they come from.
 *
 * Shape    names in Latin or Cyrillic letters, with the endings of Russian cases and of possession; the name of a
 *          State by its stem, so with what is derived from it; a mail address or its first part; what closes a letter.
 */
export function namesAuthor(text: string, traits: Traits, kinds: readonly TraitKind[]): Telling[] {
  const found = [...names(text, traits), ...addresses(text, traits), ...signatures(text, traits), ...bodies(text, traits)].filter(({ kind }) => kinds.includes(kind)).sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((one, i) => !found.slice(0, i).some((other) => one.start < other.end));
}

type Word = { word: string; start: number; end: number };
const wordsOf = (text: string): Word[] => [...text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)].map((m) => ({ word: m[0], start: m.index, end: m.index + m[0].length }));
const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

const sounds: Readonly<Record<string, string>> = { а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia' };

/** A word by how it sounds, so that “Sokolov” and «Соколов», “Müller” and “Muller” are the same. */
const soundOf = (word: string): string =>
  [...word.toLowerCase()].map((letter) => sounds[letter] ?? letter).join('').normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss').replace(/kh/g, 'h').replace(/[yj]/g, 'i').replace(/w/g, 'v').replace(/ii+/g, 'i').replace(/ks/g, 'x').replace(/(.)\1/g, '$1');

/** Endings of a name: Russian cases by sound where the word is Cyrillic, else the s of possession. */
const russianEndings = /^(a|u|iu|om|em|im|oi|oiu|ei|eiu|iei|e|i|ia|ie|iem|iam|iah|ami|iami|ah|am|ih|imi|ov|ogo|omu)?$/;
const otherEndings = /^(s|es|ns)?$/;

function isNamed(word: string, name: string): boolean {
  const isCyrillic = /\p{Script=Cyrillic}/u.test(word);
  const [said, whole] = [soundOf(word), soundOf(name)];
  // A Russian name drops its own ending before it takes another: «Дмитрий», «Дмитрия»; «Анна», «Анны».
  const stem = isCyrillic ? whole.replace(/[aeiou]+$/, '') : whole;
  if (stem.length < 2 || whole.length < 3 || !said.startsWith(stem)) return false;
  return (isCyrillic ? russianEndings : otherEndings).test(said.slice(stem.length));
}

function names(text: string, { name }: Traits): Telling[] {
  const parts = wordsOf(name).map(({ word }) => word).filter((word) => word.length >= 3);
  const hits = wordsOf(text).filter(({ word }) => isCapital(word) && parts.some((part) => isNamed(word, part)));
  return joined(text, hits).map((hit) => ({ kind: 'name', ...hit }));
}

/** Hits that follow each other with nothing but a space between them are one: a whole name, said once. */
function joined(text: string, hits: readonly Word[]): { words: string; start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of hits) {
    const run = runs.at(-1);
    if (run && /^[ \u00a0.-]{1,2}$/.test(text.slice(run.end, start))) run.end = end;
    else runs.push({ start, end });
  }
  return runs.map(({ start, end }) => ({ words: text.slice(start, end), start, end }));
}

function addresses(text: string, { email }: Traits): Telling[] {
  const local = email.split('@')[0] ?? '';
  const sought = [email, ...(local.length >= 5 || /[._\d-]/.test(local) ? [local] : [])].filter((s) => s.length >= 3).map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (sought.length === 0) return [];
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}._@-])(${sought.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu'))].map((m) => ({ kind: 'address', words: m[0], start: m.index, end: m.index + m[0].length }));
}

/** What closes a letter in the six languages, at the beginning of a line. */
const closing = /^[ \t]*(?:(?:with )?(?:best|kind|warm) regards|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|mit (?:freundlichen|besten|kollegialen) gr(?:üßen|üssen)|hochachtungsvoll|(?:freundliche|beste|viele) gr(?:üße|üsse)|(?:bien )?cordialement|(?:avec mes |meilleures |sincères )salutations(?: distinguées)?|(?:cordiali|distinti) saluti|cordialmente|(?:un )?(?:cordial|atento) saludo|saludos(?: cordiales)?|atentamente|с (?:наилучшими пожеланиями|уважением)|искренне ваш[аи]?)(?=[\s,.!]|$)/iu;

/** A closing formula in the last lines with what is signed under it, or the author's initials as the last line. */
function signatures(text: string, { name }: Traits): Telling[] {
  const lines = [...text.matchAll(/^.*\S.*$/gmu)].map((m) => ({ line: m[0], start: m.index, end: m.index + m[0].trimEnd().length })).filter(({ line }) => !/^\s*>/.test(line));
  const last = lines.at(-1);
  if (!last) return [];
  const from = lines.slice(-4).find(({ line }) => closing.test(line));
  if (from) return [{ kind: 'signature', words: text.slice(from.start, last.end).trim(), start: from.start, end: last.end }];
  const initials = wordsOf(name).map(({ word }) => (word[0] ?? '').toUpperCase());
  const isSigned = initials.length > 1 && new RegExp(`^[\\s—–-]*${initials.join('[.\\s-]*')}\\.?\\s*$`, 'u').test(last.line) && lines.length > 1;
  return isSigned ? [{ kind: 'signature', words: last.line.trim(), start: last.start, end: last.end }] : [];
}

/**
 * The stems of a State's name: without the vowel at its end, or without the land it is; in Russian also what its
 * adjective begins with («Швейцария», «швейцарский»).
 */
function stemsOf(state: string): string[] {
  const said = soundOf(state).replace(/(?<=.{5})(land|landia|liandia|lande)$/, '');
  const adjective = /\p{Script=Cyrillic}/u.test(state) && said.endsWith('ia') ? [`${said.slice(0, -2)}sk`] : [];
  return [said.replace(/[aeiou]$/, ''), ...adjective];
}
/** Beginnings, by sound, of words that many bodies have in their names; what is left of a name is the body's own. */
const common = /^(academ|accademi|agenc|agens?t|akadem|associa|asocia|autorit|autoridad|behord|bureau|buro|cent|center|comit|comis|comision|council|conse|consili|cyber|deleg|depart|digit|direc|diret|europ|federa|feder|forum|foundation|fundac|fondation|gover|inform|inst|intern|iustic|iustits|just|komitet|law|ligu|media|minist|nation|natsion|nazion|nacion|network|net[vw]|obser|ofic|ofis|organi|polic|poliz|polits|prav|provid|recht|resear|right|diritt|droit|derech|school|secretar|sekretar|secur|sicher|servic|servi|socie|sovet|staat|state|stat|stift|tsentr|union|univers|verband|verein|zentr)/;

/** The words of a body's names that are its own: of a place, a founder, a trade mark. */
const ownWordsOf = (names: readonly string[]): string[] => [...new Set(names.flatMap((name) => wordsOf(name)).filter(({ word }) => word.length > 4 && isCapital(word)).map(({ word }) => soundOf(word)))].filter((said) => !common.test(said));

/** How much longer than its stem a derived word may be: «австрийского», “österreichischen”. */
const longestEnding = 8;

function bodies(text: string, { bodies: bodyNames, abbreviation, states }: Traits): Telling[] {
  const words = wordsOf(text);
  const phrases = bodyNames.map((name) => wordsOf(name).map(({ word }) => soundOf(word))).filter((phrase) => phrase.length > 1);
  const whole = words.flatMap((first, i) => {
    const phrase = phrases.find((p) => p.every((word, n) => { const said = soundOf(words[i + n]?.word ?? ''); return said === word || (word.length > 4 && said.startsWith(word.replace(/[aeiou]+$/, '')) && said.length - word.length <= 3); }));
    const end = phrase && words[i + phrase.length - 1]?.end;
    return end ? [{ word: text.slice(first.start, end), start: first.start, end }] : [];
  });
  const short = abbreviation && abbreviation.length >= 2 ? words.filter(({ word }) => word === abbreviation) : [];
  const own = ownWordsOf(bodyNames).map((said) => said.replace(/[aeiou]$/, ''));
  const named = words.filter(({ word }) => isCapital(word) && own.some((stem) => soundOf(word).startsWith(stem) && soundOf(word).length <= stem.length + 3));
  const stems = [...new Set(states.flatMap(stemsOf))].filter((stem) => stem.length >= 4);
  const derived = words.filter(({ word }) => {
    const said = soundOf(word);
    // A stem of four letters begins many words: only one with a capital is the State then.
    return stems.some((stem) => said.startsWith(stem) && said.length <= stem.length + longestEnding && (stem.length > 4 || isCapital(word)));
  });
  return [...whole, ...short, ...named, ...derived].map(({ start, end }) => ({ kind: 'body', words: text.slice(start, end), start, end }));
}

/** The words with a little of what stands round them, so that their author finds them. */
export function evidenceOf(text: string, { start, end }: Telling): { before: string; words: string; after: string } {
  const near = 40;
  const before = text.slice(Math.max(0, start - near), start).replace(/\s+/g, ' ');
  const after = text.slice(end, end + near).replace(/\s+/g, ' ');
  return { before: start > near ? `…${before}` : before, words: text.slice(start, end).replace(/\s+/g, ' '), after: end + near < text.length ? `${after}…` : after };
}
