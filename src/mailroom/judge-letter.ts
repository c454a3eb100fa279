import { addressState, type ReplyToken, readReplyToken } from '#domain/accreditation/rules/reply-address.ts';
import type { Context } from '#domain/context.ts';
import { type LetterTarget, letterTarget, writerKnown } from '#domain/discussion/queries/letter-target.ts';
import { namesWriter, rulingOnLetter } from '#domain/discussion/rules/by-letter.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Fate, InboundRow } from '#platform/mail/inbox.ts';
import { letterOfBounce, type MailDoor } from '#platform/mail/mail-door.ts';
import { recipientAmong } from './address.ts';
import { authenticationOf, isDisproved, isProved } from './authentication.ts';
import { type Bounce, bounceIn, decodedWords, writtenBy } from './automatic.ts';
import { type DeedInput, readDeed } from './deed-input.ts';
import { type DeedTarget, deedTarget } from './deed-target.ts';
import { languageOf } from './language.ts';
import type { LetterParser } from './parser.ts';
import { headerOf, type Precheck, precheck } from './precheck.ts';
import { type Part, stripQuote } from './strip-quote.ts';

/** What the mail door reads letters with. */
export type Reading = { door: MailDoor; parser: LetterParser; trustedServer: string | null; senderCheck: 'required' | 'recorded' };

export type Proof = 'proved' | 'disproved' | 'unknown';
/** A letter's own text and what was told from it. */
export type LetterText = { kept: string; parts: readonly Part[]; attachments: number };
export type Ending = { proof: Proof; locale: Locale; /** Where the answer goes, if anywhere. */ answerTo: string | null; personId: string | null; text: LetterText | null; reason: string | null };
/** To be posted, or to begin a delegation's position, if the forum takes it. */
export type Wish = { fate: 'post' | 'position'; target: LetterTarget } & Ending;
/** How a letter ends without the forum being asked. */
export type End = ({ fate: 'held' | 'late'; target: LetterTarget } & Ending) | ({ fate: Exclude<Fate, 'posted' | 'done' | 'held' | 'late'>; target: LetterTarget | null; bounce?: { letterId: string } & Bounce } & Ending);
/** A letter to an address for a deed: what it asks for, where that could be read from it, and whether it may be done at once. */
export type DeedJudgement = { fate: 'do' | 'held' | 'late' | 'refused'; target: null; deed: DeedTarget; input: DeedInput | null } & Ending;
export type Judgement = Wish | End | DeedJudgement;
export const isDeed = (judged: Judgement): judged is DeedJudgement => 'deed' in judged;
export const isWish = (judged: Judgement): judged is Wish => judged.fate === 'post' || judged.fate === 'position';

/**
 * What a letter is and what is to become of it: from its raw header, its envelope, the text in it, and where its
 * writer stands in the forum at the instant the letter came. Writes nothing.
 */
export async function judgeLetter(ctx: Context, reading: Reading, row: InboundRow, repeats: boolean): Promise<Judgement> {
  const raw = row.raw ?? Buffer.alloc(0);
  const checked = precheck(raw);
  const nobody: Ending = { proof: 'unknown', locale: 'en', answerTo: null, personId: null, text: null, reason: null };
  const recipient = recipientAmong(row.recipients, reading.door.domain);
  const author = writtenBy(checked.headers, { sender: row.sender, domain: reading.door.domain });
  if (recipient.kind === 'bounce' || author.by === 'server') return { ...nobody, fate: 'bounce', target: null, ...bounceOf(reading, recipient.token, recipient.kind === 'bounce', raw) };
  if (author.by === 'program') return { ...nobody, fate: 'automatic', target: null, reason: author.sign };
  // With two senders or none, only the envelope says where an answer can go; and the text is not parsed.
  if (!checked.ok) return { ...nobody, fate: 'refused', target: null, reason: 'mail.reason.malformed', answerTo: row.sender || null };

  const proof = proofOf(reading, checked);
  const known = await writerKnown(ctx, checked.from);
  const text = await textOf(reading, raw, checked);
  const locale = known?.locale ?? languageOf(text?.kept ?? '', 'en');
  const ending: Ending = { proof, locale, text, reason: null, personId: known?.id ?? null, answerTo: proof === 'disproved' ? null : checked.from };
  if (repeats) return { ...ending, fate: 'duplicate', target: null };
  const token = recipient.kind === 'reply' ? readReplyToken(recipient.token) : null;
  if (!token) return { ...ending, fate: known ? 'refused' : 'unknown-sender', target: null, reason: recipient.kind === 'reply' ? 'mail.no_such_address' : 'mail.reason.no_address' };
  if (token.kind !== 'question' && token.kind !== 'contribution') return judgeDeed({ ...ctx, now: row.received_at }, reading, { token, from: checked.from, known: known !== null, checked }, ending);
  const target = await letterTarget({ ...ctx, now: row.received_at }, token, checked.from, reading.door);
  if (!target.ok) return { ...ending, fate: known ? 'refused' : 'unknown-sender', target: null, reason: target.refusal.code };
  if (!text) return { ...ending, fate: 'refused', target: target.value, reason: 'mail.reason.unreadable' };
  return rule(reading, target.value, { ...ending, text }, checked);
}

