import { type Headers, headerOf } from './precheck.ts';

/** What wrote a letter, by its headers and its envelope: a person, a program, or a mail server returning one of ours. */
export type WrittenBy = { by: 'person' } | { by: 'program'; sign: string } | { by: 'server' };

/** Subjects of absence notices from software that says nothing in its headers. */
const awaySubject = /^\s*(?:(?:re|aw|r|rv|sv|fwd?|wg|tr|отв)\s*:\s*)?(?:auto(?:matic)?[- ]?(?:reply|response|antwort)|automatische antwort|abwesenheits(?:notiz|benachrichtigung|assistent)?|abwesend(?=\s*(?:$|[:!.,–—-]))|out of (?:the )?office|réponse automatique|message d['’]absence|absence du bureau|absence(?=\s*(?:$|[:!.,–—-]))|absent\(?e?\)? du bureau|risposta automatica|(?:messaggio di )?fuori ufficio|assenza dall['’]ufficio|автоматический ответ|автоответ(?:чик)?|вне офиса|нет на месте|respuesta automática|fuera de (?:la )?oficina|ausencia de la oficina|ooo)(?=$|[\s:!.,–—-])/iu;

/**
 * Whether a person wrote a letter. A program's is kept and never answered; two programs would answer each other.
 *
 * Source  RFC 3834 (Auto-Submitted), RFC 3464 (delivery status), RFC 2919 and 2369 (lists), and what software without them does.
 */
export function writtenBy(headers: Headers, envelope: { sender: string; domain: string }): WrittenBy {
  const type = headerOf(headers, 'content-type').toLowerCase();
  if (/^multipart\/report\b/.test(type)) return /report-type\s*=\s*"?(?:disposition-notification|feedback-report)/.test(type) ? { by: 'program', sign: 'report' } : { by: 'server' };
  const sign = programSign(headers, envelope);
  return sign ? { by: 'program', sign } : { by: 'person' };
}

function programSign(headers: Headers, { sender, domain }: { sender: string; domain: string }): string | null {
  const value = (name: string) => headerOf(headers, name).toLowerCase();
  // Ours are named by a random id; a person's mailbox may well lie under the same domain.
  if (headers.has('x-colloquy-loop') || /^<[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@/.test(value('message-id')) && [domain.toLowerCase(), 'colloquy.invalid'].some((one) => value('message-id').endsWith(`@${one}>`))) return 'our-own';
  if (headers.has('auto-submitted') && value('auto-submitted').split(';')[0]?.trim() !== 'no') return 'auto-submitted';
  if (/^(?:bulk|list|junk|auto_reply)$/.test(value('precedence'))) return 'precedence';
  if (['list-id', 'list-unsubscribe', 'list-post', 'feedback-id'].some((name) => headers.has(name))) return 'list';
  if (/\b(?:all|autoreply|oof)\b/.test(value('x-auto-response-suppress')) && headers.has('x-ms-exchange-inbox-rules-loop')) return 'suppressed';
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-mail-autoreply', 'x-vacation', 'x-ms-exchange-generated-message-source', 'x-loop', 'x-failed-recipients'].some((name) => headers.has(name))) return 'auto-reply';
  if (sender === '' || value('return-path') === '<>') return 'no-return';
  if (/^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|listserv|majordomo)(?:[+-][^@]*)?@/.test(addressIn(value('from')))) return 'robot';
  if ((headers.get('received')?.length ?? 0) > 50) return 'loop';
  return awaySubject.test(decodedWords(headerOf(headers, 'subject'))) ? 'away' : null;
}

const addressIn = (from: string): string => /<([^<>]*)>\s*$/.exec(from)?.[1]?.trim() ?? from.trim();

/** A header in words (RFC 2047), for recognising a subject; what cannot be decoded stays as it is. */
export function decodedWords(text: string): string {
  const joined = text.replace(/(\?=)\s+(=\?)/g, '$1$2');
  const words = joined.replace(/=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?]*)\?=/gi, (whole, charset: string, how: string, data: string) => {
    const bytes = how.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : Buffer.from(data.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
    try {
      return new TextDecoder(charset.toLowerCase()).decode(bytes);
    } catch {
      return whole;
    }
  });
  // Headers are read byte for byte; a server that sends UTF-8 in them as it is means UTF-8.
  const utf8 = Buffer.from(words, 'latin1').toString('utf8');
  return /[^\u0000-\u00ff]/.test(words) || utf8.includes('\ufffd') ? words : utf8;
}

/** What a mail server's report says of one recipient (RFC 3464); for letters of ours only, which the address tells. */
export type Bounce = { lasting: boolean; status: string | null };

/** Whether a returned letter will never arrive: a status of 5; where none is found, nothing is concluded. */
export function bounceIn(raw: Buffer): Bounce {
  const text = raw.subarray(0, 256 * 1024).toString('latin1');
  const status = /^Status:\s*([245])\.\d{1,3}\.\d{1,3}/im.exec(text);
  const failed = /^Action:\s*failed/im.test(text);
  return { lasting: status?.[1] === '5' && failed, status: status ? (/[\d.]+$/.exec(status[0])?.[0] ?? null) : null };
}
