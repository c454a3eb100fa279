// The signs by which mail programs set off what is not the writer's own, in the six languages. Each pattern is asked
// of one line, or of a few joined by spaces, with blanks of every kind made plain; none nests quantifiers.

/** A line that a mail program has put a quotation mark before. */
export const quoted = /^ {0,3}(?:>|›|&gt;)/;

/** `-- ` alone on its line: what follows is the signature (RFC 3676). Many programs drop the blank. */
export const signatureDelimiter = /^(?:-- ?|--|—|––|__)$/;
export const strictDelimiter = /^-- $/;

/** A rule across the page, which software puts before quotations and small print. */
export const rule = /^[\s]*(?:[-_=*–—~#]\s?){3,}$/;

const forwardWords = 'forwarded message|weitergeleitete (?:nachricht|e-?mail)|message transféré|mail transféré|messaggio inoltrato|пересылаемое (?:сообщение|письмо)|пересланное (?:сообщение|письмо)|переадресованное (?:сообщение|письмо)|mensaje reenviado|mensaje original reenviado';
const originalWords = "original[ -]?(?:message|nachricht|e-?mail)|ursprüngliche (?:nachricht|e-?mail)|message d['’]origine|message original|courriel original|messaggio originale|исходное (?:сообщение|письмо)|оригинальное сообщение|оригинал сообщения|mensaje original|correo original|reply message";
export const separator = new RegExp(`^[\\s>*]*[-–—_=]{2,}\\s*(?:${originalWords}|${forwardWords})\\s*:?\\s*[-–—_=]*[\\s*]*$`, 'iu');
/** As Apple writes it: without dashes, ending in a colon. */
export const plainForward = /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du (?:message|mail) (?:transféré|réexpédié)|inizio (?:del )?messaggio inoltrato|начало (?:переадресованного|пересылаемого|пересланного) сообщения|inicio del mensaje reenviado)\s*:$/iu;
export const isForward = (line: string): boolean => plainForward.test(line) || (separator.test(line) && new RegExp(forwardWords, 'iu').test(line));

/** A line `From: …` of a header that a mail program has copied into the text; bold in some. */
const label = (words: string): RegExp => new RegExp(`^[\\s*]*(?:${words})\\s?\\*?\\s?[:：]\\*?(?:\\s|$)`, 'iu');
export const labels = {
  from: label("from|von|de|expéditeur|da|mittente|от|от кого|отправитель|remitente|absender"),
  date: label("sent|date|gesendet(?: am)?|datum|envoyé(?: le)?|date d['’]envoi|inviato(?: il)?|data|отправлено|дата|enviado(?: el)?|fecha|sent at|received"),
  to: label('to|an|à|a|per|кому|para|pour|destinataires?|destinatario|empfänger|получатель|cc|kopie(?: an)?|copie(?: à)?|копия|bcc|antwort an|reply-to|répondre à'),
  subject: label('subject|betreff|objet|sujet|oggetto|тема|asunto|priority|importance|wichtigkeit|attachments?|anlagen?|вложения|pièces jointes'),
};

const day = '(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:\\.|er|º|°|st|nd|rd|th)?(?: de)? ?\\p{L}{3,}\\.?,?(?: de)? ?\\d{2,4}|\\p{L}{3,}\\.? \\d{1,2},? \\d{4}|\\d{1,2}(?:\\.|er)? \\p{L}{3,})';
const hour = '\\d{1,2}[:.h]\\d{2}';
const dated = new RegExp(`(?:${day}|${hour})`, 'iu');
const mailbox = /<[^<>\s]+@[^<>\s]+>|\[mailto:[^\]\s]+\]|\([^()\s]+@[^()\s]+\)/u;
const wrote = /(?:wrote|writes|écrit|écrivait|schrieb(?:en)?|schreibt|ha scritto|scrive(?:va)?|написала?(?:\(а\))?|писала?|пишет|пишете|escribió|escribe|escribiste)(?!\p{L})|написал\(а\)|писал\(а\)/iu;

/**
 * Whether some lines, joined, lead in a quotation whatever follows: "On 2 July 2012 at 10:00, the forum wrote:".
 * It ends in a colon, and tells when together with who or a word for writing.
 */
