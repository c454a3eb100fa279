import { describe, expect, it } from 'vitest';
import { trackedOf } from './tracked.ts';

const paragraph = (inside: string, mark = 'p1_II_R_03_text') => `<w:p><w:bookmarkStart w:id="1" w:name="${mark}"/>${inside}<w:bookmarkEnd w:id="1"/></w:p>`;
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const body = (...paragraphs: string[]) => `<?xml version="1.0"?><w:document><w:body>${paragraphs.join('')}</w:body></w:document>`;

describe('a document with tracked changes', () => {
  it('says what stood there and what is proposed', () => {
    const xml = body(paragraph(`${run('Keep ')}<w:del w:author="Anna"><w:r><w:delText>first</w:delText></w:r></w:del><w:ins w:author="Anna">${run('at once')}</w:ins>${run(' &amp; then ask.')}`), paragraph(run('Untouched.'), 'p2_II_R_04_text'));
    expect(trackedOf(xml, '')).toEqual([{ bookmarks: ['p1_II_R_03_text'], before: 'Keep first & then ask.', after: 'Keep at once & then ask.', comments: [] }]);
  });

  it('holds a remark without a change, and names nobody', () => {
    const xml = body(paragraph(`${run('Keep first.')}<w:commentReference w:id="7"/>`));
    const found = trackedOf(xml, '<w:comments><w:comment w:id="7" w:author="Anna Berger"><w:p><w:r><w:t>Says who?</w:t></w:r></w:p></w:comment></w:comments>');
    expect(found).toEqual([{ bookmarks: ['p1_II_R_03_text'], before: 'Keep first.', after: 'Keep first.', comments: ['Says who?'] }]);
    expect(JSON.stringify(found)).not.toContain('Anna');
  });

  it('passes over changes of the look, text without a bookmark, and what is in boxes', () => {
    expect(trackedOf(body(paragraph(`<w:pPr><w:rPr><w:ins w:id="3"/></w:rPr></w:pPr>${run('Keep first.')}`)), '')).toEqual([]);
    expect(trackedOf(body(`<w:p><w:ins>${run('New.')}</w:ins></w:p>`), '')).toEqual([]);
    expect(trackedOf(body(paragraph(`${run('Keep.')}<w:txbxContent><w:p><w:ins>${run('boxed')}</w:ins></w:p></w:txbxContent>`)), '')).toEqual([]);
  });

  it('does not grow by entities of its own, and ends with what is cut off', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>${body(paragraph(`<w:ins>${run('&b;&#x41;&#0;')}</w:ins>`))}`;
    expect(trackedOf(bomb, '')[0]?.after).toBe('&b;A\uFFFD');
    expect(trackedOf(body(paragraph('<w:ins>')).slice(0, 90), '')).toEqual([]);
  });
});
