import { htmlPart, textPart } from './html-part.ts';

/** What this installation puts on its letters. */
export type Site = {
  /** Where links lead, without a path. */
  origin: string;
  /** Shown beside the address where a letter is no forum's. */
  name: string;
  /** The part of a person's address for taking themselves off letters of a forum. */
  leaveToken(personId: string): string;
};

export type Written = { id: string; address: string; personId: string | null; locale: string; subject: string; body: string; conversation: string | null; list: string | null; sender: string | null; /** One cannot take oneself off it. */ mustReach?: boolean };
export type Message = {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  references?: string;
  headers: Record<string, string>;
  /** Where an answer goes. */
  replyTo?: string;
  /** Between servers: where what cannot be delivered returns to. */
  envelope?: { from: string; to: string };
};

const hostOf = (origin: string): string => new URL(origin).hostname;

/**
 * A letter as it is handed over: from the forum whoever it is about, its name from its own id, and nothing in its
 * head that depends on an author.
 *
 * Source  Auto-Submitted: RFC 3834; List-Id: RFC 2919; List-Unsubscribe: RFC 2369; in one click: RFC 8058.
 */
export function messageOf(letter: Written, site: Site): Message {
  const host = hostOf(site.origin);
  const leave = letter.list && letter.personId && !letter.mustReach ? `${site.origin}/${letter.locale}/no-letters/${site.leaveToken(letter.personId)}` : null;
  return {
    from: { name: letter.sender ?? site.name, address: `forum@${host}` },
    to: letter.address,
    subject: letter.subject,
    text: textPart(letter.body),
    html: htmlPart(letter.body, { lang: letter.locale, title: letter.subject }),
    messageId: `<${letter.id}@${host}>`,
    ...(letter.conversation ? { references: `<${letter.conversation}@${host}>` } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      // Outlook and Exchange answer a machine's letter with "out of office" unless told not to.
      'X-Auto-Response-Suppress': 'All',
      ...(letter.list ? { 'List-Id': `<${letter.list}.${host}>` } : {}),
      ...(leave ? { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    },
  };
}
