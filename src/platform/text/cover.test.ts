import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, coverBlocks, withoutCovers } from './cover.ts';
import { dress } from './dress.ts';
import { firstWords, renderMarkdown } from './markdown.ts';

const dressed = (markdown: string) => dress(renderMarkdown(markdown), { origin: 'https://forum.example', covered: 'Covered:', leave: (url) => `/en/leave?to=${encodeURIComponent(url)}` });

describe('a cover', () => {
  it('stands before what its author put behind it, and opens without script', () => {
    const html = renderMarkdown('Before.\n\n::: A call to violence, word for word\n**They** said:\n\n- one\n:::\n\nAfter.');
    expect(html).toMatch(/<p>Before\.<\/p>\n<details class="covered"><summary>A call to violence, word for word<\/summary><p><strong>They<\/strong> said:<\/p>\n<ul>\n<li>one<\/li>\n<\/ul>\n<\/details><p>After\.<\/p>/);
  });

  it('left open covers all that follows, and without a description is none', () => {
    expect(renderMarkdown('::: What follows\none\n\ntwo')).toMatch(/^<details.*one.*two.*<\/details>$/s);
    expect(renderMarkdown(':::\none')).not.toContain('details');
  });

  it('is never inside another, and its description is text', () => {
    const html = renderMarkdown('::: Outer\n::: Inner <img src=x onerror=alert(1)>\nwords\n:::\n:::');
    expect(html.match(/<details/g)).toHaveLength(1);
    expect(renderMarkdown('::: <img src=x onerror=alert(1)>\nwords\n:::')).not.toContain('<img');
  });

  it('shows nothing of itself in lists of first words', () => {
    expect(firstWords('Before.\n\n::: What\nsecret\n:::\nAfter.')).toBe('Before. … After.');
    expect(withoutCovers('::: What\nsecret')).not.toContain('secret');
  });

  it('made by a moderator wraps the blocks named, whatever was covered inside already', () => {
    const html = renderMarkdown('One.\n\n> Two.\n\n::: Theirs\nThree.\n:::\n\nFour.');
    expect(blocksOf(html)).toHaveLength(4);
    const covered = coverBlocks(html, 'All of "it"', { from: 1, to: 3 });
    expect(covered.match(/<details/g)).toHaveLength(1);
    expect(covered).toMatch(/^<p>One\.<\/p>\n<details class="covered"><summary>All of &quot;it&quot;<\/summary>.*Two\..*Three\..*<\/details>\n<p>Four\.<\/p>$/s);
  });

  it('hides every word of a text, whatever the text is', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('word', '> quoted', '- item', '::: d', ':::', '```', '# head', '', '| a | b |', '1. one', '<details>', '---', '  indented'), { maxLength: 14 }), (lines) => {
      const html = renderMarkdown(lines.join('\n'));
      const covered = coverBlocks(html, 'd', null);
      expect(covered).toMatch(/^<details class="covered"><summary>d<\/summary>[\s\S]*<\/details>$/);
      expect(covered.match(/<\/details>/g)).toHaveLength(1);
      expect(blocksOf(html).join('').replace(/\s/g, '')).toBe(html.replace(/\s/g, ''));
    }));
  });
});

describe('a link', () => {
  it('out says its host and leads to the page on which one leaves', () => {
    expect(dressed('See [the convention](https://www.example.org/a?b=1&c=2).')).toContain('<a href="/en/leave?to=https%3A%2F%2Fwww.example.org%2Fa%3Fb%3D1%26c%3D2" rel="nofollow noopener noreferrer">the convention <span class="host">(www.example.org)</span></a>');
    expect(dressed('<https://example.org/a>')).not.toContain('class="host"');
  });

  it('that shows another host than it leads to says where it leads', () => {
    expect(dressed('[bank.example](https://evil.example/)')).toContain('(evil.example)');
    expect(dressed('[x](https://раураl.com/)')).toContain('(xn--');
  });

  it('to a place of ours leads there at once, and one with a name before its host is no link', () => {
    expect(dressed('[B1·2](https://forum.example/en/f/x/q/B1)')).toContain('<a href="https://forum.example/en/f/x/q/B1"');
    expect(dressed('[x](https://forum.example@evil.example/)')).not.toContain('<a');
  });
});
