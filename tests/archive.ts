import { chanceOf } from './hostile-letters.ts';

/** What a generated archive holds, for comparing with what comes of it. */
export type MadeLetter = { id: string; from: { name: string; address: string }; lang: string; own: string; answers: string | null; /** The first letter of its thread, by the beginning of its id. */ topic: string; at: Date; fate: 'imported' | 'duplicate' | 'empty' | 'automatic' | 'malformed' | 'no-author' | 'no-date' | 'too-long'; attachments: number };
export type MadeArchive = { mbox: Buffer; letters: MadeLetter[] };

type Voice = { lang: string; people: readonly string[]; words: readonly string[]; lead: (name: string, date: string) => string; close: string; charsets: readonly string[] };
const voices: readonly Voice[] = [
  { lang: 'en', people: ['Harriet Lowell', 'Gareth Pryce', 'Imogen Faulks'], words: ['The evidence should be preserved before anything is removed.', 'We think that this is for the courts and not for the companies.', 'It is not clear which of the two is meant by the question.', 'Our own rules are older than the network itself.'], lead: (name, date) => `On ${date}, ${name} wrote:`, close: 'Kind regards,', charsets: ['utf-8', 'us-ascii'] },
  { lang: 'fr', people: ['Hélène Garnier', 'François Lemaître'], words: ['Les règles doivent être claires pour tous ceux qui publient.', 'Nous avons déjà vu que les délais ne sont pas respectés.', 'Il faut que la décision soit motivée et qu’elle puisse être contestée.'], lead: (name, date) => `Le ${date}, ${name} a écrit :`, close: 'Cordialement,', charsets: ['utf-8', 'iso-8859-15', 'windows-1252'] },
  { lang: 'de', people: ['Jürgen Möller', 'Käthe Weißgerber'], words: ['Die Fristen müssen für alle gelten, auch für die größeren Anbieter.', 'Wir haben das schon früher geprüft und es ist nicht überall möglich.', 'Es wäre besser, wenn die Gründe offen genannt würden.'], lead: (name, date) => `Am ${date} schrieb ${name}:`, close: 'Mit freundlichen Grüßen', charsets: ['utf-8', 'iso-8859-1', 'windows-1252'] },
  { lang: 'it', people: ['Niccolò Ferrarìs', 'Benedetta Quaglia'], words: ['La responsabilità non può essere solo di chi gestisce la rete.', 'È necessario che le persone sappiano perché un testo non è più visibile.', 'Questo è il punto più difficile di tutta la proposta.'], lead: (name, date) => `Il ${date}, ${name} ha scritto:`, close: 'Cordiali saluti', charsets: ['utf-8', 'iso-8859-1'] },
  { lang: 'ru', people: ['Аркадий Зимин', 'Вероника Лыткина'], words: ['Правила должны быть понятны всем, кто пишет в сети.', 'Мы уже видели, что сроки не соблюдаются ни там, ни здесь.', 'Важно, чтобы решение можно было обжаловать без адвоката.'], lead: (name, date) => `${date} ${name} пишет:`, close: 'С уважением,', charsets: ['utf-8', 'koi8-r', 'windows-1251'] },
  { lang: 'es', people: ['Íñigo Zubizarreta', 'Concepción Villalón'], words: ['Las reglas deben ser claras para todos los que publican en la red.', 'No es lo mismo retirar un texto que explicar por qué se retira.', 'Hace años que pedimos un plazo que se pueda cumplir.'], lead: (name, date) => `El ${date}, ${name} escribió:`, close: 'Un cordial saludo', charsets: ['utf-8', 'iso-8859-1'] },
];

/** A text in a charset of one byte a sign, as older programs wrote. */
export function inCharset(text: string, charset: string): Buffer {
  if (charset === 'utf-8' || charset === 'us-ascii') return Buffer.from(text, 'utf8');
  const decoder = new TextDecoder(charset);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from([...text].map((sign) => bytes.get(sign) ?? bytes.get(sign.replace('’', "'")) ?? 0x3f));
}

const word = (text: string, charset: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : `=?${charset}?B?${inCharset(text, charset).toString('base64')}?=`);
const quotedPrintable = (bytes: Buffer): string => bytes.toString('latin1').replace(/[^\n\x20-\x3c\x3e-\x7e]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).replace(/[ \t]$/gm, '=20').split('\n').map((line) => line.replace(/(.{70})(?=.)/g, (piece) => (/=$/.test(piece) ? `${piece.slice(0, -1)}=\n=` : /=.$/.test(piece) ? `${piece.slice(0, -2)}=\n${piece.slice(-2)}` : `${piece}=\n`))).join('\n');

/**
 * A mailing list's archive as listserves keep them: threads with replies in six languages, in their charsets and
 * transfer encodings, with quotations, signatures, attachments, twins, and some letters that cannot come in.
 *
 * Shape   the same for the same seed; `plain` leaves out what does not come in.
 */
