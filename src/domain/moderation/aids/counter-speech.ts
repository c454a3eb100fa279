import type { Lowering, Place, Token } from './signal.ts';

type Markers = { not: readonly string[]; /** Beginnings of words by which somebody speaks of a word rather than uses it. */ about: readonly string[] };

/** Who condemns, reports or warns uses the same words as who insults. Each list is of one language's own words, as beginnings. */
const markers: Readonly<Record<string, Markers>> = {
  en: { not: ['not', 'no', 'never', 'nor', 'neither', 'without', 't', 'nobody', 'cannot'], about: ['condemn', 'denounc', 'reject', 'oppos', 'report', 'quot', 'said', 'say', 'call', 'against', 'warn', 'victim', 'apolog', 'unaccept', 'deplor'] },
  fr: { not: ['ne', 'n', 'pas', 'jamais', 'ni', 'sans', 'aucun', 'aucune', 'non'], about: ['condamn', 'dénon', 'rejet', 'oppos', 'rapport', 'signal', 'cit', 'disai', 'dit', 'appel', 'trait', 'contre', 'avert', 'victim', 'inaccept', 'déplor', 'excus'] },
  de: { not: ['nicht', 'kein', 'keine', 'keinen', 'keiner', 'keinem', 'nie', 'niemals', 'weder', 'noch', 'ohne', 'niemand'], about: ['verurteil', 'ablehn', 'zurückgewiesen', 'bericht', 'gemeldet', 'zitier', 'zitat', 'sagt', 'genannt', 'nannt', 'nennt', 'bezeichn', 'gegen', 'warn', 'opfer', 'inakzept', 'entschuldig', 'beklag'] },
  it: { not: ['non', 'mai', 'né', 'senza', 'nessuno', 'nessun', 'nessuna'], about: ['condann', 'denunc', 'respin', 'rifiut', 'riferi', 'segnal', 'cit', 'dett', 'diss', 'dice', 'chiam', 'contro', 'avvert', 'vittim', 'inaccett', 'deplor', 'scus'] },
  ru: { not: ['не', 'нет', 'ни', 'никогда', 'без', 'никто', 'нельзя'], about: ['осужда', 'осуди', 'отверг', 'против', 'сообщ', 'доложи', 'цитир', 'цитат', 'сказа', 'говор', 'назва', 'назыв', 'предупре', 'жертв', 'недопуст', 'неприемл', 'извин'] },
  es: { not: ['no', 'nunca', 'jamás', 'ni', 'sin', 'nadie', 'ningún', 'ninguna', 'ninguno'], about: ['conden', 'denunc', 'rechaz', 'opon', 'inform', 'señal', 'cit', 'dijo', 'dice', 'dicho', 'llam', 'contra', 'advert', 'advier', 'víctim', 'inacept', 'deplor', 'discul'] },
};

/** A negation this many words before a word may be about it; further away it is about something else. */
const reach = 4;

/** What in the neighbourhood of a place says that the words there are quoted, denied or spoken about. */
export function loweringsAt(text: string, tokens: readonly Token[], place: Place, language: string): Lowering[] {
  const known = markers[language];
  const [begins, ends] = sentenceAt(text, place);
  const before = tokens.filter(({ from, to }) => from >= begins && to <= place.from).slice(-reach);
  const around = tokens.filter(({ from, to }) => from >= begins && to <= ends && (to <= place.from || from >= place.to));
  const found: Lowering[] = [];
  if (isQuoted(text, place)) found.push('quoted');
  if (known && before.some(({ word }) => known.not.includes(word))) found.push('negated');
  if (known && around.some(({ word }) => known.about.some((start) => word.startsWith(start)))) found.push('reported');
  return found;
}

function sentenceAt(text: string, { from, to }: Place): [number, number] {
  const ends = /[.!?…\n]/;
  let [begin, end] = [from, to];
  while (begin > 0 && !ends.test(text[begin - 1] ?? '')) begin -= 1;
  while (end < text.length && !ends.test(text[end] ?? '')) end += 1;
  return [begin, end];
}

/** Opening and closing marks of the six languages; the straight one opens and closes alike. */
const pairs: readonly [string, string][] = [['“', '”'], ['„', '“'], ['«', '»'], ['»', '«'], ['‹', '›'], ['‘', '’'], ['"', '"']];

function isQuoted(text: string, { from, to }: Place): boolean {
  const lineBegins = text.lastIndexOf('\n', from - 1) + 1;
  if (/^\s*>/.test(text.slice(lineBegins, from))) return true;
  const nextLine = text.indexOf('\n', to);
  const [left, right] = [text.slice(lineBegins, from), text.slice(to, nextLine < 0 ? text.length : nextLine)];
  return pairs.some(([open, close]) => {
    if (open === close) return left.split(open).length % 2 === 0 && right.includes(close);
    return left.lastIndexOf(open) > left.lastIndexOf(close) && right.includes(close);
  });
}
