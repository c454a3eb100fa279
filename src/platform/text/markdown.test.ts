import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown.ts';

describe('a text on a page', () => {
  it('keeps its emphasis, lists, quotations and links', () => {
    expect(renderMarkdown('**preserve**, *then*\n\n- one\n- two\n\n> said')).toBe('<p><strong>preserve</strong>, <em>then</em></p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<blockquote>\n<p>said</p>\n</blockquote>\n');
    expect(renderMarkdown('[a](https://example.org)')).toContain('<a href="https://example.org" rel="nofollow noopener noreferrer">a</a>');
  });
  it('is the same page whether or not it has signs that are looked for', () => {
    // With chips that fit nowhere every text takes the long way.
    const long = (text: string) => renderMarkdown(text, { pattern: /(?!)/g, linkOf: () => null });
    const words = fc.array(fc.constantFrom('hold', 'of', 'é', '12', '1.', '2)', '-', '+', '#', '=', ':', '"', "'", '&', '<', '>', '*', '_', '~', '|', '(c)', '...', 'http://x.example', '\\', ' ', '  ', '\t', '\u00a0', '\u2028', '\ufeff', '\n', '\n\n', '\n\n\n', '\r', '\n ', '\0', '!', '–', '😀'), { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(fc.property(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 60 })), (text) => { expect(renderMarkdown(text)).toBe(long(text)); }), { numRuns: 3_000 });
    for (const text of ['', '\n', 'One.\n\nTwo,\nthree.\n', 'Да. “Yes” – 12: no']) expect(renderMarkdown(text)).toBe(long(text));
    expect(renderMarkdown('One.\n\nTwo,\nthree.')).toBe('<p>One.</p>\n<p>Two,\nthree.</p>\n');
  });
  it('runs nothing and fetches nothing', () => {
    for (const text of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))', '[x](JaVa&#x09;script:alert(1))', '<search-ms:query=x>', '![x](https://evil.example/pixel.png)', '[x](data:text/html,hi)', '<a href="https://x" onclick="y">z</a>', '[x](//evil.example)']) {
      const html = renderMarkdown(text);
      expect(html).not.toMatch(/<(script|img|iframe|object|svg)|<a [^>]*(javascript|data|search-ms|onclick)|<[^&>]*src=|href="\/\//i);
    }
    expect(renderMarkdown('<script>alert(1)</script>')).toContain('&lt;script&gt;');
  });
  it('is ready in time, however it was made', () => {
    for (const text of ['>'.repeat(5_000), '['.repeat(20_000), '*a_ '.repeat(10_000), '`'.repeat(20_000), '- '.repeat(3_000)]) expect(renderMarkdown(text).length).toBeGreaterThan(0);
  });
  it('makes links of the words it is told to, but not in code and not inside another link', () => {
    const chips = { pattern: /@(\w+)/g, linkOf: ([, name]: RegExpMatchArray) => (name === 'no' ? null : { href: `/f/${name}`, title: `"${name}" <b>` }) };
    expect(renderMarkdown('@a, *@b* and @no', chips)).toBe('<p><a href="/f/a" class="pararef" title="&quot;a&quot; &lt;b&gt;">@a</a>, <em><a href="/f/b" class="pararef" title="&quot;b&quot; &lt;b&gt;">@b</a></em> and @no</p>\n');
    expect(renderMarkdown('`@a` [@b](https://example.org) <https://example.org/@c>', chips)).not.toContain('pararef');
    // What people write is never a link of ours.
    expect(renderMarkdown('[x](/f/y "title") [z](https://example.org "title")')).not.toMatch(/pararef|title=/);
  });
});
