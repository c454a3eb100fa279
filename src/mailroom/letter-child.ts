// The process that parses letters: one after another over its channel, each to its text. A letter may be made to
// exhaust its parser; then this process is ended, and no other. It is given nothing but the letter.
import { simpleParser } from 'mailparser';
import { type Parsed, textOfLetter } from './letter.ts';

type Order = { id: number; raw: Uint8Array };

process.on('message', (order: Order) => {
  simpleParser(Buffer.from(order.raw), { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, maxHtmlLengthToParse: 2_000_000 }).then(
    (mail) => {
      const parsed: Parsed = { text: mail.text ?? null, html: mail.html === false ? null : (mail.html ?? null) };
      answer({ id: order.id, text: textOfLetter(parsed), attachments: mail.attachments.filter(({ related }) => !related).length });
    },
    // What the library says may quote the letter, and goes nowhere.
    () => answer({ id: order.id, text: null, attachments: 0 }),
  );
});
process.on('disconnect', () => process.exit(0));

const answer = (said: { id: number; text: string | null; attachments: number }): void => void process.send?.(said);
