import { Document, ExternalHyperlink, Packer, Paragraph, TextRun } from 'docx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../text/markdown.ts';
import { markdownOf } from './document-markdown.ts';
import { readDocx } from './read-docx.ts';

const shown = (html: string): string => renderMarkdown(markdownOf(html)).trim();

describe('a Word document as Markdown', () => {
  it('has what is bold, italic and struck, wherever the spaces and stops were marked with it', () => {
    expect(markdownOf('<p><strong>Bold </strong>then<strong><em>both</em></strong>end</p>')).toBe('**Bold** then***both***end');
    expect(shown('<p><strong>Note:</strong>word<em> so </em>and <s>gone</s>.</p>')).toBe('<p><strong>Note</strong>:word <em>so</em> and <s>gone</s>.</p>');
    expect(shown('<p>a<strong>(b)</strong>c<em> </em>d</p>')).toBe('<p>a(<strong>b</strong>)c d</p>');
  });

  it('has what was typed as it was typed, also where it looks like a sign', () => {
    for (const typed of ['# not a heading', '> not a quotation', '+ 43 1 514', '---', '===', '* * *', '2 * 3 * 4', '5*3*2', 'snake_case_word and _so_', 'see [text](http://x.example)', '`code`', '~~~', 'C:\\*.doc', '<https://x.example>', '&amp; is &', '[1]: a source', '#hashtag [#p7]']) {
      const html = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
      expect(shown(`<p>${html}</p>`), typed).toBe(`<p>${html}</p>`);
    }
    expect(markdownOf('<p>2 * 3, snake_case, #tag, [1] and [#p7]</p>')).toBe('2 * 3, snake_case, #tag, [1] and [#p7]');
  });

  it('has links that lead outside, and of others the words', () => {
    expect(markdownOf('<p><a href="https://www.example.org/x?a=1&amp;b=2">the site</a>, <a href="javascript:alert(1)">a script</a>, <a href="#top">the top</a></p>')).toBe('[the site](https://www.example.org/x?a=1&b=2), a script, the top');
  });

  it('loses no letter of any text, however its runs are marked', async () => {
    const words = fc.string({ unit: fc.constantFrom(...'ab Жß.,:;*_~`[]()<>&#!\\"|/=+-1'.split('')), minLength: 1, maxLength: 8 });
    const paragraph = fc.array(fc.record({ text: words, bold: fc.boolean(), italics: fc.boolean(), strike: fc.boolean() }), { minLength: 1, maxLength: 5 });
    // One process reads them all: each is begun by a letter, so that none is a list, and parted by its number.
    const samples = fc.sample(paragraph, { numRuns: 400, seed: 7 });
    const document = new Document({ sections: [{ children: samples.map((runs, i) => new Paragraph({ children: [new TextRun(`p${i} `), ...runs.map((run) => new TextRun(run)), new TextRun('.')] })) }] });
    const read = await readDocx(new Uint8Array(await Packer.toBuffer(document)));
    const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();
    const paragraphs = read?.markdown.split(/\n\n(?=p\d+ )/) ?? [];
    expect(paragraphs).toHaveLength(samples.length);
    for (const [i, runs] of samples.entries()) {
      const text = renderMarkdown(paragraphs[i] ?? '').replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
      expect(plain(text), JSON.stringify(paragraphs[i])).toBe(plain(`p${i} ${runs.map((run) => run.text).join('')}.`));
    }
  });

  it('has a link that a word processor wrote', async () => {
    const document = new Document({ sections: [{ children: [new Paragraph({ children: [new TextRun('See '), new ExternalHyperlink({ link: 'https://www.example.org/', children: [new TextRun('this')] }), new TextRun('.')] })] }] });
    expect((await readDocx(new Uint8Array(await Packer.toBuffer(document))))?.markdown).toBe('See [this](https://www.example.org/).');
  });
});