function rule(reading: Reading, target: LetterTarget, ending: Ending & { text: LetterText }, checked: Precheck & { ok: true }): Judgement {
  // The person is known by the token: where a forged letter could have gone out, they are told at their own address.
  const told: Ending = { ...ending, personId: target.person.id, locale: target.person.locale, answerTo: target.person.email };
  const { text } = ending;
  const signature = text.parts.filter(({ why }) => why === 'signature' || why === 'disclaimer').map((part) => part.text).join('\n');
  const ruling = rulingOnLetter({ state: target.state, kept: text.kept, signature, forwards: forwards(checked, text), regime: target.regime, writer: target.person, proved: isEnough(reading, ending.proof) });
  if (ruling.fate === 'refused') return { ...told, fate: 'refused', target, reason: ruling.reason };
  if (ruling.fate === 'late') return { ...told, fate: 'late', target, reason: ruling.reason };
  // A delegation's text is shown to nobody outside it before its second key: a name in it harms nobody yet.
  if (target.voice === 'delegation' && (ruling.fate === 'post' || ruling.reason === 'mail.reason.names_writer' || ruling.reason === 'mail.reason.signature')) return { ...told, fate: 'position', target };
  return ruling.fate === 'post' ? { ...told, fate: 'post', target } : { ...told, fate: 'held', target, reason: ruling.reason };
}

/** As the site's policy has it. */
const isEnough = ({ senderCheck }: Reading, proof: Proof): boolean => (senderCheck === 'recorded' ? proof !== 'disproved' : proof === 'proved');

/**
 * What becomes of a letter that asks for a deed. Breaking silence always waits for a second letter; the rest where its
 * sender is not proved, or where it would name them to people who must not know. An answer to a letter that only its
 * reader can have seen, which a confirmation and an acceptance are, proves its sender by that.
 */
async function judgeDeed(ctx: Context, reading: Reading, { token, from, known, checked }: { token: ReplyToken; from: string; known: boolean; checked: Precheck & { ok: true } }, ending: Ending): Promise<Judgement> {
  const found = await deedTarget(ctx, token, from, reading.door);
  if (!found.ok) return { ...ending, fate: known ? 'refused' : 'unknown-sender', target: null, reason: found.refusal.code };
  const deed = found.value;
  const kept = ending.text?.kept ?? '';
  const told = { ...ending, personId: deed.person.id, locale: deed.person.locale, answerTo: deed.person.email, target: null, deed } as const;
  const input = readDeed(deed.kind, kept);
  const state = addressState({ closesAt: deed.closesAt }, ctx.now);
  if (state !== 'open') return { ...told, fate: 'late', input, reason: 'byletter.late' };
  if (deed.against) return { ...told, fate: 'refused', input, reason: deed.against };
  if (!input || (ending.text && forwards(checked, ending.text))) return { ...told, fate: 'refused', input: null, reason: 'byletter.unclear' };
  if (deed.kind === 'confirm' || deed.kind === 'accept') return { ...told, fate: 'do', input };
  // What is sent goes to the person's own address, whoever asked.
  if (input.kind === 'paper' && 'send' in input) return { ...told, fate: 'do', input };
  if (!isEnough(reading, ending.proof)) return { ...told, fate: 'held', input, reason: 'mail.reason.unproved' };
  if (deed.kind === 'object') return { ...told, fate: 'held', input, reason: 'byletter.reason.silence' };
  if (deed.kind === 'appeal' && deed.regime && deed.regime !== 'named' && namesWriter(kept, { ...deed.person, affiliation: '' }, deed.regime)) return { ...told, fate: 'held', input, reason: 'byletter.reason.names_writer' };
  return { ...told, fate: 'do', input };
}

const forwards = ({ headers }: Precheck, { parts, kept }: LetterText): boolean =>
  stripQuote(parts.map((part) => part.text).join('\n')).forwards || (/^\s*(?:fwd?|wg|tr|i|rv|пер|пересл)\s*:/iu.test(headerOf(headers, 'subject')) && kept.trim() === '');

function proofOf({ trustedServer }: Reading, { headers, from }: Precheck & { ok: true }): Proof {
  const found = authenticationOf(headers, trustedServer, from);
  return isProved(found) ? 'proved' : isDisproved(found) ? 'disproved' : 'unknown';
}

async function textOf({ parser }: Reading, raw: Uint8Array, { headers }: Precheck): Promise<LetterText | null> {
  const parsed = await parser.parse(raw);
  if (!parsed.ok) return null;
  const { kept, parts } = stripQuote(parsed.text, { names: [displayName(decodedWords(headerOf(headers, 'from')))] });
  return { kept, parts, attachments: parsed.attachments };
}

const displayName = (from: string): string => from.replace(/<[^>]*>/, '').replace(/^\s*"|"\s*$/g, '').trim();

/** A returned letter counts where the address it came to is one that a letter of ours gave; else anybody could silence anybody. */
function bounceOf({ door }: Reading, token: string | null, isBounceAddress: boolean, raw: Buffer): { reason: string | null; bounce?: { letterId: string } & Bounce } {
  const letterId = isBounceAddress && token ? letterOfBounce(door, token) : null;
  if (!letterId) return { reason: 'unproved' };
  const bounce = bounceIn(raw);
  return { reason: bounce.status, bounce: { letterId, ...bounce } };
}
