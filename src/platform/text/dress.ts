/** What a rendered text needs to stand on one page: where links out lead first, and the word on covers in its language. */
export type Dressing = { /** Our own address: links to it lead there at once. */ origin: string; /** The address of the page on which a reader decides to leave. */ leave(url: string): string; covered: string };

const link = /<a href="(https?:\/\/[^"]*)" rel="nofollow noopener noreferrer">([\s\S]*?)<\/a>/g;

/**
 * A text of ours, already rendered and cleaned, as a page shows it: each link out says its host and leads to the page
 * on which one leaves; each cover says that it is one. Nothing is fetched, by us or by the reader's browser.
 */
export const dress = (html: string, { origin, leave, covered }: Dressing): string =>
  html
    .replace(link, (whole, href: string, words: string) => {
      const url = address(unescaped(href));
      if (!url) return words;
      if (url.origin === origin) return whole;
      const says = words.replace(/<[^>]*>/g, '').toLowerCase().includes(url.host);
      return `<a href="${escaped(leave(url.href))}" rel="nofollow noopener noreferrer">${words}${says ? '' : ` <span class="host">(${escaped(url.host)})</span>`}</a>`;
    })
    .replace(/<details class="covered"><summary>/g, `<details class="covered"><summary><b>${escaped(covered)}</b> `);

/** An address that leads out: with a host, and nobody's name or password in it, behind which another host would hide. */
export function address(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.host !== '' && url.username === '' && url.password === '' ? url : null;
}

const unescaped = (text: string): string => text.replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
