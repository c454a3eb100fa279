import type { RatingValue } from '#domain/adoption/model.ts';

/**
 * Terminology
 *
 * word    what a letter has to begin with to mean something, in any of the six languages whichever its writer's is.
 *         A line that only holds the word somewhere means nothing: "no objection" is none.
 */
type Words = readonly string[];

const yes: Words = ['yes', 'i confirm', 'confirm', 'confirmed', 'oui', 'je confirme', 'confirmé', 'ja', 'ich bestätige', 'bestätigt', 'sì', 'si', 'confermo', 'да', 'подтверждаю', 'подтверждено', 'sí', 'confirmo'];
const no: Words = ['no', 'cancel', 'withdraw', 'non', 'annuler', 'nein', 'verwerfen', 'annullare', 'нет', 'отмена', 'отозвать', 'cancelar'];
const accept: Words = ['accept', 'i accept', 'j’accepte', 'accepte', 'annehmen', 'ich nehme an', 'accetto', 'принимаю', 'acepto'];
const decline: Words = ['decline', 'i decline', 'je décline', 'décliner', 'ablehnen', 'ich lehne ab', 'rifiuto', 'declino', 'отказываюсь', 'rechazo', 'declino la invitación'];
const objection: Words = ['objection', 'i object', 'we object', 'einwand', 'wir erheben einwand', 'obiezione', 'возражение', 'возражаю', 'возражаем', 'objeción'];
const amendment: Words = ['amendment', 'amendement', 'änderungsantrag', 'emendamento', 'поправка', 'enmienda'];
const ratings: Readonly<Record<RatingValue, Words>> = {
  support: ['1', 'support', 'i support', 'soutien', 'je soutiens', 'unterstützung', 'unterstütze', 'sostegno', 'sostengo', 'поддержка', 'поддерживаю', 'apoyo'],
  'can-accept': ['2', 'can accept', 'i can accept', 'acceptable', 'annehmbar', 'accettabile', 'приемлемо', 'aceptable'],
  'have-concerns': ['3', 'have concerns', 'i have concerns', 'concerns', 'préoccupations', 'préoccupation', 'bedenken', 'perplessità', 'есть опасения', 'опасения', 'con reparos', 'reparos'],
  'cannot-accept': ['4', 'cannot accept', 'i cannot accept', 'inacceptable', 'nicht annehmbar', 'non accettabile', 'неприемлемо', 'no aceptable'],
};