export function leadsIn(text: string): boolean {
  if (!/[:：]\s*$/.test(text) || text.length > 400 || !dated.test(text)) return false;
  const words = wrote.test(text);
  if (mailbox.test(text)) return words || new RegExp(`${hour}|${day}`, 'iu').test(text);
  return words && /^(?:on|le|am|il|el|\d|\p{L}+,? ?\d|в |пн|вт|ср|чт|пт|сб|вс|[>"“„«]?\p{Lu})/iu.test(text) && new RegExp(`${hour}|\\d{4}`, 'u').test(text);
}

/** Whether one line leads in the quoted lines that follow it directly: "Maria wrote:". */
export const leadsInQuoted = (text: string): boolean => text.length <= 300 && /[:：]\s*$/.test(text) && (wrote.test(text) || mailbox.test(text) || (dated.test(text) && /\d{4}|\d:\d/.test(text)));

/** What telephones and mail programs write under a text. */
export const device = new RegExp([
  '^[^\\p{L}\\d]*(?:sent|written|composed) (?:from|via|with|by|using) .{2,80}$',
  '^[^\\p{L}\\d]*get (?:outlook|bluemail|spark|the) .{2,120}$',
  "^[^\\p{L}\\d]*envoyé(?:e)? (?:de|depuis|à partir d|avec|via|par) ?.{2,80}$",
  '^[^\\p{L}\\d]*(?:télécharger|obtenir|obtenez|provenance ?:) .{2,120}$',
  '^[^\\p{L}\\d]*(?:gesendet|geschrieben|verschickt) (?:mit|von|via|über|aus) .{2,80}$',
  '^[^\\p{L}\\d]*von (?:mein(?:em|er) )?.{2,60} (?:gesendet|geschickt|geschrieben)[^\\p{L}\\d]*$',
  '^[^\\p{L}\\d]*diese (?:nachricht|e-?mail) wurde (?:von|mit) .{2,80} (?:gesendet|verschickt)[^\\p{L}\\d]*$',
  '^[^\\p{L}\\d]*(?:holen sie sich|outlook für) .{2,80}$',
  '^[^\\p{L}\\d]*inviato (?:da|dal|dalla|con|tramite) .{2,80}$',
  '^[^\\p{L}\\d]*(?:scarica|ottieni) (?:outlook|libero|l).{2,80}$',
  '^[^\\p{L}\\d]*отправлено (?:со?|из|через|при помощи|от) .{2,80}$',
  '^[^\\p{L}\\d]*(?:скачать|получить|получите) outlook.{2,80}$',
  '^[^\\p{L}\\d]*(?:enviado|escrito) (?:desde|con|a través de|por) .{2,80}$',
  '^[^\\p{L}\\d]*(?:please |bitte )?(?:excuse|forgive|pardon|entschuldigen|verzeihen|excusez|veuillez excuser|scusate|простите|извините|прошу прощения|disculpe|perdone).{2,80}$',
  '^[^\\p{L}\\d]*(?:obtener|obtén|descargar|descarga) (?:outlook|bluemail).{2,80}$',
].join('|'), 'iu');
/** The program or machine such a line names: without one it may be the writer's sentence. */
export const deviceWord = /iphone|ipad|\bios\b|android|outlook|samsung|galaxy|blackberry|huawei|xiaomi|\bhonor\b|pixel|nokia|yahoo|gmail|gmx|web\.de|t-online|proton|thunderbird|spark|bluemail|почт|яндекс|mail\.ru|\bmail\b|e-mail-app|courrier|correo|posta|libero|orange|mobil|handy|smartphone|tablet|telefon|téléphone|telefonino|cellulare|móvil|teléfono|celular|telephone|phone\b|windows|tutanota|мобильн|телефон|смартфон|планшет|телефона|appareil|gerät|dispositivo|устройств|device|\btypos|brevity|tippfehler|fautes|опечатк|errores|errori/iu;

/** First words of the small print that offices put under every letter. */
const disclaimer = new RegExp([
  '^[^\\p{L}\\d]*(?:confidentiality (?:notice|note)|disclaimer|confidential(?:ity)?(?!\\p{L})|important notice|legal notice|privileged)',
  '^[^\\p{L}\\d]*(?:this|the) (?:e-?mail|message|communication|transmission|information (?:contained )?in this)(?!\\p{L}).{0,200}(?:confidential|intended|privileged|attachments?|recipient)',
  '^[^\\p{L}\\d]*(?:please )?(?:consider|think of) (?:the|our) environment',
  '^[^\\p{L}\\d]*(?:avis|clause|mention) (?:de confidentialité|légale|important)|^[^\\p{L}\\d]*confidentialité(?!\\p{L})',
  "^[^\\p{L}\\d]*(?:ce|le présent) (?:message|courriel|mail|courrier)(?!\\p{L}).{0,200}(?:confidentiel|destin|joint|exclusi)",
  "^[^\\p{L}\\d]*(?:avant d['’]imprimer|pensez à l['’]environnement|n['’]imprimez|adoptez l['’]éco)",
  '^[^\\p{L}\\d]*(?:vertraulichkeitshinweis|haftungsausschluss|rechtlicher hinweis|wichtiger hinweis|datenschutzhinweis)',
  '^[^\\p{L}\\d]*(?:diese|die) (?:e-?mail|nachricht|informationen in dieser)(?!\\p{L}).{0,200}(?:vertraulich|bestimmt|anhäng|anhang|empfänger|adressat)',
  '^[^\\p{L}\\d]*(?:bitte )?(?:denken sie an die umwelt|bevor sie diese|prüfen sie bitte, ob)',
  '^[^\\p{L}\\d]*(?:avviso (?:di riservatezza|legale)|riservatezza(?!\\p{L})|nota di riservatezza|clausola di riservatezza)',
  '^[^\\p{L}\\d]*(?:questo|il presente|la presente|questa|le informazioni)(?!\\p{L}).{0,40}(?:messaggio|e-?mail|comunicazione|contenute).{0,200}(?:riservat|confidenzial|destinatari|allegat)',
  "^[^\\p{L}\\d]*(?:prima di stampare|rispetta l['’]ambiente|pensa all['’]ambiente)",
  '^[^\\p{L}\\d]*(?:конфиденциальность(?!\\p{L})|уведомление о конфиденциальности|внимание! (?:это|данное))',
  '^[^\\p{L}\\d]*(?:это|данное|настоящее|содержание (?:этого|данного|настоящего)|информация,? содержащаяся)(?!\\p{L}).{0,60}(?:сообщени|письм).{0,200}(?:конфиденциальн|предназначен|адресат|вложени)',
  '^[^\\p{L}\\d]*(?:данное|настоящее|это) (?:электронное )?(?:сообщение|письмо).{0,200}(?:конфиденциальн|предназначен|адресат|вложени)',
  '^[^\\p{L}\\d]*(?:подумайте о природе|подумайте об окружающей|прежде чем (?:рас)?печатать|берегите природу)',
  '^[^\\p{L}\\d]*(?:aviso (?:de confidencialidad|legal)|confidencialidad(?!\\p{L})|nota de confidencialidad|cláusula de confidencialidad)',
  '^[^\\p{L}\\d]*(?:este|el presente|la información|esta)(?!\\p{L}).{0,40}(?:mensaje|correo|comunicación|contenida).{0,200}(?:confidencial|destinatari|adjunt|dirigid)',
  '^[^\\p{L}\\d]*(?:antes de imprimir|piense en el medio|no imprima)',
  '(?:virus-free|virenfrei|garanti sans virus|privo di virus|без вирусов|libre de virus|sin virus)(?!\\p{L}).{0,40}(?:avast|avg|www)',
  '^[^\\p{L}\\d]*(?:this email has been checked|diese e-mail wurde von avast|cet e-mail a été vérifié|l[\'’]absence de virus|questa e-mail è stata controllata|este correo electrónico ha sido comprobado|проверено на вирусы|письмо проверено)',
  '^[^\\p{L}\\d]*(?:to unsubscribe|you received this message because|pour (?:se|vous) désabonner|um (?:sich )?abzumelden|per annullare l|чтобы отписаться|para (?:darse|cancelar))',
].join('|'), 'iu');

const openly = /^[^\p{L}\d]*(?:confidentiality (?:notice|note)|disclaimer|legal notice|(?:please )?(?:consider|think of) (?:the|our) environment|avis de confidentialité|avant d['’]imprimer|pensez à l['’]environnement|vertraulichkeitshinweis|haftungsausschluss|(?:bitte )?denken sie an die umwelt|avviso di riservatezza|prima di stampare|уведомление о конфиденциальности|подумайте о|прежде чем|aviso (?:de confidencialidad|legal)|antes de imprimir)|avast|avg\.|virus|вирус|unsubscribe|désabonner|abzumelden|отписаться|darse de baja/iu;
const trade = /confiden\p{L}+|privileged|intended|recipients?|addressee|notify|delete|sender|unauthori[sz]ed|destinataires?|erreur|détruire|supprimer|expéditeur|exclusi\p{L}+|vertraulich\p{L}*|empfänger|adressat|absender|vernichten|löschen|irrtümlich|riservat\p{L}+|destinat\p{L}+|mittente|cancellar\p{L}+|allegati|errore|конфиденциальн\p{L}+|адресат\p{L}*|предназначен\p{L}*|отправител\p{L}+|удалит\p{L}+|вложени\p{L}+|ошибк\p{L}+|remitente|adjuntos|eliminar?|dirigid\p{L}+/giu;

/** Whether small print begins here, given the rest of the stretch: by its opening, and by words of its trade. */
export const isDisclaimer = (opening: string, rest: string): boolean => disclaimer.test(opening) && (openly.test(opening) || new Set([...rest.matchAll(trade)].map(([word]) => word.toLowerCase())).size >= 2);
