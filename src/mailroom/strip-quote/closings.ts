// How people end letters in the six languages, and what stands under the ending.

const closings = [
  // en
  '(?:with |my |our )*(?:best|kind|kindest|warm|warmest|friendly|many) (?:personal |and warm )?(?:regards|wishes|greetings|thanks)(?: and (?:best |kind |warm )?(?:regards|wishes))?(?: from .{2,40})?',
  '(?:regards|best|warmly|yours|kr|thx|take care)', '(?:yours|sincerely yours|very truly yours|truly yours)(?: (?:sincerely|faithfully|truly|ever))?', '(?:sincerely|respectfully|cordially|cheers)(?: yours)?', 'all the best', '(?:many )?thanks(?: (?:again|in advance|a lot))?(?:,? and (?:best|kind|warm) (?:regards|wishes))?', 'thank you(?: (?:again|in advance|very much))?(?: and (?:best|kind) regards)?', 'please accept.{5,100}(?:consideration|regards)', 'with (?:thanks|appreciation|respect)', 'br', 'rgds',
  // fr
  '(?:bien |très )?(?:cordialement|amicalement|respectueusement|sincèrement)(?: vôtre)?', '(?:bien )?à (?:vous|toi)', '(?:avec )?(?:mes|nos)? ?(?:meilleures|sincères|cordiales|respectueuses|bien cordiales|plus cordiales) salutations(?: (?:de|depuis) .{2,40})?', 'salutations(?: distinguées| cordiales)?', "(?:veuillez|je vous prie|nous vous prions).{5,160}(?:salutations|considération|sentiments|hommages)(?: .{2,60})?", 'cdlt', 'cdt', 'amitiés', 'bonne continuation', 'à bientôt', '(?:en vous remerciant|avec (?:mes|tous mes) remerciements|merci (?:d[\'’]avance|beaucoup|et (?:bien |très )?(?:cordialement|bonne journée|à bientôt)))(?:.{0,60})', 'bonne (?:journée|soirée|réception|semaine)',  'merci',
  // de
  '(?:mit )?(?:freundlichen?|freundliche|besten?|herzlichen?|vielen?|lieben?|kollegialen?|schönen?|schöne|sonnigen?)(?: und \\p{L}+)? (?:grü(?:ß|ss)en?|dank)(?: (?:aus|von) .{2,40})?(?: und (?:freundliche|beste|viele|herzliche) grü(?:ß|ss)e)?', 'gru(?:ß|ss)(?: aus .{2,30})?', 'grü(?:ß|ss)e(?: aus .{2,30})?', '(?:mit |einen |mit einem )?(?:freundlichem|besten|bestem|lieben|liebem|kollegialem|kollegialen|schönen|schönem|herzlichen|herzlichem|freundlichen) gru(?:ß|ss)(?: aus .{2,30})?', 'herzlichst', 'bis bald', 'hochachtungsvoll', 'mfg', '[lv]g', 'danke(?: (?:und (?:viele|beste|freundliche) grü(?:ß|ss)e|im voraus|sehr|schön))?', 'ihre?',  'alles gute',
  // it
  '(?:(?:un )?(?:cordial[ei]|distint[io]|migliori|car[io]|sincer[io]|rispettos[io]) )+salut[io](?: (?:da|dall[\'’]|a tutti).{0,40})?', '(?:i )?(?:miei|nostri)? ?(?:più )?(?:cordiali|distinti|migliori) saluti', 'salut[io]', 'grazie(?: (?:e|mille|ancora|in anticipo|a tutti|per l[\'’]attenzione))*(?: (?:(?:cordiali|distinti|cari|un cordiale|buona) )?(?:saluti?|giornata))?', 'in attesa di.{3,80}saluti', '(?:un )?car[oi] salut[oi]', 'buon lavoro', 'a presto', '(?:cordialmente|distintamente|con (?:stima|osservanza|i migliori saluti|cordialità))', 'buona (?:giornata|serata|settimana)', 'ringraziando.{3,80}',
  // ru
  '(?:с|со)? ?(?:глубоким |большим |искренним |неизменным )?уважением(?: и .{3,40})?', '(?:с )?(?:наи)?(?:лучшими|добрыми|самыми добрыми) пожеланиями', '(?:с )?(?:сердечным |дружеским |тёплым |теплым )?приветом(?: из .{2,30})?', 'всего (?:доброго|хорошего|наилучшего)', '(?:заранее )?(?:благодарю|благодарим|спасибо)(?: (?:за внимание|заранее|большое|вас))*(?: и .{3,40})?', 'с благодарностью', 'с наилучшими', '(?:до встречи|удачи)', 'искренне ваша?', 'хорошего дня', 'до свидания', 'с ув\\.?',
  // es
  '(?:(?:un|reciba[n]?|le envío|les envío|con un)? ?(?:cordial|atento|afectuoso|fuerte)? ?)?(?:saludos?|abrazo)(?: (?:cordial(?:es)?|atentos?|afectuosos?|a tod[oa]s|desde .{2,40}))?', '(?:muy |le saluda |les saluda )?(?:atentamente|cordialmente|respetuosamente|afectuosamente)', 'atte', 'un (?:fuerte )?abrazo', 'hasta pronto', '(?:muchas |mil )?gracias(?: (?:de antemano|por adelantado|por (?:su|vuestra) atención|y (?:un )?saludos?(?: cordiale?s?)?))*', 'quedo (?:a su disposición|a la espera).{0,60}', '(?:le|les) saluda.{0,60}', 'reciba[n]? un.{3,40}',
];
const whole = new RegExp(`^(?:${closings.join('|')})(?: ?[/|] ?(?:${closings.join('|')}))?\\s*[,.!;…–—-]*$`, 'iu');
const withName = new RegExp(`^(?:${closings.filter((one) => one.length > 8).join('|')}),\\s+(?:\\p{Lu}[\\p{L}.'’-]*\\s?){1,4}$`, 'iu');

