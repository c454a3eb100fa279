import { describe, expect, it } from 'vitest';
import { fromDocument } from './from-document.ts';

describe('a document taken over as a paper', () => {
  it('has its title apart and each numbered paragraph as one of its own', () => {
    expect(fromDocument('# Social networking tools\n\n## Scope\n\n1. First.\\\n[1] A note.\n1. Second.\n\nPlain.')).toEqual({ title: 'Social networking tools', markdown: '## Scope\n\nFirst.\\\n[1] A note.\n\nSecond.\n\nPlain.', numbers: 2 });
  });

  it('leaves out typed numbers, and no numbers inside a text', () => {
    expect(fromDocument('12. Twelve States replied.\n\n3.1) Sub.\n\n2012 was the year.\n\n12.5 per cent agreed.')).toEqual({ title: null, markdown: 'Twelve States replied.\n\nSub.\n\n2012 was the year.\n\n12.5 per cent agreed.', numbers: 2 });
  });

  it('keeps a list of points as one paragraph', () => {
    expect(fromDocument('Three aims:\n\n- flag\n- answer\n- appeal').markdown).toBe('Three aims:\n\n- flag\n- answer\n- appeal');
  });

  it('takes an empty text for what it is', () => {
    expect(fromDocument(' \n\n ')).toEqual({ title: null, markdown: '', numbers: 0 });
  });
});
