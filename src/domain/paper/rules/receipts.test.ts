import { describe, expect, it } from 'vitest';
import { mayBeReminded, receiptState } from './receipts.ts';

describe('how a body stands with the paper', () => {
  it('is settled by its own word, whatever became of the letters', () => {
    expect(receiptState({ confirmed: true, letters: ['failed'] })).toBe('confirmed');
    expect(receiptState({ confirmed: false, letters: ['failed', 'waiting', 'sent'] })).toBe('sent');
    expect(receiptState({ confirmed: false, letters: ['failed', 'waiting'] })).toBe('waiting');
    expect(receiptState({ confirmed: false, letters: ['failed', 'failed'] })).toBe('failed');
    expect(receiptState({ confirmed: false, letters: [] })).toBe('not-sent');
  });

  it('lets it be asked again once a day, until it has answered', () => {
    const now = new Date('2012-06-12T09:00:00Z');
    expect(mayBeReminded({ confirmed: false, lastAt: new Date('2012-06-11T09:00:00Z') }, now)).toBe(true);
    expect(mayBeReminded({ confirmed: false, lastAt: new Date('2012-06-11T09:00:00.001Z') }, now)).toBe(false);
    expect(mayBeReminded({ confirmed: false, lastAt: null }, now)).toBe(true);
    expect(mayBeReminded({ confirmed: true, lastAt: new Date('2012-06-01T09:00:00Z') }, now)).toBe(false);
  });
});
