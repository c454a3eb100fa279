import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { canDraw } from '#platform/pdf/fonts.ts';
import { type ReferralPart, withheldFromReferral } from '../model.ts';

export type Referral = {
  /** Whether all of it is invented: the sheet says so before anything else. */
  demonstration: boolean;
  marking: string; forum: string; zone: string; item: string; contribution: string | null; what: 'attachment' | 'text'; foundAt: Date; confirmedAt: Date; madeAt: Date;
  /** By which a file was found; null where a moderator did. */
  found: { list: string; version: number; entry: string; method: string; methodVersion: string; distance: number } | null;
  reason: string | null; proposal: string; authority: string; basis: string; note: string; parts: readonly ReferralPart[];
};

/** What an authority reads first: what it is, how it was found, with which hashes, and what was left out and why. */
export function referralSheet(r: Referral, locale: Locale): string {
  const at = (date: Date) => `${when(locale, date, r.zone, { year: true })} (${date.toISOString()})`;
  const line = (label: string, text: string) => ({ label: drawn(label), text: drawn(text) });
  const found = r.found ? say(locale, 'quarantine.match', { list: r.found.list, version: r.found.version, entry: r.found.entry, method: say(locale, `quarantine.method.${r.found.method as 'pdq'}`), distance: r.found.distance }) : (r.reason ?? '');
  return JSON.stringify({
    title: drawn(say(locale, 'quarantine.referral.title', { item: r.item })), language: locale, marking: r.marking, demonstration: r.demonstration ? drawn(say(locale, 'ui.demonstration')) : null,
    sections: [
      { heading: drawn(say(locale, 'quarantine.referral.forWhom')), lines: [line(say(locale, 'quarantine.referral.authority'), r.authority), line(say(locale, 'quarantine.referral.basis'), r.basis), line(say(locale, 'quarantine.referral.note'), r.note)] },
      {
        heading: drawn(say(locale, 'quarantine.referral.what')),
        lines: [
          line(say(locale, 'terms.forum'), r.forum), line(say(locale, 'quarantine.list.what'), say(locale, `quarantine.what.${r.what}`)), ...(r.contribution ? [line(say(locale, 'terms.contribution'), r.contribution)] : []),
          line(say(locale, 'quarantine.list.since'), at(r.foundAt)), line(say(locale, 'quarantine.reason'), found), line(say(locale, 'quarantine.state.confirmed'), `${at(r.confirmedAt)}. ${r.proposal}`), line(say(locale, 'quarantine.referral.made'), at(r.madeAt)),
        ],
      },
      { heading: drawn(say(locale, 'quarantine.referral.parts')), lines: r.parts.map(({ name, sha256, bytes }) => ({ ...line(`${name} (${bytes})`, `SHA-256 ${sha256}`), hash: true })) },
      { heading: drawn(say(locale, 'quarantine.referral.withheld')), lines: withheldFromReferral.map((one) => line(say(locale, `quarantine.withheld.${one}`), say(locale, `quarantine.withheldWhy.${one}`))) },
    ],
  });
}

/** A character that no font of ours can draw is printed by its number. */
const drawn = (text: string): string => [...text.toWellFormed().replace(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202A-\u202E\u2066-\u2069]/g, ' ')].map((c) => (c === '\n' || canDraw(c.codePointAt(0) ?? 0) ? c : `[U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)).join('');

/** The sheet's design, in Typst: it holds no words, all it prints comes as data. */
export const referralTemplate = `
#let d = json(bytes(sys.inputs.data))
#let tlp-colours = ("TLP:RED": rgb("#FF2B2B"), "TLP:AMBER+STRICT": rgb("#FFC000"), "TLP:AMBER": rgb("#FFC000"), "TLP:GREEN": rgb("#33FF00"), "TLP:CLEAR": rgb("#FFFFFF"))
#let sans = ("Commissioner", "Source Serif 4", "IBM Plex Mono", "Noto Emoji")
#let tlp() = box(fill: black, inset: (x: 5pt, y: 3.5pt), text(font: sans, size: 12pt, weight: 600, fill: tlp-colours.at(d.marking), hyphenate: false, d.marking))
#set document(title: d.title)
#set text(lang: d.language, font: ("Source Serif 4", "Commissioner", "IBM Plex Mono", "Noto Emoji"), size: 10.5pt, fallback: false)
#set page(paper: "a4", margin: (x: 28mm, top: 32mm, bottom: 30mm), header: align(right, tlp()), footer: align(right, tlp()))
#show heading: set text(font: sans, weight: 600)
#heading(level: 1, d.title)
#if d.demonstration != none { block(inset: 8pt, stroke: 0.5pt, text(font: sans, weight: 600, d.demonstration)) }
#for section in d.sections {
  heading(level: 2, section.heading)
  for line in section.lines {
    block(breakable: true, below: 1.1em)[
      #text(font: sans, size: 9pt, weight: 600, line.label)#linebreak()#if "hash" in line { text(font: ("IBM Plex Mono", "Source Serif 4"), size: 8pt, hyphenate: false, line.text) } else { line.text }
    ]
  }
}
`;
