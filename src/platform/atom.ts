export type FeedEntry = { id: string; title: string; url: string; updatedAt: Date; summary: string };
export type Feed = { id: string; title: string; url: string; self: string; author: string; lang: string; updatedAt: Date; entries: readonly FeedEntry[] };

/** A feed as an Atom document (RFC 4287). */
export function atomFile(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(feed.lang)}">`,
    ` <id>${escaped(feed.id)}</id>`,
    ` <title>${escaped(feed.title)}</title>`,
    ` <updated>${feed.updatedAt.toISOString()}</updated>`,
    ` <author><name>${escaped(feed.author)}</name></author>`,
    ` <link rel="self" type="application/atom+xml" href="${escaped(feed.self)}"/>`,
    ` <link rel="alternate" type="text/html" href="${escaped(feed.url)}"/>`,
    ...feed.entries.flatMap((entry) => [
      ' <entry>',
      `  <id>${escaped(entry.id)}</id>`,
      `  <title>${escaped(entry.title)}</title>`,
      `  <updated>${entry.updatedAt.toISOString()}</updated>`,
      `  <link rel="alternate" type="text/html" href="${escaped(entry.url)}"/>`,
      `  <summary>${escaped(entry.summary)}</summary>`,
      ' </entry>',
    ]),
    '</feed>',
    '',
  ].join('\n');
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML knows no control characters but tab and line break, however they are written. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