export function madeArchive(count: number, { seed = 1, plain = false, names = true }: { seed?: number; plain?: boolean; /** Whether people greet and sign with names. */ names?: boolean } = {}): MadeArchive {
  const { next: chance, pick, int } = chanceOf(seed);
  const standing: MadeLetter[] = [];
  const letters: MadeLetter[] = [];
  const pieces: Buffer[] = [];
  let at = Date.UTC(2005, 0, 3, 8);
  for (let n = 0; n < count; n += 1) {
    at += 60_000 * (1 + Math.floor(chance() * 240));
    const voice = pick(voices);
    const person = int(voice.people.length);
    const name = voice.people[person] ?? '';
    const from = { name, address: `${voice.lang}${person}@list-member.example` };
    const before = standing.at(-1 - int(12));
    const answered = n > 0 && before && chance() < 0.7 ? before : null;
    const own = `${pick(voice.words)} ${pick(voice.words)} [${n}]${chance() < 0.1 ? '\n\nFrom here on it is simple.' : ''}`;
    const kind = plain ? 'imported' : (['imported', 'duplicate', 'empty', 'automatic', 'malformed', 'no-author', 'no-date', 'too-long'] as const)[chance() < 0.9 ? 0 : 1 + int(7)] ?? 'imported';
    const twin = kind === 'duplicate' ? standing[int(standing.length)] : undefined;
    const fate = kind === 'duplicate' && !twin ? 'imported' : kind;
    const made: MadeLetter = { id: twin?.id ?? `m${n}.${seed}@list-member.example`, from, lang: voice.lang, own, answers: answered?.id ?? null, topic: answered?.topic ?? `m${n}`, at: new Date(at), fate, attachments: fate === 'imported' && chance() < 0.05 ? 1 : 0 };
    pieces.push(asMbox(rawOf(made, voice, answered, { charset: pick(voice.charsets), how: pick(['8bit', 'base64', 'quoted-printable']), n, names, subjectOnly: chance() < 0.1 }), made));
    letters.push(made);
    if (fate === 'imported') standing.push(made);
  }
  return { mbox: Buffer.concat(pieces), letters };
}

type How = { charset: string; how: string; n: number; names: boolean; subjectOnly: boolean };

function rawOf(made: MadeLetter, voice: Voice, answered: MadeLetter | null, { charset, how, n, names, subjectOnly }: How): Buffer {
  const { from, fate } = made;
  const first = answered ? answered.from.name.split(' ')[0] : '';
  const quoted = answered ? `${voice.lead(answered.from.name, '03.01.2005 08:00')}\n${answered.own.split('\n').map((line) => `> ${line}`).join('\n')}\n\n` : '';
  const own = fate === 'empty' ? '' : fate === 'too-long' ? 'Long. '.repeat(5_000) : `${names && first && n % 3 === 0 ? `${first},\n\n` : ''}${made.own}`;
  const text = `${quoted}${own}\n\n${names ? `${voice.close}\n${from.name}\n` : ''}-- \n${from.name}\n${from.address}\n`;
  const subject = `${answered ? 'Re: ' : ''}[list] Subject ${made.topic}`;
  const head = [
    ...(fate === 'no-author' ? [] : [n % 11 === 0 && /^[\x20-\x7e]*$/.test(from.name) ? `From: ${from.address.replace('@', ' at ')} (${from.name})` : `From: ${word(from.name, charset)} <${from.address}>`]),
    'To: list@list.example', `Subject: ${word(subject, charset)}`,
    ...(fate === 'no-date' ? ['Date: yesterday'] : [`Date: ${made.at.toUTCString().replace('GMT', '+0000')}`]),
    `Message-ID: <${made.id}>`,
    ...(answered && !subjectOnly ? [n % 2 ? `In-Reply-To: <${answered.id}>` : `References: <unknown.${n}@elsewhere.example> <${answered.id}>`] : []),
    'List-Id: <list.example>', 'Precedence: list',
    ...(fate === 'automatic' ? ['Auto-Submitted: auto-replied'] : []),
    ...(fate === 'malformed' ? ['X-Broken: a\u0000b'] : []),
    'MIME-Version: 1.0',
  ];
  const type = `Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${how}`;
  const bytes = inCharset(text, charset);
  const body = how === 'base64' ? Buffer.from(bytes.toString('base64').replace(/(.{76})/g, '$1\n')) : how === '8bit' ? bytes : Buffer.from(quotedPrintable(bytes));
  if (made.attachments === 0) return Buffer.concat([Buffer.from(`${head.join('\n')}\n${type}\n\n`), body]);
  return Buffer.concat([Buffer.from(`${head.join('\n')}\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n${type}\n\n`), body, Buffer.from(`\n--b\nContent-Type: application/pdf; name="report.pdf"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n${Buffer.from('%PDF not one').toString('base64')}\n--b--\n`)]);
}

/** With its parting line, and "From " at the beginning of lines masked (mboxrd). */
const asMbox = (raw: Buffer, { from, at, fate }: MadeLetter): Buffer => Buffer.concat([Buffer.from(`From ${from.address} ${fate === 'no-date' ? 'Thu Jan  1 00:00:00 2999' : partingDate(at)}\n`), Buffer.from(raw.toString('latin1').replace(/^(>*From )/gm, '>$1').replace(/\n?$/, '\n\n'), 'latin1')]);

/** As the C library writes an instant: `Mon Jan  3 08:00:00 2005`. */
const partingDate = (at: Date): string => {
  const [, weekday = '', day = '', month = '', year = '', time = ''] = /^(\w{3}), (\d{2}) (\w{3}) (\d{4}) ([\d:]{8})/.exec(at.toUTCString()) ?? [];
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
};