/** Thanks alone end a letter only where a name follows: alone they may be all that somebody wanted to say. */
const thanksOnly = /^(?:(?:many )?thanks(?: again| a lot)?|thank you(?: again| very much)?|merci(?: beaucoup)?|danke(?: sehr| schön)?|vielen dank|besten dank|herzlichen dank|grazie(?: mille)?|спасибо(?: большое)?|благодарю(?: вас)?|(?:muchas )?gracias|cheers|best|yours|ihre?|bonne journée|хорошего дня)\s*[,.!…–—-]*$/iu;

export type Closing = { closes: boolean; needsName: boolean };

/** Whether a line ends a letter, by itself or only with a name under it. */
export function closingOf(line: string): Closing {
  const text = line.trim().replace(/\s+/g, ' ').replace(/^\*+|\*+$/g, '');
  if (text.length > 220 || text === '') return { closes: false, needsName: false };
  if (thanksOnly.test(text)) return { closes: true, needsName: true };
  return { closes: whole.test(text) || withName.test(text), needsName: false };
}

const phone = /(?:\+|00)\d[\d\s()/.–-]{6,}\d|\(\d{2,5}\)\s?[\d\s/-]{4,}|\b(?:tel|téléphone|telefon|telefono|teléfono|phone|mob(?:ile|il|\.)?|portable|cell|fax|тел|моб|факс)\b\.?\s?:?\s?[+\d(]/iu;
const contact = /[\w.+-]+@[\w-]+\.[\w.]+|https?:\/\/\S+|\bwww\.\S+|^\s*\[(?:cid|image|logo)[:\]]/iu;
/** Whether a line tells how to reach somebody. */
export const isContact = (line: string): boolean => line.length <= 160 && (phone.test(line) || contact.test(line));

/** `P.S.` is written after the signature and still belongs to the text. */
export const postscript = /^\W{0,3}(?:p\.?[ -]?s\.?|nb(?= ?:)|n\.b\.|з\.ы\.|p\.d\.|pd(?= ?:)|постскриптум)(?=[\s:.])/iu;