export const plain = (text: string): string => text.normalize('NFC').replace(/[\u00ad\u200b-\u200f\ufeff]/g, '');
/** For comparing, sign for sign: no case, one form of each apostrophe and space; `ё` as it is mostly written. */
const folded = (text: string): string => text.toLowerCase().replace(/['‘`ʼ]/g, '’').replace(/ё/g, 'е').replace(/[\u00a0\u202f]/g, ' ');

/** What follows a line's first word, where that is one of these: nothing, or what stands after a sign that ends it. */
export function afterWord(line: string, words: Words): string | null {
  const trimmed = plain(line).trim().replace(/^[«"“„*_([]+/, '');
  // The longest first, so that "no aceptable" is not read as "no".
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    if (!folded(trimmed).startsWith(folded(word))) continue;
    const rest = trimmed.slice(word.length);
    if (/^[\s»"”*_)\].!]*$/u.test(rest)) return '';
    const mark = /^[»"”*_)\]]*\s*(?:[:;,.!–—]|\s-\s)\s*/u.exec(rest);
    if (mark) return rest.slice(mark[0].length).trim();
  }
  return null;
}

export const firstLine = (text: string): { line: string; rest: string } => {
  const [line = '', ...rest] = text.replace(/^\s+/, '').split('\n');
  return { line, rest: rest.join('\n').trim() };
};

/** Whether a letter begins by saying yes, or no; null where it says neither. */
export function saysYes(text: string): boolean | null {
  const { line } = firstLine(text);
  if (afterWord(line, yes) !== null) return true;
  return afterWord(line, no) !== null ? false : null;
}

/** Whether a letter begins by accepting, or declining, an invitation, and what it says after it; null where it does neither. */
export function saysAccept(text: string): { yes: boolean; said: string } | null {
  const { line } = firstLine(text);
  const accepted = afterWord(line, accept);
  if (accepted !== null) return { yes: true, said: accepted };
  return afterWord(line, decline) === null ? null : { yes: false, said: '' };
}

export type Objection = { kind: 'objection' | 'amendment'; text?: string };

/** An objection or an amendment, with the words that follow; null where the letter begins with neither, and for an amendment of nothing. */
export function objectionIn(text: string): Objection | null {
  const { line, rest } = firstLine(text);
  for (const [kind, words] of [['objection', objection], ['amendment', amendment]] as const) {
    const said = afterWord(line, words);
    if (said === null) continue;
    const whole = [said, rest].filter((part) => part !== '').join('\n').trim();
    if (kind === 'amendment' && whole === '') return null;
    return { kind, ...(whole === '' ? {} : { text: whole }) };
  }
  return null;
}

export type Rating = { reference: string; value: RatingValue; comment?: string };
export type RatingsRead = { ok: true; ratings: Rating[] } | { ok: false; unclear: string[] };

/** What is longer is no list of ratings. */
const longestRatings = 20_000;

const reference = /^\s*(?:[-*•]\s+)?((?:[IVX]+\/)?([RF])[\s-]?(\d{1,3}))(?!\d)\s*(?:[:=.)–—-]\s*|\s)/iu;

/**
 * The ratings of a letter: a line for each finding, with its reference and a word or number of the scale; what follows
 * is the sentence that goes with it.
 *
 * Shape   all or nothing: with one line that is not clear nothing is read, and that line is given back.
 */
export function ratingsIn(text: string): RatingsRead {
  const ratings: Rating[] = [];
  const unclear: string[] = [];
  if (text.length > longestRatings) return { ok: false, unclear };
  for (const line of text.split('\n')) {
    const found = reference.exec(`${line} `);
    if (!found) {
      const last = ratings.at(-1);
      if (line.trim() === '') continue;
      // What stands before the first reference is a greeting, which rates nothing; after it, it goes on with a sentence.
      if (last && unclear.length === 0 && !isClosing(line)) last.comment = `${last.comment ?? ''}\n${line.trim()}`.trim();
      continue;
    }
    const [whole, , letter = '', number = ''] = found;
    const said = valueIn(line.slice(whole.trimEnd().length).trim());
    if (!said || ratings.some((one) => one.reference === referenceOf(letter, number))) unclear.push(line.trim());
    else ratings.push({ reference: referenceOf(letter, number), value: said.value, ...(said.comment ? { comment: said.comment } : {}) });
  }
  return unclear.length > 0 || ratings.length === 0 ? { ok: false, unclear } : { ok: true, ratings };
}

const referenceOf = (letter: string, number: string): string => `${letter.toUpperCase()}-${number.padStart(2, '0')}`;

/** Where two words of the scale would fit ("no aceptable"), the longer is meant. */
function valueIn(said: string): { value: RatingValue; comment: string } | null {
  const bare = said.replace(/^[:=.)–—-]\s*/u, '');
  const fits = (Object.entries(ratings) as [RatingValue, Words][]).flatMap(([value, words]) => words.map((word) => ({ value, word, comment: afterWord(bare, [word]) }))).filter((one) => one.comment !== null).sort((a, b) => b.word.length - a.word.length);
  const [best] = fits;
  return best ? { value: best.value, comment: best.comment ?? '' } : null;
}

/** A line that ends a letter and says nothing about a finding. */
const isClosing = (line: string): boolean => /^\s*(?:--|(?:kind|best) regards|regards|cordialement|mit freundlichen grüßen|cordiali saluti|с уважением|atentamente|un saludo)\b|^\s*с уважением/iu.test(line);

/** What a flag begins with: the number of a rule, and then the sentence. */
export function flagIn(text: string, rules: readonly string[]): { rule: string; sentence: string } | null {
  const { line, rest } = firstLine(text);
  const found = /^\s*(?:§\s*)?(\d)\.(\d)(?![\d.])\s*[:.,;)–—-]?\s*/u.exec(line);
  const rule = found && `${found[1]}.${found[2]}`;
  if (!found || !rule || !rules.includes(rule)) return null;
  const sentence = [line.slice(found[0].length), rest].join('\n').trim();
  return sentence === '' ? null : { rule, sentence };
}
