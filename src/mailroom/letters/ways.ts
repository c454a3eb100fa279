import { byLetter } from '#domain/disclosure/outputs.ts';
import { oneParagraph } from '#domain/disclosure/ui/letter-text.ts';
import { writeTo } from '#domain/disclosure/ui/write-to.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';

export const output = byLetter('mail.ways');

/** One forum's addresses, made for one person: what they may write to, and what for. */
export type Ways = readonly {
  title: string;
  zone: string;
  open: boolean;
  closesAt: Date | null;
  questions: readonly { code: string; text: string; address: string }[];
  /** The discussion paper; null while none is circulated. */
  paper: { title: string; address: string } | null;
  findings: { address: string; items: readonly { reference: string; text: string }[] } | null;
  silences: readonly { reference: string; text: string; endsAt: Date; address: string }[];
}[];

/** How to take part by letter, and to which addresses; they work from one's own address only. */
export function waysIn(ways: Ways, locale: Locale): string[] {
  if (ways.length === 0) return [say(locale, 'byletter.ways.none')];
  return [say(locale, 'byletter.ways.intro'), ...ways.flatMap((forum) => ofForum(forum, locale))];
}

function ofForum({ title, zone, open, closesAt, questions, paper, findings, silences }: Ways[number], locale: Locale): string[] {
  return [
    `# ${title}`,
    ...(questions.length > 0 ? [say(locale, open ? 'byletter.ways.questions' : 'byletter.ways.questions.soon'), ...(closesAt ? [say(locale, 'byletter.ways.until', { when: when(locale, closesAt, zone) })] : [])] : []),
    ...questions.map(({ code, text, address }) => `${code} ${oneParagraph(text)}\n${writeTo(code, address, locale)}`),
    ...(paper ? [`${say(locale, 'byletter.paper.title')} · ${oneParagraph(paper.title)}`, say(locale, 'byletter.paper.ask'), say(locale, 'byletter.how.paper'), writeTo(say(locale, 'byletter.paper.about'), paper.address, locale)] : []),
    ...(findings ? [say(locale, 'byletter.ways.findings'), ...findings.items.flatMap(({ reference, text }) => [`${reference}:`, `> ${oneParagraph(text)}`]), writeTo(say(locale, 'byletter.ways.rate'), findings.address, locale), say(locale, 'byletter.how.rate')] : []),
    ...silences.flatMap(({ reference, text, endsAt, address }) => [say(locale, 'byletter.ways.silence', { ref: reference, when: when(locale, endsAt, zone) }), `> ${oneParagraph(text)}`, writeTo(reference, address, locale), say(locale, 'byletter.how.object')]),
  ];
}
