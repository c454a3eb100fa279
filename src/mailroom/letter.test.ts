import { afterAll, describe, expect, it } from 'vitest';
import { textOfLetter, textOfPage } from './letter.ts';
import { openParser } from './parser.ts';
import { stripQuote } from './strip-quote.ts';

const kept = (html: string) => stripQuote(textOfPage(html)).kept;

describe('a letter that is a page', () => {
  it('is read as text: paragraphs, lists, entities, and nothing that runs or is fetched', () => {
    expect(textOfPage('<p>One &amp; two</p><p>Three<br>four</p><ul><li>a</li><li>b</li></ul><script>alert(1)</script><style>p{}</style><img src="https://canary.invalid/p.png" alt="x">')).toBe('One & two\n\nThree\nfour\n\n- a\n- b');
  });

  it('says by its containers what it quotes: Gmail, with and without answers in between', () => {
    expect(kept('<div dir="ltr">We agree.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Jul 2, 2012 at 10:00 AM Forum &lt;<a href="mailto:f@example.org">f@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><div>What first?</div></blockquote></div>')).toBe('We agree.');
    expect(kept('<div class="gmail_quote"><div class="gmail_attr">On Mon, Jul 2, 2012 at 10:00 AM Forum &lt;f@example.org&gt; wrote:</div><blockquote class="gmail_quote"><div>First?</div></blockquote><div>Yes.</div><blockquote class="gmail_quote"><div>Second?</div></blockquote><div>No.</div></div>')).toBe('Yes.\n\nNo.');
    expect(kept('<p>ok</p><script>alert(1)</script><div class="gmail_quote">Maria wrote: secret</div>')).toBe('ok');
  });

  it('says by its containers what it quotes: Outlook on the web, Apple Mail, Thunderbird, Yahoo', () => {
    expect(kept('<div><div style="font-family:Calibri">No objection.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Forum<br><b>Sent:</b> Monday, July 2, 2012<br><b>Subject:</b> B1</div><div>Text of the question</div></div>')).toBe('No objection.');
    expect(kept('<html><body>Too short a time.<br><div dir="ltr"><br>Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 2 Jul 2012, at 10:00, Forum &lt;f@example.org&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div>What time?</div></blockquote></body></html>')).toBe('Too short a time.');
    expect(kept('<p>Its author.</p><div class="moz-cite-prefix">On 02/07/12 10:00, Forum wrote:<br></div><blockquote type="cite"><p>Who first?</p></blockquote><div class="moz-signature">-- <br>Ivo Gruber</div>')).toBe('Its author.');
    expect(kept('<div>A good comparison.</div><div id="ydp1" class="yahoo_quoted"><div>On Monday, July 2, 2012, Forum wrote:</div><div>Which?</div></div>')).toBe('A good comparison.');
  });

  it('leaves a signature out where its container says that it is one', () => {
    expect(kept('<div dir="ltr"><div>We support option B.</div><div dir="ltr" class="gmail_signature"><div>Dr Maria Beispiel</div><div>Ministry of the Interior</div></div></div>')).toBe('We support option B.');
  });

  it('is read to its end whatever its tags are like', () => {
    expect(textOfPage(`${'<div>'.repeat(5_000)}deep${'</div>'.repeat(4_000)}`)).toContain('deep');
    expect(textOfPage('<p>a<b>c</p></i></div>d<')).toContain('d');
  });
});

describe('the text of a letter', () => {
  it('is the one written as text, unless that only says that there is a page', () => {
    expect(textOfLetter({ text: 'Plain.\r\nMore.', html: '<p>Page</p>' })).toBe('Plain.\nMore.');
    expect(textOfLetter({ text: 'Your client does not support HTML messages.', html: '<p>Page</p>' })).toBe('Page');
    expect(textOfLetter({ text: ' \n', html: '<p>Page</p>' })).toBe('Page');
    expect(textOfLetter({ text: 'a\u0000b\u001bc', html: null })).toBe('abc');
    expect(textOfLetter({ text: null, html: null })).toBe('');
  });
});

describe('a process of its own', () => {
  const parser = openParser();
  afterAll(() => parser.end());
  const parse = (head: string, body: string | Buffer) => parser.parse(Buffer.concat([Buffer.from(`From: e1@example.org\r\nMIME-Version: 1.0\r\n${head}\r\n\r\n`), Buffer.from(body)]));

  it('reads letters in the encodings people use', async () => {
    expect(await parse('Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: 8bit', Buffer.from('efd4d7c5d4', 'hex'))).toMatchObject({ ok: true, text: 'Ответ' });
    expect(await parse('Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64', 'HgRCBDIENQRCBA==')).toMatchObject({ text: 'Ответ' });
    expect(await parse('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable', 'Gr=C3=BC=C3=9Fe aus Wi=\r\nen')).toMatchObject({ text: 'Grüße aus Wien' });
    expect(await parse('Content-Type: text/plain; charset=utf-8; format=flowed', 'One long \r\nline.\r\n-- \r\nAnna')).toMatchObject({ text: 'One long line.\n-- \nAnna' });
    expect(await parse('Content-Type: multipart/alternative; boundary="b"', '--b\r\nContent-Type: text/plain\r\n\r\nText.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Page.</p>\r\n--b--')).toMatchObject({ text: 'Text.' });
    expect(await parse('Content-Type: multipart/mixed; boundary="b"', '--b\r\nContent-Type: text/plain\r\n\r\nText.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF\r\n--b--')).toMatchObject({ text: 'Text.', attachments: 1 });
  });

  it('is ended by a letter that takes too long, and the next letter is read by another', async () => {
    const hasty = openParser({ maxMs: 1 });
    const heavy = Buffer.from(`From: e1@example.org\r\nContent-Type: text/html\r\n\r\n${'<div><p>a'.repeat(200_000)}`);
    expect(await hasty.parse(heavy)).toEqual({ ok: false, why: 'too-heavy' });
    await hasty.end();
    const tight = openParser({ maxResidentBytes: 40 * 1024 * 1024 });
    expect(await tight.parse(heavy)).toEqual({ ok: false, why: 'too-heavy' });
    await tight.end();
    expect(await parse('Content-Type: text/plain', 'Still here.')).toMatchObject({ text: 'Still here.' });
  });
});
